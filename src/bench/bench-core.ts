/** One case from start to result. No page and no browser: it runs in a worker and in Node alike. */
import * as tf from '@tensorflow/tfjs-core';
import type { Kernels } from '../engine/kernels.ts';
import type { GpuCounts } from '../engine/webgpu/gpu-counters.ts';
import type { BenchBackend, BenchOptions, BenchResult } from './bench-case.ts';
import { race, warmUp, type Contestant } from './contestant.ts';
import { clocked } from './kernel-clock.ts';
import { ourGan } from './our-gan.ts';
import { stockGan } from './stock-gan.ts';

/** A started backend with our kernels for it. */
export interface Engine {
  readonly backend: BenchBackend;
  readonly kernels: Kernels;
  readonly adapter: string | null;
  /** Null where there is no GPU device to count on. */
  readonly counts: (() => GpuCounts) | null;
  readonly notes: readonly string[];
}

const PROFILED_STEPS = 60;
const WARM_STEPS = 20;

/** Milliseconds by kernel, each from the step in which it was least disturbed by other programs. */
async function profileOf(options: BenchOptions, engine: Engine): Promise<string[]> {
  const clock = clocked(engine.kernels);
  const contestant = await ourGan(options.preset, clock.kernels, engine.backend);
  const quietest = new Map<string, { milliseconds: number; calls: number }>();
  const note = (name: string, milliseconds: number, calls: number): void => {
    if (milliseconds < (quietest.get(name)?.milliseconds ?? Infinity)) quietest.set(name, { milliseconds, calls });
  };
  for (let i = 0; i < WARM_STEPS + PROFILED_STEPS; i++) {
    clock.reset();
    const start = performance.now();
    contestant.step().dispose();
    const whole = performance.now() - start;
    if (i < WARM_STEPS) continue;
    note('whole step', whole, 1);
    const kernels = clock.read();
    note('outside kernels', whole - kernels.reduce((sum, [, milliseconds]) => sum + milliseconds, 0), 1);
    for (const [name, milliseconds, calls] of kernels) note(name, milliseconds, calls);
  }
  contestant.dispose();
  return [...quietest]
    .sort((a, b) => b[1].milliseconds - a[1].milliseconds)
    .map(([name, { milliseconds, calls }]) => `${name}: ${milliseconds.toFixed(2)} ms in ${calls} calls`);
}

/** `startStock` makes a backend current for the stock program; it may already be started. */
export async function runBench(
  options: BenchOptions,
  engine: Engine,
  startStock: (backend: BenchBackend) => Promise<void>,
): Promise<BenchResult> {
  const notes = [...engine.notes];
  const ours = await ourGan(options.preset, engine.kernels, engine.backend);
  const tensorsBefore = tf.memory().numTensors;
  const oursWarmMs = await warmUp(ours);
  const tensorsLeft = tf.memory().numTensors - tensorsBefore;
  if (tensorsLeft !== 0) notes.push(`${tensorsLeft} tensors left over after two steps of ours`);
  const before = engine.counts?.();
  const losses = ours.step();
  const [gLoss, dLoss] = await losses.data();
  losses.dispose();
  notes.push(`losses of the third step: generator ${gLoss?.toFixed(6)}, discriminator ${dLoss?.toFixed(6)}`);
  const after = engine.counts?.();
  if (after !== undefined) {
    notes.push(`at most ${after.peakAllocatedBytes} bytes allocated on the GPU, choosing tiles included`);
  }
  if (options.profile)
    notes.push(`least of ${PROFILED_STEPS} steps, by kernel:`, ...(await profileOf(options, engine)));

  const rivals: { contestant: Contestant; warmMs: number }[] = [];
  // The wasm backend of stock tfjs cannot train: the faster of the other two that need no GPU stands in.
  const stockBackends: BenchBackend[] = engine.backend === 'wasm' ? ['webgl', 'cpu'] : [engine.backend];
  for (const backend of options.stock ? stockBackends : []) {
    await startStock(backend);
    const contestant = await stockGan(options.preset, backend);
    const counted = engine.counts?.();
    const warmMs = await warmUp(contestant);
    const now = engine.counts?.();
    if (counted !== undefined && now !== undefined) {
      notes.push(
        `stock, a step of the first two: ${(now.dispatches - counted.dispatches) / 2} dispatches, ` +
          `${Math.round((now.uploadBytes - counted.uploadBytes) / 2)} bytes uploaded; ` +
          `${now.allocatedBytes - counted.allocatedBytes} bytes more on the GPU than before`,
      );
    }
    rivals.push({ contestant, warmMs });
  }
  const [oursMs = Number.NaN, ...rivalMs] = await race(
    [{ contestant: ours, warmMs: oursWarmMs }, ...rivals],
    options.repeats,
  );
  await tf.setBackend(engine.backend);
  ours.dispose();
  rivals.forEach(({ contestant }, i) => {
    notes.push(`stock on ${contestant.backend}: ${rivalMs[i]?.toFixed(1)} ms a step`);
  });

  const stockMs = rivalMs.length === 0 ? null : Math.min(...rivalMs);
  const fastest = rivals[stockMs === null ? -1 : rivalMs.indexOf(stockMs)];
  return {
    line: {
      case: options.preset,
      backend: engine.backend,
      adapter: engine.adapter,
      oursMs,
      stockMs,
      stockBackend: fastest?.contestant.backend ?? null,
      ratio: stockMs === null ? null : stockMs / oursMs,
      dispatches: before === undefined || after === undefined ? null : after.dispatches - before.dispatches,
      uploadBytes: before === undefined || after === undefined ? null : after.uploadBytes - before.uploadBytes,
      gpuBytes: after?.allocatedBytes ?? null,
    },
    notes,
  };
}
