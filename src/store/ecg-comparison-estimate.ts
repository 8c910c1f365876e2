/** What measuring the ECGs will cost on this computer: pictures that pass the small networks, at a measured speed. */
import type { BackendInfo } from '../core/machine.ts';
import type { ImageSize } from '../core/run-config.ts';
import type { Speed } from './run-estimate.ts';

export interface EcgWork {
  readonly train: number;
  readonly holdout: number;
  readonly synthetic: number;
  readonly size: ImageSize;
}

/** Pictures are halved until they are about this wide before the networks see them. */
const SEEN_SIDE = 64;
/** Forward and backward of one picture of that width. */
const FLOP_PER_PICTURE = 11e6;
/** What a step of these small networks takes besides, at most: the networks that make pairs take longer. */
const MOST_OVERHEAD_SECONDS = 0.02;
const BATCH = 16;
/** Predictors of rows and lesions train for about this many epochs before they stop getting better. */
const PREDICTOR_EPOCHS = 25;
/** A predictor on real, on synthetic, on both, and the one that reads ECGs. */
const PREDICTORS = 5;
const DETECTOR_EPOCHS = 10;
/** Five folds of both sides, by ECG and by pair; and their ceilings. */
const DETECTOR_FITS = 5 * 2 + 2;
/** Statistics and maps on the processor, per pair of ECGs that is compared. */
const SECONDS_PER_COMPARED = 2e-6;

/** Seconds; rough. */
export function estimateEcgComparison(work: EcgWork, speed: Speed): number {
  const { train, holdout, synthetic, size } = work;
  const side = size <= 128 ? Math.min(size, SEEN_SIDE) : size / 2;
  const flop = FLOP_PER_PICTURE * (side / SEEN_SIDE) ** 2;
  const pictures =
    PREDICTORS * PREDICTOR_EPOCHS * Math.max(train, synthetic) + DETECTOR_FITS * DETECTOR_EPOCHS * (train + synthetic);
  const steps = pictures / BATCH;
  const compared = (train + holdout + synthetic) ** 2;
  return (
    pictures * (flop / speed.flops) +
    steps * Math.min(MOST_OVERHEAD_SECONDS, speed.stepOverheadSeconds) +
    compared * SECONDS_PER_COMPARED
  );
}

/** On a real graphics processor the ECGs are measured without being asked for. */
export function isFast({ name, isSoftware }: BackendInfo): boolean {
  return (name === 'webgpu' || name === 'webgl') && !isSoftware;
}
