/** All ops by name: a new one is a file beside this one, its attributes in `attributes.ts`, its name in `names.ts` and a line here. */
import { concat } from './concat.ts';
import { convolve } from './convolve.ts';
import { convolveTransposed } from './convolve-transposed.ts';
import { dense } from './dense.ts';
import { input } from './input.ts';
import { minibatchDeviation } from './minibatch-deviation.ts';
import { norm } from './norm.ts';
import type { OpName } from './names.ts';
import type { Op } from './op.ts';
import { reshape } from './reshape.ts';
import { windowAverages } from './window-averages.ts';

export const OPS: Readonly<Record<OpName, Op>> = {
  input,
  dense,
  convolve,
  'convolve-transposed': convolveTransposed,
  norm,
  reshape,
  concat,
  'window-averages': windowAverages,
  'minibatch-deviation': minibatchDeviation,
};
