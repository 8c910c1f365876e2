/** Pairs of one side as the comparison takes them: pictures, rows with NaN where nothing was measured, whose they are. */
import { AbortError } from '../../../core/app-error.ts';
import type { Dataset, StudyData } from '../../../core/dataset.ts';
import type { OnProgress } from '../../../core/progress.ts';
import { Rng, STREAM } from '../../../core/rng.ts';
import type { TableSchema } from '../../../core/table-schema.ts';
import { macrotask } from '../../../platform/macrotask.ts';
import { SAMPLE_BATCH } from '../../../recipes/recipe-training.ts';
import type { EcgCases } from '../../../predictor/ecg-cases.ts';
import type { TrainedModel } from '../../model/trained-model.ts';
import { asWritten, withoutFills } from '../written-rows.ts';

export interface PairSet {
  readonly count: number;
  readonly size: number;
  /** [count, size, size] greyscale bytes. */
  readonly images: Uint8Array;
  /** Length of a row: `schema.width`. */
  readonly width: number;
  /** [count, width], encoded; NaN = missing. */
  readonly rows: Float32Array;
  /** [count]; null: every pair is a patient. */
  readonly patients: Int32Array | null;
}

/** NaN instead of the fill where a raised flag says that the cell is blank. */
function hideBlanks(schema: TableSchema, rows: Float32Array): Float32Array {
  const shown = rows.slice();
  for (const { flag, offset, width } of schema.columns) {
    if (flag === undefined) continue;
    for (let at = 0; at < shown.length; at += schema.width) {
      if ((shown[at + flag] ?? 0) >= 0.5) shown.fill(Number.NaN, at + offset, at + offset + width);
    }
  }
  return shown;
}

function realSide(dataset: Dataset, patients: Int32Array): PairSet {
  const { count, size, images, schema } = dataset;
  return { count, size, images, width: schema.width, rows: withoutFills(dataset), patients };
}

/** `holdout` null: nobody was put aside. */
export function realSides({ train, holdout, patients }: StudyData): {
  readonly train: PairSet;
  readonly holdout: PairSet | null;
} {
  return {
    train: realSide(train, patients.train),
    holdout: holdout.count === 0 ? null : realSide(holdout, patients.holdout),
  };
}

/** Synthetic pairs, with their rows as they are written (a blank is a raised flag). */
export interface SyntheticSet extends PairSet {
  /** [count, width] */
  readonly written: Float32Array;
}

/** The pairs an export with the same seed begins with: rows as written, pictures before they are packed as JPEG. */
export async function syntheticSide(
  model: TrainedModel,
  request: { readonly pairs: number; readonly seed: number },
  work: { readonly signal: AbortSignal; readonly onProgress: OnProgress },
): Promise<SyntheticSet> {
  const { schema, config, gan } = model;
  const { pairs, seed } = request;
  const sampler = gan.sampler(seed);
  const pixels = config.size ** 2;
  const images = new Uint8Array(pairs * pixels);
  const rows = new Float32Array(pairs * schema.width);
  for (let first = 0; first < pairs; first += SAMPLE_BATCH) {
    if (work.signal.aborted) throw new AbortError();
    const count = Math.min(SAMPLE_BATCH, pairs - first);
    const sampled = await sampler.pairs(first, count);
    images.set(sampled.images, first * pixels);
    rows.set(sampled.rows, first * schema.width);
    work.onProgress({ stage: 'sampling', done: first + count, total: pairs });
    await macrotask();
  }
  const written = asWritten(schema, rows);
  return {
    count: pairs,
    written,
    size: config.size,
    images,
    width: schema.width,
    rows: hideBlanks(schema, written),
    patients: null,
  };
}

/** The pairs `members`, in that order. */
export function takePairs(set: PairSet, members: Uint32Array): PairSet {
  const { size, width, patients } = set;
  const pixels = size * size;
  const images = new Uint8Array(members.length * pixels);
  const rows = new Float32Array(members.length * width);
  members.forEach((n, i) => {
    images.set(set.images.subarray(n * pixels, (n + 1) * pixels), i * pixels);
    rows.set(set.rows.subarray(n * width, (n + 1) * width), i * width);
  });
  return {
    ...set,
    count: members.length,
    images,
    rows,
    patients: patients === null ? null : Int32Array.from(members, (n) => patients[n] ?? 0),
  };
}

/**
 * A blank tells real from synthetic, which has none but those it generates itself: every synthetic pair takes the blanks of
 * a real one. Columns whose blanks are generated are left as they are.
 */
export function borrowBlanks(schema: TableSchema, synthetic: PairSet, real: PairSet, rng: Rng): PairSet {
  const sources = rng.permutation(real.count);
  const rows = synthetic.rows.slice();
  for (let n = 0; n < synthetic.count; n++) {
    const source = (sources[n % sources.length] ?? 0) * schema.width;
    for (const { flag, offset, width } of schema.columns) {
      if (flag !== undefined || !Number.isNaN(real.rows[source + offset])) continue;
      rows.fill(Number.NaN, n * schema.width + offset, n * schema.width + offset + width);
    }
  }
  return { ...synthetic, rows };
}

/** At most `most` pairs, drawn by seed: networks learn no more from more, and take longer. */
export function drawPairs(set: PairSet, most: number, seed: number): PairSet {
  if (set.count <= most) return set;
  const order = new Rng(seed, STREAM.comparedPatients).permutation(set.count);
  return takePairs(set, order.slice(0, most).sort());
}

/** One after the other; the patients of both stay apart. */
export function joinPairs(first: PairSet, second: PairSet): PairSet {
  const join = <T extends Uint8Array | Float32Array>(a: T, b: T, out: T): T => {
    out.set(a);
    out.set(b, a.length);
    return out;
  };
  const own = (set: PairSet): Int32Array => set.patients ?? Int32Array.from({ length: set.count }, (_, i) => i);
  const offset = own(first).reduce((most, patient) => Math.max(most, patient + 1), 0);
  const patients = new Int32Array(first.count + second.count);
  patients.set(own(first));
  patients.set(
    own(second).map((patient) => patient + offset),
    first.count,
  );
  return {
    ...first,
    count: first.count + second.count,
    images: join(first.images, second.images, new Uint8Array(first.images.length + second.images.length)),
    rows: join(first.rows, second.rows, new Float32Array(first.rows.length + second.rows.length)),
    patients,
  };
}

/** Pictures alone, as a network takes them. */
export function pictureCases({ count, images, size }: PairSet): EcgCases {
  return { count, pictures: { images, size }, rows: null };
}

/** Pictures and the positions `positions` of the rows. */
export function pairCases(set: PairSet, positions: readonly number[]): EcgCases {
  const { count, width, rows } = set;
  const columns = positions.length;
  if (columns === 0) return pictureCases(set);
  const values = new Float32Array(count * columns);
  for (let n = 0; n < count; n++) positions.forEach((at, i) => (values[n * columns + i] = rows[n * width + at] ?? 0));
  return { ...pictureCases(set), rows: { values, columns } };
}
