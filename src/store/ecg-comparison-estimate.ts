/** What measuring the ECGs will cost on this computer: pictures that pass the small networks, at a measured speed. */
import { COMPARISON_EFFORT, passesFor } from '../core/comparison-effort.ts';
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
const { batch: BATCH, passes: PASSES, steps: STEPS, folds: FOLDS, ceilingTrainings: CEILING } = COMPARISON_EFFORT;
/** Statistics and maps on the processor, per pair of ECGs that is compared. */
const SECONDS_PER_COMPARED = 2e-6;

function stepsFor(steps: number, pairs: number): number {
  return (passesFor({ batch: BATCH, steps, passes: PASSES }, pairs) * pairs) / BATCH;
}

/** Seconds; rough. */
export function estimateEcgComparison(work: EcgWork, speed: Speed): number {
  const { train, holdout, synthetic } = work;
  // One reads ECGs; the lesions are learned from real pairs, from synthetic ones and from both.
  const both = train + synthetic;
  const steps =
    2 * stepsFor(STEPS.predictor, train) +
    stepsFor(STEPS.predictor, synthetic) +
    stepsFor(STEPS.predictor, both) +
    (FOLDS + CEILING) * (stepsFor(STEPS.imageDetector, both) + stepsFor(STEPS.pairDetector, both));
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
