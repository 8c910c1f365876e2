/**
 * Past epochs of a run that can be gone back to: how each is scored, which one is the best, and which few are kept.
 *
 * score = mean of what could be measured of the two figures, each 1 where it is as real: the columns' match of a few rows
 * (mean of 1 − ks or 1 − tv over the columns) and the likeness of sixteen pictures (`report/picture-likeness.ts`). Always
 * from the same noises, so that two epochs differ by their weights alone. A quick figure to choose by, not the report's.
 */

export interface EpochScore {
  readonly epoch: number;
  /** Null with too few patients to say anything. */
  readonly columns: number | null;
  readonly pictures: number | null;
  /** Mean distance between two synthetic pictures, as a share of that between two real ones. */
  readonly variety: number | null;
  /** Mean of `columns` and `pictures`, or the recipe's own where it scores epochs; null where nothing is known. */
  readonly score: number | null;
}

export function meanScore(columns: number | null, pictures: number | null): number | null {
  const known = [columns, pictures].filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
}

type Scored = Pick<EpochScore, 'epoch' | 'score'>;

/** The highest score, the earliest epoch among equals; null where nothing is scored. */
export function bestOf<T extends Scored>(epochs: readonly T[]): T | null {
  let best: T | null = null;
  for (const one of epochs) {
    if (one.score !== null && (best?.score == null || one.score > best.score)) best = one;
  }
  return best;
}

/**
 * At most `most` (1 or more) of `epochs` (in order): the best by score and the newest stay, then the oldest; of the others
 * the one goes whose neighbours are closest together, the older among equals, until few enough are left. So what is kept
 * stays spread evenly over a run of any length.
 */
export function thinned<T extends Scored>(epochs: readonly T[], most: number): T[] {
  const kept = [...epochs];
  const best = bestOf(epochs);
  while (kept.length > most) {
    let gone = -1;
    let narrowest = Number.POSITIVE_INFINITY;
    for (let i = 1; i + 1 < kept.length; i++) {
      if (kept[i] === best) continue;
      const gap = (kept[i + 1]?.epoch ?? 0) - (kept[i - 1]?.epoch ?? 0);
      if (gap < narrowest) [gone, narrowest] = [i, gap];
    }
    // Nothing in between can go: the oldest does, and of the last two the one that is not the best.
    if (gone < 0) gone = kept[0] === best && kept.length > 1 ? kept.length - 1 : 0;
    kept.splice(gone, 1);
  }
  return kept;
}
