/**
 * Given files as a flat list of things to read: ZIP archives are opened, one entry is unpacked at a time. A workbook is a
 * ZIP archive too, and stays whole.
 */
import JSZip from 'jszip';
import { AbortError } from '../core/app-error.ts';
import type { RejectedFile } from '../core/data-report.ts';
import { detectFile, isSystemFile } from '../data/file-kind.ts';
import { archiveKind } from '../data/office-archive.ts';
import type { SourceFile } from './protocol.ts';

export interface Entry {
  readonly path: string;
  /** Rejects when the file is gone or its part of the archive is damaged. */
  readonly open: () => Promise<Blob>;
}

export interface OpenedFiles {
  readonly entries: readonly Entry[];
  /** Archives that cannot be opened; everything beside them still is. */
  readonly rejected: readonly RejectedFile[];
}

/** Enough of a file to tell what it is. */
const HEAD_BYTES = 4096;

export async function readHead(blob: Blob): Promise<Uint8Array> {
  return new Uint8Array(await blob.slice(0, HEAD_BYTES).arrayBuffer());
}

/** File names in an archive are UTF-8, or the code page of the Russian Windows that packed it. */
function decodeName(bytes: string[] | Uint8Array): string {
  const data = bytes instanceof Uint8Array ? bytes : Uint8Array.from(bytes, (c) => c.charCodeAt(0));
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(data);
  } catch {
    // Malformed as UTF-8: that is the answer, not an error.
    return new TextDecoder('ibm866').decode(data);
  }
}

/** What a ZIP archive is. Rejects where it is damaged. */
export async function lookIntoArchive(blob: Blob): Promise<ReturnType<typeof archiveKind>> {
  const zip = await JSZip.loadAsync(blob);
  return archiveKind(Object.keys(zip.files));
}

export async function openFiles(files: readonly SourceFile[], signal: AbortSignal): Promise<OpenedFiles> {
  const entries: Entry[] = [];
  const rejected: RejectedFile[] = [];
  for (const { path, file } of files) {
    if (signal.aborted) throw new AbortError();
    if (isSystemFile(path)) continue;
    let head: Uint8Array;
    try {
      head = await readHead(file);
    } catch {
      // Not an error of ours: the file is named to the visitor as one that cannot be read.
      rejected.push({ path, reason: 'unreadable', looksLike: 'unreadable' });
      continue;
    }
    if (detectFile(head, path).kind !== 'zip') {
      entries.push({ path, open: () => Promise.resolve(file) });
      continue;
    }
    try {
      const zip = await JSZip.loadAsync(file, { decodeFileName: decodeName });
      if (archiveKind(Object.keys(zip.files)).kind !== 'archive') {
        entries.push({ path, open: () => Promise.resolve(file) });
        continue;
      }
      for (const inner of Object.values(zip.files)) {
        if (inner.dir || isSystemFile(inner.name)) continue;
        entries.push({ path: `${path}/${inner.name}`, open: () => inner.async('blob') });
      }
    } catch {
      // Damaged, protected or too large to hold: named to the visitor, and the other files are still read.
      rejected.push({ path, reason: 'zip-broken', looksLike: 'ZIP' });
    }
  }
  return { entries, rejected };
}
