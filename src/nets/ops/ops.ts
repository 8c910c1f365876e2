/** All ops by name: a new one is a file beside this one, its attributes in `attributes.ts`, its name in `names.ts` and a line here. */
import { augment } from './augment.ts';
import { beatClock } from './beat-clock.ts';
import { concat } from './concat.ts';
import { convolve } from './convolve.ts';
import { convolveTransposed } from './convolve-transposed.ts';
import { dense } from './dense.ts';
import { drawTraces } from './draw-traces.ts';
import { input } from './input.ts';
import { layTraces } from './lay-traces.ts';
import { matchRows } from './match-rows.ts';
import { minibatchDeviation } from './minibatch-deviation.ts';
import { mixPanels } from './mix-panels.ts';
import { modulate } from './modulate.ts';
import { norm } from './norm.ts';
import type { OpName } from './names.ts';
import type { Op } from './op.ts';
import { printSheet } from './print-sheet.ts';
import { reshape } from './reshape.ts';
import { standardise } from './standardise.ts';
import { wander } from './wander.ts';
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
  'beat-clock': beatClock,
  'mix-panels': mixPanels,
  wander,
  modulate,
  'lay-traces': layTraces,
  'draw-traces': drawTraces,
  'print-sheet': printSheet,
  standardise,
  augment,
  'match-rows': matchRows,
};
