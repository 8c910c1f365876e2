/** When a network that trains is measured: now and then, a small share of the time, ever more rarely. */

const LEAST_WAIT_MS = 3000;
/** Measuring, and keeping the generator it measured, take at most a twentieth of the time. */
const WAIT_PER_COST = 20;
/** Later on changes are slower, and a training of days would otherwise fill the page. */
const WAIT_PER_ELAPSED = 0.02;

export class LivePace {
  readonly #clock: () => number;
  readonly #start: number;
  #due: number;

  /** `clock`: milliseconds. The first measurement is due at once. */
  constructor(clock: () => number) {
    this.#clock = clock;
    this.#start = clock();
    this.#due = this.#start;
  }

  /** Measures if it is time to, or at the end of a run; null otherwise. */
  async whenDue<T>(work: () => Promise<T>, isEnd = false): Promise<T | null> {
    const started = this.#clock();
    if (started < this.#due && !isEnd) return null;
    try {
      return await work();
    } finally {
      const now = this.#clock();
      const wait = Math.max(LEAST_WAIT_MS, WAIT_PER_COST * (now - started), WAIT_PER_ELAPSED * (now - this.#start));
      this.#due = now + wait;
    }
  }
}
