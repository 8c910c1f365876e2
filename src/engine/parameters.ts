/** The variables of the two networks: made from a plan and a seed, found by name, counted, disposed. */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { elementCount, type VariableSpec } from '../core/variable-spec.ts';
import { Rng, STREAM } from '../core/rng.ts';
import type { NormStatistics, Parameter } from './kernels.ts';

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

/** Numbers from which on a variable does not wait for its first use. */
const LARGE = 2 ** 20;

/** One network's variables, in the order of its plan. Owns their tensors until `dispose`. */
export class Parameters {
  readonly #byName = new Map<string, Parameter>();

  /** `networkIndex` keeps the random sequences of the two networks apart. */
  static initial(specs: readonly VariableSpec[], seed: number, networkIndex: number): Parameters {
    const parameters = new Parameters();
    specs.forEach((spec, i) => {
      const rng = new Rng(seed, STREAM.initialWeights, networkIndex * 1000 + i);
      const shape = [...spec.shape];
      parameters.#byName.set(spec.name, {
        name: spec.name,
        shape,
        value: tf.tensor(initialValues(spec, rng), shape),
        firstMoment: spec.trainable ? tf.zeros(shape) : null,
        secondMoment: spec.trainable ? tf.zeros(shape) : null,
      });
    });
    return parameters;
  }

  /**
   * Variables with given numbers. `read` gives the flat array of a variable, or of an Adam moment; null stands for a moment
   * that is not known and starts at zero. Leaves no tensors when it rejects.
   */
  static async loaded(
    specs: readonly VariableSpec[],
    read: (part: 'value' | 'm' | 'v', spec: VariableSpec) => Promise<Float32Array | null>,
  ): Promise<Parameters> {
    const parameters = new Parameters();
    const load = async (part: 'value' | 'm' | 'v', spec: VariableSpec): Promise<Tensor> => {
      const values = await read(part, spec);
      if (values === null) return tf.zeros([...spec.shape]);
      const tensor = tf.tensor(values, [...spec.shape]);
      // Moves large ones to the device now, so that not all of them wait in memory for the first step.
      if (tensor.size > LARGE) tf.tidy(() => void tf.slice(tf.reshape(tensor, [tensor.size]), [0], [1]));
      return tensor;
    };
    try {
      for (const spec of specs) {
        const { name, trainable } = spec;
        const parameter: Parameter = {
          name,
          shape: [...spec.shape],
          value: await load('value', spec),
          firstMoment: null,
          secondMoment: null,
        };
        parameters.#byName.set(name, parameter);
        if (!trainable) continue;
        parameter.firstMoment = await load('m', spec);
        parameter.secondMoment = await load('v', spec);
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

  dispose(): void {
    for (const { value, firstMoment, secondMoment } of this.#byName.values()) {
      tf.dispose([
        value,
        ...(firstMoment === null ? [] : [firstMoment]),
        ...(secondMoment === null ? [] : [secondMoment]),
      ]);
    }
    this.#byName.clear();
  }
}
