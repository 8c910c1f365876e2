/**
 * Area under the ROC curve by mid-ranks (Mann & Whitney): the chance that a positive scores above a negative, ties counting
 * half. 0.5 where the score is constant; NaN where a class is empty.
 */

/** A measure of rows that count `weights` times each (a bootstrap sample); without weights once each. */
export type WeightedScore = (weights?: ArrayLike<number>) => number;

export function auc(scores: ArrayLike<number>, isPositive: ArrayLike<boolean | number>): number {
  return weightedAuc(scores, isPositive)();
}

/** Sorted once, for many weights. */
export function weightedAuc(scores: ArrayLike<number>, isPositive: ArrayLike<boolean | number>): WeightedScore {
  const n = scores.length;
  const order = Uint32Array.from({ length: n }, (_, i) => i).sort((i, j) => (scores[i] ?? 0) - (scores[j] ?? 0));
  const positive = Uint8Array.from(order, (row) => Number(isPositive[row] ?? 0));
  // 1 where the next row in order scores higher.
  const isLast = Uint8Array.from(order, (row, at) =>
    Number(at === n - 1 || scores[row] !== scores[order[at + 1] ?? 0]),
  );
  return (weights) => {
    let positives = 0;
    let negatives = 0;
    let positivesHere = 0;
    let negativesHere = 0;
    let won = 0;
    for (let at = 0; at < n; at++) {
      const weight = weights === undefined ? 1 : (weights[order[at] ?? 0] ?? 0);
      if (positive[at] === 1) positivesHere += weight;
      else negativesHere += weight;
      if (isLast[at] === 0) continue;
      won += positivesHere * (negatives + negativesHere / 2);
      positives += positivesHere;
      negatives += negativesHere;
      positivesHere = 0;
      negativesHere = 0;
    }
    return positives === 0 || negatives === 0 ? Number.NaN : won / (positives * negatives);
  };
}
