/** How far a comparison of several parts is: each part takes about a known share of the whole. */
import { ECG_COMPARISON_PARTS, type EcgComparisonPart } from '../../../core/report/ecg-comparison.ts';
import type { OnProgress } from '../../../core/progress.ts';

/** Measured with 400 + 400 pairs of 64 px on WebAssembly. */
const SHARE: Readonly<Record<EcgComparisonPart, number>> = {
  'image-predictor': 0.1,
  images: 0.07,
  joint: 0.03,
  predictor: 0.33,
  detection: 0.4,
  privacy: 0.03,
  projections: 0.04,
};
/** `fraction` of the part, 0 … 1. */
export type PartProgress = (part: EcgComparisonPart, fraction: number) => void;

const THOUSANDTHS = 1000;

/** Turns the fraction of one part into progress of the whole; never runs backwards. */
export function partProgress(onProgress: OnProgress): PartProgress {
  let most = 0;
  return (part, fraction) => {
    const before = ECG_COMPARISON_PARTS.slice(0, ECG_COMPARISON_PARTS.indexOf(part));
    const start = before.reduce((sum, name) => sum + SHARE[name], 0);
    most = Math.max(most, start + SHARE[part] * Math.min(1, Math.max(0, fraction)));
    onProgress({
      stage: 'comparing',
      part,
      done: Math.min(THOUSANDTHS, Math.round(most * THOUSANDTHS)),
      total: THOUSANDTHS,
    });
  };
}
