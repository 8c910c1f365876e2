/**
 * How good made pairs are, by patients that training learns nothing from: are the pictures as good as theirs (precision), as
 * varied (recall, coverage), and do they go with their rows. Pictures are compared by what a linear reader, fitted to the
 * patients learned from, says of their rows: what it cannot read of a sheet does not count. Each figure is a share of what
 * pictures of patients learned from reach in place of the made ones. See `docs/method-modern.md` for how it was chosen.
 */
import { Rng, STREAM } from '../../core/rng.ts';
import { manifoldShares, type Points } from './manifold-shares.ts';
import type { LearnedSheets, PairSet } from './learned-sheets.ts';

/** As many at a time as there are patients to compare with; so often. */
const DRAWS = 4;

export class EpochScore {
  readonly #learned: LearnedSheets;
  readonly #others: Points;
  readonly #seed: number;
  /** What pictures of patients learned from reach. */
  readonly #ceiling: readonly number[];

  /** `others`: pairs of the patients that score. */
  constructor(learned: LearnedSheets, others: PairSet, seed: number) {
    const { look, seen, reader } = learned;
    this.#learned = learned;
    this.#others = reader.places(look.of(others));
    this.#seed = seed;
    this.#ceiling = this.#shares(reader.places(seen));
  }

  /** 0 … 1, of as many pairs as there are scoring patients or more. */
  of(made: PairSet): number {
    const { look, reader } = this.#learned;
    const seen = look.of(made);
    const shares = this.#shares(reader.places(seen)).map((share, i) => share / Math.max(0.05, this.#ceiling[i] ?? 1));
    const joint = reader.agreement(seen, made.rows);
    const parts = joint === null ? shares : [...shares, joint];
    return parts.reduce((sum, part) => sum + Math.max(0, Math.min(1, part)), 0) / parts.length;
  }

  /** Precision, recall and coverage: means over draws of equally many on both sides. */
  #shares(made: Points): readonly number[] {
    const n = Math.min(this.#others.count, made.count);
    const sums = [0, 0, 0];
    for (let draw = 0; draw < DRAWS; draw++) {
      const some = new Rng(this.#seed, STREAM.validation, 1 + draw).permutation(made.count).subarray(0, n);
      manifoldShares(this.#others, made, some).forEach((share, i) => (sums[i] = (sums[i] ?? 0) + share / DRAWS));
    }
    return sums;
  }
}
