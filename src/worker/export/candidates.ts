/** Candidates in order, batch by batch, and those of them that become pairs. Makes no picture that no filter lets through. */
import type { TableSchema } from '../../core/table-schema.ts';
import { joinTables, type TypedColumn } from '../../core/typed-column.ts';
import { decodeRows } from '../../data/decode-rows.ts';
import type { CandidateFilter, CandidatePair } from '../../export/candidate-filter.ts';
import { type PairSampler, SAMPLE_BATCH, type WantedPicture } from '../../recipes/recipe-training.ts';

/** The part of a sampler that is used, so that tests can stand in for it. */
export type Batches = Pick<PairSampler, 'pairs' | 'rows' | 'images' | 'isRowFirst'>;

/** Number of the batch that pair `index` is in. */
export function batchOf(index: number): number {
  return Math.floor(index / SAMPLE_BATCH);
}

export interface ChosenPair {
  readonly index: number;
  /** Row of the batch's columns. */
  readonly place: number;
}

/** Consecutive candidates and the pairs among them. */
export interface CandidateBatch {
  /** Numbers of the first candidate and of the one behind the last. */
  readonly first: number;
  readonly end: number;
  readonly chosen: readonly ChosenPair[];
  /** Rows as `pairs.csv` gets them, in schema order. */
  readonly columns: readonly TypedColumn[];
  /** [chosen.length, size, size] greyscale bytes. */
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
}

/** Which candidates are looked at, and when there are enough. */
export interface CandidateRange {
  /** Number of the first, and of the one behind the last. */
  readonly from: number;
  readonly to: number;
  /** At most so many pairs; the batch ends behind the last of them. */
  readonly most: number;
}

/** Batches of rows looked at for one batch of pictures, where they can be made apart; then others have their turn. */
const MOST_BATCHES = 64;

interface Candidate extends WantedPicture, Omit<CandidatePair, 'image'> {
  /** Place of the filter of rows that refuses it; −1: none does. */
  readonly refusing: number;
}

/**
 * Candidates from the start of the range on: to the end of their batch, or, where pictures are made from rows and rows are
 * refused, until a whole batch of pictures is worth making.
 */
export async function candidateBatch(source: CandidateSource, range: CandidateRange): Promise<CandidateBatch> {
  const { pixels, filters } = source;
  const leftOut = filters.map(() => 0);
  const { start, columns, candidates, images, placeOf } = filters.some(({ on }) => on === 'row')
    ? await filteredCandidates(source, range)
    : await allCandidates(source, range);
  const imageOf = (index: number): Uint8Array<ArrayBuffer> => {
    const place = placeOf(index);
    return images.subarray(place * pixels, (place + 1) * pixels);
  };

  const chosen: ChosenPair[] = [];
  let end = range.from;
  for (const { refusing, ...candidate } of candidates) {
    if (chosen.length === range.most) break;
    const { index } = candidate;
    const decisive = refusing === -1 ? await firstRefusal(filters, { ...candidate, image: imageOf(index) }) : refusing;
    if (decisive === -1) chosen.push({ index, place: index - start });
    else leftOut[decisive] = (leftOut[decisive] ?? 0) + 1;
    end = index + 1;
  }
  const isAll = chosen.length * pixels === images.length && images.length === images.buffer.byteLength;
  return {
    first: range.from,
    end,
    chosen,
    columns,
    images: isAll
      ? images
      : pack(
          chosen.map(({ index }) => imageOf(index)),
          pixels,
        ),
    leftOut,
  };
}

/** Candidates in order, with the pictures of those that are not refused already. */
interface Looked {
  /** Number of the candidate in the first row of `columns`. */
  readonly start: number;
  readonly columns: readonly TypedColumn[];
  readonly candidates: readonly Candidate[];
  readonly images: Uint8Array<ArrayBuffer>;
  /** Which of the pictures is a candidate's. */
  readonly placeOf: (index: number) => number;
}

/** Rows and pictures of the whole batch. */
async function allCandidates({ batches, schema }: CandidateSource, { from, to }: CandidateRange): Promise<Looked> {
  const start = batchOf(from) * SAMPLE_BATCH;
  const sampled = await batches.pairs(start, SAMPLE_BATCH);
  const last = Math.min(start + SAMPLE_BATCH, to);
  const columns = decodeRows(schema, sampled.rows);
  return {
    start,
    columns,
    candidates: Array.from({ length: last - from }, (_, i) => {
      const place = from - start + i;
      const row = sampled.rows.subarray(place * schema.width, (place + 1) * schema.width);
      return { index: from + i, row, columns, place, refusing: -1 };
    }),
    images: sampled.images,
    placeOf: (index) => index - start,
  };
}

/** Rows, and the pictures of those that no filter of rows refuses. */
async function filteredCandidates(source: CandidateSource, { from, to, most }: CandidateRange): Promise<Looked> {
  const { batches, schema, filters } = source;
  const wanted: Candidate[] = [];
  const looked: Candidate[] = [];
  const tables: TypedColumn[][] = [];
  const enough = batches.isRowFirst ? Math.min(SAMPLE_BATCH, most) : SAMPLE_BATCH;
  const firstBatch = batchOf(from);
  const lastBatch = batches.isRowFirst ? firstBatch + MOST_BATCHES - 1 : firstBatch;
  for (let batch = firstBatch; batch <= lastBatch; batch++) {
    const start = batch * SAMPLE_BATCH;
    if (start >= to) break;
    const rows = await batches.rows(start, SAMPLE_BATCH);
    const columns = decodeRows(schema, rows);
    tables.push(columns);
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
  const [only, ...more] = tables;
  return {
    start: firstBatch * SAMPLE_BATCH,
    columns: only !== undefined && more.length === 0 ? only : joinTables(tables),
    candidates: looked,
    images: wanted.length === 0 ? new Uint8Array(0) : await batches.images(wanted),
    placeOf: (index) => places.get(index) ?? 0,
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
