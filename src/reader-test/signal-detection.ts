/**
 * Shares and d′ with their intervals.
 * Wilson, JASA 22 (1927) 209–212; log-linear correction: Hautus, Behav. Res. Methods 27 (1995) 46–51; variance of d′:
 * Gourevitch & Galanter, Psychometrika 32 (1967) 25–33; criterion: Macmillan & Creelman, Detection Theory (2005).
 */
import { normalScore } from '../core/maths/normal-score.ts';
import type { Estimate } from '../core/report/comparison.ts';
import type { Share } from '../core/report/reader-test.ts';

/** 97.5 % quantile of the standard normal distribution. */
const Z = 1.959963984540054;

/**
 * Wilson's 95 % interval of a share. `designEffect` ≥ 1: as many times fewer answers count as independent. With nothing to
 * count the share is 0.5, and anything from 0 to 1 is possible.
 */
export function wilson(count: number, of: number, designEffect = 1): Share {
  if (of === 0) return { count, of, value: 0.5, low: 0, high: 1 };
  const n = of / designEffect;
  const share = count / of;
  const shrunk = 1 + (Z * Z) / n;
  const centre = (share + (Z * Z) / (2 * n)) / shrunk;
  const half = (Z / shrunk) * Math.sqrt((share * (1 - share)) / n + (Z * Z) / (4 * n * n));
  return { count, of, value: share, low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}

/** Answers to the two kinds: `hits` of `synthetic` were called synthetic, and so were `falseAlarms` of `real`. */
export interface Outcomes {
  readonly hits: number;
  readonly synthetic: number;
  readonly falseAlarms: number;
  readonly real: number;
}

function density(z: number): number {
  return Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
}

function around(value: number, error: number): Estimate {
  return { value, low: value - Z * error, high: value + Z * error };
}

/** d′ and criterion; each rate is counted with half an answer more on either side, so that none is 0 or 1. */
export function detection(
  { hits, synthetic, falseAlarms, real }: Outcomes,
  designEffect = 1,
): { readonly dPrime: Estimate; readonly criterion: Estimate } {
  const part = (count: number, of: number): { z: number; variance: number } => {
    const rate = (count + 0.5) / (of + 1);
    const z = normalScore(rate);
    return { z, variance: (designEffect * rate * (1 - rate)) / ((of + 1) * density(z) ** 2) };
  };
  const [hit, alarm] = [part(hits, synthetic), part(falseAlarms, real)];
  const error = Math.sqrt(hit.variance + alarm.variance);
  return { dPrime: around(hit.z - alarm.z, error), criterion: around(-(hit.z + alarm.z) / 2, error / 2) };
}
