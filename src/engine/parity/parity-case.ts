/**
 * One check of the kernels: named random inputs, the kernel call, and the same result worked out independently from
 * plain tfjs ops and their automatic gradients. The list in `cases*.ts` is run against every implementation.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { Rng } from '../../core/rng.ts';
import type { Kernels } from '../kernels.ts';

export type Tensors = Record<string, Tensor>;

export interface InputSpec {
  readonly shape: readonly number[];
  /** Standard normal, uniform in [0.5, 1.5) for what must be positive, or these, over and over. */
  readonly values: 'normal' | 'positive' | readonly number[];
  /** Normal numbers around `mean`, `spread` wide. */
  readonly mean?: number;
  readonly spread?: number;
}

export interface ParityCase {
  readonly name: string;
  readonly inputs: Readonly<Record<string, InputSpec>>;
  run(kernels: Kernels, inputs: Tensors): Tensors;
  truth(inputs: Tensors): Tensors;
}

export function normal(...shape: number[]): InputSpec {
  return { shape, values: 'normal' };
}

export function positive(...shape: number[]): InputSpec {
  return { shape, values: 'positive' };
}

export function around(mean: number, spread: number, ...shape: number[]): InputSpec {
  return { shape, values: 'normal', mean, spread };
}

export function given(values: readonly number[], ...shape: number[]): InputSpec {
  return { shape, values };
}

/** An input by its name, as the tensor type the kernel wants. */
export function input<T extends Tensor>(inputs: Tensors, name: string): T {
  const tensor = inputs[name];
  if (tensor === undefined) throw new Error(`The case has no input ${name}`);
  return tensor as T;
}

function makeInputs(specs: ParityCase['inputs']): Tensors {
  return Object.fromEntries(
    Object.entries(specs).map(([name, { shape, values, mean = 0, spread = 1 }], i) => {
      const rng = new Rng(17, 900, i);
      const size = shape.reduce((product, n) => product * n, 1);
      const one = (at: number): number =>
        values === 'positive' || values === 'normal' ? rng.between(0.5, 1.5) : (values[at % values.length] ?? 0);
      const data =
        values === 'normal'
          ? rng.normals(size).map((x) => mean + spread * x)
          : Float32Array.from({ length: size }, (_, at) => one(at));
      return [name, tf.tensor(data, [...shape])];
    }),
  );
}

export interface Outcome {
  readonly values: Readonly<Record<string, Float32Array>>;
  readonly shapes: Readonly<Record<string, readonly number[]>>;
  /** Tensors that were made and not disposed. */
  readonly leaked: number;
}

/** Runs `compute` on fresh inputs on the current backend and reads the results. */
export async function outcome(parityCase: ParityCase, compute: (inputs: Tensors) => Tensors): Promise<Outcome> {
  const before = tf.memory().numTensors;
  const inputs = makeInputs(parityCase.inputs);
  const results = compute(inputs);
  const values: Record<string, Float32Array> = {};
  const shapes: Record<string, readonly number[]> = {};
  for (const [name, tensor] of Object.entries(results)) {
    values[name] = Float32Array.from(await tensor.data());
    shapes[name] = tensor.shape;
  }
  for (const tensor of new Set([...Object.values(inputs), ...Object.values(results)])) {
    if (!tensor.isDisposed) tensor.dispose();
  }
  return { values, shapes, leaked: tf.memory().numTensors - before };
}

/** Largest difference of a result from the truth, relative to the truth's largest magnitude; infinite for NaN or a wrong shape. */
export function largestError(actual: Outcome, truth: Outcome): number {
  let worst = 0;
  for (const [name, expected] of Object.entries(truth.values)) {
    const values = actual.values[name];
    if (values === undefined || String(actual.shapes[name]) !== String(truth.shapes[name])) return Infinity;
    const scale = Math.max(
      1e-6,
      expected.reduce((most, x) => Math.max(most, Math.abs(x)), 0),
    );
    for (let i = 0; i < expected.length; i++) {
      const error = Math.abs((values[i] ?? NaN) - (expected[i] ?? NaN)) / scale;
      worst = Math.max(worst, Number.isNaN(error) ? Infinity : error);
    }
  }
  return worst;
}
