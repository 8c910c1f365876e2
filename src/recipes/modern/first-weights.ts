/**
 * Where `modern`'s networks start: a generator that draws the sheets that were measured, by the laws that were measured, and
 * a critic that knows what is usual. What is not named here starts as its graph says.
 */
import type { SheetModel } from '../../sheet/generator/sheet-model.ts';
import { CLOCK_NOISES, WEIGHT_UNIT } from '../../sheet/generator/sheet-model.ts';
import { shapeTable } from '../../sheet/generator/beat-shapes.ts';
import { PLACE_UNIT } from '../../engine/ecg/trace-scales.ts';
import type { LinearLaw } from '../../sheet/generator/linear-law.ts';
import { AMPLITUDE, STYLE_UNITS, TEXTURE } from './constants.ts';
import type { FirstWeights } from '../recipe-training.ts';
import type { Measurements, Usual } from './measured-state.ts';

/** Of ink where a trace is drawn, and where none is. */
const PEN = { on: 6, off: -8 } as const;
/** Grey levels that a sigmoid reaches. */
const GREYS = { from: 0.004, to: 0.996 } as const;

const logit = (share: number): number => Math.log(share / (1 - share));
const held = (share: number): number => Math.max(GREYS.from, Math.min(GREYS.to, share));

/** A Dense kernel [noises + columns + style, outputs] of laws side by side, each of its own noises from `firstNoise` on. */
function kernelOf(
  laws: readonly { readonly law: LinearLaw; readonly firstNoise: number }[],
  { noises, columns }: Pick<SheetModel, 'noises' | 'columns'>,
): Float32Array {
  const outputs = laws.reduce((sum, { law }) => sum + law.outputs, 0);
  const kernel = new Float32Array((noises + columns + STYLE_UNITS) * outputs);
  let at = 0;
  for (const { law, firstNoise } of laws) {
    const put = (from: Float32Array, row: number): void => {
      for (let i = 0; i < from.length; i++) {
        kernel[(row + Math.floor(i / law.outputs)) * outputs + at + (i % law.outputs)] = from[i] ?? 0;
      }
    };
    put(law.byNoise, firstNoise);
    put(law.byRow, noises);
    at += law.outputs;
  }
  return kernel;
}

/** [length, 1, 2, shapes] over time backwards; an early beat looks like the others. */
function shapesKernel(size: number, shapes: number): Float32Array {
  const { length, values } = shapeTable(size, shapes);
  const kernel = new Float32Array(length * 2 * shapes);
  for (let k = 0; k < length; k++) {
    for (const kind of [0, 1]) {
      for (let c = 0; c < shapes; c++) {
        kernel[(2 * k + kind) * shapes + c] = values[c * length + length - 1 - k] ?? 0;
      }
    }
  }
  return kernel;
}

function pens({ size, strips, edges, shapes }: SheetModel): Float32Array {
  const { samples } = shapeTable(size, shapes);
  const perColumn = samples / size;
  const [from, to] = [(edges[0] ?? 0) * perColumn, (edges.at(-1) ?? size) * perColumn].map(Math.round);
  const pen = new Float32Array(samples * strips.length);
  for (let t = 0; t < samples; t++) {
    const isDrawn = t >= (from ?? 0) && t < (to ?? samples);
    pen.fill(isDrawn ? PEN.on : PEN.off, t * strips.length, (t + 1) * strips.length);
  }
  return pen;
}

function generatorWeights(sheet: SheetModel, row: Usual): Readonly<Record<string, Float32Array>> {
  const { size, strips, edges, noises, line } = sheet;
  const last = noises - CLOCK_NOISES;
  const usual = sheet.distance.mean[0] ?? 0;
  const clock = [
    { law: sheet.distance, firstNoise: last },
    { law: sheet.irregularity, firstNoise: last + 1 },
    { law: sheet.early, firstNoise: last + 3 },
  ];
  const near = [line.blur, 1 - 2 * line.blur, line.blur];
  return {
    'row_score/mean': row.mean,
    'row_score/spread': row.spread,
    'beats/start': Float32Array.of((edges[0] ?? 0) / size),
    'beats/distance': Float32Array.of(usual),
    'pace/kernel': kernelOf(clock, sheet),
    'pace/bias': Float32Array.of(0, sheet.irregularity.mean[0] ?? 0, sheet.early.mean[0] ?? 0),
    'shapes/kernel': shapesKernel(size, sheet.shapes),
    'amounts/kernel': kernelOf([{ law: sheet.weights, firstNoise: 0 }], sheet),
    'amounts/bias': sheet.weights.mean.map((weight) => (weight * WEIGHT_UNIT) / AMPLITUDE),
    'leads/cuts': Float32Array.from(edges.slice(1, -1), (edge) => edge / size),
    'wander_reach/kernel': kernelOf([{ law: sheet.wander, firstNoise: last + 2 }], sheet),
    'wander_reach/bias': sheet.wander.mean,
    // Beats explain a sheet first; what they do not is learned from nothing.
    'texture_2/kernel': new Float32Array(TEXTURE.kernel * TEXTURE.channels * strips.length),
    'traces/places': Float32Array.from(strips, (place) => place / PLACE_UNIT),
    'ink/pen': pens(sheet),
    'ink/half_width': new Float32Array(strips.length).fill(Math.log(line.halfWidth)),
    'sheet/darkness': Float32Array.of(logit(held(line.opacity))),
    'sheet/blur': Float32Array.from(near.flatMap((a) => near.map((b) => a * b))),
    'sheet/paper': sheet.paper.map((grey) => logit(held(grey / 255))),
  };
}

export function firstWeights({ sheet, row, picture }: Measurements): FirstWeights {
  return {
    generator:
      sheet === null ? { 'row_score/mean': row.mean, 'row_score/spread': row.spread } : generatorWeights(sheet, row),
    discriminator: {
      'picture_score/mean': picture.mean,
      'picture_score/spread': picture.spread,
      'row_score/mean': row.mean,
      'row_score/spread': row.spread,
      'other_score/mean': row.mean,
      'other_score/spread': row.spread,
    },
  };
}
