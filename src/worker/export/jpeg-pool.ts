/** JPEGs are written by several workers while the next pictures are made; from a blob, so that the page's policy binds them. */
// The bundler makes the default export: the address of the built file.
// oxlint-disable-next-line import/default
import workerUrl from './jpeg.worker.ts?worker&url';
import { JPEG_QUALITY } from '../../core/run-config.ts';
import { blobWorkers } from '../blob-worker.ts';
import { WorkerPool } from '../worker-pool.ts';
import type { JpegBatch, JpegTask } from './jpeg-job.ts';

/** More wait for the network. */
const MOST_WORKERS = 8;

export interface JpegPool {
  /** `pixels` [count, side, side] are taken over: they cannot be used afterwards. `comments`: one a picture. */
  readonly encode: (pixels: Uint8Array<ArrayBuffer>, side: number, comments: readonly string[]) => Promise<JpegBatch>;
  readonly lanes: number;
  readonly close: () => void;
}

/** As many workers as leave one processor to the network. */
export function jpegLanes(): number {
  return Math.max(1, Math.min(MOST_WORKERS, navigator.hardwareConcurrency - 1));
}

export function openJpegPool(lanes = jpegLanes()): JpegPool {
  const workers = blobWorkers(workerUrl, 'jpeg');
  const pool = new WorkerPool<JpegTask, JpegBatch>(workers.start, lanes);
  return {
    encode: (pixels, side, comments) => pool.run({ side, quality: JPEG_QUALITY, pixels, comments }, [pixels.buffer]),
    lanes,
    close: () => {
      pool.close();
      workers.release();
    },
  };
}
