/** The variables of the two networks: made from a plan and a seed, found by name, counted, disposed. */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { elementCount, type VariableSpec } from '../core/variable-spec.ts';
import { Rng, STREAM } from '../core/rng.ts';
import type { NormStatistics, Parameter, Slot } from './kernels.ts';

/** Limit of Keras' Glorot uniform, √(6 / (fan in + fan out)), for Dense [in, out] and convolution kernels [h, w, in, out]. */
export function glorotLimit(shape: readonly number[]): number {
  const receptiveField = shape.slice(0, -2).reduce((product, side) => product * side, 1);
  const [a = 1, b = 1] = shape.slice(-2);
  return Math.sqrt(6 / (receptiveField * (a + b)));
}

function initialValues(spec: VariableSpec, rng: Rng): Float32Array {
  const values = new Float32Array(elementCount(spec.shape));
  switch (spec.initial) {
    case 'zeros':
      return values;
    case 'ones':
      return values.fill(1);
    case 'glorot-uniform': {
      const limit = glorotLimit(spec.shape);
      for (let i = 0; i < values.length; i++) values[i] = rng.between(-limit, limit);
      return values;
    }
    default:
      return spec.initial satisfies never;
  }
}

export type ExtraSlot = Exclude<Slot, 'value'>;

/** The arrays of a variable besides its value: Adam's moments, and what a recipe keeps; none of what is not trained. */
export function extraSlots({ trainable }: VariableSpec, also: readonly ExtraSlot[] = []): readonly ExtraSlot[] {
  return trainable ? ['m', 'v', ...also] : [];
}

/** Moments start at zero; an average of the weights starts where they do. */
function first(slot: ExtraSlot, value: Tensor): Tensor {
  return slot === 'ema' ? tf.tidy(() => tf.add(value, 0)) : tf.zeros(value.shape);
}

/** Numbers from which on a variable does not wait for its first use. */
const LARGE = 2 ** 20;

/** One network's variables, in the order of its plan. Owns their tensors until `dispose`. */
export class Parameters {
  readonly #byName = new Map<string, Parameter>();

  /**
   * `networkIndex` keeps the random sequences of networks apart; `also`: slots besides Adam's moments; `given`: flat values by
   * name of variables that start with those. Throws where a given one does not fit.
   */
  static initial(
    specs: readonly VariableSpec[],
    seed: number,
    networkIndex: number,
    also: readonly ExtraSlot[] = [],
    given: Readonly<Record<string, Float32Array>> = {},
  ): Parameters {
    const parameters = new Parameters();
    const unknown = Object.keys(given).find((name) => !specs.some((spec) => spec.name === name));
    if (unknown !== undefined) throw new Error(`No variable is called ${unknown}`);
    specs.forEach((spec, i) => {
      const rng = new Rng(seed, STREAM.initialWeights, networkIndex * 1000 + i);
      const shape = [...spec.shape];
      const value = tf.tensor(given[spec.name] ?? initialValues(spec, rng), shape);
      parameters.#byName.set(spec.name, {
        name: spec.name,
        shape,
        value,
        slots: Object.fromEntries(extraSlots(spec, also).map((slot) => [slot, first(slot, value)])),
      });
    });
    return parameters;
  }

  /**
   * Variables with given numbers. `read` gives the flat array of a variable's slot; null stands for a moment that is not
   * known and starts at zero. Leaves no tensors when it rejects.
   */
  static async loaded(
    specs: readonly VariableSpec[],
    read: (slot: Slot, spec: VariableSpec) => Promise<Float32Array | null>,
    also: readonly ExtraSlot[] = [],
  ): Promise<Parameters> {
    const parameters = new Parameters();
    const load = async (slot: Slot, spec: VariableSpec): Promise<Tensor> => {
      const values = await read(slot, spec);
      if (values === null) return tf.zeros([...spec.shape]);
      const tensor = tf.tensor(values, [...spec.shape]);
      // Moves large ones to the device now, so that not all of them wait in memory for the first step.
      if (tensor.size > LARGE) tf.tidy(() => void tf.slice(tf.reshape(tensor, [tensor.size]), [0], [1]));
      return tensor;
    };
    try {
      for (const spec of specs) {
        const value = await load('value', spec);
        const parameter: Parameter = { name: spec.name, shape: [...spec.shape], value, slots: {} };
        parameters.#byName.set(spec.name, parameter);
        for (const slot of extraSlots(spec, also)) parameter.slots[slot] = await load(slot, spec);
      }
      return parameters;
    } catch (error) {
      parameters.dispose();
      throw error;
    }
  }

  get(name: string): Parameter {
    const parameter = this.#byName.get(name);
    if (parameter === undefined) throw new Error(`No variable is called ${name}`);
    return parameter;
  }

  all(): Parameter[] {
    return [...this.#byName.values()];
  }

  vector(name: string): Tensor1D {
    return this.get(name).value as Tensor1D;
  }

  matrix(name: string): Tensor2D {
    return this.get(name).value as Tensor2D;
  }

  filter(name: string): Tensor4D {
    return this.get(name).value as Tensor4D;
  }

  /** The moving averages of a batch norm. */
  movingStatistics(norm: string): NormStatistics {
    return { mean: this.vector(`${norm}/moving_mean`), variance: this.vector(`${norm}/moving_variance`) };
  }

  /** The same variables, each as its slot is now; its value where it has none. Owns nothing: it is not disposed. */
  readingSlot(slot: ExtraSlot): Parameters {
    const view = new Parameters();
    for (const [name, parameter] of this.#byName) {
      view.#byName.set(name, {
        name,
        shape: parameter.shape,
        get value() {
          return parameter.slots[slot] ?? parameter.value;
        },
        slots: {},
      });
    }
    return view;
  }

  dispose(): void {
    for (const { value, slots } of this.#byName.values()) tf.dispose([value, ...Object.values(slots)]);
    this.#byName.clear();
  }
}
