/** The recipes there are: those of `RECIPE_NAMES`. A new one is a folder beside `paper/`, a line here and one in `training.ts`. */
import type { RunConfig } from '../core/run-config.ts';
import type { TrainingCost } from '../nets/cost.ts';
import { trainingCost } from '../nets/cost.ts';
import type { Graph } from '../nets/node.ts';
import { modern } from './modern/modern.ts';
import { paper } from './paper/paper.ts';
import type { PreparedState } from './prepared-state.ts';
import type { Graphs, Recipe } from './recipe.ts';

export const RECIPES: Readonly<Record<RunConfig['recipe'], Recipe>> = { paper, modern };

/** What of a run's configuration decides its networks. */
export type RunShape = Pick<RunConfig, 'recipe' | 'size' | 'width'>;

/** The networks of a run; `columns` is the length of an encoded row. */
export function graphsOf(
  { recipe, size, width }: RunShape,
  columns: number,
  state: PreparedState | null = null,
): Graphs {
  return RECIPES[recipe].graphs({ size, width, columns }, state);
}

/** A network of a recipe by its name. */
export function graphOf(graphs: Graphs, name: string): Graph {
  const graph = graphs[name];
  if (graph === undefined) throw new Error(`There is no network called ${name}`);
  return graph;
}

/** What one training step of a run takes. */
export function runCost(config: RunShape & Pick<RunConfig, 'batch'>, columns: number): TrainingCost {
  const { generator, ...critics } = graphsOf(config, columns);
  return trainingCost(generator, Object.values(critics), config.batch);
}
