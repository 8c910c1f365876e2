/**
 * An archive packed in a worker of its own, so that the networks go on meanwhile. Whatever happens to that worker costs this
 * archive and nothing else; what it held is free again when it is closed.
 */
// The bundler makes the default export: the address of the built file.
// oxlint-disable-next-line import/default
import workerUrl from './zip.worker.ts?worker&url';
import { AbortError, AppError } from '../../core/app-error.ts';
import type { FileGroup, Packer } from '../../export/packer.ts';
import { isPartMissing } from '../../platform/load-part.ts';
import { blobWorkers, workerError } from '../blob-worker.ts';
import type { FromPacker, PackerPort, ToPacker } from './packer-port.ts';

/** Files are given to the worker so many bytes at a time: each message wakes it, which costs the thread of the networks .1 ms and more. */
const BYTES_AT_ONCE = 2 ** 19;

/** The part of `Worker` that is used, so that tests can stand in for it. */
export interface PackerWorker extends PackerPort<ToPacker, FromPacker> {
  terminate(): void;
  onerror: ((event: ErrorEvent) => void) | null;
}

/** `packing-failed` is what `write` rejects with where the worker broke, whenever that was. */
export function packThrough(worker: PackerWorker): Packer {
  let breakWith: (error: Error) => void = () => {};
  const broken = new Promise<never>((_, reject) => {
    breakWith = reject;
  });
  // Whoever writes hears of it.
  broken.catch(() => undefined);
  const fail = (cause: Error): void =>
    breakWith(isPartMissing(cause) ? cause : new AppError('packing-failed', {}, cause));
  worker.onerror = (event) => void workerError(event).then(fail);
  worker.onmessage = ({ data }) => {
    if (data.type === 'failure') fail(new Error(data.detail));
  };
  let held: FileGroup[] = [];
  let heldBytes = 0;
  const send = (): void => {
    const groups = held;
    held = [];
    heldBytes = 0;
    if (groups.length === 0) return;
    const buffers = groups.flatMap(({ bytes, offsets }) => [bytes.buffer, offsets.buffer]);
    worker.postMessage({ type: 'add', groups }, buffers);
  };
  return {
    add: (files) => {
      held.push(files);
      heldBytes += files.bytes.length;
      if (heldBytes >= BYTES_AT_ONCE) send();
    },
    write: (write) => {
      send();
      const written = new Promise<void>((resolve, reject) => {
        worker.onmessage = ({ data }) => {
          switch (data.type) {
            case 'piece':
              write(data.piece).then(() => worker.postMessage({ type: 'taken' }, []), reject);
              return;
            case 'done':
              resolve();
              return;
            case 'failure':
              fail(new Error(data.detail));
              return;
            default:
              data satisfies never;
          }
        };
        worker.postMessage({ type: 'write' }, []);
      });
      return Promise.race([written, broken]);
    },
    close: () => {
      worker.terminate();
      breakWith(new AbortError());
    },
  };
}

export function openPacker(): Packer {
  const workers = blobWorkers(workerUrl, 'zip');
  const packer = packThrough(workers.start());
  return {
    ...packer,
    close: () => {
      packer.close();
      workers.release();
    },
  };
}
