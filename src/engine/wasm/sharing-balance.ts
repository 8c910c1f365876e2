/**
 * Whether it is worth sharing kernels with other threads now. On cores of their own they save time; on a busy machine one of them is
 * stopped in the middle of a part, and this thread waits for it. So time is kept: where sharing loses, kernels are computed alone until
 * the loss is a small share of the time since, longer each time. Results are the same bits either way.
 */

/** A kernel that was shared, times in milliseconds. */
export interface SharedKernel {
  readonly parts: number;
  /** Those that this thread computed, one at least. */
  readonly ownParts: number;
  /** Until this thread found no more parts. */
  readonly own: number;
  /** Until all were done. */
  readonly whole: number;
}

/** Kernels after which sharing is judged, and the share of their time that it must have saved. */
const TRIAL = 16;
const WORTH = 0.05;
/** Kernels are computed alone for so many times what was lost, at first and at most; and so many milliseconds at least. */
const FIRST_REST = 100;
const LONGEST_REST = 1600;
const LEAST_MS = 200;

export class SharingBalance {
  readonly #now: () => number;
  /** Until then kernels are computed alone. */
  #restUntil = Number.NEGATIVE_INFINITY;
  #rest = FIRST_REST;
  #kernels = 0;
  /** What the kernels of this trial would have taken alone, and what sharing saved of it. */
  #alone = 0;
  #saved = 0;

  /** `now` in milliseconds. */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  isWorthIt(): boolean {
    return this.#now() >= this.#restUntil;
  }

  note({ parts, ownParts, own, whole }: SharedKernel): void {
    // Others that do nothing cost nothing: they may not have started yet.
    if (ownParts === parts) return;
    const alone = (own * parts) / Math.max(1, ownParts);
    this.#alone += alone;
    this.#saved += alone - whole;
    this.#kernels += 1;
    const isLost = this.#saved < -this.#alone;
    if (this.#kernels < TRIAL && !isLost) return;
    if (this.#saved < WORTH * this.#alone) {
      this.#restUntil = this.#now() + Math.max(LEAST_MS, -this.#saved * this.#rest);
      this.#rest = Math.min(LONGEST_REST, 2 * this.#rest);
    } else this.#rest = Math.max(FIRST_REST, this.#rest / 2);
    this.#kernels = 0;
    this.#alone = 0;
    this.#saved = 0;
  }
}
