/**
 * How each recipe computes, by name. Apart from `recipes.ts`, which the page loads; and each by itself, so that a visitor waits
 * only for the recipe that is used.
 */
import type { RunConfig } from '../core/run-config.ts';
import type { PreparedState } from './prepared-state.ts';
import type { RecipeTraining } from './recipe-training.ts';

export const TRAININGS: Readonly<Record<RunConfig['recipe'], () => Promise<RecipeTraining>>> = {
  paper: async () => (await import('./paper/training.ts')).paperTraining,
  modern: async () => (await import('./modern/training.ts')).modernTraining,
};

/** What others read of a recipe's state, by file name; none where it has none. */
export async function filesOf(
  recipe: RunConfig['recipe'],
  state: PreparedState | null,
): Promise<Readonly<Record<string, string>>> {
  return state === null ? {} : ((await TRAININGS[recipe]()).files?.(state) ?? {});
}
