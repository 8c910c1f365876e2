/**
 * A random forest that tells two classes apart (Breiman 2001): trees on bootstrap samples, √p features tried at a split,
 * Gini impurity, leaf shares averaged. Features are cut at 32 quantiles: the trees are small and many.
 */
import type { Rng } from '../core/rng.ts';

const TREES = 100;
const LEAST_LEAF = 3;
const MOST_BINS = 32;

/** Features in bins, one [n] each. */
export interface BinnedFeatures {
  readonly n: number;
  readonly codes: readonly Uint8Array[];
  readonly bins: readonly number[];
}

export function binFeatures(features: readonly Float64Array[]): BinnedFeatures {
  const codes: Uint8Array[] = [];
  const bins: number[] = [];
  for (const values of features) {
    const sorted = values.toSorted();
    let limits = Array.from(sorted).filter((value, i) => i === 0 || value !== sorted[i - 1]);
    if (limits.length > MOST_BINS) {
      const quantiles = Array.from(
        { length: MOST_BINS },
        (_, b) => sorted[Math.floor((b / MOST_BINS) * sorted.length)] ?? 0,
      );
      limits = quantiles.filter((value, i) => i === 0 || value !== quantiles[i - 1]);
    }
    codes.push(
      Uint8Array.from(values, (value) => {
        let from = 0;
        let to = limits.length;
        // The last limit that is not above the value.
        while (to - from > 1) {
          const middle = (from + to) >> 1;
          if ((limits[middle] ?? 0) <= value) from = middle;
          else to = middle;
        }
        return from;
      }),
    );
    bins.push(limits.length);
  }
  return { n: features[0]?.length ?? 0, codes, bins };
}

interface Node {
  readonly feature: number;
  readonly bin: number;
  readonly left: number;
  readonly right: number;
  readonly share: number;
}

class Tree {
  readonly #nodes: Node[] = [];
  readonly #features: BinnedFeatures;
  readonly #isPositive: ArrayLike<number>;
  readonly #rng: Rng;
  readonly #order: Uint32Array;
  readonly #tried: number;
  readonly #counts = new Float64Array(MOST_BINS);
  readonly #positives = new Float64Array(MOST_BINS);

  constructor(features: BinnedFeatures, isPositive: ArrayLike<number>, rows: Uint32Array, rng: Rng) {
    this.#features = features;
    this.#isPositive = isPositive;
    this.#rng = rng;
    this.#order = Uint32Array.from(features.codes.keys());
    this.#tried = Math.max(1, Math.round(Math.sqrt(features.codes.length)));
    this.#grow(rows);
  }

  #grow(rows: Uint32Array): number {
    let positive = 0;
    for (const row of rows) positive += this.#isPositive[row] ?? 0;
    const share = positive / rows.length;
    const at = this.#nodes.push({ feature: -1, bin: 0, left: 0, right: 0, share }) - 1;
    if (share === 0 || share === 1 || rows.length < 2 * LEAST_LEAF) return at;
    const cut = this.#bestCut(rows, positive);
    if (cut === null) return at;
    const codes = this.#features.codes[cut.feature];
    if (codes === undefined) return at;
    const left = this.#grow(rows.filter((row) => (codes[row] ?? 0) <= cut.bin));
    const right = this.#grow(rows.filter((row) => (codes[row] ?? 0) > cut.bin));
    this.#nodes[at] = { ...cut, left, right, share };
    return at;
  }

  #bestCut(rows: Uint32Array, positive: number): { feature: number; bin: number } | null {
    const { codes, bins } = this.#features;
    let best: { feature: number; bin: number } | null = null;
    let purity = (positive * positive + (rows.length - positive) ** 2) / rows.length + 1e-9;
    let tried = 0;
    // Features drawn without replacement; constant ones here do not count as tried.
    for (let i = 0; i < this.#order.length && tried < this.#tried; i++) {
      const other = i + this.#rng.below(this.#order.length - i);
      const feature = this.#order[other] ?? 0;
      this.#order[other] = this.#order[i] ?? 0;
      this.#order[i] = feature;
      const own = codes[feature];
      const count = bins[feature] ?? 0;
      if (own === undefined || count < 2) continue;
      const [counts, positives] = [this.#counts, this.#positives];
      let low = count;
      let high = 0;
      for (let k = 0; k < rows.length; k++) {
        const row = rows[k] ?? 0;
        const bin = own[row] ?? 0;
        if (bin < low) low = bin;
        if (bin > high) high = bin;
        counts[bin] = (counts[bin] ?? 0) + 1;
        positives[bin] = (positives[bin] ?? 0) + (this.#isPositive[row] ?? 0);
      }
      let n = 0;
      let p = 0;
      for (let bin = low; bin < high; bin++) {
        const here = counts[bin] ?? 0;
        n += here;
        p += positives[bin] ?? 0;
        if (here === 0 || n < LEAST_LEAF || rows.length - n < LEAST_LEAF) continue;
        const m = rows.length - n;
        const q = positive - p;
        const pure = (p * p + (n - p) ** 2) / n + (q * q + (m - q) ** 2) / m;
        if (pure > purity) {
          purity = pure;
          best = { feature, bin };
        }
      }
      counts.fill(0, low, high + 1);
      positives.fill(0, low, high + 1);
      if (low < high) tried += 1;
    }
    return best;
  }

  shareOf(row: number): number {
    let node = this.#nodes[0];
    while (node !== undefined && node.feature >= 0) {
      const code = this.#features.codes[node.feature]?.[row] ?? 0;
      node = this.#nodes[code <= node.bin ? node.left : node.right];
    }
    return node?.share ?? 0.5;
  }
}

/** Trained on the rows `train`, what share of positives it gives each of `test`. */
export function forestScores(
  features: BinnedFeatures,
  isPositive: ArrayLike<number>,
  { train, test }: { readonly train: Uint32Array; readonly test: Uint32Array },
  rng: Rng,
): Float64Array {
  const scores = new Float64Array(test.length);
  for (let t = 0; t < TREES; t++) {
    const sample = train.map(() => train[rng.below(train.length)] ?? 0);
    const tree = new Tree(features, isPositive, sample, rng);
    for (const [i, row] of test.entries()) scores[i] = (scores[i] ?? 0) + tree.shareOf(row);
  }
  return scores.map((sum) => sum / TREES);
}
