/**
 * What a recipe is to the rest: networks as data, what its losses are called, where it starts. This half is pure, so that the
 * page can count with it; the step that trains is in `training.ts` of the recipe's registration.
 */
import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import type { RunConfig } from '../core/run-config.ts';
import type { Graph } from '../nets/node.ts';

/** What decides a recipe's networks. */
export type NetworkShape = Pick<RunConfig, 'size' | 'width'> & {
  /** Numbers of an encoded row. */
  readonly columns: number;
};

/** A recipe's networks by name. The generator makes pairs; all of them are kept in checkpoints and full models. */
export interface Graphs {
  /** Noise [`noise`] → `image` [S, S, 1] in [−1, 1] and `row` [columns] in [0, 1]. */
  readonly generator: Graph;
  /** Judges pairs. */
  readonly discriminator: Graph;
}

export interface Recipe {
  readonly name: RunConfig['recipe'];
  /** Standard normal numbers that a pair is made from. */
  readonly noise: number;
  /** Losses of a step, in the order it returns them; none is called as a field of a checkpoint's position. */
  readonly losses: readonly string[];
  /**
   * `generatorLoss` and `discriminatorLoss` are cross entropies, 2·ln 2 for a discriminator at chance, so that the rules of
   * thumb of `core/training-advice.ts` and `store/training-words.ts` hold.
   */
  readonly hasCrossEntropies: boolean;
  /** The networks. Throws where the shape cannot be had. */
  graphs(shape: NetworkShape): Graphs;
}

export interface StepInput {
  /** [Br, S, S, 1] in [−1, 1]; may be smaller than the batch of fakes at the end of an epoch. */
  readonly realImages: Tensor4D;
  /** [Br, columns] in [0, 1] */
  readonly realRows: Tensor2D;
  /** [Bf, noise], standard normal */
  readonly noise: Tensor2D;
  readonly seed: number;
  /** 1 for the first step of a run: seeds the dropout masks and counts Adam's updates. */
  readonly step: number;
}
