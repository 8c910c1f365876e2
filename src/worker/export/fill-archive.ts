/**
 * Fills one archive: candidates → JPEG workers → ZIP → the file, in order, with a bounded number of batches between any two of
 * them. So memory does not grow with the archive, and the slowest part sets the pace.
 */
import { AbortError, AppError } from '../../core/app-error.ts';
import { LAST_CANDIDATE } from '../../core/option-limits.ts';
import { checkWritten } from '../../data/check-rules.ts';
import { macrotask } from '../../platform/macrotask.ts';
import type { FilterOutcome } from '../../export/candidate-filter.ts';
import { PairArchive, type ArchiveFacts } from '../../export/pair-archive.ts';
import { BatchSampler } from '../../gan/sampler.ts';
import { candidateBatch, type CandidateBatch, type CandidateSource } from './candidates.ts';
import { filesOf, type JpegBatch } from './jpeg-job.ts';
import type { JpegPool } from './jpeg-pool.ts';

/** A condition that fewer candidates fit is given up, … */
const MOST_CANDIDATES_PER_PAIR = 2000;
/** … but not before so many were looked at. */
const FEWEST_CANDIDATES = 20_000;
/** Bytes that are handed to the file at once. */
const WRITE_BYTES = 2 ** 20;

/** A file under way. Chunks must not be changed once they are handed over. */
export type WriteChunks = (chunks: Uint8Array<ArrayBuffer>[]) => Promise<void>;

/** What an export has seen before this archive: a rare condition is judged on all of it. */
export interface Tally {
  readonly candidates: number;
  readonly pairs: number;
}

export interface FillOptions {
  readonly source: CandidateSource;
  readonly pool: Pick<JpegPool, 'encode' | 'lanes'>;
  readonly facts: ArchiveFacts;
  /** Pairs wanted; fewer never come, unless it throws. */
  readonly pairs: number;
  readonly before: Tally;
  readonly write: WriteChunks;
  /** Asked between batches: waits in a pause. */
  readonly pass: () => Promise<void>;
  readonly signal: AbortSignal;
  readonly onPairs: (tally: Tally) => void;
}

export interface FilledArchive {
  readonly pairs: number;
  /** Number of the candidate behind the last one looked at: the next archive begins there. */
  readonly next: number;
  readonly bytes: number;
  readonly filters: readonly FilterOutcome[];
}

/** Collects what the archive writes until it is worth handing on. */
class Chunks {
  readonly #write: WriteChunks;
  #chunks: Uint8Array<ArrayBuffer>[] = [];
  #waiting = 0;
  bytes = 0;

  constructor(write: WriteChunks) {
    this.#write = write;
  }

  readonly add = (chunk: Uint8Array<ArrayBuffer>): void => {
    this.#chunks.push(chunk);
    this.#waiting += chunk.length;
    this.bytes += chunk.length;
  };

  async flush(least = 0): Promise<void> {
    if (this.#waiting === 0 || this.#waiting < least) return;
    const chunks = this.#chunks;
    this.#chunks = [];
    this.#waiting = 0;
    await this.#write(chunks);
  }
}

function requireCommon({ candidates, pairs }: Tally): void {
  if (candidates > FEWEST_CANDIDATES + MOST_CANDIDATES_PER_PAIR * pairs) {
    throw new AppError('where-too-rare', { tried: candidates, found: pairs });
  }
}

/** Rejects with `AbortError`, `where-too-rare`, or whatever `write` rejects with. */
export async function fillArchive(options: FillOptions): Promise<FilledArchive> {
  const { source, pool, facts, before } = options;
  const side = facts.config.size;
  const chunks = new Chunks(options.write);
  const archive = new PairArchive(chunks.add, facts);
  const hasRules = (facts.schema.rules ?? []).length > 0;
  const written: (readonly string[])[] = [];
  const leftOut = source.filters.map(() => 0);
  /** Batches whose JPEGs are being written, the oldest first: one for each worker and one more to take at once. */
  const underWay: { readonly batch: CandidateBatch; readonly files: Promise<JpegBatch> }[] = [];
  let made = 0;
  let next = facts.first;

  const takeOldest = async (): Promise<void> => {
    const oldest = underWay.shift();
    if (oldest === undefined) return;
    const files = filesOf(await oldest.files);
    oldest.batch.chosen.forEach(({ index, texts }, i) => {
      archive.add(index, files[i] ?? new Uint8Array(0), texts);
      if (hasRules) written.push(texts);
    });
    await chunks.flush(WRITE_BYTES);
  };

  try {
    while (made < options.pairs) {
      await options.pass();
      if (options.signal.aborted) throw new AbortError();
      if (next >= LAST_CANDIDATE) throw new AppError('where-too-rare', { tried: next - facts.first, found: made });
      const most = options.pairs - made;
      const range = { from: next, to: LAST_CANDIDATE, most };
      const batch = await candidateBatch(source, BatchSampler.batchOf(next), range);
      next = batch.end;
      made += batch.chosen.length;
      batch.leftOut.forEach((count, i) => {
        leftOut[i] = (leftOut[i] ?? 0) + count;
      });
      if (batch.chosen.length > 0) {
        const files = pool.encode(batch.images, side);
        // Waited for in turn; a failure before that is not an unhandled one.
        files.catch(() => undefined);
        underWay.push({ batch, files });
      }
      const tally = { candidates: before.candidates + next - facts.first, pairs: before.pairs + made };
      options.onPairs(tally);
      requireCommon(tally);
      while (underWay.length > pool.lanes + 1) await takeOldest();
      await macrotask();
    }
    while (underWay.length > 0) await takeOldest();
  } finally {
    // Nothing goes on behind the back of whoever was told that it is over.
    await Promise.allSettled(underWay.map(({ files }) => files));
  }
  const filters = source.filters.map(({ kind, description }, i) => ({ kind, description, leftOut: leftOut[i] ?? 0 }));
  archive.finish({ candidates: next - facts.first, filters, rules: checkWritten(facts.schema, written) });
  await chunks.flush();
  return { pairs: made, next, bytes: chunks.bytes, filters };
}
