/**
 * The kernels as WebGPU programs of our own, recorded between tfjs's dispatches. What has no program is inherited from
 * the reference, so every op always works.
 */
import type { Tensor, Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import {
  type Activation,
  type AdamStep,
  type FilterSize,
  isFiveByFive,
  type Kernels,
  momentsOf,
  type NormOptions,
  type NormStatistics,
  type Parameter,
  type SoftplusLosses,
  type Stride,
} from '../kernels.ts';
import type {
  AugmentOptions,
  ClockInputs,
  ClockOptions,
  Drawing,
  DrawingOptions,
  Panels,
  Pens,
  Sheet,
} from '../ecg/ecg-kernels.ts';
import type { BatchKernels } from '../batch/batch-kernels.ts';
import { ReferenceKernels } from '../reference-kernels.ts';
import { type SoftplusLoss, spanOf } from '../softplus-terms.ts';
import * as elementwise from './activation-programs.ts';
import {
  BLEND,
  SMALL_ADAM,
  SMALL_UPDATE,
  adamDenseProgram,
  adamParams,
  adamProgram,
  blendParams,
} from './adam-programs.ts';
import { BatchPrograms } from './batch/batch-programs.ts';
import { Convolutions } from './convolutions.ts';
import { denseInputGradientProgram, denseParts, denseProgram } from './dense-programs.ts';
import { softplusLossesProgram } from './softplus-losses-program.ts';
import { Norms } from './norms.ts';
import { EcgPrograms } from './ecg/ecg-programs.ts';
import { describeAdapter } from './adapter.ts';
import { greyProgram } from './grey-program.ts';
import { Recorder } from './recorder.ts';
import { sumPartsProgram } from './sum-parts-program.ts';
import { DEFAULT_TILES, SOFTWARE_TILES, type TileChoice } from './tiles.ts';
import { UpdateBatch } from './update-batch.ts';

/** The batch norm's gradient binds 9 arrays; WebGPU guarantees 8. */
const NORM_GRADIENT_BINDINGS = 9;

/** Losses of one program: beside their sums and the logits, within what WebGPU guarantees. */
const MOST_LOSSES = 6;

function usualTiles(device: GPUDevice): TileChoice {
  // Not every browser tells the adapter of a device.
  const info = device.adapterInfo as GPUAdapterInfo | undefined;
  return info !== undefined && describeAdapter(info).isSoftware ? SOFTWARE_TILES : DEFAULT_TILES;
}

export class WebgpuKernels extends ReferenceKernels implements Kernels {
  override readonly name: string = 'webgpu';
  override readonly batch: BatchKernels;
  readonly #recorder: Recorder;
  readonly #convolutions: Convolutions;
  readonly #norms: Norms;
  readonly #updates: UpdateBatch;
  readonly #ecg: EcgPrograms;
  readonly #hasNormGradient: boolean;
  readonly #tiles: TileChoice;
  readonly #barriers: boolean;

  /**
   * `backend` must be tfjs's current backend whenever a kernel is called. `tiles` as `tuneTiles` chose them, or what
   * suits most adapters of the kind.
   */
  constructor(backend: WebGPUBackend, tiles: TileChoice = usualTiles(backend.device)) {
    super();
    this.#recorder = new Recorder(backend);
    this.#convolutions = new Convolutions(this.#recorder, tiles);
    this.#tiles = tiles;
    this.#barriers = tiles.kind === 'shared';
    this.#norms = new Norms(this.#recorder, this.#barriers);
    this.#updates = new UpdateBatch(this.#recorder);
    this.#ecg = new EcgPrograms(this.#recorder, (x) => this.#norms.biasGradient(x, null));
    this.batch = new BatchPrograms(this.#recorder, new ReferenceKernels().batch);
    this.#hasNormGradient = backend.device.limits.maxStorageBuffersPerShaderStage >= NORM_GRADIENT_BINDINGS;
  }

  override convolve(x: Tensor4D, filter: Tensor4D, stride: Stride): Tensor4D {
    return isFiveByFive(filter.shape)
      ? this.#convolutions.convolve(x, filter, stride)
      : super.convolve(x, filter, stride);
  }

  override convolveTransposed(x: Tensor4D, filter: Tensor4D, stride: Stride): Tensor4D {
    return isFiveByFive(filter.shape)
      ? this.#convolutions.convolveTransposed(x, filter, stride)
      : super.convolveTransposed(x, filter, stride);
  }

  override filterGradient(
    x: Tensor4D,
    dy: Tensor4D,
    size: FilterSize,
    stride: Stride,
    weights: Tensor1D | null,
  ): Tensor4D {
    return isFiveByFive(size)
      ? this.#convolutions.filterGradient(x, dy, stride, weights)
      : super.filterGradient(x, dy, size, stride, weights);
  }

  override dense(x: Tensor2D, kernel: Tensor2D): Tensor2D {
    const [batch, inputs] = x.shape;
    const outputs = kernel.shape[1];
    const options = { batch, inputs, outputs, rows: this.#tiles.denseRows, barriers: this.#barriers };
    const parts = denseParts(inputs, outputs);
    const y = this.#recorder.tensor<Tensor2D>([batch, outputs]);
    const sums = parts === 1 ? y : this.#recorder.tensor([parts, batch * outputs]);
    this.#recorder.run(`dense/${batch}/${inputs}/${outputs}`, () => denseProgram(options, parts), {
      inputs: [x, kernel],
      outputs: [sums],
    });
    if (parts > 1) {
      const size = batch * outputs;
      this.#recorder.run(
        `sumParts/${parts}/${size}`,
        () => sumPartsProgram({ parts, size, arrays: 1, barriers: this.#barriers }),
        {
          inputs: [sums],
          outputs: [y],
        },
      );
      sums.dispose();
    }
    return y;
  }

  override denseInputGradient(dy: Tensor2D, kernel: Tensor2D): Tensor2D {
    const [batch, outputs] = dy.shape;
    const inputs = kernel.shape[0];
    const dx = this.#recorder.tensor<Tensor2D>([batch, inputs]);
    const make = () =>
      denseInputGradientProgram({ batch, inputs, outputs, rows: this.#tiles.denseRows, barriers: this.#barriers });
    this.#recorder.run(`denseInputGradient/${batch}/${inputs}/${outputs}`, make, {
      inputs: [dy, kernel],
      outputs: [dx],
    });
    return dx;
  }

  override biasActivate<T extends Tensor>(x: T, bias: Tensor1D, { slope, dropout }: Activation): T {
    const y = this.#recorder.tensor<T>(x.shape);
    const options = { size: x.size, channels: bias.size, slope, rate: dropout === null ? null : dropout.rate };
    const call = { inputs: [x, bias], outputs: [y] };
    this.#recorder.run(
      `biasActivate/${x.size}/${bias.size}/${slope}/${options.rate}`,
      () => elementwise.biasActivateProgram(options),
      dropout === null ? call : { ...call, params: elementwise.dropoutParams(dropout) },
    );
    return y;
  }

  override biasActivateGradient<T extends Tensor>(dy: T, y: T, { slope, dropout }: Activation): T {
    const rate = dropout === null ? null : dropout.rate;
    const dx = this.#recorder.tensor<T>(dy.shape);
    const make = () => elementwise.biasActivateGradientProgram(dy.size, slope, rate);
    this.#recorder.run(`biasActivateGradient/${dy.size}/${slope}/${rate}`, make, { inputs: [dy, y], outputs: [dx] });
    return dx;
  }

  override biasGradient(dy: Tensor, weights: Tensor1D | null): Tensor1D {
    return this.#norms.biasGradient(dy, weights);
  }

  override normActivate<T extends Tensor>(
    x: T,
    gamma: Tensor1D,
    beta: Tensor1D,
    options: NormOptions,
  ): { y: T; statistics: NormStatistics } {
    return this.#norms.normActivate(x, gamma, beta, options);
  }

  override normActivateGradient<T extends Tensor>(
    dy: T,
    x: T,
    gamma: Tensor1D,
    beta: Tensor1D,
    statistics: NormStatistics,
    options: NormOptions,
  ): { dx: T; dGamma: Tensor1D; dBeta: Tensor1D } {
    return this.#hasNormGradient
      ? this.#norms.normActivateGradient(dy, x, gamma, beta, statistics, options)
      : super.normActivateGradient(dy, x, gamma, beta, statistics, options);
  }

  override normActivateInference<T extends Tensor>(
    x: T,
    gamma: Tensor1D,
    beta: Tensor1D,
    statistics: NormStatistics,
    options: NormOptions,
  ): T {
    return this.#norms.normActivateInference(x, gamma, beta, statistics, options);
  }

  override tanh<T extends Tensor>(x: T): T {
    return this.#elementwise('tanh', elementwise.TANH, { x });
  }

  override tanhGradient<T extends Tensor>(dy: T, y: T): T {
    return this.#elementwise('tanhGradient', elementwise.TANH_GRADIENT, { dy, y });
  }

  override sigmoid<T extends Tensor>(x: T): T {
    return this.#elementwise('sigmoid', elementwise.SIGMOID, { x });
  }

  override sigmoidGradient<T extends Tensor>(dy: T, y: T): T {
    return this.#elementwise('sigmoidGradient', elementwise.SIGMOID_GRADIENT, { dy, y });
  }

  #elementwise<T extends Tensor>(name: string, expression: string, inputs: Readonly<Record<string, T>>): T {
    const tensors = Object.values(inputs);
    const size = tensors[0]?.size ?? 0;
    const result = this.#recorder.tensor<T>(tensors[0]?.shape ?? []);
    const make = () => elementwise.elementwiseProgram(size, Object.keys(inputs), expression);
    this.#recorder.run(`${name}/${size}`, make, { inputs: tensors, outputs: [result] });
    return result;
  }

  /** A quarter of the bytes that reading the numbers would take, and no work on the processor. */
  override async readGrey(x: Tensor): Promise<Uint8Array<ArrayBuffer>> {
    const packed = this.#recorder.tensor<Tensor1D>([Math.ceil(x.size / 4)], 'int32');
    this.#recorder.run(`grey/${x.size}`, () => greyProgram(x.size), { inputs: [x], outputs: [packed] });
    try {
      const words = await packed.data<'int32'>();
      return new Uint8Array(words.buffer as ArrayBuffer, words.byteOffset, x.size);
    } finally {
      packed.dispose();
    }
  }

  override takeSamples<T extends Tensor>(x: T, begin: number, count: number, weights: Tensor1D | null): T {
    const [batch = 1, ...rest] = x.shape;
    const taken = this.#recorder.tensor<T>([count, ...rest]);
    const options = { perSample: x.size / batch, begin, count, weighted: weights !== null };
    this.#recorder.run(
      `takeSamples/${options.perSample}/${begin}/${count}/${options.weighted}`,
      () => elementwise.takeSamplesProgram(options),
      { inputs: weights === null ? [x] : [x, weights], outputs: [taken] },
    );
    return taken;
  }

  override softplusLosses(logits: Tensor2D, losses: readonly SoftplusLoss[]): SoftplusLosses {
    // A program binds 8 arrays.
    if (losses.length > MOST_LOSSES) return super.softplusLosses(logits, losses);
    const values = this.#recorder.tensor<Tensor1D>([losses.length]);
    const weights = losses.map((loss) => this.#recorder.tensor<Tensor1D>([spanOf(loss).count]));
    this.#recorder.run(`softplusLosses/${JSON.stringify(losses)}`, () => softplusLossesProgram(losses), {
      inputs: [logits],
      outputs: [values, ...weights],
    });
    return { losses: values, weights };
  }

  /** In place: the parameter keeps its tensors. */
  override adam(parameter: Parameter, gradient: Tensor, step: AdamStep): void {
    const size = gradient.size;
    if (size <= SMALL_UPDATE) {
      this.#updates.add(SMALL_ADAM, { size, reads: [gradient], updates: this.#state(parameter) }, adamParams(step));
      return;
    }
    this.#recorder.run(`adam/${size}`, () => adamProgram(size), {
      inputs: [gradient],
      outputs: this.#state(parameter),
      params: adamParams(step),
    });
  }

  /** In place, and the gradient is not stored. */
  override adamDense(parameter: Parameter, x: Tensor2D, dy: Tensor2D, weights: Tensor1D | null, step: AdamStep): void {
    const [batch, inputs] = x.shape;
    const options = { batch, inputs, outputs: dy.shape[1], weighted: weights !== null };
    this.#recorder.run(
      `adamDense/${batch}/${inputs}/${options.outputs}/${options.weighted}`,
      () => adamDenseProgram(options),
      {
        inputs: weights === null ? [x, dy] : [x, dy, weights],
        outputs: this.#state(parameter),
        params: adamParams(step),
      },
    );
  }

  /** In place. */
  override blendIn(parameter: Parameter, batch: Tensor, momentum: number): void {
    const update = { size: batch.size, reads: [batch], updates: [parameter.value] };
    this.#updates.add(BLEND, update, blendParams(momentum));
  }

  override beatClock(inputs: ClockInputs, options: ClockOptions): Tensor4D {
    return this.#ecg.beatClock(inputs, options);
  }

  override beatClockGradient(dy: Tensor4D, inputs: ClockInputs, options: ClockOptions): Tensor2D {
    return this.#ecg.beatClockGradient(dy, inputs, options);
  }

  override mixPanels(panels: Panels, strips: number): Tensor4D {
    return this.#ecg.mixPanels(panels, strips);
  }

  override mixPanelsGradient(dy: Tensor4D, panels: Panels): ReturnType<EcgPrograms['mixPanelsGradient']> {
    return this.#ecg.mixPanelsGradient(dy, panels);
  }

  override drawTraces(y: Tensor4D, pens: Pens, options: DrawingOptions): Drawing {
    return this.#ecg.drawTraces(y, pens, options);
  }

  override drawTracesGradient(
    ...call: Parameters<EcgPrograms['drawTracesGradient']>
  ): ReturnType<EcgPrograms['drawTracesGradient']> {
    return this.#ecg.drawTracesGradient(...call);
  }

  override printSheet(ink: Tensor4D, sheet: Sheet): Tensor4D {
    return this.#ecg.printSheet(ink, sheet);
  }

  override printSheetGradient(
    dPicture: Tensor4D,
    ink: Tensor4D,
    sheet: Sheet,
  ): ReturnType<EcgPrograms['printSheetGradient']> {
    return this.#ecg.printSheetGradient(dPicture, ink, sheet);
  }

  override augment(x: Tensor4D, how: Tensor2D, options: AugmentOptions): Tensor4D {
    return this.#ecg.augment(x, how, options);
  }

  override augmentGradient(dy: Tensor4D, how: Tensor2D, options: AugmentOptions): Tensor4D {
    return this.#ecg.augmentGradient(dy, how, options);
  }

  #state(parameter: Parameter): Tensor[] {
    const { m, v } = momentsOf(parameter);
    return [parameter.value, m, v];
  }
}
