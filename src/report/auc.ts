/**
 * Area under the ROC curve by mid-ranks (Mann & Whitney): the chance that a positive scores above a negative, ties counting
 * half. 0.5 where the score is constant; NaN where a class is empty.
 */
export function auc(scores: ArrayLike<number>, isPositive: ArrayLike<boolean | number>): number {
  const order = Array.from({ length: scores.length }, (_, i) => i).sort((i, j) => (scores[i] ?? 0) - (scores[j] ?? 0));
  let positives = 0;
  let rankSum = 0;
  for (let start = 0; start < order.length;) {
    const value = scores[order[start] ?? 0];
    let end = start;
    let positivesHere = 0;
    while (end < order.length && scores[order[end] ?? 0] === value) {
      positivesHere += Number(isPositive[order[end] ?? 0] ?? 0);
      end += 1;
    }
    // Ranks start + 1 … end share their mean.
    rankSum += (positivesHere * (start + 1 + end)) / 2;
    positives += positivesHere;
    start = end;
  }
  const negatives = scores.length - positives;
  if (positives === 0 || negatives === 0) return Number.NaN;
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives);
}
