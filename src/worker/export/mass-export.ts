/**
 * Any number of pairs as archives of at most 10,000 and 256 MB, one after another, in constant memory: one is filled while the
 * one before it is packed and written. What is finished stays valid whatever happens; the same export, asked for again at the same
 * place, goes on behind its last complete archive.
 */
import { AppError } from '../../core/app-error.ts';
import { PAIRS_PER_ARCHIVE } from '../../core/option-limits.ts';
import {
  archiveName,
  isSameExport,
  parseNote,
  printNote,
  usableArchives,
  type ExportKey,
  type FinishedArchive,
} from '../../export/export-note.ts';
import type { ArchivePlace } from './archive-place.ts';
import type { FilledArchive, Tally } from './fill-archive.ts';

export interface MassExport {
  readonly key: ExportKey;
  /** Pairs of an archive; fewer in tests. */
  readonly perArchive?: number;
  readonly place: ArchivePlace;
  /** Fills the archive that begins at candidate `first`. */
  readonly fill: (archive: {
    readonly first: number;
    readonly pairs: number;
    readonly before: Tally;
    /** Aborted where the archive before this one cannot be written. */
    readonly signal: AbortSignal;
  }) => Promise<Omit<FilledArchive, 'filters'>>;
  /** Called with what is finished, at the start and after each archive. */
  readonly onArchive: (archives: readonly FinishedArchive[], total: number) => void;
}

/** The archives of the same export that are there already. Throws `folder-taken` where another export is. */
async function finishedBefore({ key, place }: MassExport): Promise<{ archives: FinishedArchive[]; ours: Set<string> }> {
  const text = await place.readNote();
  const note = text === null ? null : parseNote(text);
  if (note === null) return { archives: [], ours: new Set() };
  const sizes = new Map<string, number | null>();
  for (const { name, bytes } of note.archives) {
    const size = await place.sizeOf(name);
    sizes.set(name, size === 'unknown' ? bytes : size);
  }
  if (!isSameExport(note.key, key)) {
    const isSeen = note.archives.length > 0 && (await place.sizeOf(note.archives[0]?.name ?? '')) !== 'unknown';
    // Downloads have gone their way: a new export takes nothing from them.
    if (isSeen) throw new AppError('folder-taken', { file: note.archives[0]?.name ?? '' });
    return { archives: [], ours: new Set() };
  }
  return {
    archives: [...usableArchives(note, key.first, (name) => sizes.get(name) ?? null)],
    ours: new Set([...sizes.keys(), ...(note.writing === null ? [] : [note.writing])]),
  };
}

/** All archives, those finished before included. Rejects with `folder-taken`, `disk-full`, …, or `AbortError`. */
export async function exportArchives(work: MassExport): Promise<readonly FinishedArchive[]> {
  const { key, place, perArchive = PAIRS_PER_ARCHIVE } = work;
  const { archives, ours } = await finishedBefore(work);
  /** Those that are finished or being written. */
  const filled: Omit<FinishedArchive, 'bytes'>[] = [...archives];
  const made = (): number => filled.reduce((sum, { pairs }) => sum + pairs, 0);
  /** More than at the start where an archive was full before it had all its pairs. */
  const total = (): number => filled.length + Math.ceil((key.pairs - made()) / perArchive);
  const finish = async (part: Omit<FinishedArchive, 'bytes'>, write: FilledArchive['write']): Promise<void> => {
    await place.writeNote(printNote({ key, archives, writing: part.name }));
    const file = await place.open(part.name);
    try {
      const bytes = await write(file.write);
      await file.finish();
      archives.push({ ...part, bytes });
    } catch (thrown) {
      await file.discard();
      throw thrown;
    }
    await place.writeNote(printNote({ key, archives, writing: null }));
    work.onArchive([...archives], total());
  };
  work.onArchive([...archives], total());
  const unwritten = new AbortController();
  /** Of the archive before the one that is being filled. */
  let writing = Promise.resolve();
  while (made() < key.pairs) {
    const name = archiveName(filled.length, total());
    const first = filled.at(-1)?.next ?? key.first;
    const before = { candidates: first - key.first, pairs: made() };
    const pairs = Math.min(perArchive, key.pairs - before.pairs);
    try {
      const size = await place.sizeOf(name);
      // Never over a file that this export did not begin.
      if (typeof size === 'number' && size > 0 && !ours.has(name)) throw new AppError('folder-taken', { file: name });
      const archive = await work.fill({ first, pairs, before, signal: unwritten.signal });
      const part = { name, first, next: archive.next, pairs: archive.pairs };
      filled.push(part);
      const last = writing;
      writing = last.then(() => finish(part, archive.write)).finally(archive.close);
      writing.catch(() => unwritten.abort());
      await last;
    } catch (thrown) {
      // The one before is finished all the same; where it could not be, that is why nothing goes on.
      await writing;
      throw thrown;
    }
  }
  await writing;
  await place.writeNote(null);
  return archives;
}
