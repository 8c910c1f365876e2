/** Runs one case off the page, where the app trains too. */
import * as tf from '@tensorflow/tfjs';
import type { BenchAnswer, BenchOptions, BenchResult } from '../bench-case.ts';
import { runBench } from '../bench-core.ts';
import { startEngine } from './start-engine.ts';

async function run(options: BenchOptions): Promise<BenchResult> {
  const engine = await startEngine(options);
  return runBench(options, engine, async (backend) => {
    if (!(await tf.setBackend(backend))) throw new Error(`Stock ${backend} did not start`);
  });
}

globalThis.onmessage = ({ data }: MessageEvent<BenchOptions>) => {
  run(data).then(
    (result) => {
      postMessage({ result } satisfies BenchAnswer);
    },
    (error: unknown) => {
      postMessage({
        error: error instanceof Error ? `${error.message}\n${error.stack}` : String(error),
      } satisfies BenchAnswer);
    },
  );
};
