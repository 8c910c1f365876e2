/** Several workers write the files of pairs while the next ones are made; from a blob, so that the page's policy binds them. */
// The bundler makes the default export: the address of the built file.
// oxlint-disable-next-line import/default
import workerUrl from './pair.worker.ts?worker&url';
import type { PairFiles } from '../../export/pair-archive.ts';
import { blobWorkers } from '../blob-worker.ts';
import { WorkerPool } from '../worker-pool.ts';
import type { ChosenPairs, PairFormat, ToPairWorker } from './pair-files.ts';

/** More wait for the network. */
const MOST_WORKERS = 8;

export interface PairWriters {
  /** The pixels are taken over: they cannot be used afterwards. */
  readonly write: (chosen: ChosenPairs) => Promise<PairFiles>;
  readonly lanes: number;
  readonly close: () => void;
}

/** As many workers as leave one processor to the network. */
export function writerLanes(): number {
  return Math.max(1, Math.min(MOST_WORKERS, navigator.hardwareConcurrency - 1));
}

export function openPairWriters(format: PairFormat): PairWriters {
  const workers = blobWorkers(workerUrl, 'pairs');
  const lanes = writerLanes();
  const pool = new WorkerPool<ToPairWorker, PairFiles>(() => {
    const worker = workers.start();
    worker.postMessage({ format } satisfies ToPairWorker);
    return worker;
  }, lanes);
  return {
    write: (chosen) => pool.run({ chosen }, [chosen.pixels.buffer]),
    lanes,
    close: () => {
      pool.close();
      workers.release();
    },
  };
}
