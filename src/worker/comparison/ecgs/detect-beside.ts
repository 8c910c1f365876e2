/**
 * Detectors that train on another thread while this one does the rest of the comparison: where processors compute, and there are two. A
 * small network gains little from a second thread of kernels, but two networks at once take half the time.
 */
// The bundler makes the default export: the address of the built file.
// oxlint-disable-next-line import/default
import workerUrl from './detector.worker.ts?worker&url';
import { AbortError } from '../../../core/app-error.ts';
import type { BackendName } from '../../../core/run-config.ts';
import { blobWorkers, workerError } from '../../blob-worker.ts';
import type { DetectorJob, FromDetector } from './detector-job.ts';
import type { Detected } from './detectors.ts';
import type { NetworkWork } from './networks.ts';

export function canDetectBeside(backend: BackendName): boolean {
  return backend === 'wasm' && navigator.hardwareConcurrency > 1;
}

/** Rejects with `AbortError` when cancelled, and with what ended the worker. */
export async function detectBeside(
  job: DetectorJob,
  { signal, onFraction }: Pick<NetworkWork, 'signal' | 'onFraction'>,
): Promise<Detected> {
  if (signal.aborted) throw new AbortError();
  const workers = blobWorkers(workerUrl, 'detector');
  const worker = workers.start();
  let cancel: () => void = () => {};
  try {
    return await new Promise<Detected>((resolve, reject) => {
      cancel = () => reject(new AbortError());
      signal.addEventListener('abort', cancel);
      worker.onerror = (event) => void workerError(event).then(reject);
      worker.onmessage = ({ data }: MessageEvent<FromDetector>) => {
        if ('fraction' in data) onFraction(data.fraction);
        else if ('detected' in data) resolve(data.detected);
        else reject(new Error(data.error));
      };
      worker.postMessage(job);
    });
  } finally {
    signal.removeEventListener('abort', cancel);
    worker.terminate();
    workers.release();
  }
}
