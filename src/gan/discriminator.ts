/**
 * The discriminator: a picture [B, S, S, 1] and a row [B, columns] → a logit [B, 1] ("real" above 0).
 * It has no batch statistics, so real and fake pairs go through it as one batch, and each sample's gradient is its own.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import type { NetworkPlan } from '../core/network-plan.ts';
import type { Activation, AdamStep, Kernels } from '../engine/kernels.ts';
import { DROPOUT_RATE, LEAKY_SLOPE } from './constants.ts';
import type { Parameters } from '../engine/parameters.ts';

/** Seeds the dropout masks of one step; null runs in inference mode (no dropout). */
export type DropoutSeed = { readonly seed: number; readonly step: number } | null;

interface LayerRecord {
  readonly name: string;
  readonly input: Tensor;
  readonly output: Tensor;
  readonly activation: Activation;
}

/** Everything the backward pass needs. Owns its tensors; dispose it after `backward`. */
export interface DiscriminatorRecord {
  readonly logits: Tensor2D;
  readonly imageLayers: readonly LayerRecord[];
  readonly rowLayers: readonly LayerRecord[];
  readonly joint: LayerRecord;
  readonly logit: LayerRecord;
  readonly dispose: () => void;
}

/** How samples count in the gradients: derivatives of the losses by the logits. */
export interface SampleWeights {
  /** [B]: derivative of the discriminator's loss by each logit. */
  readonly discriminator: Tensor1D;
  /** [fakeCount]: derivative of the generator's loss by each fake's logit. */
  readonly generator: Tensor1D;
  readonly realCount: number;
}

export class Discriminator {
  readonly #plan: NetworkPlan;
  readonly #kernels: Kernels;
  readonly parameters: Parameters;

  constructor(plan: NetworkPlan, kernels: Kernels, parameters: Parameters) {
    this.#plan = plan;
    this.#kernels = kernels;
    this.parameters = parameters;
  }

  forward(image: Tensor4D, row: Tensor2D, dropout: DropoutSeed): DiscriminatorRecord {
    const k = this.#kernels;
    const p = this.parameters;
    const owned: Tensor[] = [];
    let layerNumber = 0;
    /** Bias and activation of one layer; disposes `raw`, which nothing else needs. */
    const activate = <T extends Tensor>(
      name: string,
      input: Tensor,
      raw: T,
      slope: number,
    ): LayerRecord & { output: T } => {
      const mask = dropout === null ? null : { ...dropout, rate: DROPOUT_RATE, layer: layerNumber++ };
      const activation: Activation = { slope, dropout: mask };
      const output = k.biasActivate(raw, p.vector(`${name}/bias`), activation);
      tf.dispose(raw);
      owned.push(output);
      return { name, input, output, activation };
    };

    const imageLayers: LayerRecord[] = [];
    let picture = image;
    for (const { name, stride } of this.#plan.discriminator.image) {
      const layer = activate(name, picture, k.convolve(picture, p.filter(`${name}/kernel`), stride), LEAKY_SLOPE);
      imageLayers.push(layer);
      picture = layer.output;
    }
    const rowLayers: LayerRecord[] = [];
    let hidden = row;
    for (const { name } of this.#plan.discriminator.row) {
      const layer = activate(name, hidden, k.dense(hidden, p.matrix(`${name}/kernel`)), LEAKY_SLOPE);
      rowLayers.push(layer);
      hidden = layer.output;
    }

    const both = tf.tidy(() => tf.concat([tf.reshape(picture, [picture.shape[0], -1]), hidden], 1)) as Tensor2D;
    owned.push(both);
    const joint = activate('joint', both, k.dense(both, p.matrix('joint/kernel')), 1);
    const raw = k.dense(joint.output, p.matrix('logit/kernel'));
    const logits = k.biasActivate(raw, p.vector('logit/bias'), { slope: 1, dropout: null });
    tf.dispose(raw);
    owned.push(logits);
    const logit: LayerRecord = {
      name: 'logit',
      input: joint.output,
      output: logits,
      activation: { slope: 1, dropout: null },
    };
    return { logits, imageLayers, rowLayers, joint, logit, dispose: () => tf.dispose(owned) };
  }

  /**
   * One backward pass for both losses. It starts from 1 at every logit; because samples do not mix, the
   * discriminator's gradients are the samples' own, weighted, and the generator's are the fakes', weighted.
   * Updates every variable, and returns the derivatives of the generator's loss by the fake pictures and rows.
   */
  backward(record: DiscriminatorRecord, weights: SampleWeights, step: AdamStep): { dImage: Tensor4D; dRow: Tensor2D } {
    const k = this.#kernels;
    const fakes = weights.generator.shape[0];
    const fakesOf = <T extends Tensor>(x: T): T => k.takeSamples(x, weights.realCount, fakes, null);

    const ones = tf.ones<tf.Rank.R2>([record.logits.shape[0], 1]);
    const dJoint = this.#denseBackward(record.logit, ones, weights, step);
    const dBoth = this.#denseBackward(record.joint, dJoint, weights, step);

    const flat = this.#plan.discriminator.joint.inputs - (this.#plan.discriminator.row.at(-1)?.outputs ?? 0);
    const batch = dBoth.shape[0];
    const last = record.imageLayers.at(-1)?.output;
    if (last === undefined) throw new Error('The discriminator has no image layers');
    let dPicture = tf.tidy(() =>
      tf.reshape<tf.Rank.R4>(tf.slice(dBoth, [0, 0], [batch, flat]), (last as Tensor4D).shape),
    );
    let dHidden: Tensor2D = tf.slice(dBoth, [0, flat], [batch, -1]);
    tf.dispose(dBoth);

    for (const [i, layer] of [...record.rowLayers.entries()].toReversed()) {
      dHidden = this.#denseBackward(layer, dHidden, weights, step, i === 0 ? fakesOf : undefined);
    }
    for (const [i, layer] of [...record.imageLayers.entries()].toReversed()) {
      dPicture = this.#convBackward(layer, i, dPicture, weights, step, i === 0 ? fakesOf : undefined);
    }
    const dImage = k.takeSamples(dPicture, 0, fakes, weights.generator);
    const dRow = k.takeSamples(dHidden, 0, fakes, weights.generator);
    tf.dispose([dPicture, dHidden]);
    return { dImage, dRow };
  }

  /**
   * Through one Dense layer: updates it, disposes `dy`, returns the gradient by its input.
   * `only` narrows the samples before that gradient is taken (the first layer's is needed for the fakes alone).
   */
  #denseBackward(
    layer: LayerRecord,
    dy: Tensor2D,
    weights: SampleWeights,
    step: AdamStep,
    only?: (x: Tensor2D) => Tensor2D,
  ): Tensor2D {
    const k = this.#kernels;
    const kernel = this.parameters.get(`${layer.name}/kernel`);
    const dRaw = k.biasActivateGradient(dy, layer.output as Tensor2D, layer.activation);
    const dBias = k.biasGradient(dRaw, weights.discriminator);
    const narrowed = only?.(dRaw);
    const dInput = k.denseInputGradient(narrowed ?? dRaw, kernel.value as Tensor2D);
    k.adamDense(kernel, layer.input as Tensor2D, dRaw, weights.discriminator, step);
    k.adam(this.parameters.get(`${layer.name}/bias`), dBias, step);
    tf.dispose([dy, dRaw, dBias, ...(narrowed === undefined ? [] : [narrowed])]);
    return dInput;
  }

  /** The same through one convolution. */
  #convBackward(
    layer: LayerRecord,
    index: number,
    dy: Tensor4D,
    weights: SampleWeights,
    step: AdamStep,
    only?: (x: Tensor4D) => Tensor4D,
  ): Tensor4D {
    const k = this.#kernels;
    const stride = this.#plan.discriminator.image[index]?.stride ?? 1;
    const kernel = this.parameters.get(`${layer.name}/kernel`);
    const dRaw = k.biasActivateGradient(dy, layer.output as Tensor4D, layer.activation);
    const dBias = k.biasGradient(dRaw, weights.discriminator);
    const dKernel = k.filterGradient(layer.input as Tensor4D, dRaw, stride, weights.discriminator);
    const narrowed = only?.(dRaw);
    const dInput = k.convolveTransposed(narrowed ?? dRaw, kernel.value as Tensor4D, stride);
    k.adam(kernel, dKernel, step);
    k.adam(this.parameters.get(`${layer.name}/bias`), dBias, step);
    tf.dispose([dy, dRaw, dBias, dKernel, ...(narrowed === undefined ? [] : [narrowed])]);
    return dInput;
  }
}
