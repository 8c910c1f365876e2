/** The WebGPU benchmark in Node, without a browser. `tools/bench.ts --bundle FILE` makes one module of it. */
// oxlint-disable-next-line import/first -- must come before everything that imports tfjs
import './provide-gpu.ts';
import * as tf from '@tensorflow/tfjs';
import { runBench } from '../bench-core.ts';
import { describeResult, parseCommandLine } from '../bench-options.ts';
import { startGpuEngine } from '../gpu-engine.ts';

/* oxlint-disable no-console -- a command-line program */
async function main(): Promise<void> {
  const { cases, json } = parseCommandLine(process.argv.slice(2));
  const engine = await startGpuEngine();
  for (const options of cases) {
    const result = await runBench(options, engine, async (backend) => {
      await tf.setBackend(backend);
    });
    console.log(json ? JSON.stringify(result.line) : describeResult(result));
  }
}

main().then(
  // An open GPU would keep Node alive.
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
