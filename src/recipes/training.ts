/** How each recipe trains: its step, with tfjs, by name. Apart from `recipes.ts`, which the page loads. */
import type { Tensor1D } from '@tensorflow/tfjs-core';
import type { RunConfig } from '../core/run-config.ts';
import type { Kernels } from '../engine/kernels.ts';
import type { Network } from '../nets/run.ts';
import { paperStep } from './paper/step.ts';
import type { StepInput } from './recipe.ts';

/** Runs one step; returns the losses in the recipe's order, on the device; the caller reads and disposes them. */
export type TrainStep = (
  kernels: Kernels,
  networks: { readonly generator: Network; readonly discriminator: Network },
  input: StepInput,
) => Tensor1D;

export const TRAIN_STEPS: Readonly<Record<RunConfig['recipe'], TrainStep>> = { paper: paperStep };
