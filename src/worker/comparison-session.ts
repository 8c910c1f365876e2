/** Compares what a trained model makes, exactly as it would be exported, with the patients it was trained on. */
import { AbortError, AppError } from '../core/app-error.ts';
import type { ComparisonReport } from '../core/comparison.ts';
import type { Dataset } from '../core/dataset.ts';
import type { OnProgress } from '../core/progress.ts';
import type { SchemaColumn, TableSchema } from '../core/table-schema.ts';
import { decodeRow } from '../data/decode-rows.ts';
import { encodeRows } from '../data/encode-rows.ts';
import type { ColumnCells } from '../data/fit-schema.ts';
import { macrotask } from '../engine/macrotask.ts';
import { SAMPLE_BATCH, samplePairs } from '../gan/sampler.ts';
import { compareTables } from '../report/compare-tables.ts';
import type { TrainedModel } from './training-session.ts';

/** More rows make the report slower, not clearer: t-SNE compares every pair of them. */
const MOST_PAIRS = 1000;

interface Work {
  readonly signal: AbortSignal;
  readonly onProgress: OnProgress;
}

/** Written cells of one column as the encoder reads them: thresholds were applied long ago. */
function writtenCells(column: SchemaColumn, cells: readonly string[]): ColumnCells {
  const { name, role, type, coding } = column;
  return { setting: { name, role, type, threshold: null }, isNumeric: coding.kind === 'scale', decimal: '.', cells };
}

/** Rows as the export writes them (rounded texts), encoded again: [rows, schema.width]. */
function encodeWritten(schema: TableSchema, rows: readonly (readonly string[])[]): Float32Array {
  const columns = schema.columns.map((column, i) =>
    writtenCells(
      column,
      rows.map((row) => row[i] ?? ''),
    ),
  );
  return encodeRows(schema, columns, rows.length);
}

async function sampleWritten(model: TrainedModel, pairs: number, seed: number, work: Work): Promise<Float32Array> {
  const { schema } = model;
  const written: string[][] = [];
  while (written.length < pairs) {
    const first = written.length;
    const count = Math.min(SAMPLE_BATCH, pairs - first);
    const { rows } = await samplePairs(model.gan.generator, { seed, first, count });
    for (let i = 0; i < count; i++) {
      written.push(decodeRow(schema, rows.subarray(i * schema.width, (i + 1) * schema.width)));
    }
    work.onProgress({ stage: 'sampling', done: written.length, total: pairs });
    await macrotask();
    if (work.signal.aborted) throw new AbortError();
  }
  return encodeWritten(schema, written);
}

/** Rows with NaN where the input was blank: a fill is not a measurement. */
function withoutFills({ schema, rows, blanks }: Dataset): Float32Array {
  const measured = rows.slice();
  blanks.forEach((isBlank, i) => {
    const column = schema.columns[i % schema.columns.length];
    if (isBlank === 0 || column === undefined) return;
    const at = Math.floor(i / schema.columns.length) * schema.width + column.offset;
    measured.fill(Number.NaN, at, at + column.width);
  });
  return measured;
}

/** `pairs`: 1 … 1,000 synthetic rows, those an export with the same seed begins with. */
export async function compareModel(
  model: TrainedModel,
  request: { readonly pairs: number; readonly seed: number },
  work: Work,
): Promise<ComparisonReport> {
  const { pairs, seed } = request;
  if (!Number.isInteger(pairs) || pairs < 1 || pairs > MOST_PAIRS) {
    throw new AppError('bad-option', {
      option: 'pairs',
      value: String(pairs),
      expected: `a whole number from 1 to ${MOST_PAIRS}`,
    });
  }
  const synthetic = await sampleWritten(model, pairs, seed, work);
  return compareTables(
    {
      schema: model.schema,
      real: withoutFills(model.study.train),
      synthetic,
      seed,
      holdout: model.study.holdout.count,
    },
    {
      onProgress: ({ fraction }) =>
        work.onProgress({ stage: 'comparing', done: Math.floor(fraction * 1000), total: 1000 }),
      isCancelled: () => work.signal.aborted,
      rest: macrotask,
    },
  );
}
