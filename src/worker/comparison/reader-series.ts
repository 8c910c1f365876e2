/**
 * A series for readers who are not told which pairs are synthetic: half real, half synthetic, in an order drawn by seed. What
 * would give a kind away is made alike: pictures at the networks' size before they are packed, values written by one schema,
 * and as many blank cells on both sides.
 */
import { AppError } from '../../core/app-error.ts';
import { requireLimits } from '../../core/option-limits.ts';
import type { OnProgress } from '../../core/progress.ts';
import { Rng, STREAM } from '../../core/rng.ts';
import { shownName, type SchemaColumn, type TableSchema } from '../../core/table-schema.ts';
import { decodeRows } from '../../data/decode-rows.ts';
import { cellText } from '../../core/typed-column.ts';
import type { TrainedModel } from '../model/trained-model.ts';
import type { PairView, ReaderSeries } from '../protocol.ts';
import { borrowBlanks, joinPairs, type PairSet, syntheticSide, takePairs } from './ecgs/pair-set.ts';
import { type LoadedPatients, realSide } from './reader-patients.ts';

/** Fewer of a kind say nothing about a reader. */
export const FEWEST_OF_A_KIND = 5;

export interface SeriesRequest {
  /** Half of them of each kind; fewer where there are fewer real ones. */
  readonly pictures: number;
  readonly seed: number;
}

interface Work {
  readonly signal: AbortSignal;
  readonly onProgress: OnProgress;
}

/** The cells of encoded rows as a file has them; empty where there is none. */
function textsOf(schema: TableSchema, columns: readonly SchemaColumn[], { rows, count, width }: PairSet): string[][] {
  const decoded = decodeRows({ ...schema, columns }, rows);
  return Array.from({ length: count }, (_, row) =>
    columns.map(({ offset }, i) => {
      const column = decoded[i];
      return column === undefined || Number.isNaN(rows[row * width + offset]) ? '' : cellText(column, row);
    }),
  );
}

/** Throws `reader-too-few` with fewer than five real patients, and what `realSide` throws. */
export async function readerSeries(
  model: TrainedModel,
  request: SeriesRequest,
  loaded: LoadedPatients,
  work: Work,
): Promise<ReaderSeries> {
  requireLimits('readerPictures', request.pictures, 'pictures');
  const { seed } = request;
  const { schema, config } = model;
  const rng = new Rng(seed, STREAM.readerTest);
  const real = await realSide(
    model,
    { most: Math.floor(request.pictures / 2), fewest: FEWEST_OF_A_KIND, rng },
    loaded,
    work,
  );
  const { count } = real.pairs;
  if (count < FEWEST_OF_A_KIND) throw new AppError('reader-too-few', { count, needed: FEWEST_OF_A_KIND });
  const made = await syntheticSide(model, { pairs: count, seed }, work);
  const both = joinPairs(real.pairs, borrowBlanks(schema, made, real.pairs, rng));
  const order = rng.permutation(both.count);
  const dealt = takePairs(both, order);
  const view: PairView = {
    size: config.size,
    count: dealt.count,
    images: new Uint8Array(dealt.images),
    columns: real.columns.map(shownName),
    rows: textsOf(schema, real.columns, dealt),
  };
  return { view, real: real.source, seed, isSynthetic: Array.from(order, (place) => place >= count) };
}
