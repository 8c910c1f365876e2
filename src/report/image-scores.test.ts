import { describe, expect, it } from 'vitest';
import type { Ceiling } from '../core/report/comparison.ts';
import type { ImageScores } from '../core/report/ecg-comparison.ts';
import { pairGeometry } from './embeddings.ts';
import golden from './golden/networks.json' with { type: 'json' };
import { imageScores } from './image-scores.ts';
import { kernelDistance, polynomialKernel } from './kernel-distance.ts';
import { manifoldScores } from './manifold-scores.ts';
import { allRows } from './row-draws.ts';
import { shrink, Ssim } from './ssim.ts';
import { beats, embed, PICTURE_BYTES, SIDE, snow } from './testing/pictures.ts';
import { QUIET_PIECE } from './testing/tables.ts';

const REAL = embed(beats(80, 1));
const FRESH = embed(beats(80, 2));

const score = (synthetic: ReturnType<typeof embed>, real = REAL) =>
  imageScores({ size: SIDE, real, synthetic, seed: 3 }, QUIET_PIECE);

function ceilingOf(ceiling: Readonly<Record<keyof ImageScores, Ceiling | null>>, name: keyof ImageScores): Ceiling {
  const found = ceiling[name];
  if (found === null) throw new Error(`no ceiling of ${name}`);
  return found;
}

describe('as NumPy has it (golden/make-golden-networks.py)', () => {
  it('kernel distance, precision, recall, coverage', async () => {
    const { real, synthetic, ...wanted } = golden.embeddings;
    const [x, y] = [real, synthetic].map((rows) => Float32Array.from(rows.flat()));
    if (x === undefined || y === undefined) throw new Error('no rows');
    const width = real[0]?.length ?? 0;
    const [own, between, other] = [
      await pairGeometry(x, x, width, QUIET_PIECE),
      await pairGeometry(x, y, width, QUIET_PIECE),
      await pairGeometry(y, y, width, QUIET_PIECE),
    ];
    const [a, b] = [allRows(real.length), allRows(synthetic.length)];
    const found = manifoldScores({ rows: a, own: own.distances }, { rows: b, own: other.distances }, between.distances);
    expect(found.precision).toBeCloseTo(wanted.precision, 12);
    expect(found.recall).toBeCloseTo(wanted.recall, 12);
    expect(found.coverage).toBeCloseTo(wanted.coverage, 12);
    const kernels = [own, other, between].map(({ products }) => polynomialKernel(products, width));
    const [kxx, kyy, kxy] = kernels;
    if (!kxx || !kyy || !kxy) throw new Error('no kernels');
    expect(kernelDistance({ rows: a, own: kxx }, { rows: b, own: kyy }, kxy)).toBeCloseTo(wanted.kid, 9);
  });

  it('SSIM of every pair of pictures', () => {
    const { pictures, ssim } = golden.ssim;
    const measure = new Ssim({ size: 16, bytes: Uint8Array.from(pictures.flat()) });
    for (const [i, row] of ssim.entries()) {
      for (const [j, value] of row.entries()) expect(measure.of(i, j)).toBeCloseTo(value, 10);
    }
  });
});

it('pictures are averaged down in whole blocks', () => {
  const bytes = Uint8Array.from([0, 100, 10, 20, 200, 100, 30, 40, 1, 1, 9, 9, 1, 1, 9, 9]);
  expect(shrink({ size: 4, bytes }, 2)).toEqual({ size: 2, bytes: Uint8Array.of(100, 25, 1, 9) });
  expect(shrink({ size: 4, bytes }, 4).bytes).toBe(bytes);
});

describe('image scores', () => {
  it('the same ECGs: 0, 1, 1, 1, 1', async () => {
    const { scores } = await score(REAL);
    expect(scores).toMatchObject({ precision: 1, recall: 1, coverage: 1 });
    // Another seeded sample of pairs on each side.
    expect(scores.diversity).toBeCloseTo(1, 1);
    // Unbiased: a little below 0, since no real sample is so alike.
    expect(scores.kid).toBeLessThanOrEqual(0);
    const noise = (await score(embed(snow(80, 1)))).scores.kid ?? 0;
    expect(Math.abs(scores.kid ?? 9)).toBeLessThan(0.05 * noise);
  });

  it('other ECGs of the same kind lie near the ceiling, whatever the order and number', async () => {
    const { scores, ceiling } = await score(FRESH);
    for (const name of ['kid', 'precision', 'recall', 'coverage', 'diversity'] as const) {
      const { low, high, synthetic } = ceilingOf(ceiling, name);
      const slack = 0.75 * (high - low);
      expect(synthetic, name).toBeGreaterThan(low - slack);
      expect(synthetic, name).toBeLessThan(high + slack);
    }
    expect(ceilingOf(ceiling, 'kid').n).toBe(40);
    expect(scores.diversity).toBeCloseTo(1, 1);
    const more = await score(embed(beats(200, 4)));
    expect(ceilingOf(more.ceiling, 'coverage').n).toBe(40);
    expect(more.scores.coverage).toBeCloseTo(scores.coverage ?? 9, 0);
  });

  it('noise is seen by every score', async () => {
    const { scores, ceiling } = await score(embed(snow(80, 1)));
    expect(scores).toMatchObject({ precision: 0, coverage: 0 });
    const kid = ceilingOf(ceiling, 'kid');
    expect(kid.synthetic).toBeGreaterThan(kid.high);
    const diversity = ceilingOf(ceiling, 'diversity');
    expect(diversity.synthetic).toBeGreaterThan(diversity.high);
  });

  it('one ECG over and over: precise, but no recall, no coverage, no diversity', async () => {
    const one = beats(1, 1);
    const { scores, ceiling } = await score(
      embed(Uint8Array.from({ length: 80 * PICTURE_BYTES }, (_, i) => one[i % PICTURE_BYTES] ?? 0)),
    );
    expect(scores.precision).toBe(1);
    expect(scores.diversity).toBeCloseTo(0, 9);
    expect(scores.recall).toBeLessThan(0.05);
    for (const name of ['recall', 'coverage', 'diversity'] as const) {
      expect(ceilingOf(ceiling, name).synthetic, name).toBeLessThan(ceilingOf(ceiling, name).low);
    }
  });

  it.each([
    [0, 5],
    [1, 1],
    [2, 3],
    [5, 80],
    [80, 0],
  ])('%i real and %i synthetic ECGs: numbers or null', async (real, synthetic) => {
    const { scores, ceiling } = await score(embed(beats(synthetic, 5)), embed(beats(real, 6)));
    for (const value of Object.values(scores)) expect(value === null || Number.isFinite(value)).toBe(true);
    for (const one of Object.values(ceiling)) {
      if (one !== null) for (const value of Object.values(one)) expect(Number.isFinite(value)).toBe(true);
    }
    expect(scores.precision === null).toBe(Math.min(real, synthetic) <= 5);
    expect(scores.kid === null).toBe(Math.min(real, synthetic) < 2);
  });

  it('real ECGs that are all the same leave the diversity open', async () => {
    const { scores } = await score(FRESH, embed(new Uint8Array(20 * PICTURE_BYTES).fill(255)));
    expect(scores.diversity).toBeNull();
  });

  it('a cancel is obeyed; pictures that are not those of the embedding are refused', async () => {
    const cancelled = imageScores(
      { size: SIDE, real: REAL, synthetic: FRESH, seed: 3 },
      { ...QUIET_PIECE, isCancelled: () => true },
    );
    await expect(cancelled).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
    await expect(score({ ...FRESH, images: FRESH.images.subarray(1) })).rejects.toThrow('do not match');
  });
});
