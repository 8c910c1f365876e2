/** Candidates in order, batch by batch, and those of them that become pairs. Makes no picture that no filter lets through. */
import type { TableSchema } from '../../core/table-schema.ts';
import type { TypedColumn } from '../../core/typed-column.ts';
import { decodeRows } from '../../data/decode-rows.ts';
import type { CandidateFilter, CandidatePair } from '../../export/candidate-filter.ts';
import { BatchSampler, SAMPLE_BATCH } from '../../gan/sampler.ts';

/** The part of `BatchSampler` that is used, so that tests can stand in for it. */
export type Batches = Pick<BatchSampler, 'pairs' | 'rows' | 'images'>;

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

/** The candidates of `batch` in the range. */
export async function candidateBatch(
  source: CandidateSource,
  batch: number,
  range: CandidateRange,
): Promise<CandidateBatch> {
  const { batches, schema, pixels, filters } = source;
  const start = batch * SAMPLE_BATCH;
  const first = Math.max(start, range.from);
  const last = Math.min(start + SAMPLE_BATCH, range.to);
  const leftOut = filters.map(() => 0);
  const hasRowFilter = filters.some(({ on }) => on === 'row');
  const sampled = hasRowFilter ? { rows: await batches.rows(batch), images: null } : await batches.pairs(batch);

  const columns = decodeRows(schema, sampled.rows);
  const candidates = Array.from({ length: last - first }, (_, i) => {
    const place = first - start + i;
    const row = sampled.rows.subarray(place * schema.width, (place + 1) * schema.width);
    const candidate = { index: first + i, row, columns, place };
    return {
      ...candidate,
      refusing: filters.findIndex((filter) => filter.on === 'row' && !filter.accept(candidate)),
    };
  });
  const isAnyLeft = candidates.some(({ refusing }) => refusing === -1);
  const images = sampled.images ?? (isAnyLeft ? await batches.images(batch) : new Uint8Array(0));
  const imageAt = (place: number): Uint8Array<ArrayBuffer> => images.subarray(place * pixels, (place + 1) * pixels);

  const chosen: ChosenPair[] = [];
  let end = first;
  for (const { index, row, place, refusing } of candidates) {
    if (chosen.length === range.most) break;
    const decisive =
      refusing === -1 ? await firstRefusal(filters, { index, row, columns, place, image: imageAt(place) }) : refusing;
    if (decisive === -1) chosen.push({ index, place });
    else leftOut[decisive] = (leftOut[decisive] ?? 0) + 1;
    end = index + 1;
  }
  return { first, end, chosen, columns, images: pack(images, chosen, pixels), leftOut };
}

/** The chosen pictures one behind another, in memory of their own. */
function pack(
  images: Uint8Array<ArrayBuffer>,
  chosen: readonly { readonly place: number }[],
  pixels: number,
): Uint8Array<ArrayBuffer> {
  if (chosen.length * pixels === images.length && images.length === images.buffer.byteLength) return images;
  const packed = new Uint8Array(chosen.length * pixels);
  chosen.forEach(({ place }, i) => packed.set(images.subarray(place * pixels, (place + 1) * pixels), i * pixels));
  return packed;
}

async function firstRefusal(filters: readonly CandidateFilter[], pair: CandidatePair): Promise<number> {
  for (const [i, filter] of filters.entries()) {
    if (filter.on === 'pair' && !(await filter.accept(pair))) return i;
  }
  return -1;
}
