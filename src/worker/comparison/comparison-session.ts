/** Compares what a trained model makes, exactly as it would be exported, with the patients it was trained on. */
import { requireLimits } from '../../core/option-limits.ts';
import { AbortError } from '../../core/app-error.ts';
import type { ComparisonReport } from '../../core/report/comparison.ts';
import type { OnProgress } from '../../core/progress.ts';
import { joinTables, type TypedColumn } from '../../core/typed-column.ts';
import { decodeRows } from '../../data/decode-rows.ts';
import { macrotask } from '../../platform/macrotask.ts';
import { SAMPLE_BATCH } from '../../recipes/recipe-training.ts';
import { compareTables } from '../../report/compare-tables.ts';
import { compareRules } from './compare-rules.ts';
import type { TrainedModel } from '../model/trained-model.ts';
import { encodeWritten, withoutFills } from './written-rows.ts';

interface Work {
  readonly signal: AbortSignal;
  readonly onProgress: OnProgress;
}

async function sampleWritten(model: TrainedModel, pairs: number, seed: number, work: Work): Promise<TypedColumn[]> {
  const { schema, gan } = model;
  const sampler = gan.sampler(seed);
  const written: TypedColumn[][] = [];
  for (let first = 0; first < pairs; first += SAMPLE_BATCH) {
    const count = Math.min(SAMPLE_BATCH, pairs - first);
    const { rows } = await sampler.pairs(first, count);
    written.push(decodeRows(schema, rows));
    work.onProgress({ stage: 'sampling', done: first + count, total: pairs });
    await macrotask();
    if (work.signal.aborted) throw new AbortError();
  }
  return joinTables(written);
}

/** `pairs`: 1 … 1,000 synthetic rows, those an export with the same seed begins with. */
export async function compareModel(
  model: TrainedModel,
  request: { readonly pairs: number; readonly seed: number },
  work: Work,
): Promise<ComparisonReport> {
  const { pairs, seed } = request;
  requireLimits('comparedPairs', pairs, 'pairs');
  const { study } = model;
  const written = await sampleWritten(model, pairs, seed, work);
  const rules = compareRules(study.train, written, pairs);
  const report = await compareTables(
    {
      schema: model.schema,
      real: withoutFills(study.train),
      synthetic: encodeWritten(model.schema, written, pairs),
      seed,
      patients: study.patients.train,
      holdout: study.holdout.count === 0 ? null : withoutFills(study.holdout),
      holdoutPatients: study.patients.holdout,
      split: study.split,
    },
    {
      onProgress: ({ fraction }) =>
        work.onProgress({ stage: 'comparing', done: Math.floor(fraction * 1000), total: 1000 }),
      isCancelled: () => work.signal.aborted,
      rest: macrotask,
    },
  );
  return rules.length === 0 ? report : { ...report, rules };
}
