/** Every case, for any implementation. */
import { CONVOLUTION_CASES } from './cases-convolution.ts';
import type { ParityCase } from './parity-case.ts';

export const PARITY_CASES: readonly ParityCase[] = [...CONVOLUTION_CASES];
