/** A few pairs made and weighed, and a few hundred rows held against the condition, before a large export is begun. */
import { AbortError } from '../../core/app-error.ts';
import { FOR_PROGRAMS } from '../../core/csv-format.ts';
import type { PairsEstimate, PairsRequest } from '../../core/pairs-request.ts';
import { JPEG_QUALITY } from '../../core/run-config.ts';
import { decodeRows } from '../../data/decode-rows.ts';
import { macrotask } from '../../platform/macrotask.ts';
import { version as appVersion } from '../../../package.json';
import { withComment } from '../../export/jpeg-comment.ts';
import { groupBytes } from '../../export/archive-size.ts';
import { GreyJpegEncoder } from '../../export/jpeg-encoder.ts';
import { type RowFirst, SAMPLE_BATCH } from '../../recipes/recipe-training.ts';
import type { RowFilter } from '../../rows/conditions.ts';
import { batchOf } from './candidates.ts';
import type { TrainedModel } from '../model/trained-model.ts';
import { writePairs } from './pair-files.ts';
import { writerLanes } from './pair-writers.ts';
import { cohortFacts, cohortOf } from './cohort.ts';
import { tracesWanted } from './traces-wanted.ts';

/** Rows held against a condition: a share of 10 % is then known to about ± 2.6. */
const ROW_BATCHES = 16;
/** A first batch also compiles programs; where it is quick, another is timed. */
const QUICK_SECONDS = 2;

/** Enough rows found, or looked at, to tell a share. */
const FOUND = 50;
const FEWEST_LOOKED = 16_384;
const MOST_LOOKED = 400_000;

/** How many rows fit, where that is known while they are drawn. */
async function searchSome(
  rowFirst: RowFirst,
  early: readonly RowFilter[],
  first: number,
  signal: AbortSignal,
): Promise<{ readonly fitting: number; readonly tried: number; readonly seconds: number }> {
  const start = performance.now();
  let end = first;
  let fitting = 0;
  while (end - first < MOST_LOOKED && (fitting < FOUND || end - first < FEWEST_LOOKED)) {
    const found = await rowFirst.search({ from: end, to: first + MOST_LOOKED, most: MOST_LOOKED }, early);
    ({ end } = found);
    fitting += found.numbers.length;
    await macrotask();
    if (signal.aborted) throw new AbortError();
  }
  return { fitting, tried: end - first, seconds: (performance.now() - start) / 1000 };
}

async function timed<T>(work: () => Promise<T>): Promise<{ result: T; seconds: number }> {
  const start = performance.now();
  const result = await work();
  return { result, seconds: (performance.now() - start) / 1000 };
}

/** The best of two where the first was quick. */
async function timedTwice<T>(work: () => Promise<T>): Promise<{ result: T; seconds: number }> {
  const once = await timed(work);
  return once.seconds < QUICK_SECONDS ? timed(work) : once;
}

/** Throws a `where-…` error; `AbortError`. Candidates from the request's first on, so the same request gives the same shares. */
export async function estimatePairs(
  model: TrainedModel,
  request: PairsRequest,
  signal: AbortSignal,
): Promise<PairsEstimate> {
  const { schema, config, gan } = model;
  const { conditions, filters, early, facts } = cohortOf(request, schema, config.recipe);
  const sampler = gan.sampler(request.seed, conditions ?? undefined);
  const cohort = cohortFacts({ facts }, sampler, schema);
  const first = batchOf(request.first) * SAMPLE_BATCH;

  const traces = tracesWanted(request, config, sampler, gan.sheetFit);
  const { result: pairs, seconds: pairSeconds } = await timedTwice(async () => {
    if (traces === null) return { ...(await sampler.pairs(first, SAMPLE_BATCH)), signals: [] };
    const rows = await sampler.rows(first, SAMPLE_BATCH);
    const rowOf = (i: number): Float32Array => rows.subarray(i * schema.width, (i + 1) * schema.width);
    const wanted = Array.from({ length: SAMPLE_BATCH }, (_, i) => ({ index: first + i, row: rowOf(i) }));
    return { rows, ...(await traces.traced(wanted)) };
  });
  if (signal.aborted) throw new AbortError();
  const format = {
    side: traces?.facts.size ?? config.size,
    quality: JPEG_QUALITY,
    appVersion,
    schema,
    csv: request.csv ?? FOR_PROGRAMS,
    signals: traces?.facts.signals ?? [],
  };
  const jpeg = new GreyJpegEncoder(format.side, JPEG_QUALITY);
  const indices = Array.from({ length: SAMPLE_BATCH }, (_, i) => request.first + i);
  const { images: pixels, rows: sampled, signals } = pairs;
  let bytes = 0;
  const encode = async (): Promise<void> => {
    const files = writePairs(format, { indices, rows: sampled, weights: null, pixels, signals }, (picture, comment) =>
      withComment(jpeg.encode(picture), comment),
    );
    bytes = groupBytes(files.pictures) + (files.signals === null ? 0 : groupBytes(files.signals)) + files.lines.length;
  };
  const { seconds: encodeSeconds } = await timedTwice(encode);
  const bytesPerPair = bytes / SAMPLE_BATCH;
  // The slower of two that run at the same time.
  const perBatch = (sampling: number, share: number): number =>
    Math.max(sampling, (encodeSeconds * share) / writerLanes());
  if (filters.length === 0) {
    const secondsPerPair = perBatch(pairSeconds, 1) / SAMPLE_BATCH;
    return { fitting: SAMPLE_BATCH, tried: SAMPLE_BATCH, cohort, bytesPerPair, secondsPerPair };
  }
  const { rowFirst } = sampler;
  if (rowFirst !== undefined && early !== null) {
    const { fitting, tried, seconds } = await searchSome(rowFirst, early, first, signal);
    const share = Math.max(1, fitting) / tried;
    const secondsPerPair = perBatch(pairSeconds, 1) / SAMPLE_BATCH + seconds / tried / share;
    return { fitting, tried, cohort, bytesPerPair, secondsPerPair };
  }

  let fitting = 0;
  let batchesWithAny = 0;
  let rowSeconds = Number.POSITIVE_INFINITY;
  for (let batch = 0; batch < ROW_BATCHES; batch++) {
    const { result: rows, seconds } = await timed(() => sampler.rows(first + batch * SAMPLE_BATCH, SAMPLE_BATCH));
    rowSeconds = Math.min(rowSeconds, seconds);
    const columns = decodeRows(schema, rows);
    let inBatch = 0;
    for (let i = 0; i < SAMPLE_BATCH; i++) {
      const row = rows.subarray(i * schema.width, (i + 1) * schema.width);
      const candidate = { index: first + batch * SAMPLE_BATCH + i, row, columns, place: i };
      if (filters.every((filter) => filter.on === 'pair' || filter.accept(candidate))) inBatch += 1;
    }
    fitting += inBatch;
    if (inBatch > 0) batchesWithAny += 1;
    await macrotask();
    if (signal.aborted) throw new AbortError();
  }
  const tried = ROW_BATCHES * SAMPLE_BATCH;
  const pictureBatches = sampler.isRowFirst ? fitting / SAMPLE_BATCH : batchesWithAny;
  const sampling = rowSeconds + (pairSeconds * pictureBatches) / ROW_BATCHES;
  // Where none fits, at least so long as if the next one did.
  const secondsPerPair = perBatch(sampling, fitting / tried) / ((SAMPLE_BATCH * Math.max(1, fitting)) / tried);
  return { fitting, tried, cohort, bytesPerPair, secondsPerPair };
}
