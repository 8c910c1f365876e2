/**
 * The generator: noise [B, 100] → shared trunk → a picture [B, S, S, 1] in [−1, 1] and a row [B, columns] in [0, 1].
 * Forward, backward and inference as plain functions over named variables; the layers are listed in `core/network-plan.ts`.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import type { NetworkPlan } from '../core/network-plan.ts';
import type { AdamStep, Kernels, NormStatistics } from '../engine/kernels.ts';
import { NORM, NORM_MOMENTUM } from './constants.ts';
import type { Parameters } from '../engine/parameters.ts';

const LINEAR = { slope: 1, dropout: null } as const;

/** What a batch norm saw, for its gradient and its moving averages. */
interface NormRecord {
  readonly name: string;
  readonly input: Tensor;
  readonly statistics: NormStatistics;
}

interface LayerRecord {
  readonly input: Tensor;
  readonly norm: NormRecord | null;
}

/** Everything the backward pass needs. Owns its tensors; dispose it after `backward`. */
export interface GeneratorRecord {
  readonly image: Tensor4D;
  readonly row: Tensor2D;
  readonly trunk: LayerRecord;
  readonly imageLayers: readonly LayerRecord[];
  readonly rowLayers: readonly LayerRecord[];
  readonly dispose: () => void;
}

export interface GeneratorOutput {
  /** [B, S, S, 1] in [−1, 1] */
  readonly image: Tensor4D;
  /** [B, columns] in [0, 1] */
  readonly row: Tensor2D;
}

export class Generator {
  readonly #plan: NetworkPlan;
  readonly #kernels: Kernels;
  readonly parameters: Parameters;

  constructor(plan: NetworkPlan, kernels: Kernels, parameters: Parameters) {
    this.#plan = plan;
    this.#kernels = kernels;
    this.parameters = parameters;
  }

  /** Training mode: batch statistics. The moving averages are not touched; see `updateMovingAverages`. */
  forward(noise: Tensor2D): GeneratorRecord {
    const k = this.#kernels;
    const p = this.parameters;
    const owned: Tensor[] = [];
    const own = <T extends Tensor>(tensor: T): T => {
      owned.push(tensor);
      return tensor;
    };
    const normalise = <T extends Tensor>(name: string, input: T): { y: T; norm: NormRecord } => {
      own(input);
      const { y, statistics } = k.normActivate(input, p.vector(`${name}/gamma`), p.vector(`${name}/beta`), NORM);
      own(statistics.mean);
      own(statistics.variance);
      return { y: own(y), norm: { name, input, statistics } };
    };

    const { y: trunk, norm } = normalise('trunk_norm', k.dense(noise, p.matrix('trunk/kernel')));

    let image = own(this.#asPicture(trunk));
    const imageLayers: LayerRecord[] = [];
    for (const layer of this.#plan.generator.image) {
      const input = image;
      const raw = k.convolveTransposed(input, p.filter(`${layer.name}/kernel`), layer.stride);
      if (layer.name === 'image_out') {
        image = own(k.tanh(raw));
        tf.dispose(raw);
        imageLayers.push({ input, norm: null });
      } else {
        const normal = normalise(`${layer.name}_norm`, raw);
        image = normal.y;
        imageLayers.push({ input, norm: normal.norm });
      }
    }

    let row = trunk;
    const rowLayers: LayerRecord[] = [];
    for (const layer of this.#plan.generator.row) {
      const input = row;
      const raw = this.#denseWithBias(input, layer.name);
      if (layer.name === 'row_out') {
        row = own(k.sigmoid(raw));
        tf.dispose(raw);
        rowLayers.push({ input, norm: null });
      } else {
        const normal = normalise(`${layer.name}_norm`, raw);
        row = normal.y;
        rowLayers.push({ input, norm: normal.norm });
      }
    }
    return { image, row, trunk: { input: noise, norm }, imageLayers, rowLayers, dispose: () => tf.dispose(owned) };
  }

  /** Updates every variable from the loss's derivatives by the picture and the row. */
  backward(record: GeneratorRecord, dImage: Tensor4D, dRow: Tensor2D, step: AdamStep): void {
    const k = this.#kernels;
    const p = this.parameters;

    let dPicture = k.tanhGradient(dImage, record.image);
    for (let i = this.#plan.generator.image.length - 1; i >= 0; i--) {
      const layer = this.#plan.generator.image[i];
      const saved = record.imageLayers[i];
      if (layer === undefined || saved === undefined) continue;
      if (saved.norm !== null) dPicture = this.#normBackward(saved.norm, dPicture, step);
      const kernel = p.get(`${layer.name}/kernel`);
      // A transposed convolution's gradients are those of a convolution with the roles of input and gradient exchanged.
      const dInput = k.convolve(dPicture, kernel.value as Tensor4D, layer.stride);
      const dKernel = k.filterGradient(dPicture, saved.input as Tensor4D, layer.stride, null);
      k.adam(kernel, dKernel, step);
      tf.dispose([dPicture, dKernel]);
      dPicture = dInput;
    }

    let dHidden = k.sigmoidGradient(dRow, record.row);
    for (let i = this.#plan.generator.row.length - 1; i >= 0; i--) {
      const layer = this.#plan.generator.row[i];
      const saved = record.rowLayers[i];
      if (layer === undefined || saved === undefined) continue;
      if (saved.norm !== null) dHidden = this.#normBackward(saved.norm, dHidden, step);
      const kernel = p.get(`${layer.name}/kernel`);
      const dBias = k.biasGradient(dHidden, null);
      const dInput = k.denseInputGradient(dHidden, kernel.value as Tensor2D);
      k.adamDense(kernel, saved.input as Tensor2D, dHidden, null, step);
      k.adam(p.get(`${layer.name}/bias`), dBias, step);
      tf.dispose([dHidden, dBias]);
      dHidden = dInput;
    }

    const { trunk } = record;
    if (trunk.norm === null) throw new Error('The trunk has a batch norm');
    const flat = tf.reshape(dPicture, dHidden.shape);
    const dTrunk = this.#normBackward(trunk.norm, tf.add<Tensor2D>(flat, dHidden), step);
    k.adamDense(p.get('trunk/kernel'), trunk.input as Tensor2D, dTrunk, null, step);
    tf.dispose([flat, dPicture, dHidden, dTrunk]);
  }

  /** Moves every moving average towards the statistics of this batch. */
  updateMovingAverages(record: GeneratorRecord): void {
    for (const { norm } of [record.trunk, ...record.imageLayers, ...record.rowLayers]) {
      if (norm === null) continue;
      this.#kernels.blendIn(this.parameters.get(`${norm.name}/moving_mean`), norm.statistics.mean, NORM_MOMENTUM);
      this.#kernels.blendIn(
        this.parameters.get(`${norm.name}/moving_variance`),
        norm.statistics.variance,
        NORM_MOMENTUM,
      );
    }
  }

  /** Inference mode: moving averages instead of batch statistics. The caller disposes both outputs. */
  generate(noise: Tensor2D): GeneratorOutput {
    const trunk = this.#generateTrunk(noise);
    const output = { image: this.#generatePicture(trunk), row: this.#generateRow(trunk) };
    trunk.dispose();
    return output;
  }

  /** Only the row of `generate`, the same to the last bit, for a small part of its work. The caller disposes it. */
  generateRow(noise: Tensor2D): Tensor2D {
    const trunk = this.#generateTrunk(noise);
    const row = this.#generateRow(trunk);
    trunk.dispose();
    return row;
  }

  /** Only the picture of `generate`. The caller disposes it. */
  generatePicture(noise: Tensor2D): Tensor4D {
    const trunk = this.#generateTrunk(noise);
    const image = this.#generatePicture(trunk);
    trunk.dispose();
    return image;
  }

  /** The grey levels of generated pictures, read back. */
  readGrey(image: Tensor4D): Promise<Uint8Array<ArrayBuffer>> {
    return this.#kernels.readGrey(image);
  }

  #generateTrunk(noise: Tensor2D): Tensor2D {
    return this.#normaliseInference('trunk_norm', this.#kernels.dense(noise, this.parameters.matrix('trunk/kernel')));
  }

  #generatePicture(trunk: Tensor2D): Tensor4D {
    const k = this.#kernels;
    let image = this.#asPicture(trunk);
    for (const layer of this.#plan.generator.image) {
      const raw = k.convolveTransposed(image, this.parameters.filter(`${layer.name}/kernel`), layer.stride);
      tf.dispose(image);
      if (layer.name === 'image_out') {
        image = k.tanh(raw);
        tf.dispose(raw);
      } else {
        image = this.#normaliseInference(`${layer.name}_norm`, raw);
      }
    }
    return image;
  }

  #generateRow(trunk: Tensor2D): Tensor2D {
    let row = trunk;
    for (const layer of this.#plan.generator.row) {
      const raw = this.#denseWithBias(row, layer.name);
      if (row !== trunk) tf.dispose(row);
      if (layer.name === 'row_out') {
        row = this.#kernels.sigmoid(raw);
        tf.dispose(raw);
      } else {
        row = this.#normaliseInference(`${layer.name}_norm`, raw);
      }
    }
    return row;
  }

  /** Normalises with the moving averages and disposes its input. */
  #normaliseInference<T extends Tensor>(name: string, input: T): T {
    const p = this.parameters;
    const y = this.#kernels.normActivateInference(
      input,
      p.vector(`${name}/gamma`),
      p.vector(`${name}/beta`),
      p.movingStatistics(name),
      NORM,
    );
    tf.dispose(input);
    return y;
  }

  #asPicture(trunk: Tensor2D): Tensor4D {
    const { trunkSide, trunkChannels } = this.#plan;
    return tf.reshape(trunk, [trunk.shape[0], trunkSide, trunkSide, trunkChannels]);
  }

  #denseWithBias(input: Tensor2D, name: string): Tensor2D {
    const product = this.#kernels.dense(input, this.parameters.matrix(`${name}/kernel`));
    const raw = this.#kernels.biasActivate(product, this.parameters.vector(`${name}/bias`), LINEAR);
    tf.dispose(product);
    return raw;
  }

  /** Gradient through a batch norm and its LeakyReLU; updates gamma and beta; disposes `dy`. */
  #normBackward<T extends Tensor>(norm: NormRecord, dy: T, step: AdamStep): T {
    const gamma = this.parameters.get(`${norm.name}/gamma`);
    const beta = this.parameters.get(`${norm.name}/beta`);
    const { dx, dGamma, dBeta } = this.#kernels.normActivateGradient(
      dy,
      norm.input as T,
      this.parameters.vector(gamma.name),
      this.parameters.vector(beta.name),
      norm.statistics,
      NORM,
    );
    this.#kernels.adam(gamma, dGamma, step);
    this.#kernels.adam(beta, dBeta, step);
    tf.dispose([dy, dGamma, dBeta]);
    return dx;
  }
}
