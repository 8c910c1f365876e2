/** `BatchKernels` on arrays: the reference, and on wasm's heap the fast way. */
import type { Tensor, Tensor1D, Tensor2D, Tensor3D, Tensor4D } from '@tensorflow/tfjs-core';
import type { ArrayRun } from '../array-run.ts';
import { PLACE_UNIT } from '../ecg/trace-scales.ts';
import type { BatchKernels, EnergySides, Kinds, Looked, Match, Modulation, Scores } from './batch-kernels.ts';
import { type DeviationSizes, withDeviation, withDeviationGradient } from './deviation.ts';
import { energy, type EnergySizes } from './energy.ts';
import { byLook, kindRows, type KindSizes } from './kinds.ts';
import { BANDS, FEATURES, FREQUENCIES, look, lookGradient, type LookSizes } from './look.ts';
import { matched, matchedGradient, type MatchSizes } from './matching.ts';
import { modulated, modulatedGradient, type ModulationSizes } from './modulating.ts';
import { standardised, standardisedGradient } from './scoring.ts';
import { wanders, wandersGradient, type WanderSizes } from './wandering.ts';

export function deviationSizes(x: Tensor2D, groups: number): DeviationSizes {
  const [batch, features] = x.shape;
  return { batch, features, groups };
}

export function matchSizes({ features }: Match): MatchSizes {
  return { batch: features.shape[0], features: features.shape[1] };
}

export function modulationSizes({ x }: Modulation, slope: number): ModulationSizes {
  const [batch, height, width, channels] = x.shape;
  return { batch, places: height * width, channels, slope };
}

export function wanderSizes(amounts: Tensor2D, noise: Tensor2D, samples: number): WanderSizes {
  const [batch, strips] = amounts.shape;
  return { batch, samples, strips, knots: noise.shape[1] / (strips + 1) };
}

export function energySizes({ made, real }: EnergySides): EnergySizes {
  const [views, m, length] = made.shape;
  return { views, made: m, real: real.shape[1], length };
}

export function lookSizes(image: Tensor4D): LookSizes {
  return { batch: image.shape[0], size: image.shape[1] };
}

/** Of the results of `look`. */
export function lookShapes({ batch }: LookSizes) {
  return { features: [batch, FEATURES], swings: [batch, BANDS, 2 * FREQUENCIES] };
}

export function kindSizes(batch: number, columns: number, { compared, rowWeight, kernel }: Kinds): KindSizes {
  const [components, readings] = kernel.shape;
  return { batch, components, compared, columns, rowWeight, readings };
}

export class ArrayBatch implements BatchKernels {
  readonly #run: ArrayRun;

  constructor(run: ArrayRun) {
    this.#run = run;
  }

  withDeviation(x: Tensor2D, groups: number): Tensor2D {
    const sizes = deviationSizes(x, groups);
    const call = { inputs: { x }, outputs: { y: [sizes.batch, sizes.features + 1] } };
    return this.#run({ ...call, compute: (from, { y }) => withDeviation(from.x, sizes, y) }).y as Tensor2D;
  }

  withDeviationGradient(dy: Tensor2D, x: Tensor2D, groups: number): Tensor2D {
    const sizes = deviationSizes(x, groups);
    return this.#run({
      inputs: { dy, x },
      outputs: { dx: x.shape },
      compute: (from, { dx }) => withDeviationGradient(from.dy, from.x, sizes, dx),
    }).dx as Tensor2D;
  }

  matched({ features, embedded }: Match, own: Tensor2D): Tensor2D {
    const sizes = matchSizes({ features, embedded });
    return this.#run({
      inputs: { features, embedded, own },
      outputs: { y: [sizes.batch, 2] },
      compute: (from, { y }) => matched(from, from.own, sizes, y),
    }).y as Tensor2D;
  }

  matchedGradient(dy: Tensor2D, { features, embedded }: Match): ReturnType<BatchKernels['matchedGradient']> {
    const sizes = matchSizes({ features, embedded });
    return this.#run({
      inputs: { dy, features, embedded },
      outputs: { dFeatures: features.shape, dOwn: [sizes.batch, 1], dEmbedded: embedded.shape },
      compute: (from, gradients) => matchedGradient(from.dy, from, sizes, gradients),
    }) as ReturnType<BatchKernels['matchedGradient']>;
  }

  standardised<T extends Tensor>(x: T, { mean, spread, limit }: Scores): T {
    return this.#run({
      inputs: { x: x as Tensor, mean, spread },
      outputs: { y: x.shape },
      compute: (from, { y }) => standardised(from, limit, y),
    }).y as T;
  }

  standardisedGradient<T extends Tensor>(dy: T, y: T, { spread, limit }: Scores): T {
    return this.#run({
      inputs: { dy: dy as Tensor, y, spread },
      outputs: { dx: dy.shape },
      compute: (from, { dx }) => standardisedGradient(from, limit, dx),
    }).dx as T;
  }

  modulated({ x, by }: Modulation, slope: number): Tensor4D {
    const sizes = modulationSizes({ x, by }, slope);
    return this.#run({
      inputs: { x: x as Tensor, by },
      outputs: { y: x.shape },
      compute: (from, { y }) => modulated(from, sizes, y),
    }).y as Tensor4D;
  }

  modulatedGradient(
    dy: Tensor4D,
    y: Tensor4D,
    { x, by }: Modulation,
    slope: number,
  ): ReturnType<BatchKernels['modulatedGradient']> {
    const sizes = modulationSizes({ x, by }, slope);
    return this.#run({
      inputs: { dy: dy as Tensor, y, x, by },
      outputs: { dx: x.shape as readonly number[], dBy: by.shape },
      compute: (from, gradients) => modulatedGradient(from, sizes, gradients),
    }) as ReturnType<BatchKernels['modulatedGradient']>;
  }

  wanders(amounts: Tensor2D, noise: Tensor2D, samples: number): Tensor4D {
    const sizes = wanderSizes(amounts, noise, samples);
    return this.#run({
      inputs: { amounts, noise },
      outputs: { y: [sizes.batch, samples, 1, sizes.strips] },
      compute: (from, { y }) => wanders(from, sizes, y),
    }).y as Tensor4D;
  }

  wandersGradient(dy: Tensor4D, amounts: Tensor2D, noise: Tensor2D): Tensor2D {
    const sizes = wanderSizes(amounts, noise, dy.shape[1]);
    return this.#run({
      inputs: { dy: dy as Tensor, amounts, noise },
      outputs: { dAmounts: amounts.shape },
      compute: (from, { dAmounts }) => wandersGradient(from, sizes, dAmounts),
    }).dAmounts as Tensor2D;
  }

  laid(deflections: readonly Tensor4D[], places: Tensor1D, amplitude: number): Tensor4D {
    const [shape = []] = deflections.map((one) => one.shape);
    const inputs: Record<string, Tensor> = { places };
    deflections.forEach((one, i) => (inputs[`part${i}`] = one));
    return this.#run({
      inputs,
      outputs: { y: shape },
      compute: ({ places: middles = new Float32Array(0), ...parts }, { y }) => {
        const all = Object.values(parts);
        for (let i = 0, s = 0; i < y.length; i++, s++) {
          if (s === middles.length) s = 0;
          let sum = 0;
          for (const part of all) sum += part[i] ?? 0;
          y[i] = PLACE_UNIT * (middles[s] ?? 0) - amplitude * sum;
        }
      },
    }).y as Tensor4D;
  }

  deflectionGradient(dy: Tensor4D, amplitude: number): Tensor4D {
    return this.#run({
      inputs: { dy },
      outputs: { by: dy.shape },
      compute: (from, { by }) => from.dy.forEach((down, i) => (by[i] = -amplitude * down)),
    }).by as Tensor4D;
  }

  energy({ made, real, unit }: EnergySides): { readonly parts: Tensor2D; readonly gradient: Tensor3D } {
    const sizes = energySizes({ made, real, unit });
    return this.#run({
      inputs: { made: made as Tensor, real, unit },
      outputs: { parts: [sizes.views, sizes.made] as readonly number[], gradient: made.shape },
      compute: (from, results) => energy(from, sizes, results),
    }) as { parts: Tensor2D; gradient: Tensor3D };
  }

  look(image: Tensor4D): Omit<Looked, 'image'> {
    const sizes = lookSizes(image);
    const call = { inputs: { image }, outputs: lookShapes(sizes) };
    return this.#run({ ...call, compute: (from, results) => look(from.image, sizes, results) }) as Omit<
      Looked,
      'image'
    >;
  }

  lookGradient(by: Tensor2D, { image, features, swings }: Looked): Tensor4D {
    return this.#run({
      inputs: { by: by as Tensor, image, features, swings },
      outputs: { dImage: image.shape },
      compute: (from, { dImage }) => lookGradient(from.by, from, lookSizes(image), dImage),
    }).dImage as Tensor4D;
  }

  kindRows(
    sides: Readonly<Record<'look' | 'row' | 'says', Tensor2D>>,
    kinds: Kinds,
  ): ReturnType<BatchKernels['kindRows']> {
    const [batch, columns] = sides.row.shape;
    const sizes = kindSizes(batch, columns, kinds);
    return this.#run({
      inputs: { ...(sides as Record<keyof typeof sides, Tensor>), column: kinds.column as Tensor },
      outputs: { whole: [1, batch, sizes.compared + columns], beside: [sizes.readings, batch, 2] },
      compute: (from, results) => kindRows(from, sizes, results),
    }) as ReturnType<BatchKernels['kindRows']>;
  }

  byLook(
    { byWhole, byBeside }: { readonly byWhole: Tensor3D; readonly byBeside: Tensor3D },
    kinds: Kinds,
    weights: readonly [number, number],
  ): Tensor2D {
    const [, batch, width] = byWhole.shape;
    const sizes = kindSizes(batch, width - kinds.compared, kinds);
    return this.#run({
      inputs: { byWhole: byWhole as Tensor, byBeside, kernel: kinds.kernel },
      outputs: { out: [batch, sizes.components] },
      compute: (from, { out }) => byLook(from, weights, sizes, out),
    }).out as Tensor2D;
  }

  held<T extends Tensor>(x: T, most: number, more: T): T {
    return this.#run({
      inputs: { x: x as Tensor, more },
      outputs: { y: x.shape },
      compute: (from, { y }) => {
        let squares = 0;
        for (const value of from.x) squares += value * value;
        const factor = Math.min(1, most / Math.max(Math.sqrt(squares), 1e-12));
        for (let i = 0; i < y.length; i++) y[i] = factor * (from.x[i] ?? 0) + (from.more[i] ?? 0);
      },
    }).y as T;
  }
}
