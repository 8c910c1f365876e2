/** Every case, for any implementation. */
import { BATCH_CASES } from './cases-batch.ts';
import { CONVOLUTION_CASES } from './cases-convolution.ts';
import { ECG_CASES } from './cases-ecg.ts';
import { LAYER_CASES } from './cases-layers.ts';
import { LOOK_CASES } from './cases-look.ts';
import { UPDATE_CASES } from './cases-update.ts';
import type { ParityCase } from './parity-case.ts';

export const PARITY_CASES: readonly ParityCase[] = [
  ...CONVOLUTION_CASES,
  ...LAYER_CASES,
  ...BATCH_CASES,
  ...LOOK_CASES,
  ...ECG_CASES,
  ...UPDATE_CASES,
];
