/** Trains detectors on one thread of a processor, nothing else. The same results, to the bit, as on the thread that asks. */
import { startWasm } from '../../../engine/wasm/start-wasm.ts';
import { WasmKernels } from '../../../engine/wasm/wasm-kernels.ts';
import { type DetectorJob, type FromDetector, runDetector } from './detector-job.ts';

const post = (message: FromDetector): void => postMessage(message);
/** Whoever cancels ends the worker. */
const { signal } = new AbortController();

async function detect(job: DetectorJob): Promise<void> {
  await startWasm({ threads: 1 });
  const onFraction = (fraction: number): void => post({ fraction });
  post({ detected: await runDetector(job, { kernels: new WasmKernels(), signal, onFraction }) });
}

onmessage = ({ data }: MessageEvent<DetectorJob>): void => {
  detect(data).catch((error: unknown) => post({ error: error instanceof Error ? error.message : String(error) }));
};
