import { describe, expect, it } from 'vitest';
import { Rng } from '../core/rng.ts';
import { type BeatenPairs, heartRates, heartRateScores, isRateName } from './heart-rate.ts';
import { encode, numbers, schemaOf } from './testing/tables.ts';

const schema = schemaOf({ age: numbers(20, 90), 'Heart rate (bpm)': numbers(40, 160) });
/** Pixels a second, which nobody says. */
const SECOND = 5.3;

/** Beats at the rate of the row, measured with an error of `error` a minute. */
function pairs(n: number, seed: number, error: number): BeatenPairs {
  const rng = new Rng(seed, 1);
  const rates = Array.from({ length: n }, () => 50 + rng.below(70));
  const rows = encode(schema, { age: rates.map(() => 50), 'Heart rate (bpm)': rates });
  const distances = Float64Array.from(rates, (rate, i) => (60 * SECOND) / (rate + (i % 2 === 0 ? error : -error)));
  return { rows, distances, patients: null };
}

const training = pairs(200, 1, 0.5);
const holdout = pairs(100, 2, 1);
const score = (synthetic: BeatenPairs, aside = holdout) =>
  heartRateScores({ schema, training, holdout: aside, synthetic, seed: 4 });

describe('heart rate of row and picture', () => {
  it('knows the column by its name, in words and with units', () => {
    const names = ['heart_rate', 'Heart rate (bpm)', 'HR', 'ventricular_rate', 'ЧСС', 'ЧСС, уд/мин', 'Pulse'];
    expect(names.filter((name) => !isRateName(name))).toEqual([]);
    expect(['heart_rate_variability', 'thrombus', 'hr_qol', 'impulse', 'age', 'chronic'].filter(isRateName)).toEqual(
      [],
    );
  });

  it('takes no column of another unit', () => {
    const seconds = schemaOf({ hr: numbers(0, 2, 2) });
    expect(heartRates(seconds, encode(seconds, { hr: [0.8, 1, 1.2] }))).toBeNull();
    expect(heartRates(schema, training.rows)?.name).toBe('Heart rate (bpm)');
  });

  it('is the median difference, whatever the size of the sheet', () => {
    const found = score(pairs(300, 3, 3));
    expect(found?.real.value).toBeCloseTo(1, 0);
    expect(found?.synthetic?.value).toBeCloseTo(3, 0);
    expect(found?.synthetic?.low).toBeLessThanOrEqual(found?.synthetic?.value ?? 0);
    expect(found?.n).toEqual({ real: 100, synthetic: 300 });
    expect(found?.withoutBeats).toEqual({ real: 0, synthetic: 0 });
    // Two of 70 rates differ by a fifth of the range or so.
    expect(found?.shuffled?.low).toBeGreaterThan(12);
  });

  it('rows dealt out to other pictures differ as much as chance', () => {
    const made = pairs(300, 5, 1);
    const order = new Rng(9, 1).permutation(300);
    const distances = Float64Array.from(order, (from) => made.distances[from] ?? 0);
    const found = score({ ...made, distances });
    expect(found?.synthetic?.value).toBeGreaterThan(found?.shuffled?.low ?? 99);
    expect(found?.synthetic?.value).toBeLessThan(found?.shuffled?.high ?? 0);
  });

  it('leaves out and counts pictures without beats and rows without a rate', () => {
    const made = pairs(100, 6, 2);
    const distances = made.distances.map((distance, i) => (i < 30 ? Number.NaN : distance));
    const rows = made.rows.map((value, at) => (at === 2 * 50 + 1 ? Number.NaN : value));
    const found = score({ ...made, rows, distances });
    expect(found?.n.synthetic).toBe(69);
    expect(found?.withoutBeats.synthetic).toBe(30);
    expect(found?.synthetic?.value).toBeCloseTo(2, 0);
  });

  it('has nothing to say of a handful, or without such a column', () => {
    expect(score(training, pairs(9, 7, 1))).toBeNull();
    const other = schemaOf({ age: numbers(20, 90), rate: numbers(40, 160) });
    expect(heartRateScores({ schema: other, training, holdout, synthetic: training, seed: 1 })).toBeNull();
  });

  it('says that synthetic pictures show no beats, beside what real ones do', () => {
    const noise = { ...training, distances: training.distances.map(() => Number.NaN) };
    expect(score(noise)).toMatchObject({
      column: 'Heart rate (bpm)',
      synthetic: null,
      shuffled: null,
      n: { real: 100, synthetic: 0 },
      withoutBeats: { real: 0, synthetic: 200 },
    });
  });

  it('the median of an even number lies in the middle', () => {
    const rates = [60, 60, 60, 60, 60, 60, 60, 60, 60, 60];
    const rows = encode(schema, { age: rates, 'Heart rate (bpm)': rates });
    const distances = Float64Array.from(rates, (_, i) => (60 * SECOND) / (60 + i + 1));
    const found = heartRateScores({
      schema,
      training: { ...training, distances: training.distances },
      holdout: { rows, distances, patients: null },
      synthetic: training,
      seed: 1,
    });
    // 1 … 10 a minute too fast, by a scale that is right to half a per cent.
    expect(found?.real.value).toBeCloseTo(5.5, 0);
  });
});
