/** The numbers of recipe `paper`: Keras' defaults where the article's code names none. */
import type { AdamStep, NormOptions } from '../engine/kernels.ts';

export const LEAKY_SLOPE = 0.3;
export const DROPOUT_RATE = 0.3;
export const NORM: NormOptions = { epsilon: 1e-3, slope: LEAKY_SLOPE };
export const NORM_MOMENTUM = 0.99;
export const ADAM: Omit<AdamStep, 'iteration'> = { learningRate: 1e-4, beta1: 0.9, beta2: 0.999, epsilon: 1e-7 };
/** The live grid: 4 × 4. */
export const PREVIEW_COUNT = 16;
