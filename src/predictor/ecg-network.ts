/**
 * The small network of the comparison on the engine's kernels: a picture, a row or both → one logit an output.
 * Forwards and backwards are written out, as in the GAN: nothing is computed that is not used.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import type { Activation, AdamStep, Kernels, Stride } from '../engine/kernels.ts';
import type { Parameters } from '../engine/parameters.ts';
import type { NetworkShape } from './network-shape.ts';

const LEAKY_SLOPE = 0.1;
const LINEAR: Activation = { slope: 1, dropout: null };

export interface NetworkInput {
  /** [B, side, side, 1]; null without an ECG branch. */
  readonly picture: Tensor4D | null;
  /** [B, profile]: what `profile.ts` measures of the picture; null without one. */
  readonly profile: Tensor2D | null;
  /** [B, columns]; null without a row branch. */
  readonly row: Tensor2D | null;
}

/** Seeds the dropout masks of one step; null runs without dropout. */
export interface DropoutPlan {
  readonly seed: number;
  readonly step: number;
  /** After a convolution, and after a Dense layer. */
  readonly rates: { readonly convolution: number; readonly dense: number };
}

interface LayerRecord<T extends Tensor> {
  readonly name: string;
  readonly input: T;
  readonly output: T;
  readonly activation: Activation;
}

/** Everything the backward pass needs. Owns its tensors (not the input); dispose it after use. */
export interface NetworkRecord {
  /** [B, outputs] */
  readonly logits: Tensor2D;
  /** [B, embedding]: the layer in front of the outputs. */
  readonly embedding: Tensor2D;
  readonly image: readonly LayerRecord<Tensor4D>[];
  readonly row: readonly LayerRecord<Tensor2D>[];
  readonly embeddingLayer: LayerRecord<Tensor2D>;
  readonly logitsLayer: LayerRecord<Tensor2D>;
  readonly dispose: () => void;
}

/** [B, H, W, C] → [B, H · windows · C]: each channel's mean over equal windows of time, left to right. */
function averageOverTime(x: Tensor4D, windows: number): Tensor2D {
  const length = x.shape[2] / windows;
  return tf.tidy(() => tf.reshape(tf.avgPool(x, [1, length], [1, length], 'valid'), [x.shape[0], -1]));
}

/** [C, length · C]: copies a value of every channel to each of `length` places, divided by their number. */
function spreader(length: number, channels: number): Tensor2D {
  const values = new Float32Array(channels * length * channels);
  for (let c = 0; c < channels; c++) {
    for (let x = 0; x < length; x++) values[(c * length + x) * channels + c] = 1 / length;
  }
  return tf.tensor2d(values, [channels, length * channels]);
}

/** Its gradient: [B, H · windows · C] → `shape`. As a product of matrices: tfjs's `tile` takes ten times as long on wasm. */
function spreadOverTime(dy: Tensor2D, shape: Tensor4D['shape'], windows: number): Tensor4D {
  const [batch, height, width, channels] = shape;
  return tf.tidy(() => {
    const means: Tensor2D = tf.reshape(dy, [batch * height * windows, channels]);
    return tf.reshape(tf.matMul(means, spreader(width / windows, channels)), shape);
  });
}

export class EcgNetwork {
  readonly shape: NetworkShape;
  readonly parameters: Parameters;
  readonly #kernels: Kernels;

  /** Takes over the parameters, which must be those of the shape; `dispose` them with the network. */
  constructor(shape: NetworkShape, kernels: Kernels, parameters: Parameters) {
    this.shape = shape;
    this.parameters = parameters;
    this.#kernels = kernels;
  }

  forward(input: NetworkInput, dropout: DropoutPlan | null): NetworkRecord {
    const k = this.#kernels;
    const p = this.parameters;
    const { shape } = this;
    const owned: Tensor[] = [];
    let layerNumber = 0;
    /** Bias, LeakyReLU and dropout of one layer; disposes `raw`, which nothing else needs. */
    const activate = <T extends Tensor>(name: string, layerInput: T, raw: T, rate: number): LayerRecord<T> => {
      const layer = layerNumber++;
      const mask = dropout === null || rate === 0 ? null : { rate, seed: dropout.seed, step: dropout.step, layer };
      const activation: Activation = { slope: LEAKY_SLOPE, dropout: mask };
      const output = k.biasActivate(raw, p.vector(`${name}/bias`), activation);
      tf.dispose(raw);
      owned.push(output);
      return { name, input: layerInput, output, activation };
    };
    const rates = dropout?.rates ?? { convolution: 0, dense: 0 };

    const parts: Tensor2D[] = [];
    const image: LayerRecord<Tensor4D>[] = [];
    if (input.picture !== null) {
      let picture = input.picture;
      for (const [i, { name, stride }] of shape.image.entries()) {
        const raw = k.convolve(picture, p.filter(`${name}/kernel`), stride);
        const layer = activate(name, picture, raw, rates.convolution);
        image.push(layer);
        picture = layer.output;
        const part = averageOverTime(picture, shape.pooled[i]?.windows ?? 1);
        owned.push(part);
        parts.push(part);
      }
    }
    if (input.profile !== null) parts.push(input.profile);
    const row: LayerRecord<Tensor2D>[] = [];
    if (input.row !== null) {
      let hidden = input.row;
      for (const { name } of shape.row) {
        const layer = activate(name, hidden, k.dense(hidden, p.matrix(`${name}/kernel`)), rates.dense);
        row.push(layer);
        hidden = layer.output;
      }
      parts.push(hidden);
    }

    const both = tf.concat(parts, 1);
    owned.push(both);
    const embedding = activate('embedding', both, k.dense(both, p.matrix('embedding/kernel')), rates.dense);
    const last = input.row === null ? embedding.output : tf.concat([embedding.output, input.row], 1);
    if (input.row !== null) owned.push(last);
    const raw = k.dense(last, p.matrix('logits/kernel'));
    const logits = k.biasActivate(raw, p.vector('logits/bias'), LINEAR);
    tf.dispose(raw);
    owned.push(logits);
    return {
      logits,
      embedding: embedding.output,
      image,
      row,
      embeddingLayer: embedding,
      logitsLayer: { name: 'logits', input: last, output: logits, activation: LINEAR },
      dispose: () => tf.dispose(owned),
    };
  }

  /** One Adam update of every variable with the gradient that `dLogits` [B, outputs] starts; disposes `dLogits`. */
  backward(record: NetworkRecord, dLogits: Tensor2D, step: AdamStep): void {
    const dLast = this.#denseBackward(record.logitsLayer, dLogits, step);
    const dEmbedding: Tensor2D = tf.slice(dLast, [0, 0], record.embedding.shape);
    tf.dispose(dLast);
    const dJoined = this.#denseBackward(record.embeddingLayer, dEmbedding, step);

    const [batch, width] = dJoined.shape;
    let at = 0;
    const dParts = this.shape.pooled.map(({ length, windows }, i) => {
      const shape = record.image[i]?.output.shape ?? [0, 0, 0, 0];
      const dPart = tf.tidy(() => spreadOverTime(tf.slice(dJoined, [0, at], [batch, length]), shape, windows));
      at += length;
      return dPart;
    });
    if (dParts.length > 0) this.#imageBackward(record.image, dParts, step);
    at += this.shape.profile;
    if (record.row.length > 0) {
      let dHidden: Tensor2D | null = tf.slice(dJoined, [0, at], [batch, width - at]);
      for (const [i, layer] of [...record.row.entries()].toReversed()) {
        if (dHidden !== null) dHidden = this.#denseBackward(layer, dHidden, step, i > 0);
      }
    }
    tf.dispose(dJoined);
  }

  /** `dParts`: gradients by each layer's output through the averages; disposed. */
  #imageBackward(layers: readonly LayerRecord<Tensor4D>[], dParts: readonly Tensor4D[], step: AdamStep): void {
    const k = this.#kernels;
    let dNext: Tensor4D | null = null;
    for (const [i, layer] of [...layers.entries()].toReversed()) {
      const own = dParts[i];
      if (own === undefined) throw new Error(`No gradient reaches ${layer.name}`);
      const dy: Tensor4D = dNext === null ? own : tf.add(dNext, own);
      if (dNext !== null) tf.dispose([dNext, own]);
      const stride: Stride = this.shape.image[i]?.stride ?? 1;
      const kernel = this.parameters.get(`${layer.name}/kernel`);
      const dRaw = k.biasActivateGradient(dy, layer.output, layer.activation);
      const dBias = k.biasGradient(dRaw, null);
      const dKernel = k.filterGradient(layer.input, dRaw, stride, null);
      tf.dispose(dy);
      // Nobody asks for the gradient by the picture itself.
      dNext = i === 0 ? null : k.convolveTransposed(dRaw, this.parameters.filter(`${layer.name}/kernel`), stride);
      k.adam(kernel, dKernel, step);
      k.adam(this.parameters.get(`${layer.name}/bias`), dBias, step);
      tf.dispose([dRaw, dBias, dKernel]);
    }
  }

  /** Through one Dense layer: updates it, disposes `dy`, returns the gradient by its input. */
  #denseBackward(layer: LayerRecord<Tensor2D>, dy: Tensor2D, step: AdamStep): Tensor2D;
  #denseBackward(layer: LayerRecord<Tensor2D>, dy: Tensor2D, step: AdamStep, isAsked: boolean): Tensor2D | null;
  #denseBackward(layer: LayerRecord<Tensor2D>, dy: Tensor2D, step: AdamStep, isAsked = true): Tensor2D | null {
    const k = this.#kernels;
    const kernel = this.parameters.get(`${layer.name}/kernel`);
    const dRaw = k.biasActivateGradient(dy, layer.output, layer.activation);
    const dBias = k.biasGradient(dRaw, null);
    const dInput = isAsked ? k.denseInputGradient(dRaw, this.parameters.matrix(`${layer.name}/kernel`)) : null;
    k.adamDense(kernel, layer.input, dRaw, null, step);
    k.adam(this.parameters.get(`${layer.name}/bias`), dBias, step);
    tf.dispose([dy, dRaw, dBias]);
    return dInput;
  }
}
