/** The numbers of recipe `paper`: Keras' defaults where the article's code names none. */
import type { AdamStep } from '../../engine/kernels.ts';

export const NOISE_LENGTH = 100;
export const KERNEL_SIDE = 5;
export const LEAKY_SLOPE = 0.3;
export const DROPOUT_RATE = 0.3;
export const NORM = { epsilon: 1e-3, momentum: 0.99, slope: LEAKY_SLOPE } as const;
export const ADAM: Omit<AdamStep, 'iteration'> = { learningRate: 1e-4, beta1: 0.9, beta2: 0.999, epsilon: 1e-7 };
