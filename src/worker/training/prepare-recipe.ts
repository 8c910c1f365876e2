/** What a recipe measures of its patients before a run: of those it learns from, nobody who is put aside or scores epochs. */
import { AbortError } from '../../core/app-error.ts';
import type { StudyData } from '../../core/dataset.ts';
import type { RunConfig } from '../../core/run-config.ts';
import { patientSides } from '../../recipes/patient-sides.ts';
import type { PreparedState } from '../../recipes/prepared-state.ts';
import type { PrepareWork } from '../../recipes/recipe-training.ts';
import { TRAININGS } from '../../recipes/training.ts';

/** Null for a recipe that measures nothing. Rejects with `AbortError` when `signal` is aborted. */
export async function prepareRecipe(
  config: RunConfig,
  study: StudyData,
  work: Omit<PrepareWork, 'config'>,
): Promise<PreparedState | null> {
  const training = await TRAININGS[config.recipe]();
  if (training.prepare === undefined) return null;
  if (work.signal.aborted) throw new AbortError();
  const state = await training.prepare(patientSides(study, config).learn, { config, ...work });
  // A recipe may hear of it too late.
  if (work.signal.aborted) throw new AbortError();
  return state;
}
