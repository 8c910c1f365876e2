/** Long work in pieces: how far it is, and a rest between two pieces, so that a worker hears a cancel. */
import { AbortError } from './app-error.ts';

export interface PieceWork {
  /** Of this piece of work, 0 … 1. */
  readonly onFraction: (fraction: number) => void;
  readonly isCancelled: () => boolean;
  /** Lets messages in. */
  readonly rest: () => Promise<void>;
}

/** Lets messages in. Throws AbortError when cancelled. */
export async function listen(work: PieceWork): Promise<void> {
  await work.rest();
  if (work.isCancelled()) throw new AbortError();
}

/** After every piece. Throws AbortError when cancelled. */
export async function pause(work: PieceWork, done: number, total: number): Promise<void> {
  work.onFraction(Math.min(1, done / Math.max(1, total)));
  await listen(work);
}

/** Work that is `from` … `to` of `work`. */
export function partOf(work: PieceWork, from: number, to: number): PieceWork {
  return { ...work, onFraction: (fraction) => work.onFraction(from + (to - from) * fraction) };
}

/** Rests whenever so much was done, in any unit, since the last rest. */
export class Pace {
  readonly #work: PieceWork;
  readonly #piece: number;
  #done = 0;

  constructor(work: PieceWork, piece: number) {
    this.#work = work;
    this.#piece = piece;
  }

  /** Throws AbortError when cancelled. */
  async did(amount: number): Promise<void> {
    this.#done += amount;
    if (this.#done < this.#piece) return;
    this.#done = 0;
    await listen(this.#work);
  }
}
