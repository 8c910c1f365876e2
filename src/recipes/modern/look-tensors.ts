/** `SheetLook` of pictures on the device, and its gradient by the pictures. In tfjs ops, on every backend. */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import {
  BANDS,
  boxOf,
  FEATURES,
  FREQUENCIES,
  LEAST_POWER,
  LEAST_VARIANCE,
  QUARTERS,
  SIDE,
  type SheetLook,
  waves,
} from './sheet-look.ts';

/** [size, SIDE]: means over boxes of pixels; null where there is nothing to reduce. */
function reduction(size: number): Tensor2D | null {
  if (size === SIDE) return null;
  const weights = new Float32Array(size * SIDE);
  for (let place = 0; place < SIDE; place++) {
    const [begin, end] = boxOf(place, size);
    for (let at = begin; at < end; at++) weights[at * SIDE + place] = 1 / (end - begin);
  }
  return tf.tensor2d(weights, [size, SIDE]);
}

/** What the gradient needs of a forward pass. */
export interface Looked {
  /** [B, components] */
  readonly look: Tensor2D;
  /** [B · SIDE, SIDE] */
  readonly ink: Tensor2D;
  /** [B · SIDE · QUARTERS]: of every quarter of a line. */
  readonly mean: Tensor;
  readonly deviation: Tensor;
  /** [B · BANDS, 2 · FREQUENCIES] and [B · BANDS, FREQUENCIES] */
  readonly swings: Tensor;
  readonly amplitude: Tensor2D;
}

export class LookTensors {
  readonly #size: number;
  readonly #kernel: Tensor2D;
  readonly #bias: Tensor;
  readonly #waves: Tensor2D;
  readonly #reduction: Tensor2D | null;

  constructor(look: SheetLook, size: number) {
    const { kernel, bias } = look.linear;
    this.#size = size;
    this.#kernel = tf.tensor2d(kernel, [FEATURES, look.components]);
    this.#bias = tf.tensor1d(bias);
    this.#waves = tf.tensor2d(waves(), [SIDE, 2 * FREQUENCIES]);
    this.#reduction = reduction(size);
  }

  /** Of pictures [B, S, S, 1] in [−1, 1]; the caller disposes all of it. */
  look(image: Tensor4D): Looked {
    return tf.tidy(() => {
      const batch = image.shape[0];
      const ink = this.#reduced(tf.mul(tf.sub(1, image), 0.5), batch);
      const quarters = tf.reshape(ink, [batch * SIDE * QUARTERS, SIDE / QUARTERS]);
      const mean = tf.mean(quarters, 1);
      const variance = tf.sub(tf.mean(tf.square(quarters), 1), tf.square(mean));
      const deviation = tf.sqrt(tf.add(variance, LEAST_VARIANCE));
      const bands = tf.mean(tf.reshape(ink, [batch * BANDS, SIDE / BANDS, SIDE]), 1) as Tensor2D;
      const swings = tf.matMul(bands, this.#waves);
      const power = tf.sum(tf.reshape(tf.square(swings), [batch * BANDS, 2, FREQUENCIES]), 1);
      const amplitude = tf.sqrt(tf.add(power, LEAST_POWER)) as Tensor2D;
      const rows = [mean, deviation, amplitude].map((part) => tf.reshape<tf.Rank.R2>(part, [batch, -1]));
      const look = tf.add<Tensor2D>(tf.matMul(tf.concat(rows, 1), this.#kernel), this.#bias);
      return { look, ink, mean, deviation, swings, amplitude };
    });
  }

  /** [B, S, S, 1] from the gradient [B, components] by the look. */
  gradient(byLook: Tensor2D, { ink, mean, deviation, swings, amplitude }: Omit<Looked, 'look'>): Tensor4D {
    return tf.tidy(() => {
      const batch = byLook.shape[0];
      const length = SIDE / QUARTERS;
      const lines = SIDE * QUARTERS;
      const by = tf.matMul(byLook, this.#kernel, false, true);
      const part = (begin: number, size: number, shape: number[]): Tensor =>
        tf.reshape(tf.slice(by, [0, begin], [batch, size]), shape);
      const column = (values: Tensor): Tensor => tf.reshape(values, [batch * lines, 1]);
      const byMean = part(0, lines, [batch * lines, 1]);
      const byDeviation = tf.div(part(lines, lines, [batch * lines, 1]), column(deviation));
      const quarters = tf.reshape(ink, [batch * lines, length]);
      // ∂σ/∂x = (x − μ) / (n · σ)
      const ofLines = tf.div(tf.add(tf.mul(tf.sub(quarters, column(mean)), byDeviation), byMean), length);
      const byAmplitude = tf.div(part(2 * lines, BANDS * FREQUENCIES, [batch * BANDS, FREQUENCIES]), amplitude);
      const bySwings = tf.mul<Tensor2D>(tf.tile(byAmplitude, [1, 2]), swings);
      const byBands = tf.div(tf.matMul(bySwings, this.#waves, false, true), SIDE / BANDS);
      const inBands = tf.reshape(ofLines, [batch * BANDS, SIDE / BANDS, SIDE]);
      const byInk = tf.add(inBands, tf.reshape(byBands, [batch * BANDS, 1, SIDE]));
      return tf.mul<Tensor4D>(this.#enlarged(byInk, batch), -0.5);
    });
  }

  dispose(): void {
    tf.dispose([this.#kernel, this.#bias, this.#waves, ...(this.#reduction === null ? [] : [this.#reduction])]);
  }

  /** [B · SIDE, SIDE] */
  #reduced(ink: Tensor, batch: number): Tensor2D {
    const reduce = this.#reduction;
    if (reduce === null) return tf.reshape(ink, [batch * SIDE, SIDE]);
    const across = tf.matMul(tf.reshape(ink, [batch * this.#size, this.#size]), reduce);
    const turned = tf.transpose(tf.reshape(across, [batch, this.#size, SIDE]), [0, 2, 1]);
    const both = tf.matMul(tf.reshape<tf.Rank.R2>(turned, [batch * SIDE, this.#size]), reduce);
    return tf.reshape(tf.transpose(tf.reshape(both, [batch, SIDE, SIDE]), [0, 2, 1]), [batch * SIDE, SIDE]);
  }

  /** The gradient of `#reduced`, as pictures. */
  #enlarged(byInk: Tensor, batch: number): Tensor4D {
    const [reduce, size] = [this.#reduction, this.#size];
    if (reduce === null) return tf.reshape(byInk, [batch, SIDE, SIDE, 1]);
    const turned = tf.transpose(tf.reshape(byInk, [batch, SIDE, SIDE]), [0, 2, 1]);
    const down = tf.matMul(tf.reshape<tf.Rank.R2>(turned, [batch * SIDE, SIDE]), reduce, false, true);
    const back = tf.transpose(tf.reshape(down, [batch, SIDE, size]), [0, 2, 1]);
    const all = tf.matMul(tf.reshape<tf.Rank.R2>(back, [batch * size, SIDE]), reduce, false, true);
    return tf.reshape(all, [batch, size, size, 1]);
  }
}
