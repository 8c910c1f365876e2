/** `BatchKernels` on the recorder: one program an operation. */
import type { Tensor, Tensor1D, Tensor2D, Tensor3D, Tensor4D } from '@tensorflow/tfjs-core';
import {
  deviationSizes,
  energySizes,
  kindSizes,
  lookShapes,
  lookSizes,
  matchSizes,
  modulationSizes,
  wanderSizes,
} from '../../batch/array-batch.ts';
import type { BatchKernels, EnergySides, Kinds, Looked, Match, Modulation, Scores } from '../../batch/batch-kernels.ts';
import { BANDS, SIDE } from '../../batch/look.ts';
import { elementwiseProgram } from '../activation-programs.ts';
import { f32, type GpuProgram } from '../gpu-program.ts';
import type { Recorder } from '../recorder.ts';
import { energyProgram, hasRoomFor } from './energy-program.ts';
import {
  deviationGradientProgram,
  deviationProgram,
  matchedGradientProgram,
  matchedProgram,
  modulatedGradientProgram,
  modulatedProgram,
  scoresGradientProgram,
  scoresProgram,
} from './feature-programs.ts';
import {
  bandsGradientProgram,
  byLookProgram,
  heldProgram,
  kindRowsProgram,
  lookGradientProgram,
  lookProgram,
  squareParts,
  squaresProgram,
} from './look-programs.ts';
import { laidProgram, wanderGradientProgram, wanderProgram } from './trace-programs.ts';

/** Deflections that are laid at once, within the arrays that WebGPU guarantees. */
const MOST_LAID = 6;

export class BatchPrograms implements BatchKernels {
  readonly #recorder: Recorder;
  /** For what does not fit a program. */
  readonly #reference: BatchKernels;

  constructor(recorder: Recorder, reference: BatchKernels) {
    this.#recorder = recorder;
    this.#reference = reference;
  }

  withDeviation(x: Tensor2D, groups: number): Tensor2D {
    const sizes = deviationSizes(x, groups);
    return this.#make('deviation', sizes, deviationProgram, [x], [sizes.batch, sizes.features + 1]);
  }

  withDeviationGradient(dy: Tensor2D, x: Tensor2D, groups: number): Tensor2D {
    return this.#make('deviationGradient', deviationSizes(x, groups), deviationGradientProgram, [dy, x], x.shape);
  }

  matched({ features, embedded }: Match, own: Tensor2D): Tensor2D {
    const sizes = matchSizes({ features, embedded });
    return this.#make('matched', sizes, matchedProgram, [features, embedded, own], [sizes.batch, 2]);
  }

  matchedGradient(dy: Tensor2D, { features, embedded }: Match): ReturnType<BatchKernels['matchedGradient']> {
    const sizes = matchSizes({ features, embedded });
    const dFeatures = this.#recorder.tensor<Tensor2D>(features.shape);
    const dOwn = this.#recorder.tensor<Tensor2D>([sizes.batch, 1]);
    const dEmbedded = this.#recorder.tensor<Tensor2D>(embedded.shape);
    const outputs = [dFeatures, dOwn, dEmbedded];
    this.#run('matchedGradient', sizes, matchedGradientProgram, [dy, features, embedded], outputs);
    return { dFeatures, dOwn, dEmbedded };
  }

  standardised<T extends Tensor>(x: T, { mean, spread, limit }: Scores): T {
    const sizes = { size: x.size, length: mean.size, limit };
    const make = (): GpuProgram => scoresProgram(x.size, mean.size, limit);
    return this.#make('scores', sizes, make, [x, mean, spread], x.shape);
  }

  standardisedGradient<T extends Tensor>(dy: T, y: T, { spread, limit }: Scores): T {
    const sizes = { size: dy.size, length: spread.size, limit };
    const make = (): GpuProgram => scoresGradientProgram(dy.size, spread.size, limit);
    return this.#make('scoresGradient', sizes, make, limit === null ? [dy, spread] : [dy, spread, y], dy.shape);
  }

  modulated({ x, by }: Modulation, slope: number): Tensor4D {
    return this.#make('modulated', modulationSizes({ x, by }, slope), modulatedProgram, [x, by], x.shape);
  }

  modulatedGradient(
    dy: Tensor4D,
    y: Tensor4D,
    { x, by }: Modulation,
    slope: number,
  ): ReturnType<BatchKernels['modulatedGradient']> {
    const dx = this.#recorder.tensor<Tensor4D>(x.shape);
    const dBy = this.#recorder.tensor<Tensor2D>(by.shape);
    const sizes = modulationSizes({ x, by }, slope);
    this.#run('modulatedGradient', sizes, modulatedGradientProgram, [dy, y, x, by], [dx, dBy]);
    return { dx, dBy };
  }

  wanders(amounts: Tensor2D, noise: Tensor2D, samples: number): Tensor4D {
    const sizes = wanderSizes(amounts, noise, samples);
    return this.#make('wander', sizes, wanderProgram, [amounts, noise], [sizes.batch, samples, 1, sizes.strips]);
  }

  wandersGradient(dy: Tensor4D, amounts: Tensor2D, noise: Tensor2D): Tensor2D {
    const sizes = wanderSizes(amounts, noise, dy.shape[1]);
    return this.#make('wanderGradient', sizes, wanderGradientProgram, [dy, amounts, noise], amounts.shape);
  }

  laid(deflections: readonly Tensor4D[], places: Tensor1D, amplitude: number): Tensor4D {
    const [first] = deflections;
    const count = deflections.length;
    if (first === undefined || count > MOST_LAID) return this.#reference.laid(deflections, places, amplitude);
    const make = (): GpuProgram => laidProgram(first.size, places.size, count, amplitude);
    const sizes = { size: first.size, strips: places.size, count, amplitude };
    return this.#make('laid', sizes, make, [...deflections, places], first.shape);
  }

  deflectionGradient(dy: Tensor4D, amplitude: number): Tensor4D {
    const make = (): GpuProgram => elementwiseProgram(dy.size, ['dy'], `${f32(-amplitude)} * dy`);
    return this.#make('deflectionGradient', { size: dy.size, amplitude }, make, [dy], dy.shape);
  }

  energy(sides: EnergySides): { readonly parts: Tensor2D; readonly gradient: Tensor3D } {
    const sizes = energySizes(sides);
    if (!hasRoomFor(sizes)) return this.#reference.energy(sides);
    const { made, real, unit } = sides;
    const parts = this.#recorder.tensor<Tensor2D>([sizes.views, sizes.made]);
    const gradient = this.#recorder.tensor<Tensor3D>(made.shape);
    this.#run('energy', sizes, energyProgram, [made, real, unit], [parts, gradient]);
    return { parts, gradient };
  }

  look(image: Tensor4D): Omit<Looked, 'image'> {
    const sizes = lookSizes(image);
    const shapes = lookShapes(sizes);
    const features = this.#recorder.tensor<Tensor2D>(shapes.features);
    const swings = this.#recorder.tensor<Tensor3D>(shapes.swings);
    this.#run('look', sizes, lookProgram, [image], [features, swings]);
    return { features, swings };
  }

  lookGradient(by: Tensor2D, { image, features, swings }: Looked): Tensor4D {
    const sizes = lookSizes(image);
    const from = [by, features, swings];
    const bands = this.#make('bandsGradient', sizes, bandsGradientProgram, from, [sizes.batch, BANDS, SIDE]);
    const inputs = [image, by, features, bands];
    const dImage = this.#make<Tensor4D, typeof sizes>('lookGradient', sizes, lookGradientProgram, inputs, image.shape);
    bands.dispose();
    return dImage;
  }

  kindRows(
    { look, row, says }: Readonly<Record<'look' | 'row' | 'says', Tensor2D>>,
    kinds: Kinds,
  ): ReturnType<BatchKernels['kindRows']> {
    const [batch, columns] = row.shape;
    const sizes = kindSizes(batch, columns, kinds);
    const whole = this.#recorder.tensor<Tensor3D>([1, batch, sizes.compared + columns]);
    const beside = this.#recorder.tensor<Tensor3D>([sizes.readings, batch, 2]);
    this.#run('kindRows', sizes, kindRowsProgram, [look, row, says, kinds.column], [whole, beside]);
    return { whole, beside };
  }

  byLook(
    { byWhole, byBeside }: { readonly byWhole: Tensor3D; readonly byBeside: Tensor3D },
    kinds: Kinds,
    weights: readonly [number, number],
  ): Tensor2D {
    const [, batch, width] = byWhole.shape;
    const sizes = kindSizes(batch, width - kinds.compared, kinds);
    const make = (): GpuProgram => byLookProgram(weights, sizes);
    const key = { ...sizes, weights: weights.join(':') };
    return this.#make('byLook', key, make, [byWhole, byBeside, kinds.kernel], [batch, sizes.components]);
  }

  held<T extends Tensor>(x: T, most: number, more: T): T {
    const size = { size: x.size };
    const squares = this.#make('squares', size, () => squaresProgram(x.size), [x], [squareParts(x.size)]);
    const make = (): GpuProgram => heldProgram(x.size, most);
    const result = this.#make<T, object>('held', { ...size, most }, make, [x, more, squares], x.shape);
    squares.dispose();
    return result;
  }

  #make<T extends Tensor, S extends object>(
    name: string,
    sizes: S,
    program: (sizes: S) => GpuProgram,
    inputs: readonly Tensor[],
    shape: readonly number[],
  ): T {
    const result = this.#recorder.tensor<T>(shape);
    this.#run(name, sizes, program, inputs, [result]);
    return result;
  }

  #run<S extends object>(
    name: string,
    sizes: S,
    program: (sizes: S) => GpuProgram,
    inputs: readonly Tensor[],
    outputs: readonly Tensor[],
  ): void {
    this.#recorder.run(`${name}/${Object.values(sizes).join('/')}`, () => program(sizes), { inputs, outputs });
  }
}
