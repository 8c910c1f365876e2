/**
 * The kernels as WebGPU programs of our own, recorded between tfjs's dispatches. What has no program is inherited from
 * the reference, so every op always works.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import {
  type Activation,
  type AdamStep,
  type FilterSize,
  type Finish,
  followAverage,
  isFiveByFive,
  type Kernels,
  type LayerParameters,
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
import type { PictureStore } from '../picture-store.ts';
import { ReferenceKernels } from '../reference-kernels.ts';
import { type SoftplusLoss, spanOf } from '../softplus-terms.ts';
import * as elementwise from './activation-programs.ts';
import {
  AVERAGED_ADAM,
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
import { DenseLayers } from './dense-layers.ts';
import { softplusLossesProgram } from './softplus-losses-program.ts';
import { Norms } from './norms.ts';
import { EcgPrograms } from './ecg/ecg-programs.ts';
import { describeAdapter } from './adapter.ts';
import { greyProgram } from './grey-program.ts';
import { Recorder } from './recorder.ts';
import { DEFAULT_TILES, SOFTWARE_TILES, type TileChoice } from './tiles.ts';
import { UpdateBatch } from './update-batch.ts';
import { canUpload, uploadedPictures } from './uploaded-pictures.ts';

/** The batch norm's gradient binds 9 arrays; WebGPU guarantees 8. */
const NORM_GRADIENT_BINDINGS = 9;

/** Adam of kernel and bias with their averages binds 10. */
const AVERAGED_LAYER_BINDINGS = 10;

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
  readonly #dense: DenseLayers;
  readonly #norms: Norms;
  readonly #updates: UpdateBatch;
  readonly #ecg: EcgPrograms;
  readonly #hasNormGradient: boolean;
  /** Adam with averages of a layer binds as many arrays. */
  readonly #joinsAverages: boolean;

  /**
   * `backend` must be tfjs's current backend whenever a kernel is called. `tiles` as `tuneTiles` chose them, or what
   * suits most adapters of the kind.
   */
  constructor(backend: WebGPUBackend, tiles: TileChoice = usualTiles(backend.device)) {
    super();
    this.#recorder = new Recorder(backend);
    this.#convolutions = new Convolutions(this.#recorder, tiles);
    this.#dense = new DenseLayers(this.#recorder, tiles);
    this.#norms = new Norms(this.#recorder, tiles.kind === 'shared');
    this.#updates = new UpdateBatch(this.#recorder);
    this.#ecg = new EcgPrograms(this.#recorder, (x) => this.#norms.biasGradient(x, null));
    this.batch = new BatchPrograms(this.#recorder, new ReferenceKernels().batch);
    const { maxStorageBuffersPerShaderStage: most } = backend.device.limits;
    this.#hasNormGradient = most >= NORM_GRADIENT_BINDINGS;
    this.#joinsAverages = most >= AVERAGED_LAYER_BINDINGS;
  }

  override convolve(x: Tensor4D, filter: Tensor4D, stride: Stride, finish: Finish | null = null): Tensor4D {
    const isOurs = isFiveByFive(filter.shape);
    if (finish === null || finish.activation.dropout !== null) {
      return isOurs
        ? this.finished(this.#convolutions.convolve(x, filter, stride), finish)
        : super.convolve(x, filter, stride, finish);
    }
    const { bias, activation } = finish;
    if (isOurs) return this.#convolutions.convolve(x, filter, stride, { bias, slope: activation.slope });
    const leaky = { activation: 'leakyrelu', leakyreluAlpha: activation.slope } as const;
    const options = { x, filter, strides: stride, pad: 'same' as const, bias };
    return tf.fused.conv2d(activation.slope === 1 ? options : { ...options, ...leaky });
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

  override dense(x: Tensor2D, kernel: Tensor2D, finish: Finish | null = null): Tensor2D {
    return finish !== null && finish.activation.dropout !== null
      ? this.finished(this.#dense.product(x, kernel), finish)
      : this.#dense.product(x, kernel, finish);
  }

  override denseInputGradient(dy: Tensor2D, kernel: Tensor2D): Tensor2D {
    return this.#dense.inputGradient(dy, kernel);
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

  override biasActivateGradients<T extends Tensor>(
    dy: T,
    y: T,
    activation: Activation,
    weights: Tensor1D | null,
  ): { dx: T; dBias: Tensor1D } {
    return activation.dropout === null && weights === null
      ? this.#norms.biasActivateGradients(dy, y, activation.slope)
      : super.biasActivateGradients(dy, y, activation, weights);
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
  override pictureStore(bytes: Uint8Array, size: number): PictureStore {
    return canUpload(bytes, size) ? uploadedPictures(this.#recorder, bytes, size) : super.pictureStore(bytes, size);
  }

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
    const { average, ...plain } = step;
    const { ema } = parameter.slots;
    const [state, params] = [this.#state(parameter), adamParams(plain)];
    if (size > SMALL_UPDATE) {
      this.#recorder.run(`adam/${size}`, () => adamProgram(size), { inputs: [gradient], outputs: state, params });
    } else if (average !== undefined && ema !== undefined && this.#joinsAverages) {
      this.#updates.add(AVERAGED_ADAM, { size, reads: [gradient], updates: [...state, ema] }, adamParams(step));
      return;
    } else this.#updates.add(SMALL_ADAM, { size, reads: [gradient], updates: state }, params);
    followAverage(this, parameter, average);
  }

  /** In place, and the gradient is not stored. */
  override adamDense(parameter: Parameter, x: Tensor2D, dy: Tensor2D, weights: Tensor1D | null, step: AdamStep): void {
    const [batch, inputs] = x.shape;
    const options = { batch, inputs, outputs: dy.shape[1], weighted: weights !== null };
    const { average, ...plain } = step;
    this.#recorder.run(
      `adamDense/${batch}/${inputs}/${options.outputs}/${options.weighted}`,
      () => adamDenseProgram({ ...options, biased: false, averaged: false }),
      {
        inputs: weights === null ? [x, dy] : [x, dy, weights],
        outputs: this.#state(parameter),
        params: adamParams(plain),
      },
    );
    followAverage(this, parameter, average);
  }

  /** In place, and no gradient is stored. */
  override adamLayer({ kernel, bias }: LayerParameters, x: Tensor2D, dy: Tensor2D, step: AdamStep): void {
    const [batch, inputs] = x.shape;
    const outputs = dy.shape[1];
    const { average, ...plain } = step;
    const averages = [kernel, bias].flatMap(({ slots }) => (slots.ema === undefined ? [] : [slots.ema]));
    const averaged = average !== undefined && averages.length === 2 && this.#joinsAverages;
    const stateOf = (parameter: Parameter, i: number): Tensor[] => [
      ...this.#state(parameter),
      ...(averaged ? averages.slice(i, i + 1) : []),
    ];
    this.#recorder.run(
      `adamLayer/${batch}/${inputs}/${outputs}/${averaged}`,
      () => adamDenseProgram({ batch, inputs, outputs, weighted: false, biased: true, averaged }),
      { inputs: [x, dy], outputs: [kernel, bias].flatMap(stateOf), params: adamParams(averaged ? step : plain) },
    );
    if (!averaged) for (const parameter of [kernel, bias]) followAverage(this, parameter, average);
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
