/**
 * Notices a worker that says nothing any more while it should be training. Counts its own ticks instead of the time, so
 * that a computer that slept is not taken for one that hangs.
 */

const TICK_MS = 15_000;
/** Five minutes. */
const LEAST_TICKS = 20;
/** A step that takes so many times longer than the slowest before it will not end. */
const PATIENCE = 20;

export class StallWatch {
  readonly #onStall: () => void;
  #timer: ReturnType<typeof setInterval> | null = null;
  #silentTicks = 0;
  #longestSilence = 0;

  constructor(onStall: () => void) {
    this.#onStall = onStall;
  }

  start(): void {
    this.stop();
    this.#longestSilence = 0;
    this.#timer = setInterval(() => this.tick(), TICK_MS);
  }

  /** Something was heard. */
  heard(): void {
    this.#longestSilence = Math.max(this.#longestSilence, this.#silentTicks);
    this.#silentTicks = 0;
  }

  stop(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
    this.#silentTicks = 0;
  }

  /** One more tick without a word; public for tests. */
  tick(): void {
    this.#silentTicks += 1;
    if (this.#silentTicks <= Math.max(LEAST_TICKS, PATIENCE * this.#longestSilence)) return;
    this.stop();
    this.#onStall();
  }
}
