/**
 * What the networks are taught: numbers in [0, 1], NaN where unknown. The loss is sigmoid cross entropy; an output
 * counts the more the less it varies (by the root: a rare finding's few patients are soon learned by heart), so that rare
 * findings and numbers that fill a corner of their range are not passed over. Both classes of an output keep the same weight: predicted probabilities stay honest.
 */

export interface Targets {
  /** [count, outputs] in [0, 1], NaN where unknown. */
  readonly values: Float32Array;
  readonly outputs: number;
}

/** An output weighs at most this many times as much as one with half its patients on each side. */
const MOST_WEIGHT = 4;
const EVEN_VARIANCE = 0.25;
/** Means are kept this far from 0 and 1, so that their log-odds are finite. */
const MARGIN = 0.01;

export interface TargetScale {
  /** [outputs]: log-odds of the mean, where the output starts. */
  readonly start: Float32Array;
  /** [outputs]: 0 where nothing is known or nothing varies. */
  readonly weight: Float32Array;
}

export function fitTargetScale({ values, outputs }: Targets, members: Uint32Array): TargetScale {
  const start = new Float32Array(outputs);
  const weight = new Float32Array(outputs);
  for (let k = 0; k < outputs; k++) {
    const known = Array.from(members, (n) => values[n * outputs + k] ?? Number.NaN).filter(Number.isFinite);
    if (known.length === 0) continue;
    const mean = known.reduce((sum, v) => sum + v, 0) / known.length;
    const variance = known.reduce((sum, v) => sum + (v - mean) ** 2, 0) / known.length;
    const inside = Math.min(1 - MARGIN, Math.max(MARGIN, mean));
    start[k] = Math.log(inside / (1 - inside));
    weight[k] = variance < 1e-9 ? 0 : Math.min(MOST_WEIGHT, Math.sqrt(EVEN_VARIANCE / variance));
  }
  return { start, weight };
}

/** Targets of `members` with 0 for unknown ones, and the weight of each, both [batch, outputs]; padding weighs nothing. */
export function targetBatch(
  { values, outputs }: Targets,
  { weight }: TargetScale,
  members: Uint32Array,
  batch: number,
): { wanted: Float32Array; weights: Float32Array } {
  const wanted = new Float32Array(batch * outputs);
  const weights = new Float32Array(batch * outputs);
  members.forEach((n, i) => {
    for (let k = 0; k < outputs; k++) {
      const value = values[n * outputs + k] ?? Number.NaN;
      if (!Number.isFinite(value)) continue;
      wanted[i * outputs + k] = value;
      weights[i * outputs + k] = (weight[k] ?? 0) / (members.length * outputs);
    }
  });
  return { wanted, weights };
}

/** Weighted mean cross entropy of probabilities [count, outputs] of `members`; 0 where nothing is known. */
export function crossEntropy(
  probabilities: Float32Array,
  { values, outputs }: Targets,
  { weight }: TargetScale,
  members: Uint32Array,
): number {
  let sum = 0;
  let total = 0;
  members.forEach((n, i) => {
    for (let k = 0; k < outputs; k++) {
      const value = values[n * outputs + k] ?? Number.NaN;
      const w = weight[k] ?? 0;
      if (!Number.isFinite(value) || w === 0) continue;
      const p = Math.min(1 - 1e-7, Math.max(1e-7, probabilities[i * outputs + k] ?? Number.NaN));
      sum -= w * (value * Math.log(p) + (1 - value) * Math.log(1 - p));
      total += w;
    }
  });
  return total === 0 ? 0 : sum / total;
}
