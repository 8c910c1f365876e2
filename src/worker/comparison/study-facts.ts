/** What a report needs besides its numbers: how the model was made, and a few synthetic pairs to show. No real patient. */
import { requireLimits } from '../../core/option-limits.ts';
import type { StudyFacts } from '../../core/report/study-facts.ts';
import { decodeRow } from '../../data/decode-rows.ts';
import { modelFacts } from '../export/export-session.ts';
import type { PairView } from '../protocol.ts';
import type { TrainedModel } from '../model/trained-model.ts';

/** `examples`: 0 … 32 pairs, those an export with the same seed begins with. */
export async function studyFacts(
  model: TrainedModel,
  { examples, seed }: { readonly examples: number; readonly seed: number },
): Promise<{ facts: StudyFacts; examples: PairView }> {
  requireLimits('examples', examples);
  const { schema, config, gan } = model;
  const { images, rows } = await gan.sampler(seed).pairs(0, examples);
  return {
    facts: { ...(await modelFacts(model)), createdAt: new Date().toISOString() },
    examples: {
      size: config.size,
      count: examples,
      images,
      columns: schema.columns.map(({ name }) => name),
      rows: Array.from({ length: examples }, (_, i) =>
        decodeRow(schema, rows.subarray(i * schema.width, (i + 1) * schema.width)),
      ),
    },
  };
}
