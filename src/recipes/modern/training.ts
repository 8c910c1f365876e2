/** Recipe `modern` at work. */
import type { RecipeTraining } from '../recipe-training.ts';
import { firstWeights } from './first-weights.ts';
import { measurementsOf, rowsText, sheetFitOf } from './measured-state.ts';
import { prepareModern } from './prepare.ts';
import { ModernSampler } from './sampler.ts';
import { ModernStep } from './step.ts';

export const modernTraining: RecipeTraining = {
  prepare: prepareModern,
  files: (state) => ({ 'rows.json': rowsText(state) }),
  sheetFit: sheetFitOf,
  first: (state) => firstWeights(measurementsOf(state)),
  begin: (run) => new ModernStep(run),
  sampler: (model, seed, conditions) => new ModernSampler(model, seed, conditions),
};
