/** A past epoch of a run as a model that makes pairs; the run itself stays as it is. */
import { AppError } from '../../core/app-error.ts';
import type { JointGan } from '../../gan/joint-gan.ts';
import { RECIPES } from '../../recipes/recipes.ts';
import { settledSchema, type TrainedModel } from '../model/trained-model.ts';
import type { EpochSnapshots } from './epoch-snapshots.ts';

interface Run {
  readonly model: TrainedModel;
  readonly snapshots: EpochSnapshots;
}

/** The generator of a kept epoch; null when it is gone. The caller disposes it. */
export function pastNetwork({ model, snapshots }: Run, epoch: number): Promise<JointGan | null> {
  const { config, backend, schema, gan } = model;
  return snapshots.load(epoch, { config, columns: schema.width, kernels: backend.kernels, state: gan.state });
}

/** Throws `epoch-gone`. The caller disposes its network. */
export async function pastModel({ model, snapshots }: Run, epoch: number): Promise<TrainedModel> {
  const { config, backend, study, source } = model;
  const facts = snapshots.facts(epoch);
  const gan = await pastNetwork({ model, snapshots }, epoch);
  if (gan === null || facts === null) throw new AppError('epoch-gone', { epoch });
  const { steps, reseeds, score } = facts;
  const schema = await settledSchema({ schema: model.schema, gan, config, patients: study.train.count });
  // Where epochs are scored, one of them is chosen in the end, and training can still go on from the last.
  const end = RECIPES[config.recipe].validates ? { end: { model, score } } : {};
  return { gan, backend, config, schema, study, source, epoch, steps, reseeds, ...end };
}

/** The epoch that the recipe's own score calls the best, where that is not the state in which the run ended; null otherwise. */
export function bestEpoch({ model, snapshots }: Run): number | null {
  const { config, epoch, progress } = model;
  const { best } = snapshots;
  if (best === null || !RECIPES[config.recipe].validates) return null;
  return best.epoch === epoch && (progress?.step ?? 0) === 0 ? null : best.epoch;
}
