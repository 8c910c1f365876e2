/**
 * Section 6: do the row and the ECG belong together? A predictor that was trained on real ECGs reads table columns from the
 * ECG. What it can read from ECGs of real patients put aside, it should read from synthetic ECGs too, and not from an
 * ECG that was given another pair's row.
 */
import type { Ceiling } from '../core/report/comparison.ts';
import type { Estimate, FindingShare, JointColumn, JointScores, NoScoreReason } from '../core/report/ecg-comparison.ts';
import { Rng } from '../core/rng.ts';
import type { TableSchema } from '../core/table-schema.ts';
import { weightedAuc, type WeightedScore } from './auc.ts';
import { bootstrapSamples, estimateOf, numberPatients } from './bootstrap.ts';
import { CeilingScores, SPLITS } from './ceiling-scores.ts';
import { weightedConcordance } from './concordance.ts';
import { pause, type PieceWork } from '../core/pace.ts';
import { mean } from '../core/maths/moments.ts';
import { hasEnoughPatients, readings, type Reading } from './readings.ts';
import { allRows, drawRows, REPORT_STREAM, splitHalves } from './row-draws.ts';

const SHUFFLES = 200;
/** Patients with a finding from which on its own share is told. */
const LEAST_POSITIVES = 30;
/** What real ECGs tell beyond guessing, at least, where a share of it is asked: by chance a sample can have none. */
const LEAST_TOLD = 0.02;
/** As good as chance; also where there is nothing to tell apart (one value only). */
const CHANCE = 0.5;

/** Pairs of one side and what the image predictor makes of their ECGs. */
export interface ReadPairs {
  /** [n, schema.width], encoded; NaN = missing. */
  readonly rows: Float32Array;
  /** [n, schema.width]: the prediction of every position of the row from the ECG, finite. */
  readonly predicted: Float32Array;
  /** [n] whose pair it is; null: every pair is a patient. */
  readonly patients: Int32Array | null;
}

export interface JointInput {
  readonly schema: TableSchema;
  /** Real pairs that were not trained on; null: none were put aside. */
  readonly holdout: ReadPairs | null;
  readonly synthetic: ReadPairs;
  /** [n, schema.width], encoded: whom the network learned from. A finding counts with all of its patients. */
  readonly training: Pick<ReadPairs, 'rows' | 'patients'>;
  readonly seed: number;
}

/** What networks make of rows; the heart rate is measured elsewhere. */
export type NetworkScores = Omit<JointScores, 'heartRate'>;

/** One reading on one side. */
class ReadColumn {
  readonly #rows: Uint32Array;
  readonly #score: WeightedScore;

  constructor({ isNumber, position, truths }: Reading, predicted: Float32Array, width: number, truthOf?: Uint32Array) {
    const truth = (row: number): number => truths[truthOf?.[row] ?? row] ?? Number.NaN;
    this.#rows = allRows(truths.length).filter((row) => !Number.isNaN(truth(row)));
    const scores = Float64Array.from(this.#rows, (row) => predicted[row * width + position] ?? 0);
    const known = Float64Array.from(this.#rows, truth);
    this.#score = isNumber ? weightedConcordance(scores, known) : weightedAuc(scores, known);
  }

  /** AUC or concordance of pairs that count `weights` [n] times each. */
  at(weights?: ArrayLike<number>): number {
    const own = weights === undefined ? undefined : Float64Array.from(this.#rows, (row) => weights[row] ?? 0);
    const score = this.#score(own);
    return Number.isNaN(score) ? CHANCE : score;
  }

  sampled(samples: readonly Uint16Array[]): number[] {
    return samples.map((weights) => this.at(weights));
  }
}

interface Readable {
  readonly column: JointColumn;
  readonly real: ReadColumn;
  readonly synthetic: ReadColumn;
  readonly sampledReal: readonly number[];
  readonly sampledSynthetic: readonly number[];
}

/** Mean, and the central 95 %, of the ECGs against rows of other pairs. */
function shuffledEstimate(reading: Reading, predicted: Float32Array, width: number, seed: number): Estimate {
  const scores = Array.from({ length: SHUFFLES }, (_, shuffle) => {
    const rng = new Rng(seed, REPORT_STREAM.strangersRows, shuffle);
    return new ReadColumn(reading, predicted, width, rng.permutation(reading.truths.length)).at();
  });
  return estimateOf(mean(scores), scores) ?? { value: CHANCE, low: CHANCE, high: CHANCE };
}

const beyondChance = (scores: readonly number[]): number => scores.reduce((sum, score) => sum + score - CHANCE, 0);

function scoreOf(readable: readonly Readable[]): Estimate | null {
  const ratio = (of: (one: Readable) => readonly [synthetic: number, real: number]): number => {
    const parts = readable.map(of);
    return beyondChance(parts.map(([synthetic]) => synthetic)) / beyondChance(parts.map(([, real]) => real));
  };
  const samples = readable[0]?.sampledReal.map((_, sample) =>
    ratio((one) => [one.sampledSynthetic[sample] ?? CHANCE, one.sampledReal[sample] ?? CHANCE]),
  );
  return estimateOf(
    ratio(({ column }) => [column.synthetic.value, column.real.value]),
    samples ?? [],
  );
}

/** How often every finding is among patients, by the name of its reading; records of one patient count once. */
function positivesOf(schema: TableSchema, { rows, patients }: JointInput['training']): ReadonlyMap<string, number> {
  const asked = readings(schema, rows).filter(({ isNumber }) => !isNumber);
  const { of } = numberPatients(patients, rows.length / schema.width);
  return new Map(
    asked.map(({ name, truths }) => [name, new Set(of.filter((_, row) => truths[row] === 1)).size] as const),
  );
}

/** The part of every readable finding that enough patients have. Samples in which real ECGs tell hardly anything bound nothing. */
function findingShares(readable: readonly Readable[], { schema, training, holdout }: JointInput): FindingShare[] {
  const learned = positivesOf(schema, training);
  const aside = holdout === null ? null : positivesOf(schema, holdout);
  return readable.flatMap(({ column, sampledReal, sampledSynthetic }): FindingShare[] => {
    const { name, real, synthetic } = column;
    const positives = (learned.get(name) ?? 0) + (aside?.get(name) ?? 0);
    if (positives < LEAST_POSITIVES) return [];
    const shareOf = (made: number, told: number): number => (made - CHANCE) / Math.max(LEAST_TOLD, told - CHANCE);
    const share = estimateOf(
      shareOf(synthetic.value, real.value),
      sampledReal.map((told, sample) => shareOf(sampledSynthetic[sample] ?? CHANCE, told)),
    );
    return share === null ? [] : [{ name, positives, share }];
  });
}

/** [n] 1 for the rows that take part. */
function onlyRows(n: number, rows: Uint32Array): Uint8Array {
  const out = new Uint8Array(n);
  for (const row of rows) out[row] = 1;
  return out;
}

/**
 * Real hold-out pairs in place of synthetic ones: one half of them is held against what the other half reads on average
 * over the splits, and as many synthetic pairs as well.
 */
function ceilingOf(
  readable: readonly Readable[],
  n: { real: number; synthetic: number },
  input: Pick<JointInput, 'holdout' | 'seed'>,
): Ceiling | null {
  const sums = { reference: [] as number[], real: [] as number[], synthetic: [] as number[] };
  let size = 0;
  for (let split = 0; split < SPLITS; split++) {
    const rng = new Rng(input.seed, REPORT_STREAM.holdoutHalves, split);
    const [first, second] = splitHalves(n.real, { most: n.synthetic, patients: input.holdout?.patients ?? null, rng });
    if (first.length === 0) return null;
    size = first.length;
    const chosen = drawRows(n.synthetic, size, rng);
    const sumOf = (side: 'real' | 'synthetic', rows: Uint32Array): number => {
      const weights = onlyRows(n[side], rows);
      return beyondChance(readable.map((one) => one[side].at(weights)));
    };
    sums.reference.push(sumOf('real', first));
    sums.real.push(sumOf('real', second));
    sums.synthetic.push(sumOf('synthetic', chosen));
  }
  const reference = mean(sums.reference);
  if (!(reference > 0)) return null;
  const scores = new CeilingScores();
  for (const [split, real] of sums.real.entries()) {
    scores.add(size, real / reference, (sums.synthetic[split] ?? 0) / reference);
  }
  return scores.ceiling();
}

function noScores(reason: NoScoreReason, unreadable: readonly string[]): { scores: NetworkScores; ceiling: null } {
  return { scores: { columns: [], unreadable, score: null, byFinding: [], reason }, ceiling: null };
}

/**
 * Readable: the lower 95 % bound on real hold-out ECGs is above 0.5, with at least 10 patients a class (20 for a number).
 * A column with one value only on the synthetic side reads 0.5 there.
 */
export async function jointScores(
  input: JointInput,
  work: PieceWork,
): Promise<{ readonly scores: NetworkScores; readonly ceiling: Ceiling | null }> {
  const { schema, holdout, synthetic, seed } = input;
  const { width } = schema;
  if (holdout === null || holdout.rows.length === 0) return noScores('no-holdout', []);
  const n = { real: holdout.rows.length / width, synthetic: synthetic.rows.length / width };
  const asked = readings(schema, holdout.rows);
  const ofSynthetic = readings(schema, synthetic.rows);
  const realSamples = bootstrapSamples(n.real, { patients: holdout.patients, seed, stream: REPORT_STREAM.bootstrap });
  const syntheticSamples = bootstrapSamples(n.synthetic, {
    patients: synthetic.patients,
    seed,
    stream: REPORT_STREAM.bootstrapSynthetic,
  });

  const readable: Readable[] = [];
  const unreadable: string[] = [];
  let tried = 0;
  for (const [i, reading] of asked.entries()) {
    const other = ofSynthetic[i];
    await pause(work, i, asked.length);
    if (other === undefined || !hasEnoughPatients(reading, holdout.patients)) {
      unreadable.push(reading.name);
      continue;
    }
    tried += 1;
    const real = new ReadColumn(reading, holdout.predicted, width);
    const sampledReal = real.sampled(realSamples);
    const ofReal = estimateOf(real.at(), sampledReal);
    if (ofReal === null || !(ofReal.low > CHANCE)) {
      unreadable.push(reading.name);
      continue;
    }
    const made = new ReadColumn(other, synthetic.predicted, width);
    const sampledSynthetic = made.sampled(syntheticSamples);
    const ofMade = estimateOf(made.at(), sampledSynthetic) ?? { value: CHANCE, low: CHANCE, high: CHANCE };
    const shuffled = shuffledEstimate(other, synthetic.predicted, width, seed);
    const column = { name: reading.name, real: ofReal, synthetic: ofMade, shuffled };
    readable.push({ column, real, synthetic: made, sampledReal, sampledSynthetic });
  }
  if (readable.length === 0) return noScores(tried === 0 ? 'too-few' : 'nothing-readable', unreadable);
  const ceiling = ceilingOf(readable, n, input);
  await pause(work, 1, 1);
  return {
    scores: {
      columns: readable.map(({ column }) => column),
      unreadable,
      score: scoreOf(readable),
      byFinding: findingShares(readable, input),
      reason: null,
    },
    ceiling,
  };
}
