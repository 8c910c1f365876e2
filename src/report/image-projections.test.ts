import { describe, expect, it } from 'vitest';
import { Rng } from '../core/rng.ts';
import { imageProjections } from './image-projections.ts';
import type { PieceWork } from '../core/pace.ts';

const WIDTH = 6;
const QUIET: PieceWork = { onFraction: () => {}, isCancelled: () => false, rest: async () => {} };

/** Points around `centre` in every direction. */
function cloud(n: number, centre: number, stream: number): Float32Array {
  const rng = new Rng(1, 950 + stream);
  return Float32Array.from({ length: n * WIDTH }, () => centre + rng.normal());
}

const mean = (values: readonly number[]): number => values.reduce((sum, v) => sum + v, 0) / values.length;

describe('ECGs as points', () => {
  it('clouds that are apart are apart in both pictures, and the first direction is the one real varies along', async () => {
    // Real has two groups along the first number; synthetic is near the second.
    const real = cloud(60, 0, 0).map((v, i) => (i % WIDTH === 0 ? (i < 30 * WIDTH ? -20 : 20) + v : v));
    const synthetic = cloud(40, 0, 1).map((v, i) => (i % WIDTH === 0 ? 20 + v : v));
    const found = await imageProjections({ real, synthetic, width: WIDTH, seed: 1 }, QUIET);
    if (found === null) throw new Error('null');
    expect(found.rows.real).toEqual(Array.from({ length: 60 }, (_, i) => i));
    expect(found.pca.synthetic).toHaveLength(40);
    const at = (points: typeof found.pca.real, from: number, to: number) =>
      mean(points.slice(from, to).map(([x]) => x));
    const [low, high, made] = [at(found.pca.real, 0, 30), at(found.pca.real, 30, 60), at(found.pca.synthetic, 0, 40)];
    expect(Math.abs(made - high)).toBeLessThan(0.2 * Math.abs(high - low));
    expect(found.tsne.synthetic).toHaveLength(40);
    expect(found.tsne.perplexity).toBeCloseTo(25, 6);
  });

  it('repeats by seed, and says nothing of a handful', async () => {
    const input = { real: cloud(20, 0, 2), synthetic: cloud(20, 1, 3), width: WIDTH, seed: 4 };
    expect(await imageProjections(input, QUIET)).toEqual(await imageProjections(input, QUIET));
    expect(await imageProjections({ ...input, synthetic: cloud(4, 0, 4) }, QUIET)).toBeNull();
  });

  it('obeys a cancel', async () => {
    const input = { real: cloud(20, 0, 2), synthetic: cloud(20, 1, 3), width: WIDTH, seed: 4 };
    await expect(imageProjections(input, { ...QUIET, isCancelled: () => true })).rejects.toMatchObject({
      name: 'AbortError',
    });
  });
});
