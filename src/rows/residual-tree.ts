/**
 * A small regression tree on what a linear score leaves: it finds what the score cannot (thresholds, interactions). A split
 * needs a gain of `split` root variances, tested against every cut of every slot, and `leaf` rows a side. Cuts are taken
 * between at most 32 bins a slot.
 */
import type { TreeModel } from './row-model.ts';

const MOST_BINS = 32;
const MOST_DEPTH = 8;
/** Values looked at to place the bins of a slot. */
const SAMPLE = 4096;

/** A slot in bins: values up to `limits[b]` are in bin b, larger ones in the last. */
export interface BinnedSlot {
  readonly codes: Uint8Array;
  readonly limits: Float64Array;
}

/** Over all of `values`; the bins are placed by those at `rows`. */
export function binSlot(values: Float64Array, rows: Uint32Array): BinnedSlot {
  const stride = Math.max(1, Math.ceil(rows.length / SAMPLE));
  const seen = new Float64Array(Math.ceil(rows.length / stride));
  for (let i = 0; i < seen.length; i++) seen[i] = values[rows[i * stride] ?? 0] ?? 0;
  seen.sort();
  let distinct = seen.filter((value, i) => i === 0 || value !== seen[i - 1]);
  if (distinct.length > MOST_BINS) {
    const quantiles = Float64Array.from(
      { length: MOST_BINS },
      (_, b) => seen[Math.floor(((b + 1) / MOST_BINS) * (seen.length - 1))] ?? 0,
    );
    distinct = quantiles.filter((value, i) => i === 0 || value !== quantiles[i - 1]);
  }
  // Between a value and the next: what is drawn later may lie there.
  const limits = Float64Array.from(distinct.slice(0, -1), (value, b) => (value + (distinct[b + 1] ?? value)) / 2);
  const codes = new Uint8Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? 0;
    let from = 0;
    let to = limits.length;
    while (from < to) {
      const middle = (from + to) >> 1;
      if ((limits[middle] ?? 0) < value) from = middle + 1;
      else to = middle;
    }
    codes[i] = from;
  }
  return { codes, limits };
}

export interface TreeInput {
  /** Positions in the arrays that take part. */
  readonly rows: Uint32Array;
  readonly slots: readonly BinnedSlot[];
  readonly score: BinnedSlot;
  /** What is to be explained, and the variance that chance gives each; one a position. */
  readonly residual: Float64Array;
  readonly variance: Float64Array;
  readonly split: number;
  readonly leaf: number;
}

export interface GrownTree {
  readonly tree: TreeModel;
  /** One a position; −1 for those that take no part. */
  readonly leafOf: Int32Array;
  readonly leaves: number;
}

interface Cut {
  readonly feature: number;
  readonly bin: number;
  readonly gain: number;
}

function bestCut(input: TreeInput, rows: Uint32Array): Cut | null {
  const { slots, score, residual, variance, leaf } = input;
  let sum = 0;
  let information = 0;
  for (const row of rows) {
    sum += residual[row] ?? 0;
    information += variance[row] ?? 0;
  }
  const root = (sum * sum) / Math.max(information, 1e-9);
  let best: Cut | null = null;
  const sums = new Float64Array(MOST_BINS);
  const informations = new Float64Array(MOST_BINS);
  const counts = new Float64Array(MOST_BINS);
  for (let feature = -1; feature < slots.length; feature++) {
    const binned = feature < 0 ? score : slots[feature];
    if (binned === undefined || binned.limits.length === 0) continue;
    const bins = binned.limits.length + 1;
    sums.fill(0, 0, bins);
    informations.fill(0, 0, bins);
    counts.fill(0, 0, bins);
    const { codes } = binned;
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i] ?? 0;
      const bin = codes[row] ?? 0;
      sums[bin] = (sums[bin] ?? 0) + (residual[row] ?? 0);
      informations[bin] = (informations[bin] ?? 0) + (variance[row] ?? 0);
      counts[bin] = (counts[bin] ?? 0) + 1;
    }
    let s = 0;
    let v = 0;
    let n = 0;
    for (let bin = 0; bin < bins - 1; bin++) {
      s += sums[bin] ?? 0;
      v += informations[bin] ?? 0;
      n += counts[bin] ?? 0;
      if (n < leaf) continue;
      if (rows.length - n < leaf) break;
      // Half a case is added: where hardly any chance variance is left, few rows prove little.
      const gain = (s * s) / (v + 0.25) + (sum - s) ** 2 / (information - v + 0.25) - root;
      if (gain > (best?.gain ?? 0)) best = { feature, bin, gain };
    }
  }
  return best;
}

/** Null where nothing can be split. */
export function growTree(input: TreeInput): GrownTree | null {
  const feature: number[] = [];
  const limit: number[] = [];
  const left: number[] = [];
  const right: number[] = [];
  const leafOf = new Int32Array(input.residual.length).fill(-1);
  let leaves = 0;
  const grow = (rows: Uint32Array, depth: number): number => {
    const node = feature.length;
    feature.push(-2);
    limit.push(0);
    left.push(0);
    right.push(0);
    const cut = depth < MOST_DEPTH && rows.length >= 2 * input.leaf ? bestCut(input, rows) : null;
    const binned = cut === null ? null : cut.feature < 0 ? input.score : input.slots[cut.feature];
    if (cut === null || binned === null || binned === undefined || cut.gain < input.split) {
      left[node] = leaves;
      for (const row of rows) leafOf[row] = leaves;
      leaves += 1;
      return node;
    }
    feature[node] = cut.feature;
    limit[node] = binned.limits[cut.bin] ?? 0;
    const { codes } = binned;
    left[node] = grow(
      rows.filter((row) => (codes[row] ?? 0) <= cut.bin),
      depth + 1,
    );
    right[node] = grow(
      rows.filter((row) => (codes[row] ?? 0) > cut.bin),
      depth + 1,
    );
    return node;
  };
  grow(input.rows, 0);
  return leaves < 2 ? null : { tree: { feature, limit, left, right }, leafOf, leaves };
}
