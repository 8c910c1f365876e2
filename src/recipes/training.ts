/** How each recipe computes, by name. Apart from `recipes.ts`, which the page loads. */
import type { RunConfig } from '../core/run-config.ts';
import { modernTraining } from './modern/training.ts';
import { paperTraining } from './paper/training.ts';
import type { RecipeTraining } from './recipe-training.ts';

export const TRAININGS: Readonly<Record<RunConfig['recipe'], RecipeTraining>> = {
  paper: paperTraining,
  modern: modernTraining,
};
