/** Long work in pieces: how far it is, and a rest between two pieces, so that a worker hears a cancel. */
import { AbortError } from './app-error.ts';

export interface PieceWork {
  /** Of this piece of work, 0 … 1. */
  readonly onFraction: (fraction: number) => void;
  readonly isCancelled: () => boolean;
  /** Lets messages in. */
  readonly rest: () => Promise<void>;
}

/** After every piece. Throws AbortError when cancelled. */
export async function pause(work: PieceWork, done: number, total: number): Promise<void> {
  work.onFraction(Math.min(1, done / Math.max(1, total)));
  await work.rest();
  if (work.isCancelled()) throw new AbortError();
}

/** Work that is `from` … `to` of `work`. */
export function partOf(work: PieceWork, from: number, to: number): PieceWork {
  return { ...work, onFraction: (fraction) => work.onFraction(from + (to - from) * fraction) };
}
