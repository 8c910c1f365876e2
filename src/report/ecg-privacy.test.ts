import { describe, expect, it } from 'vitest';
import type { Ceiling } from '../core/report/comparison.ts';
import type { EcgPrivacy } from '../core/report/ecg-comparison.ts';
import { Rng } from '../core/rng.ts';
import { chanceShare, copyShare } from './copy-share.ts';
import { ecgPrivacy } from './ecg-privacy.ts';
import type { EmbeddedPairs } from './pair-nearness.ts';
import { pixelCorrelation, sideFor, unitPictures, correlationOf } from './picture-correlation.ts';
import { mean } from '../core/maths/moments.ts';
import { beats, embed, PICTURE_BYTES, SIDE, snow } from './testing/pictures.ts';
import { encode, PATIENT_SCHEMA, patients, QUIET_PIECE } from './testing/tables.ts';

const { width } = PATIENT_SCHEMA;
const TRAINING = 80;
const ASIDE = 40;

function pairs(n: number, seed: number, images = beats(n, seed)): EmbeddedPairs {
  return { ...embed(images), rows: encode(PATIENT_SCHEMA, patients(n, seed)) };
}

/** The pairs `chosen` of `first`, then `n` of `then` from its start. */
function mixed(first: EmbeddedPairs, chosen: readonly number[], then: EmbeddedPairs, n: number): EmbeddedPairs {
  const images = new Uint8Array((chosen.length + n) * PICTURE_BYTES);
  const rows = new Float32Array((chosen.length + n) * width);
  const put = (from: EmbeddedPairs, row: number, at: number): void => {
    images.set(from.images.subarray(row * PICTURE_BYTES, (row + 1) * PICTURE_BYTES), at * PICTURE_BYTES);
    rows.set(from.rows.subarray(row * width, (row + 1) * width), at * width);
  };
  for (const [at, row] of chosen.entries()) put(first, row, at);
  for (let i = 0; i < n; i++) put(then, i, chosen.length + i);
  return { ...embed(images), rows };
}

const training = pairs(TRAINING, 1);
const holdout = pairs(ASIDE, 2);
const fresh = pairs(TRAINING, 3);

/** A run that learns its patients by heart. */
const EPOCHS = [
  { epoch: 3, embeddings: fresh.embeddings },
  { epoch: 7, embeddings: training.embeddings },
];

interface Measured {
  readonly privacy: EcgPrivacy;
  readonly ceiling: { readonly images: { readonly copies: Ceiling | null } };
}

const measure = (synthetic: EmbeddedPairs, aside: EmbeddedPairs | null = holdout, real = training): Promise<Measured> =>
  ecgPrivacy(
    { schema: PATIENT_SCHEMA, size: SIDE, training: real, holdout: aside, synthetic, epochs: EPOCHS, seed: 3 },
    QUIET_PIECE,
  );

describe('privacy of ECGs and pairs', () => {
  it('copies of training pairs scream, each beside the patient it copies', async () => {
    const order = Array.from({ length: 60 }, (_, i) => (7 * i + 3) % TRAINING);
    const { privacy, ceiling } = await measure(mixed(training, order, fresh, 0));
    const { images, pairs: both, membership, reason } = privacy;
    expect(images.copies?.value).toBeCloseTo(1 - chanceShare(ASIDE), 12);
    expect(images.copies?.low).toBeGreaterThan(0.7);
    expect(images.dcr.synthetic).toEqual({ q1: 0, q5: 0, q50: 0 });
    expect(images.correlation.q50).toBeCloseTo(1, 12);
    expect(images.closest).toHaveLength(20);
    for (const one of images.closest) {
      expect(one).toMatchObject({ distance: 0, isRowToo: true, patient: order[one.pair] });
      expect(one.correlation).toBeCloseTo(1, 12);
    }
    expect(both.copies?.value).toBe(1);
    expect(membership?.low).toBeGreaterThan(0.75);
    expect(ceiling.images.copies?.synthetic).toBeGreaterThan(ceiling.images.copies?.high ?? 9);
    expect(reason).toBeNull();
  });

  it('the epoch that draws copies is known by them', async () => {
    const { privacy } = await measure(fresh);
    const [early, late] = privacy.images.byEpoch;
    expect([early?.epoch, late?.epoch]).toEqual([3, 7]);
    // The same ECGs as this epoch's.
    expect(early?.copies).toEqual(privacy.images.copies);
    expect(late?.copies?.value).toBeCloseTo(1 - chanceShare(ASIDE), 12);
    expect(late?.copies?.low).toBeGreaterThan(0.7);
    const nobody = await measure(fresh, null);
    expect(nobody.privacy.images.byEpoch.map(({ copies }) => copies)).toEqual([null, null]);
  });

  it('one copy in ten is found and counted', async () => {
    const { privacy } = await measure(mixed(training, [5, 9, 20, 21, 40, 41, 60, 70], fresh, 72));
    expect(privacy.images.copies?.value).toBeGreaterThan(0.05);
    expect(privacy.images.closest.slice(0, 8).map(({ patient }) => patient)).toEqual([5, 9, 20, 21, 40, 41, 60, 70]);
    expect(privacy.pairs.copies?.value).toBeCloseTo(0.1, 2);
    expect(privacy.pairs.copies?.low).toBeGreaterThan(0.02);
  });

  it('independent pairs do not', async () => {
    const { privacy, ceiling } = await measure(fresh);
    expect(privacy.images.copies?.low).toBeLessThan(0);
    expect(privacy.pairs.copies?.value).toBe(0);
    expect(privacy.membership?.low).toBeLessThan(0.5);
    expect(privacy.membership?.high).toBeGreaterThan(0.5);
    expect(ceiling.images.copies?.n).toBe(ASIDE / 2);
    const distances = privacy.images.closest.map(({ distance }) => distance);
    expect(distances).toEqual(distances.toSorted((a, b) => a - b));
    expect(distances[0]).toBeGreaterThan(0);
  });

  it('copied ECGs with rows of others: ECGs are copies, pairs are not', async () => {
    const synthetic = { ...training, rows: fresh.rows };
    const { privacy } = await measure(synthetic);
    expect(privacy.images.copies?.low).toBeGreaterThan(0.7);
    expect(privacy.pairs.copies?.value).toBeLessThan(0.1);
  });

  it('copies of patients put aside point the other way', async () => {
    const { privacy } = await measure(holdout);
    expect(privacy.membership?.high).toBeLessThan(0.3);
    expect(privacy.images.copies?.low).toBeLessThan(0);
    expect(privacy.pairs.copies?.value).toBeLessThan(0.1);
  });

  it('noise is no copy of anybody', async () => {
    const { privacy } = await measure(pairs(40, 5, snow(40, 5)));
    expect(privacy.images.copies?.value).toBeLessThan(0);
    expect(privacy.images.correlation.max).toBeLessThan(0.5);
  });

  it('membership of independent pairs is chance on average', async () => {
    const areas: number[] = [];
    for (let seed = 0; seed < 10; seed++) {
      const { privacy } = await measure(pairs(40, 300 + seed), pairs(20, 400 + seed), pairs(40, 500 + seed));
      areas.push(privacy.membership?.value ?? 9);
    }
    expect(Math.abs(mean(areas) - 0.5)).toBeLessThan(0.07);
  });

  it('says why a number is missing', async () => {
    const alone = await measure(fresh, null);
    expect(alone.privacy).toMatchObject({ membership: null, pairs: { copies: null }, reason: 'no-holdout' });
    expect(alone.privacy.images).toMatchObject({ threshold: null, copies: null, dcr: { holdout: null } });
    expect(alone.privacy.images.closest).toHaveLength(20);
    expect(await measure(fresh, pairs(0, 2))).toEqual(alone);
    const few = await measure(fresh, pairs(9, 2));
    expect(few.privacy).toMatchObject({ membership: null, pairs: { copies: null }, reason: 'too-few' });
    expect(few.privacy.images.dcr.holdout).not.toBeNull();
    // Forty ECGs of nine patients are nine patients.
    const nine = { ...holdout, patients: Int32Array.from({ length: ASIDE }, (_, i) => i % 9) };
    expect((await measure(fresh, nine)).privacy.reason).toBe('too-few');
  });

  it('two records of one training patient are one patient', async () => {
    const twice = { ...mixed(training, [0, 0, 1, 1], fresh, 0), patients: Int32Array.of(5, 5, 6, 6) };
    // The ECG of the first record, the row of the second.
    const { privacy } = await measure(mixed(training, [0, 1], fresh, 0), holdout, {
      ...twice,
      rows: Float32Array.from(twice.rows, (value, i) => (Math.floor(i / width) % 2 === 0 ? 1 - value : value)),
    });
    expect(privacy.images.closest.map(({ isRowToo }) => isRowToo)).toEqual([true, true]);
  });

  it.each([1, 2, 3])('%i pairs a side break nothing', async (n) => {
    const { privacy, ceiling } = await measure(pairs(n, 6), pairs(n, 7), pairs(n, 8));
    expect(Object.values(privacy.images.dcr.synthetic).every(Number.isFinite)).toBe(true);
    expect(privacy.images.closest).toHaveLength(n);
    expect(ceiling.images.copies).toBeNull();
  });

  it('a cancel is obeyed', async () => {
    const input = { schema: PATIENT_SCHEMA, size: SIDE, training, holdout, synthetic: fresh, epochs: [], seed: 3 };
    await expect(ecgPrivacy(input, { ...QUIET_PIECE, isCancelled: () => true })).rejects.toThrow(
      expect.objectContaining({ name: 'AbortError' }),
    );
  });
});

describe('share of copies', () => {
  const distances = (n: number, rng: Rng): Float64Array => Float64Array.from({ length: n }, () => rng.uniform() ** 2);

  it.each([
    [20, 60],
    [60, 120],
  ])(
    '%i put aside, %i independent synthetic: 0 on average, and hardly an alarm',
    (aside, synthetic) => {
      const values: number[] = [];
      let alarms = 0;
      const trials = 60;
      for (let trial = 0; trial < trials; trial++) {
        const rng = new Rng(trial, 908, aside);
        const share = copyShare({
          synthetic: distances(synthetic, rng),
          holdout: distances(aside, rng),
          patients: null,
          seed: trial,
        });
        values.push(share?.value ?? 9);
        if ((share?.low ?? 1) > 0) alarms += 1;
      }
      expect(Math.abs(mean(values))).toBeLessThan(0.01);
      // 2.5 % are meant; 3 standard errors.
      expect(alarms / trials).toBeLessThan(0.025 + 3 * Math.sqrt((0.025 * 0.975) / trials));
    },
    20_000,
  );

  it('copies among few are seen', () => {
    const rng = new Rng(1, 909);
    const synthetic = distances(200, rng);
    synthetic.fill(0, 0, 60);
    const share = copyShare({ synthetic, holdout: distances(60, rng), patients: null, seed: 1 });
    expect(share?.value).toBeCloseTo(0.3, 1);
    expect(share?.low).toBeGreaterThan(0.15);
  });

  it('what chance gives is 1 % for many', () => {
    expect(chanceShare(1e6)).toBeCloseTo(0.01, 5);
    expect(chanceShare(100)).toBeCloseTo(1.99 / 101, 12);
  });
});

describe('pixel correlation', () => {
  it('of vectors and of bytes is Pearson’s, 0 for a picture of one grey', () => {
    const bytes = Uint8Array.from([...beats(2, 4), ...new Uint8Array(PICTURE_BYTES).fill(9)]);
    const vectors = unitPictures({ size: SIDE, bytes }, SIDE);
    const [a, b] = [0, 1].map((i) => [...bytes.subarray(i * PICTURE_BYTES, (i + 1) * PICTURE_BYTES)]);
    if (a === undefined || b === undefined) throw new Error('no pictures');
    const [ma, mb] = [mean(a), mean(b)];
    const sum = (f: (i: number) => number): number => a.reduce((total, _, i) => total + f(i), 0);
    const pearson =
      sum((i) => ((a[i] ?? 0) - ma) * ((b[i] ?? 0) - mb)) /
      Math.sqrt(sum((i) => ((a[i] ?? 0) - ma) ** 2) * sum((i) => ((b[i] ?? 0) - mb) ** 2));
    expect(pixelCorrelation(bytes, 0, bytes, 1, PICTURE_BYTES)).toBeCloseTo(pearson, 12);
    expect(correlationOf(vectors, 0, vectors, 1)).toBeCloseTo(pearson, 5);
    expect(pixelCorrelation(bytes, 0, bytes, 2, PICTURE_BYTES)).toBe(0);
    expect(correlationOf(vectors, 0, vectors, 2)).toBe(0);
  });

  it('many pairs are compared on smaller pictures', () => {
    expect(sideFor(250_000)).toBeGreaterThan(64);
    expect(sideFor(1_000_000)).toBe(44);
    expect(sideFor(1e9)).toBe(16);
  });
});
