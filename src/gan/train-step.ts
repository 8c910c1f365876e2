/**
 * One training step of the joint GAN: one forward pass of the generator, one forward and one backward pass of the
 * discriminator on real and fake together, one backward pass of the generator; both updated from the same step.
 * A step returns numbers and draws nothing.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import type { AdamStep, Kernels } from '../engine/kernels.ts';
import { ADAM } from './constants.ts';
import type { Discriminator } from './discriminator.ts';
import type { Generator } from './generator.ts';

export interface Networks {
  readonly generator: Generator;
  readonly discriminator: Discriminator;
}

export interface StepInput {
  /** [Br, S, S, 1] in [−1, 1]; may be smaller than the batch of fakes at the end of an epoch. */
  readonly realImages: Tensor4D;
  /** [Br, columns] in [0, 1] */
  readonly realRows: Tensor2D;
  /** [Bf, 100], standard normal */
  readonly noise: Tensor2D;
  readonly seed: number;
  /** 1 for the first step of a run: seeds the dropout masks and counts Adam's updates. */
  readonly step: number;
}

function joined<T extends Tensor>(real: T, fake: T): T {
  return tf.concat([real, fake] as Tensor[], 0) as T;
}

/** Runs one step. Returns [generator loss, discriminator loss] on the device; the caller reads and disposes it. */
export function trainStep(kernels: Kernels, networks: Networks, input: StepInput): Tensor1D {
  const { generator, discriminator } = networks;
  const adam: AdamStep = { ...ADAM, iteration: input.step };

  const fake = generator.forward(input.noise);
  const images = joined(input.realImages, fake.image);
  const rows = joined(input.realRows, fake.row);
  const judged = discriminator.forward(images, rows, { seed: input.seed, step: input.step });
  const realCount = input.realImages.shape[0];
  const { losses, discriminatorWeights, generatorWeights } = kernels.ganLosses(judged.logits, realCount);

  const { dImage, dRow } = discriminator.backward(
    judged,
    { discriminator: discriminatorWeights, generator: generatorWeights, realCount },
    adam,
  );
  judged.dispose();
  tf.dispose([images, rows, discriminatorWeights, generatorWeights]);

  generator.backward(fake, dImage, dRow, adam);
  generator.updateMovingAverages(fake);
  fake.dispose();
  tf.dispose([dImage, dRow]);
  return losses;
}
