/**
 * Pictures are read by several workers: decoding and reducing 2,000 × 1,500 pixels takes a processor about a tenth of a
 * second. They are started from blobs, like the studio worker, so that the page's policy binds them too.
 */
// The bundler makes the default export: the address of the built file.
// oxlint-disable-next-line import/default
import workerUrl from './picture.worker.ts?worker&url';
import type { PictureReader, PictureTask } from './read-picture.ts';
import { blobWorkers } from '../blob-worker.ts';
import { WorkerPool } from '../worker-pool.ts';

/** Each may hold a decoded photograph: 250 MB at 48 megapixels. */
const MOST_WORKERS = 4;

export interface PicturePool {
  readonly read: PictureReader;
  /** Pictures worth having under way at the same time. */
  readonly lanes: number;
  readonly close: () => void;
}

export function openPicturePool(): PicturePool {
  const lanes = Math.max(1, Math.min(MOST_WORKERS, navigator.hardwareConcurrency - 1));
  const workers = blobWorkers(workerUrl, 'picture');
  const pool = new WorkerPool<PictureTask, Awaited<ReturnType<PictureReader>>>(workers.start, lanes);
  return {
    read: (task) => pool.run(task),
    lanes,
    close: () => {
      pool.close();
      workers.release();
    },
  };
}
