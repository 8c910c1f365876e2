/** A rough speed of the current backend: one middle convolution of the networks, in floating-point operations a second. */
import * as tf from '@tensorflow/tfjs-core';
import type { Kernels } from './kernels.ts';

const SIDE = 16;
const CHANNELS = 32;
const BATCH = 8;
const FLOP = 2 * BATCH * SIDE * SIDE * 25 * CHANNELS * CHANNELS;
const BUDGET_MS = 250;

export async function measureFlops(kernels: Kernels, now: () => number): Promise<number> {
  const x = tf.ones<tf.Rank.R4>([BATCH, SIDE, SIDE, CHANNELS]);
  const filter = tf.ones<tf.Rank.R4>([5, 5, CHANNELS, CHANNELS]);
  const run = async (times: number): Promise<number> => {
    const start = now();
    for (let i = 1; i < times; i++) kernels.convolve(x, filter, 1).dispose();
    const last = kernels.convolve(x, filter, 1);
    await last.data();
    last.dispose();
    return now() - start;
  };
  try {
    await run(1); // compiles
    let times = 1;
    let elapsed = await run(times);
    while (elapsed < BUDGET_MS / 4 && times < 4096) {
      times *= 4;
      elapsed = await run(times);
    }
    return (FLOP * times * 1000) / Math.max(elapsed, 0.1);
  } finally {
    tf.dispose([x, filter]);
  }
}
