import { describe, expect, it } from 'vitest';
import { Rng } from '../core/rng.ts';
import { QUIET_PIECE } from './testing/tables.ts';
import { perplexityFor, Tsne } from './tsne.ts';

const WIDTH = 6;

/** Three groups in turn, far apart. */
function groups(n: number, spread = 1): Float64Array {
  const rng = new Rng(1, 902);
  return Float64Array.from({ length: n * WIDTH }, (_, at) => {
    const row = Math.floor(at / WIDTH);
    return (at % WIDTH === row % 3 ? 12 : 0) + spread * rng.normal();
  });
}

async function picture(data: Float64Array, seed = 2): Promise<[number, number][]> {
  const n = data.length / WIDTH;
  const axis = (at: number): Float64Array => Float64Array.from({ length: n }, (_, row) => data[row * WIDTH + at] ?? 0);
  const input = { data, n, width: WIDTH, perplexity: perplexityFor(n), start: [axis(0), axis(1)] as const };
  const tsne = await Tsne.of({ ...input, rng: new Rng(seed, 903) }, QUIET_PIECE);
  while (!tsne.isDone) tsne.run(100);
  return tsne.points();
}

describe('t-SNE', () => {
  it('keeps groups together: the nearest neighbour in the picture is of the same group', async () => {
    const points = await picture(groups(150));
    const same = points.filter(([x, y], i) => {
      const distances = points.map(([u, v], j) => (i === j ? Number.POSITIVE_INFINITY : (x - u) ** 2 + (y - v) ** 2));
      return distances.indexOf(Math.min(...distances)) % 3 === i % 3;
    });
    expect(same.length).toBe(150);
  });

  it('is repeatable by its seed', async () => {
    expect(await picture(groups(60))).toEqual(await picture(groups(60)));
    expect(await picture(groups(60), 3)).not.toEqual(await picture(groups(60)));
  });

  it.each([0, 1, 2, 3, 5, 24])('%i points, also all equal: finite and centred', async (n) => {
    for (const data of [groups(n), new Float64Array(n * WIDTH)]) {
      const points = await picture(data);
      expect(points).toHaveLength(n);
      expect(points.flat().every(Number.isFinite)).toBe(true);
    }
  });

  it('perplexity is 30, or a quarter of fewer points', () => {
    expect([1000, 120, 100, 2].map(perplexityFor)).toEqual([30, 30, 25, 1]);
  });
});
