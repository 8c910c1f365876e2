/** What measuring the ECGs will cost on this computer: pictures that pass the small networks, at a measured speed. */
import type { BackendInfo } from '../core/machine.ts';
import type { Speed } from './run-estimate.ts';

export interface EcgWork {
  readonly train: number;
  readonly holdout: number;
  readonly synthetic: number;
}

/** Forward and backward of one picture, which the networks see reduced to 64 pixels: twice as much as there is to multiply: so narrow layers run at half speed. */
const FLOP_PER_PICTURE = 5e6;
/** What a step of these small networks takes besides, at most: the networks that make pairs take longer. */
const MOST_OVERHEAD_SECONDS = 0.02;
const BATCH = 32;
/** A training takes about so many steps, within these passes over its pairs: `Effort` in src/predictor. */
const STEPS = 500;
const PASSES = { least: 5, most: 60 };
/** Five folds and a ceiling of two, by ECG (half as many steps) and by pair. */
const DETECTORS = 7 * 1.5;
/** Statistics and maps on the processor, per pair of ECGs that is compared. */
const SECONDS_PER_COMPARED = 2e-6;

function stepsFor(pairs: number): number {
  const passes = Math.min(PASSES.most, Math.max(PASSES.least, (STEPS * BATCH) / Math.max(1, pairs)));
  return (passes * pairs) / BATCH;
}

/** Seconds; rough. */
export function estimateEcgComparison(work: EcgWork, speed: Speed): number {
  const { train, holdout, synthetic } = work;
  // One reads ECGs; the lesions are learned from real pairs, from synthetic ones and from both.
  const steps =
    2 * stepsFor(train) + stepsFor(synthetic) + stepsFor(train + synthetic) + DETECTORS * stepsFor(train + synthetic);
  const compared = (train + holdout + synthetic) ** 2;
  return (
    steps * ((BATCH * FLOP_PER_PICTURE) / speed.flops + Math.min(MOST_OVERHEAD_SECONDS, speed.stepOverheadSeconds)) +
    compared * SECONDS_PER_COMPARED
  );
}

/** On a real graphics processor the ECGs are measured without being asked for. */
export function isFast({ name, isSoftware }: BackendInfo): boolean {
  return (name === 'webgpu' || name === 'webgl') && !isSoftware;
}
