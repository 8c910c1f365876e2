/**
 * What a large export has finished so far: a small file beside its archives, written after each of them, so that an export that
 * was cancelled, or whose page was closed, goes on at the next archive. Pure: text in, text out.
 */
import * as z from 'zod/mini';
import { countShape, textShape } from '../core/shapes/basics.ts';
import { jsonOrNull } from '../core/shapes/parse.ts';

/** Everything that decides which bytes the archives hold. Two exports with equal keys are the same export. */
export interface ExportKey {
  readonly pairs: number;
  readonly first: number;
  readonly seed: number;
  /** Descriptions of the filters, in order. */
  readonly filters: readonly string[];
  readonly modelSha256: string;
  readonly backend: string;
  /** Pairs per run of the generator. */
  readonly sampleBatch: number;
  readonly appVersion: string;
  /** Separator and decimal mark of a CSV for a spreadsheet; absent: for programs. */
  readonly csv?: string;
  /** Size and signal files; absent: pictures as they were trained. */
  readonly drawn?: string;
}

export interface FinishedArchive {
  readonly name: string;
  /** Number of the first candidate looked at, and of the one behind the last. */
  readonly first: number;
  readonly next: number;
  readonly pairs: number;
  readonly bytes: number;
}

export interface ExportNote {
  readonly key: ExportKey;
  readonly archives: readonly FinishedArchive[];
  /** The archive under way: a file of this name is ours to write again. Null: none is. */
  readonly writing: string | null;
}

const FORMAT = 'ecg-pair-studio/export';

export function printNote(note: ExportNote): string {
  return `${JSON.stringify({ format: FORMAT, formatVersion: 1, synthetic: true, ...note }, null, 2)}\n`;
}

const keyShape: z.ZodMiniType<ExportKey, ExportKey> = z.object({
  pairs: countShape,
  first: countShape,
  seed: countShape,
  filters: z.array(textShape),
  modelSha256: textShape,
  backend: textShape,
  sampleBatch: countShape,
  appVersion: textShape,
  csv: z.exactOptional(textShape),
  drawn: z.exactOptional(textShape),
});
const archiveShape = z.object({
  name: textShape,
  first: countShape,
  next: countShape,
  pairs: countShape,
  bytes: countShape,
});
const noteShape = z.object({
  format: z.literal(FORMAT),
  formatVersion: z.literal(1),
  key: keyShape,
  archives: z.array(archiveShape),
  writing: z.nullable(textShape),
});

/** Null where the text is no such note. */
export function parseNote(written: string): ExportNote | null {
  const note = jsonOrNull(noteShape, written);
  return note === null ? null : { key: note.key, archives: note.archives, writing: note.writing };
}

/** Same fields, same values, in any order. */
export function isSameExport(a: ExportKey, b: ExportKey): boolean {
  const names = new Set([...Object.keys(a), ...Object.keys(b)]) as Set<keyof ExportKey>;
  return [...names].every((name) => JSON.stringify(a[name]) === JSON.stringify(b[name]));
}

/** The archives at the front of the note that follow on each other and are still there with the size they had. */
export function usableArchives(
  note: ExportNote,
  first: number,
  sizeOf: (name: string) => number | null,
): readonly FinishedArchive[] {
  let next = first;
  const usable: FinishedArchive[] = [];
  for (const archive of note.archives) {
    if (archive.first !== next || sizeOf(archive.name) !== archive.bytes) break;
    usable.push(archive);
    ({ next } = archive);
  }
  return usable;
}

/** `pairs.zip` for one archive, else `pairs-0001.zip` …, the first being 0. */
export function archiveName(number: number, archives: number): string {
  return archives === 1 ? 'pairs.zip' : `pairs-${String(number + 1).padStart(4, '0')}.zip`;
}
