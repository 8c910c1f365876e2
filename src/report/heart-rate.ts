/**
 * Section 6: the heart rate of a row against the one measured in its picture. Beats are found elsewhere; here their usual
 * distance, in any unit, becomes a rate by what training patients' rows say, so no scale of the sheet needs to be known.
 */
import type { Sides } from '../core/report/comparison.ts';
import type { HeartRateScores } from '../core/report/ecg-comparison.ts';
import { mean, quantile } from '../core/maths/moments.ts';
import { Rng } from '../core/rng.ts';
import type { TableSchema } from '../core/table-schema.ts';
import { bootstrapSamples, estimateOf } from './bootstrap.ts';
import { columnValues } from './column-values.ts';
import { REPORT_STREAM } from './row-draws.ts';

const SHUFFLES = 200;
/** Fewer training patients say nothing of the scale, and fewer pairs of a side nothing of their median. */
const LEAST_PAIRS = 10;
/** The middle of a column of heart rates, beats a minute: a column of another unit (heart rate / 10, R–R in ms) is none. */
const USUAL = { from: 40, to: 130 } as const;
/** Names without case, spaces and signs: heart_rate, Heart rate (bpm), HR, ventricular rate, ЧСС, пульс. */
const RATE_NAME =
  /^(?:ecg|ekg|resting|rest|mean|avg)?(?:heartrate|ventricularrate|ventrate|hr|pulse|pulserate|чсс|пульс)(?:bpm|permin|min|mean|avg|rest|atrest|ecg|ekg|уд[а-я]*)?$/u;

export function isRateName(name: string): boolean {
  return RATE_NAME.test(name.toLowerCase().replaceAll(/[^a-zа-я]/gu, ''));
}

/** Pairs of one side: rows, and the usual distance of two beats in their pictures. */
export interface BeatenPairs {
  /** [n, schema.width], encoded; NaN = missing. */
  readonly rows: Float32Array;
  /** [n], in one unit on all sides; NaN where no beats were found. */
  readonly distances: Float64Array;
  /** [n]; null: every pair is a patient. */
  readonly patients: Int32Array | null;
}

/** The column of numbers that is a heart rate, with its values [n]; null where none is. */
export function heartRates(schema: TableSchema, rows: Float32Array): { name: string; values: Float64Array } | null {
  for (const found of columnValues(schema, rows)) {
    if (found.kind !== 'numbers' || !isRateName(found.column.name)) continue;
    const known = found.values.filter((value) => !Number.isNaN(value)).sort();
    const middle = known.length === 0 ? Number.NaN : quantile(known, 0.5);
    if (middle >= USUAL.from && middle <= USUAL.to) return { name: found.column.name, values: found.values };
  }
  return null;
}

/** Median of values that count `weights` times each. `order`: their positions by value. */
function weightedMedian(values: Float64Array, order: Uint32Array, weights?: ArrayLike<number>): number {
  const weightOf = (at: number): number => weights?.[at] ?? 1;
  const half = order.reduce((sum, at) => sum + weightOf(at), 0) / 2;
  let below = 0;
  let before = Number.NaN;
  for (const at of order) {
    const value = values[at] ?? 0;
    if (weightOf(at) === 0) continue;
    if (!Number.isNaN(before)) return (before + value) / 2;
    below += weightOf(at);
    if (below > half) return value;
    // Exactly half lies here and below: the middle is between this one and the next that counts.
    if (below === half) before = value;
  }
  return before;
}

interface Compared {
  readonly rates: Float64Array;
  readonly measured: Float64Array;
  /** Positions of the pairs with both. */
  readonly known: Uint32Array;
  readonly withoutBeats: number;
}

function compared(rates: Float64Array, distances: Float64Array, scale: number): Compared {
  const measured = distances.map((distance) => (60 * scale) / distance);
  const known = Uint32Array.from(rates.keys()).filter(
    (i) => !Number.isNaN(rates[i] ?? Number.NaN) && Number.isFinite(measured[i] ?? Number.NaN),
  );
  return { rates, measured, known, withoutBeats: distances.filter((distance) => !Number.isFinite(distance)).length };
}

/** [known] absolute differences, pair `i` with the row of pair `rowOf[i]`. */
function differences({ rates, measured, known }: Compared, rowOf: Uint32Array = known): Float64Array {
  return Float64Array.from(known, (at, i) => Math.abs((rates[rowOf[i] ?? 0] ?? 0) - (measured[at] ?? 0)));
}

const sortedOrder = (values: Float64Array): Uint32Array =>
  Uint32Array.from(values.keys()).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));

function medianEstimate(of: Compared, patients: Int32Array | null, seed: number, stream: number) {
  const values = differences(of);
  const order = sortedOrder(values);
  const samples = bootstrapSamples(of.rates.length, { patients, seed, stream });
  const sampled = samples.map((weights) =>
    weightedMedian(
      values,
      order,
      Uint16Array.from(of.known, (at) => weights[at] ?? 0),
    ),
  );
  return estimateOf(weightedMedian(values, order), sampled);
}

/** Pictures with the rows of other pairs: mean and central 95 % of the ways to deal them out. */
function shuffledEstimate(made: Compared, seed: number) {
  const shuffles = Array.from({ length: SHUFFLES }, (_, shuffle) => {
    const rng = new Rng(seed, REPORT_STREAM.strangersRows, shuffle);
    const rowOf = Uint32Array.from(rng.permutation(made.known.length), (i) => made.known[i] ?? 0);
    return quantile(differences(made, rowOf).sort(), 0.5);
  });
  return estimateOf(mean(shuffles), shuffles);
}

/** Null without a heart rate in the rows, and with too few real pairs that have one and beats. */
export function heartRateScores(input: {
  readonly schema: TableSchema;
  readonly training: BeatenPairs;
  readonly holdout: BeatenPairs;
  readonly synthetic: BeatenPairs;
  readonly seed: number;
}): HeartRateScores | null {
  const { schema, training, holdout, synthetic, seed } = input;
  const ofTraining = heartRates(schema, training.rows);
  if (ofTraining === null) return null;
  const valuesOf = ({ rows }: BeatenPairs): Float64Array => {
    const found = columnValues(schema, rows).find(({ column }) => column.name === ofTraining.name);
    return found?.kind === 'numbers' ? found.values : new Float64Array();
  };
  const products = ofTraining.values
    .map((rate, i) => (rate * (training.distances[i] ?? Number.NaN)) / 60)
    .filter(Number.isFinite)
    .sort();
  if (products.length < LEAST_PAIRS) return null;
  // Distance of one second.
  const scale = quantile(products, 0.5);
  const real = compared(valuesOf(holdout), holdout.distances, scale);
  const made = compared(valuesOf(synthetic), synthetic.distances, scale);
  if (real.known.length < LEAST_PAIRS) return null;
  const ofReal = medianEstimate(real, holdout.patients, seed, REPORT_STREAM.bootstrap);
  if (ofReal === null) return null;
  const isSeen = made.known.length >= LEAST_PAIRS;
  const ofMade = isSeen ? medianEstimate(made, synthetic.patients, seed, REPORT_STREAM.bootstrapSynthetic) : null;
  const shuffled = isSeen ? shuffledEstimate(made, seed) : null;
  const sides = (value: (of: Compared) => number): Sides<number> => ({ real: value(real), synthetic: value(made) });
  return {
    column: ofTraining.name,
    real: ofReal,
    synthetic: ofMade,
    shuffled,
    n: sides(({ known }) => known.length),
    withoutBeats: sides(({ withoutBeats }) => withoutBeats),
  };
}
