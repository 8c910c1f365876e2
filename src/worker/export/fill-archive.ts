/**
 * Fills one archive: candidates → workers that write their files → packer, in order, with a bounded number of batches between any two of them, until
 * it is full: of so many pairs, or of so many bytes. So memory is that of one archive, however many follow.
 */
import { AbortError, AppError } from '../../core/app-error.ts';
import { LAST_CANDIDATE } from '../../core/option-limits.ts';
import { joinTables, type TypedColumn } from '../../core/typed-column.ts';
import { checkWritten } from '../../data/check-rules.ts';
import { decodeRows } from '../../data/decode-rows.ts';
import { macrotask } from '../../platform/macrotask.ts';
import type { FilterOutcome } from '../../export/candidate-filter.ts';
import type { ArchiveFacts } from '../../export/archive-facts.ts';
import { type DataCard, PairArchive, type PairFiles } from '../../export/pair-archive.ts';
import type { OpenPacker, Packer, WriteBytes } from '../../export/packer.ts';
import type { TracedPictures, WantedPicture } from '../../recipes/recipe-training.ts';
import { candidateBatch, type CandidateBatch, type CandidateSource } from './candidates.ts';
import type { PairWriters } from './pair-writers.ts';

/** A condition that fewer candidates fit is given up, … */
const MOST_CANDIDATES_PER_PAIR = 2000;
/** … but not before so many were looked at. */
const FEWEST_CANDIDATES = 20_000;
/** The same where rows are given up while they are drawn: looking at one takes microseconds. */
const MOST_SEARCHED_PER_PAIR = 200_000;
const FEWEST_SEARCHED = 4_000_000;

/** What an export has seen before this archive: a rare condition is judged on all of it. */
export interface Tally {
  readonly candidates: number;
  readonly pairs: number;
}

export interface FillOptions {
  readonly source: CandidateSource;
  readonly writers: Pick<PairWriters, 'write' | 'lanes'>;
  readonly facts: ArchiveFacts;
  readonly card: DataCard;
  /** Pictures and signals of chosen pairs, for a source that `isTraced`. */
  readonly traced?: (chosen: readonly WantedPicture[]) => Promise<TracedPictures>;
  /** Pairs wanted; fewer come only where the archive has no room for more. */
  readonly pairs: number;
  /** Fewer in tests. */
  readonly mostBytes?: number;
  readonly before: Tally;
  readonly openPacker: OpenPacker;
  /** Asked between batches: waits in a pause. */
  readonly pass: () => Promise<void>;
  readonly signal: AbortSignal;
  readonly onPairs: (tally: Tally) => void;
}

export interface FilledArchive {
  readonly pairs: number;
  /** Number of the candidate behind the last one looked at: the next archive begins there. */
  readonly next: number;
  readonly filters: readonly FilterOutcome[];
  /** Writes it and resolves with its bytes. Once; rejects with `AbortError`, `packing-failed`, or whatever `write` rejects with. */
  readonly write: (write: WriteBytes) => Promise<number>;
  /** Frees what it holds, written or not. */
  readonly close: () => void;
}

function requireCommon({ candidates, pairs }: Tally, isSearched: boolean): void {
  const [fewest, most] = isSearched
    ? [FEWEST_SEARCHED, MOST_SEARCHED_PER_PAIR]
    : [FEWEST_CANDIDATES, MOST_CANDIDATES_PER_PAIR];
  if (candidates > fewest + most * pairs) {
    throw new AppError('where-too-rare', { tried: candidates, found: pairs });
  }
}

/** Rejects with `AbortError`, `where-too-rare` or `archive-too-large`, and then holds nothing any more. */
export async function fillArchive(options: FillOptions): Promise<FilledArchive> {
  const packer = options.openPacker();
  try {
    return await fill(options, packer);
  } catch (thrown) {
    packer.close();
    throw thrown;
  }
}

async function fill(options: FillOptions, packer: Packer): Promise<FilledArchive> {
  const { source, writers, facts, before } = options;
  const archive = new PairArchive(facts, packer, options.card);
  const hasRules = (facts.schema.rules ?? []).length > 0;
  const written: TypedColumn[][] = [];
  const leftOut = source.filters.map(() => 0);
  /** Batches whose files are being written, the oldest first: one for each worker and one more to take at once. */
  const underWay: { readonly batch: CandidateBatch; readonly files: Promise<PairFiles> | null }[] = [];
  /** Candidates that were sampled, and pairs among them. */
  let sampled = { next: facts.first, pairs: 0 };
  /** Those of them that are in the archive. */
  let taken = { next: facts.first, pairs: 0 };
  const state = { isFull: false };
  const rest = async (): Promise<void> => {
    await macrotask();
    await options.pass();
    if (options.signal.aborted) throw new AbortError();
  };

  const takeOldest = async (): Promise<void> => {
    const oldest = underWay.shift();
    if (oldest === undefined) return;
    const { batch } = oldest;
    const files = await oldest.files;
    // What was sampled behind this is sampled again for the next archive.
    if (files !== null) state.isFull ||= !archive.hasRoomFor(files, options.mostBytes);
    if (state.isFull) return;
    if (files !== null) {
      archive.add(files);
      if (hasRules) written.push(decodeRows(facts.schema, batch.rows));
    }
    taken = { next: batch.end, pairs: taken.pairs + batch.chosen.length };
    batch.leftOut.forEach((count, i) => {
      leftOut[i] = (leftOut[i] ?? 0) + count;
    });
  };

  try {
    while (sampled.pairs < options.pairs && !state.isFull) {
      await options.pass();
      if (options.signal.aborted) throw new AbortError();
      const { next, pairs } = sampled;
      if (next >= LAST_CANDIDATE) throw new AppError('where-too-rare', { tried: next - facts.first, found: pairs });
      const range = { from: next, to: LAST_CANDIDATE, most: options.pairs - pairs, rest };
      const batch = await candidateBatch(source, range);
      sampled = { next: batch.end, pairs: pairs + batch.chosen.length };
      const { chosen, rows, weights } = batch;
      const drawn = chosen.length > 0 ? await options.traced?.(chosen) : undefined;
      const { images: pixels, signals } = drawn ?? { images: batch.images, signals: [] };
      const indices = chosen.map(({ index }) => index);
      const files = chosen.length > 0 ? writers.write({ indices, rows, weights, pixels, signals }) : null;
      // Waited for in turn; a failure before that is not an unhandled one.
      files?.catch(() => undefined);
      underWay.push({ batch, files });
      const tally = {
        candidates: before.candidates + sampled.next - facts.first,
        pairs: before.pairs + sampled.pairs,
      };
      options.onPairs(tally);
      requireCommon(tally, (source.early ?? null) !== null);
      while (underWay.length > writers.lanes + 1) await takeOldest();
      await macrotask();
    }
    while (underWay.length > 0) await takeOldest();
  } finally {
    // Nothing goes on behind the back of whoever was told that it is over.
    await Promise.allSettled(underWay.map(({ files }) => Promise.resolve(files)));
  }
  if (taken.pairs === 0) throw new AppError('archive-too-large');
  const filters = source.filters.map(({ kind, detail, description }, i) => ({
    kind,
    detail,
    description,
    leftOut: leftOut[i] ?? 0,
  }));
  const looked = {
    candidates: taken.next - facts.first,
    filters,
    rules: checkWritten(facts.schema, joinTables(written), taken.pairs),
  };
  return {
    ...taken,
    filters,
    write: async (write) => {
      options.signal.addEventListener('abort', packer.close);
      try {
        if (options.signal.aborted) throw new AbortError();
        return await archive.write(write, looked);
      } finally {
        options.signal.removeEventListener('abort', packer.close);
      }
    },
    close: packer.close,
  };
}
