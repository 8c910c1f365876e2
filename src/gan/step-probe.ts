/** How long one real training step takes here: the small network of *Quick look*, on made-up patients. */
import * as tf from '@tensorflow/tfjs-core';
import { AppError } from '../core/app-error.ts';
import { Rng } from '../core/rng.ts';
import { QUICK_LOOK } from '../core/run-config.ts';
import type { Kernels } from '../engine/kernels.ts';
import { JointGan } from './joint-gan.ts';
import { NOISE_LENGTH } from '../recipes/paper/constants.ts';
import { paperNetworks, paperStep } from '../recipes/paper/step.ts';

const COLUMNS = 35;
/** A first step that takes longer than this (compiling included) is measurement enough. */
const ENOUGH_MS = 1500;
const REPEATS = 3;
/** Losses of the first step, the same on every backend: weights, patients and masks come from fixed seeds. */
const FIRST_LOSSES = { generator: 0.727821, discriminator: 1.389759 };
const TOLERANCE = 1e-3;

/**
 * Milliseconds of a step: the best of three after one to warm up, or the first if that took very long.
 * Throws where the first step's losses are not what every backend must get.
 */
export async function measureStep(kernels: Kernels, now: () => number): Promise<number> {
  const { size, batch, seed } = QUICK_LOOK;
  const gan = await JointGan.initial(QUICK_LOOK, COLUMNS, kernels);
  const rng = new Rng(seed, 0);
  const realImages = tf.tensor4d(rng.normals(batch * size * size), [batch, size, size, 1]);
  const realRows = tf.tensor2d(rng.normals(batch * COLUMNS), [batch, COLUMNS]);
  const noise = tf.tensor2d(rng.normals(batch * NOISE_LENGTH), [batch, NOISE_LENGTH]);
  const run = async (step: number): Promise<number> => {
    const start = now();
    const losses = paperStep(kernels, paperNetworks(gan.networks), { realImages, realRows, noise, seed, step });
    const [g = Number.NaN, d = Number.NaN] = await losses.data();
    losses.dispose();
    const elapsed = now() - start;
    const { generator, discriminator } = FIRST_LOSSES;
    const isRight = Math.abs(g - generator) < TOLERANCE && Math.abs(d - discriminator) < TOLERANCE;
    // A driver that computes nonsense must not be chosen for being quick about it.
    if (step === 1 && !isRight)
      throw new AppError('backend-unavailable', { backend: kernels.name, reason: 'wrong-results' });
    return elapsed;
  };
  try {
    const first = await run(1);
    if (first > ENOUGH_MS) return first;
    let best = Number.POSITIVE_INFINITY;
    for (let step = 2; step < 2 + REPEATS; step++) best = Math.min(best, await run(step));
    return best;
  } finally {
    gan.dispose();
    tf.dispose([realImages, realRows, noise]);
  }
}
