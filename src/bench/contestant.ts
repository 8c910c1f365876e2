/** A training program under measurement, and how its steps are timed. */
import type { Tensor } from '@tensorflow/tfjs-core';
import { setBackend } from '@tensorflow/tfjs-core';
import type { BenchBackend } from './bench-case.ts';

export interface Contestant {
  readonly backend: BenchBackend;
  /** One training step; returns its losses, on the device. */
  readonly step: () => Tensor;
  readonly dispose: () => void;
}

/** Several quick steps are timed together: about this long. */
const ROUND_MS = 200;

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** Milliseconds a step over `steps` of them, the wait for the last one's losses included. */
async function timeSteps(contestant: Contestant, steps: number): Promise<number> {
  await setBackend(contestant.backend);
  const start = performance.now();
  for (let i = 1; i < steps; i++) contestant.step().dispose();
  const losses = contestant.step();
  const values = await losses.data();
  const elapsed = performance.now() - start;
  losses.dispose();
  if (!values.every((value) => Number.isFinite(value))) throw new Error(`Losses are ${values.join(', ')}`);
  return elapsed / steps;
}

/** Two steps that compile and fill caches; returns the second one's milliseconds. */
export async function warmUp(contestant: Contestant): Promise<number> {
  await timeSteps(contestant, 1);
  return timeSteps(contestant, 1);
}

/**
 * Median milliseconds a step of each contestant. They take turns, so that whatever else the machine does in the
 * meantime falls on all of them alike.
 */
export async function race(
  contestants: readonly { contestant: Contestant; warmMs: number }[],
  repeats: number,
): Promise<number[]> {
  const times: number[][] = contestants.map(() => []);
  for (let i = 0; i < repeats; i++) {
    for (const [n, { contestant, warmMs }] of contestants.entries()) {
      const steps = Math.max(1, Math.round(ROUND_MS / warmMs));
      times[n]?.push(await timeSteps(contestant, steps));
    }
  }
  return times.map(median);
}
