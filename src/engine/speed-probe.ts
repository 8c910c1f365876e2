/**
 * A rough speed of the current backend: a middle convolution of the networks, in floating-point operations a second.
 * A fast GPU spends most of a small convolution on being started, so it is measured again on one of the published size.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Kernels } from './kernels.ts';

interface Probe {
  readonly batch: number;
  readonly side: number;
  readonly channels: number;
}

/** 0.1 GFLOP: a hundredth of a second on one processor core. */
const SMALL: Probe = { batch: 8, side: 16, channels: 32 };
/** 4 GFLOP: the widest layer at 200 px. */
const LARGE: Probe = { batch: 2, side: 25, channels: 256 };
/** From here on the large probe takes less than a twentieth of a second. */
const FAST_FLOPS = 1e11;
const BUDGET_MS = 60;

async function measure(kernels: Kernels, probe: Probe, now: () => number): Promise<number> {
  const { batch, side, channels } = probe;
  const x = tf.ones<tf.Rank.R4>([batch, side, side, channels]);
  const filter = tf.ones<tf.Rank.R4>([5, 5, channels, channels]);
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
    while (elapsed < BUDGET_MS && times < 4096) {
      times *= 4;
      elapsed = await run(times);
    }
    return (2 * batch * side * side * 25 * channels * channels * times * 1000) / Math.max(elapsed, 0.1);
  } finally {
    tf.dispose([x, filter]);
  }
}

export async function measureFlops(kernels: Kernels, now: () => number): Promise<number> {
  const small = await measure(kernels, SMALL, now);
  return small < FAST_FLOPS ? small : measure(kernels, LARGE, now);
}
