/**
 * What a recipe is to the rest, in two halves. This one is pure, so that the page can count and choose with it: networks as
 * data, what its losses are called, where it starts. What computes (measuring patients, the steps, pairs) is in
 * `recipe-training.ts`.
 */
import type { RunConfig } from '../core/run-config.ts';
import type { Graph } from '../nets/node.ts';
import type { PreparedState } from './prepared-state.ts';

/** What decides a recipe's networks, besides what was measured of the patients. */
export type NetworkShape = Pick<RunConfig, 'size' | 'width'> & {
  /** Numbers of an encoded row. */
  readonly columns: number;
};

/**
 * A recipe's networks by name (a to z), in the order of files and of initial random numbers; the generator comes first. It is
 * the one that pairs take, and the only one in a model that is not full; the others train it.
 */
export type Graphs = { readonly generator: Graph } & Readonly<Record<string, Graph>>;

export interface Recipe {
  readonly name: RunConfig['recipe'];
  /** Standard normal numbers that a step is given for every sample. */
  readonly noise: number;
  /** Losses of a step, in the order it returns them; none is called as a field of a checkpoint's position. */
  readonly losses: readonly string[];
  /**
   * `generatorLoss` and `discriminatorLoss` are cross entropies, 2·ln 2 for a discriminator at chance, so that the rules of
   * thumb of `core/training-advice.ts` and `store/training-words.ts` hold.
   */
  readonly hasCrossEntropies: boolean;
  /** It measures its patients before its networks are built; what it finds is part of the model. */
  readonly prepares: boolean;
  /** Its rows come from a row model: values can be fixed and shares chosen (`rows/conditions.ts`), and a row refused costs no picture. */
  readonly rowFirst: boolean;
  /** It puts some of the patients it is given aside to score every epoch by (`patient-sides.ts`), and never learns from them. */
  readonly validates: boolean;
  /** Fewest persons of whom some can be spared for that; with fewer it trains for all epochs and learns from everybody. */
  readonly leastPersons: number;
  /** What is set when it is chosen. */
  readonly defaults: Pick<RunConfig, 'size' | 'fit' | 'straighten' | 'width' | 'epochs' | 'batch'>;
  /**
   * The networks. `state` is null where nothing was measured: for a recipe that prepares, only to count them before a run,
   * so they should be as large then as they usually get. Throws where the shape cannot be had.
   */
  graphs(shape: NetworkShape, state: PreparedState | null): Graphs;
}
