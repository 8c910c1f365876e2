/**
 * Concordance index (Harrell et al. 1982) of predicted and true numbers: of the pairs of rows whose true numbers differ, the
 * share whose predictions lie in the same order, ties counting half. For a true number of 0 or 1 it is the AUC.
 * O(n log n) by a Fenwick tree over the ranks of the predictions.
 */
import type { WeightedScore } from './auc.ts';

/** NaN where no two true numbers differ. */
export function concordance(predicted: ArrayLike<number>, truths: ArrayLike<number>): number {
  return weightedConcordance(predicted, truths)();
}

/** Sorted once, for many weights. */
export function weightedConcordance(predicted: ArrayLike<number>, truths: ArrayLike<number>): WeightedScore {
  const n = predicted.length;
  const byValue = (values: ArrayLike<number>): Uint32Array =>
    Uint32Array.from({ length: n }, (_, i) => i).sort((i, j) => (values[i] ?? 0) - (values[j] ?? 0));
  // Ranks of the predictions from 1, equal for equal ones.
  const rank = new Uint32Array(n);
  let depth = 0;
  let last = Number.NaN;
  for (const row of byValue(predicted)) {
    const value = predicted[row] ?? 0;
    if (value !== last) depth += 1;
    last = value;
    rank[row] = depth;
  }
  const order = byValue(truths);
  const tree = new Float64Array(depth + 1);
  const sumTo = (end: number): number => {
    let sum = 0;
    for (let at = end; at > 0; at &= at - 1) sum += tree[at] ?? 0;
    return sum;
  };

  return (weights) => {
    tree.fill(0);
    const weightOf = (row: number): number => (weights === undefined ? 1 : (weights[row] ?? 0));
    let lower = 0;
    let pairs = 0;
    let inOrder = 0;
    for (let start = 0; start < n;) {
      const truth = truths[order[start] ?? 0];
      let end = start;
      // First against those below, then all of them into the tree: equal true numbers are no pair.
      for (; end < n && truths[order[end] ?? 0] === truth; end++) {
        const row = order[end] ?? 0;
        const weight = weightOf(row);
        if (weight === 0) continue;
        const place = rank[row] ?? 0;
        const below = sumTo(place - 1);
        inOrder += (weight * (below + sumTo(place))) / 2;
        pairs += weight * lower;
      }
      for (let at = start; at < end; at++) {
        const row = order[at] ?? 0;
        const weight = weightOf(row);
        lower += weight;
        for (let place = rank[row] ?? 1; place <= depth; place += place & -place) {
          tree[place] = (tree[place] ?? 0) + weight;
        }
      }
      start = end;
    }
    return pairs === 0 ? Number.NaN : inOrder / pairs;
  };
}
