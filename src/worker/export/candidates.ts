/** Candidates in order, batch by batch, and those of them that become pairs. Makes no picture that no filter lets through. */
import type { TableSchema } from '../../core/table-schema.ts';
import { decodeRows } from '../../data/decode-rows.ts';
import type { CandidateFilter, CandidatePair } from '../../export/candidate-filter.ts';
import { macrotask } from '../../platform/macrotask.ts';
import type { RowFilter } from '../../rows/conditions.ts';
import { type PairSampler, SAMPLE_BATCH, type WantedPicture } from '../../recipes/recipe-training.ts';

/** The part of a sampler that is used, so that tests can stand in for it. */
export type Batches = Pick<PairSampler, 'pairs' | 'rows' | 'images' | 'isRowFirst' | 'rowFirst' | 'traced'>;

/** Number of the batch that pair `index` is in. */
export function batchOf(index: number): number {
  return Math.floor(index / SAMPLE_BATCH);
}

/** Consecutive candidates and the pairs among them. */
export interface CandidateBatch {
  /** Numbers of the first candidate and of the one behind the last. */
  readonly first: number;
  readonly end: number;
  readonly chosen: readonly WantedPicture[];
  /** [chosen.length, schema.width] in [0, 1]. */
  readonly rows: Float32Array<ArrayBuffer>;
  /** [chosen.length], where rows have some. */
  readonly weights: Float64Array | null;
  /** [chosen.length, size, size] greyscale bytes; empty where they are drawn from traces afterwards. */
  readonly images: Uint8Array<ArrayBuffer>;
  /** How many each filter refused, in the filters' order. */
  readonly leftOut: readonly number[];
}

export interface CandidateSource {
  readonly batches: Batches;
  readonly schema: TableSchema;
  /** Pixels of a picture. */
  readonly pixels: number;
  readonly filters: readonly CandidateFilter[];
  /** The condition among the filters, for rows that are still being drawn. Absent or null: none, or rows must be drawn first. */
  readonly early?: readonly RowFilter[] | null;
  /** Pictures come from traces, once it is known which are wanted: none are made before, but for filters that see them. */
  readonly isTraced?: boolean;
  /** Rows have weights, which stand behind their columns. */
  readonly isWeighted?: boolean;
}

/** Which candidates are looked at, and when there are enough. */
export interface CandidateRange {
  /** Number of the first, and of the one behind the last. */
  readonly from: number;
  readonly to: number;
  /** At most so many pairs; the batch ends behind the last of them. */
  readonly most: number;
  /** Others have their turn; may reject, which ends it. Absent: `macrotask`. */
  readonly rest?: () => Promise<void>;
}

/** Batches of rows looked at for one batch of pictures, where they can be made apart; then others have their turn. */
const MOST_BATCHES = 64;
/** The same where rows are given up while they are drawn. */
const MOST_SEARCHED = 1_000_000;
/** Of a weight. */
const DIGITS = 6;

interface Candidate extends WantedPicture, Omit<CandidatePair, 'image'> {
  /** Place of the filter of rows that refuses it; −1: none does. */
  readonly refusing: number;
}

/**
 * Candidates from the start of the range on: to the end of their batch, or, where pictures are made from rows and rows are
 * refused, until a whole batch of pictures is worth making.
 */
export async function candidateBatch(source: CandidateSource, range: CandidateRange): Promise<CandidateBatch> {
  const { pixels, filters, isTraced, schema } = source;
  const looked = await lookedCandidates(source, range);
  const { candidates, images, placeOf, weightOf } = looked;
  const leftOut = filters.map(({ kind }) => (kind === 'where' ? looked.unseen : 0));
  const imageOf = (index: number): Uint8Array<ArrayBuffer> => {
    const place = placeOf(index);
    return images.subarray(place * pixels, (place + 1) * pixels);
  };

  const chosen: WantedPicture[] = [];
  let end = range.from;
  for (const { refusing, ...candidate } of candidates) {
    if (chosen.length === range.most) break;
    const { index } = candidate;
    const decisive = refusing === -1 ? await firstRefusal(filters, { ...candidate, image: imageOf(index) }) : refusing;
    if (decisive === -1) chosen.push({ index, row: candidate.row });
    else leftOut[decisive] = (leftOut[decisive] ?? 0) + 1;
    end = index + 1;
  }
  if (chosen.length < range.most) end = Math.max(end, looked.end);
  const rows = new Float32Array(chosen.length * schema.width);
  chosen.forEach(({ row }, i) => rows.set(row, i * schema.width));
  const weights = weightOf === null ? null : Float64Array.from(chosen, ({ index }) => weightOf(index));
  const batch = { first: range.from, end, chosen, rows, weights, leftOut };
  if (isTraced === true) return { ...batch, images: new Uint8Array(0) };
  const isAll = chosen.length * pixels === images.length && images.length === images.buffer.byteLength;
  const ofChosen = (): Uint8Array<ArrayBuffer>[] => chosen.map(({ index }) => imageOf(index));
  return { ...batch, images: isAll ? images : pack(ofChosen(), pixels) };
}

/** Candidates in order, with the pictures of those that are not refused already. */
interface Looked {
  /** Number of the candidate behind the last one looked at. */
  readonly end: number;
  /** Those that the condition refused while they were drawn; they are not among `candidates`. */
  readonly unseen: number;
  readonly candidates: readonly Candidate[];
  readonly images: Uint8Array<ArrayBuffer>;
  /** Which of the pictures is a candidate's. */
  readonly placeOf: (index: number) => number;
  /** A candidate's weight; null: rows have none. */
  readonly weightOf: ((index: number) => number) | null;
}

function lookedCandidates(source: CandidateSource, range: CandidateRange): Promise<Looked> {
  if ((source.early ?? null) !== null && source.batches.rowFirst !== undefined)
    return searchedCandidates(source, range);
  return source.filters.some(({ on }) => on === 'row')
    ? filteredCandidates(source, range)
    : allCandidates(source, range);
}

function needsPictures({ isTraced, filters }: CandidateSource): boolean {
  return isTraced !== true || filters.some(({ on }) => on === 'pair');
}

/** Weights of the batch that begins with `first`. */
async function weightsOf({ batches, isWeighted }: CandidateSource, first: number): Promise<Looked['weightOf']> {
  if (isWeighted !== true) return null;
  const weights = (await batches.rowFirst?.weights(first, SAMPLE_BATCH)) ?? null;
  if (weights === null) throw new Error('These rows have no weights');
  return (index) => Number((weights[index - first] ?? 0).toPrecision(DIGITS));
}

/** Rows and pictures of the whole batch. */
async function allCandidates(source: CandidateSource, { from, to }: CandidateRange): Promise<Looked> {
  const { batches, schema, filters } = source;
  const start = batchOf(from) * SAMPLE_BATCH;
  const sampled = needsPictures(source)
    ? await batches.pairs(start, SAMPLE_BATCH)
    : { rows: await batches.rows(start, SAMPLE_BATCH), images: new Uint8Array(0) };
  const last = Math.min(start + SAMPLE_BATCH, to);
  // Only filters look at cells here.
  const columns = filters.length === 0 ? [] : decodeRows(schema, sampled.rows);
  return {
    end: last,
    unseen: 0,
    candidates: Array.from({ length: last - from }, (_, i) => {
      const place = from - start + i;
      const row = sampled.rows.subarray(place * schema.width, (place + 1) * schema.width);
      return { index: from + i, row, columns, place, refusing: -1 };
    }),
    images: sampled.images,
    placeOf: (index) => index - start,
    weightOf: await weightsOf(source, start),
  };
}

/** Rows that the condition lets through, a whole batch of them if it can be had, and their pictures. */
async function searchedCandidates(source: CandidateSource, range: CandidateRange): Promise<Looked> {
  const { batches, schema, filters, early } = source;
  const { from, to, most, rest = macrotask } = range;
  const enough = Math.min(SAMPLE_BATCH, most);
  const numbers: number[] = [];
  const parts: Float32Array[] = [];
  const stop = Math.min(to, from + MOST_SEARCHED);
  let end = from;
  while (end < stop && numbers.length < enough) {
    const found = await batches.rowFirst?.search({ from: end, to: stop, most: enough - numbers.length }, early ?? []);
    if (found === undefined) break;
    numbers.push(...found.numbers);
    parts.push(found.rows);
    ({ end } = found);
    await rest();
  }
  const rows = new Float32Array(numbers.length * schema.width);
  let at = 0;
  for (const part of parts) {
    rows.set(part, at);
    at += part.length;
  }
  const columns = decodeRows(schema, rows);
  const candidates = numbers.map((index, place): Candidate => {
    const row = rows.subarray(place * schema.width, (place + 1) * schema.width);
    const known = { index, row, columns, place };
    // As it is written: a number of more digits than the networks have may say otherwise.
    return { ...known, refusing: filters.findIndex((filter) => filter.on === 'row' && !filter.accept(known)) };
  });
  const wanted = candidates.filter(({ refusing }) => refusing === -1);
  const places = new Map(wanted.map(({ index }, i) => [index, i]));
  return {
    end,
    unseen: end - from - numbers.length,
    candidates,
    images: wanted.length === 0 || !needsPictures(source) ? new Uint8Array(0) : await batches.images(wanted),
    placeOf: (index) => places.get(index) ?? 0,
    weightOf: null,
  };
}

/** Rows, and the pictures of those that no filter of rows refuses. */
async function filteredCandidates(source: CandidateSource, { from, to, most }: CandidateRange): Promise<Looked> {
  const { batches, schema, filters } = source;
  const wanted: Candidate[] = [];
  const looked: Candidate[] = [];
  const enough = batches.isRowFirst ? Math.min(SAMPLE_BATCH, most) : SAMPLE_BATCH;
  const firstBatch = batchOf(from);
  const lastBatch = batches.isRowFirst ? firstBatch + MOST_BATCHES - 1 : firstBatch;
  for (let batch = firstBatch; batch <= lastBatch; batch++) {
    const start = batch * SAMPLE_BATCH;
    if (start >= to) break;
    const rows = await batches.rows(start, SAMPLE_BATCH);
    const columns = decodeRows(schema, rows);
    for (let index = Math.max(start, from); index < Math.min(start + SAMPLE_BATCH, to); index++) {
      if (wanted.length === enough) break;
      const place = index - start;
      const row = rows.subarray(place * schema.width, (place + 1) * schema.width);
      const known = { index, row, columns, place };
      const refusing = filters.findIndex((filter) => filter.on === 'row' && !filter.accept(known));
      const candidate = { ...known, refusing };
      looked.push(candidate);
      if (refusing === -1) wanted.push(candidate);
    }
    if (wanted.length === enough) break;
  }
  const places = new Map(wanted.map(({ index }, i) => [index, i]));
  return {
    end: (looked.at(-1)?.index ?? from - 1) + 1,
    unseen: 0,
    candidates: looked,
    images: wanted.length === 0 || !needsPictures(source) ? new Uint8Array(0) : await batches.images(wanted),
    placeOf: (index) => places.get(index) ?? 0,
    weightOf: null,
  };
}

/** Pictures one behind another, in memory of their own. */
function pack(images: readonly Uint8Array<ArrayBuffer>[], pixels: number): Uint8Array<ArrayBuffer> {
  const packed = new Uint8Array(images.length * pixels);
  images.forEach((image, i) => packed.set(image, i * pixels));
  return packed;
}

async function firstRefusal(filters: readonly CandidateFilter[], pair: CandidatePair): Promise<number> {
  for (const [i, filter] of filters.entries()) {
    if (filter.on === 'pair' && !(await filter.accept(pair))) return i;
  }
  return -1;
}
