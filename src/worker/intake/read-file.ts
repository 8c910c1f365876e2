/** One of the given files, read as what it is: a table, the ECGs in it, or why not. */
import { isAbort } from '../../core/app-error.ts';
import type { RejectedFile } from '../../core/data-report.ts';
import type { FileLook } from '../../core/file-look.ts';
import type { Sheet } from '../../data/sheet-rows.ts';
import { ZipFault } from '../../intake/archives/zip-fault.ts';
import { isPartMissing, loadPart } from '../../platform/load-part.ts';
import { unusualKind } from '../picture-codec.ts';
import type { JoinedEntry } from './join-companions.ts';
import type { EcgSource, OpenedEcg, SheetFault } from './open-ecg.ts';
import type { OpenedFile } from './open-files.ts';
import type { StoredPicture } from './picture-shelf.ts';

export type ReadFile =
  | { readonly kind: 'table'; readonly content: TableContent }
  | {
      readonly kind: 'pictures';
      readonly pictures: readonly StoredPicture[];
      readonly leftOut: readonly RejectedFile[];
    }
  | { readonly kind: 'rejected'; readonly file: RejectedFile };

/** A text file, or the sheets of a workbook. */
export type TableContent = { readonly bytes: Uint8Array } | { readonly sheets: readonly Sheet[] };

/** Of several ECGs of a file each has a name of its own, with the file's ending. */
export function pagePath(path: string, page: number, total: number): string {
  return total === 1 ? path : path.replace(/(\.[^./]*)?$/u, ` › ${page + 1}$1`);
}

/** `readPictures`: the ECGs of a picture or of an ECG file. Rejects with AbortError, or where a part of the app cannot be had. */
export async function readFile(
  { path, open, beside }: JoinedEntry,
  readPictures: (source: EcgSource) => Promise<OpenedEcg<StoredPicture> | SheetFault>,
): Promise<ReadFile> {
  const reject = (reason: RejectedFile['reason'], looksLike: FileLook): ReadFile => ({
    kind: 'rejected',
    file: { path, reason, looksLike },
  });
  let opened: OpenedFile;
  try {
    opened = await open();
  } catch (error) {
    if (isPartMissing(error)) throw error;
    // Not an error of ours: the file is named to the visitor as one that cannot be read.
    if (error instanceof ZipFault) return reject('zip-entry-broken', 'zip');
    return reject('unreadable', 'unreadable');
  }
  const { blob, found } = opened;
  switch (found.kind) {
    case 'table':
      try {
        return { kind: 'table', content: { bytes: new Uint8Array(await blob.arrayBuffer()) } };
      } catch {
        return reject('unreadable', found.looksLike);
      }
    case 'picture':
    case 'ecg':
      try {
        const format = found.kind === 'ecg' ? found.looksLike : null;
        const source = { path, file: blob, format, beside: await beside(), page: null };
        const read = await readPictures(source);
        if ('fault' in read) return reject(read.fault, found.looksLike);
        const total = read.sheets.length + read.leftOut.length;
        const leftOut = read.leftOut.map(({ page, reason }) => ({
          path: pagePath(path, page, total),
          reason,
          looksLike: found.looksLike,
        }));
        return { kind: 'pictures', pictures: read.sheets, leftOut };
      } catch (error) {
        if (isAbort(error) || isPartMissing(error)) throw error;
        if (found.kind === 'ecg') return reject('record-broken', found.looksLike);
        const unusual = await unusualKind(blob).catch(() => null);
        return unusual === null ? reject('image-broken', found.looksLike) : reject('unsupported-image', unusual);
      }
    case 'workbook':
      try {
        const { readWorkbook } = await loadPart(() => import('./read-workbook.ts'));
        const sheets = await readWorkbook(found.zip);
        return sheets.length === 0 ? reject('empty-file', found.looksLike) : { kind: 'table', content: { sheets } };
      } catch (error) {
        if (isPartMissing(error)) throw error;
        return reject('workbook-broken', found.looksLike);
      }
    case 'rejected':
      return reject(found.reason, found.looksLike);
    default:
      return found satisfies never;
  }
}
