/**
 * Packs with JSZip: stored entries (JPEGs do not compress), one fixed date, no folder entries (they would carry the present
 * time), so the same contents give the same bytes. JSZip holds every entry until all is written, and takes about 0.1 ms an
 * entry then, so it runs in a worker of its own (`worker/archive/`); what is larger than `BYTES_PER_ARCHIVE` is for
 * `worker/archive/archive-writer.ts`.
 */
import JSZip from 'jszip';
import { AbortError } from '../core/app-error.ts';
import { joinBytes } from '../core/join-bytes.ts';
import type { FileGroup, Packer, WriteBytes } from './packer.ts';

/** 1980-01-01 00:00, the earliest date ZIP knows; JSZip writes what UTC says. */
const FIXED_DATE = new Date(Date.UTC(1980, 0, 1));
/** A plain file, rw-r--r--. */
const PERMISSIONS = 0o100644;
/** Bytes that are handed to the file at once. */
const WRITE_BYTES = 2 ** 20;

export class ZipPacker implements Packer {
  readonly #zip = new JSZip();
  #end: (error: Error) => void = () => {};

  readonly add = ({ names, bytes, offsets }: FileGroup): void => {
    for (const [i, name] of names.entries()) {
      this.#zip.file(name, bytes.subarray(offsets[i], offsets[i + 1]), {
        binary: true,
        createFolders: false,
        date: FIXED_DATE,
        unixPermissions: PERMISSIONS,
        compression: 'STORE',
      });
    }
  };

  readonly write = (write: WriteBytes): Promise<void> => {
    const stream = this.#zip.generateInternalStream({ type: 'uint8array', compression: 'STORE', platform: 'UNIX' });
    return new Promise<void>((resolve, reject) => {
      let chunks: Uint8Array[] = [];
      let waiting = 0;
      let written = Promise.resolve();
      const flush = (): void => {
        const full = joinBytes(chunks);
        chunks = [];
        waiting = 0;
        written = written.then(() => write(full));
      };
      this.#end = (error) => {
        stream.pause();
        reject(error);
      };
      stream
        .on('data', (chunk) => {
          chunks.push(chunk);
          waiting += chunk.length;
          if (waiting < WRITE_BYTES) return;
          stream.pause();
          flush();
          written.then(() => stream.resume(), reject);
        })
        .on('error', reject)
        .on('end', () => {
          flush();
          written.then(resolve, reject);
        })
        .resume();
    });
  };

  readonly close = (): void => this.#end(new AbortError());
}
