/** How far a comparison of several parts is: each part takes about a known share of the whole. */
import { ECG_COMPARISON_PARTS, type EcgComparisonPart } from '../../../core/report/ecg-comparison.ts';
import type { OnProgress } from '../../../core/progress.ts';

/** Processor time, measured with 400 + 500 pairs of 64 px on WebAssembly. */
const SHARE: Readonly<Record<EcgComparisonPart, number>> = {
  'image-predictor': 0.08,
  images: 0.06,
  joint: 0.04,
  predictor: 0.19,
  detection: 0.6,
  privacy: 0.01,
  projections: 0.02,
};

/** A stretch of a part, from 0 to 1 of it; told how much of the stretch is done. */
export type Stretch = (part: EcgComparisonPart, from?: number, to?: number) => (fraction: number) => void;

const THOUSANDTHS = 1000;

/**
 * Turns fractions of stretches into progress of the whole, which never runs backwards. `front` is what is waited for and named; what is done
 * `beside` it counts and is not named.
 */
export function partProgress(onProgress: OnProgress): { readonly front: Stretch; readonly beside: Stretch } {
  let done = 0;
  let named: EcgComparisonPart = ECG_COMPARISON_PARTS[0];
  const stretch =
    (isNamed: boolean): Stretch =>
    (part, from = 0, to = 1) => {
      let most = 0;
      return (fraction) => {
        const now = SHARE[part] * (to - from) * Math.min(1, Math.max(0, fraction));
        done += Math.max(0, now - most);
        most = Math.max(most, now);
        if (isNamed) named = part;
        const thousandths = Math.min(THOUSANDTHS, Math.round(done * THOUSANDTHS));
        onProgress({ stage: 'comparing', part: named, done: thousandths, total: THOUSANDTHS });
      };
    };
  return { front: stretch(true), beside: stretch(false) };
}
