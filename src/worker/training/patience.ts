/** When a training whose epochs are scored has gone on for long enough without a better one. */

/** Epochs without a better one after which it ends: so many at least, and this share of all so far. */
const LEAST = 6;
const SHARE = 0.4;

const patienceAt = (epoch: number): number => Math.max(LEAST, SHARE * epoch);

export class Patience {
  /** A run that had ended by itself was asked to go on: what was before does not count. */
  readonly #from: number;

  /** `begun`: the epoch that is taken up, 0 for a new run; `best`: the best one of those before. */
  constructor({ begun, best }: { readonly begun: number; readonly best: number | null }) {
    this.#from = best !== null && begun - best >= patienceAt(begun) ? begun : 0;
  }

  isOver(epoch: number, best: number): boolean {
    return epoch - Math.max(best, this.#from) >= patienceAt(epoch - this.#from);
  }
}
