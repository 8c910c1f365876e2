import { expect, it } from 'vitest';
import { holdoutDistance } from './holdout-distance.ts';
import { imageScores } from './image-scores.ts';
import { beats, embed, SIDE, snow } from './testing/pictures.ts';
import { QUIET_PIECE } from './testing/tables.ts';

const REAL = embed(beats(80, 1));
const ASIDE = embed(beats(30, 2));
const width = REAL.embeddings.length / 80;

const distance = (synthetic: Float32Array, holdout = ASIDE.embeddings) =>
  holdoutDistance({ training: REAL.embeddings, holdout, synthetic, width, seed: 3 }, QUIET_PIECE);

it('others of the same kind lie no nearer than those put aside, noise lies far beyond, in samples of as many', async () => {
  const [same, noise] = [await distance(embed(beats(60, 4)).embeddings), await distance(embed(snow(60, 1)).embeddings)];
  if (same === null || noise === null) throw new Error('no ceiling');
  expect(same.n).toBe(30);
  expect(noise.mean).toBe(same.mean);
  expect(Math.abs(same.synthetic - same.mean)).toBeLessThan(0.02 * noise.synthetic);
  expect(noise.synthetic).toBeGreaterThan(noise.high);
});

it('is the distance of all of them where all take part', async () => {
  const fresh = embed(beats(80, 5));
  const all = await distance(fresh.embeddings, fresh.embeddings);
  const { scores } = await imageScores({ size: SIDE, real: REAL, synthetic: fresh, seed: 3 }, QUIET_PIECE);
  expect(all?.synthetic).toBeCloseTo(scores.kid ?? Number.NaN, 9);
  expect(all?.low).toBe(all?.high);
});

it('is null where nobody can be compared, and obeys a cancel', async () => {
  await expect(distance(new Float32Array(width))).resolves.toBeNull();
  const sides = { training: REAL.embeddings, holdout: ASIDE.embeddings, synthetic: REAL.embeddings, width, seed: 3 };
  const cancelled = holdoutDistance(sides, { ...QUIET_PIECE, isCancelled: () => true });
  await expect(cancelled).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
});
