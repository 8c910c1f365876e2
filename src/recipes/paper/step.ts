/**
 * One training step of the article's GAN: one forward pass of the generator, one forward and one backward pass of the
 * discriminator on real and fake together, one backward pass of the generator; both updated from the same step.
 *
 * One pass serves both losses: it starts from 1 at every logit; because the discriminator's samples do not mix, its gradients
 * are the samples' own, weighted, and the generator's are the fakes', weighted (`docs/method.md`).
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core';
import type { AdamStep, Kernels } from '../../engine/kernels.ts';
import { matrix } from '../../nets/ranks.ts';
import type { Network } from '../../nets/run.ts';
import { adamSink } from '../../nets/sinks.ts';
import { networkOf, type Networks, type StepInput } from '../recipe-training.ts';
import { ADAM } from './constants.ts';

export interface PaperNetworks {
  readonly generator: Network;
  readonly discriminator: Network;
}

export function paperNetworks(networks: Networks): PaperNetworks {
  return { generator: networks.generator, discriminator: networkOf(networks, 'discriminator') };
}

function joined(real: Tensor, fake: Tensor | undefined): Tensor {
  return tf.concat([real, ...(fake === undefined ? [] : [fake])], 0);
}

/** Runs one step. Returns [generator loss, discriminator loss] on the device; the caller reads and disposes it. */
export function paperStep(kernels: Kernels, { generator, discriminator }: PaperNetworks, input: StepInput): Tensor1D {
  const adam: AdamStep = { ...ADAM, iteration: input.step };

  const fake = generator.forward({ noise: input.noise }, null);
  const pairs = {
    picture: joined(input.realImages, fake.outputs['image']),
    row: joined(input.realRows, fake.outputs['row']),
  };
  const judged = discriminator.forward(pairs, { seed: input.seed, step: input.step });
  const logits = matrix(judged.outputs['logit']);
  const realCount = input.realImages.shape[0];
  const fakes = { begin: realCount, count: logits.size - realCount };
  const { losses, weights } = kernels.softplusLosses(logits, [
    [{ ...fakes, sign: -1 }],
    [
      { begin: 0, count: realCount, sign: -1 },
      { ...fakes, sign: 1 },
    ],
  ]);
  const [generatorWeights, discriminatorWeights] = weights;
  if (generatorWeights === undefined || discriminatorWeights === undefined)
    throw new Error('Two losses were asked for');

  const ones = tf.ones(logits.shape);
  const byPair = discriminator.backward(judged, {
    seeds: { logit: ones },
    weights: discriminatorWeights,
    sink: adamSink(kernels, discriminator.parameters, adam),
    wanted: { picture: fakes, row: fakes },
  });
  judged.dispose();
  const weighted = (gradient: Tensor | undefined): Tensor => {
    if (gradient === undefined) throw new Error('The discriminator gives gradients by its inputs');
    return kernels.takeSamples(gradient, 0, fakes.count, generatorWeights);
  };
  const seeds = { image: weighted(byPair['picture']), row: weighted(byPair['row']) };
  tf.dispose([ones, pairs.picture, pairs.row, discriminatorWeights, generatorWeights, ...Object.values(byPair)]);

  generator.backward(fake, { seeds, sink: adamSink(kernels, generator.parameters, adam) });
  generator.settle(fake);
  fake.dispose();
  tf.dispose([seeds.image, seeds.row]);
  return losses;
}
