/** WasmKernels without relaxed SIMD against ReferenceKernels on cpu, odd shapes included; with it: `wasm-parity.browser.ts`. */
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { toBytes } from '../../core/pixels.ts';
import { Rng } from '../../core/rng.ts';
import type { Kernels, Parameter, Stride } from '../kernels.ts';
import { ReferenceKernels } from '../reference-kernels.ts';
import { startWasm } from './start-wasm.ts';
import { WasmKernels } from './wasm-kernels.ts';

/** A made-up tensor: the same values on every backend. */
type Make = <S extends number[]>(shape: S) => tf.Tensor;

async function run(backend: string, kernels: Kernels, body: (k: Kernels, make: Make) => tf.Tensor[]) {
  await tf.setBackend(backend);
  const rng = new Rng(3, 1);
  const make: Make = (shape) => tf.tensor(rng.normals(tf.util.sizeFromShape(shape)), shape);
  const before = tf.memory().numTensors;
  const inputs: tf.Tensor[] = [];
  const outputs = body(kernels, (shape) => {
    const tensor = make(shape);
    inputs.push(tensor);
    return tensor;
  });
  const values = outputs.map((t) => ({ shape: t.shape, values: Float32Array.from(t.dataSync()) }));
  tf.dispose([...inputs, ...outputs]);
  expect(tf.memory().numTensors, `${backend}: tensors left over`).toBe(before);
  return values;
}

/** Both backends agree to `tolerance`, relative to each output's largest value. */
async function expectParity(body: (k: Kernels, make: Make) => tf.Tensor[], tolerance = 1e-5) {
  const expected = await run('cpu', new ReferenceKernels(), body);
  const actual = await run('wasm', new WasmKernels(), body);
  const again = await run('wasm', new WasmKernels(), body);
  expect(actual.length).toBe(expected.length);
  actual.forEach((output, n) => {
    const wanted = expected[n];
    expect(output.shape).toEqual(wanted?.shape);
    const others = output.values.filter((v, i) => v !== again[n]?.values[i]);
    expect(others.length, `output ${n} differs from run to run`).toBe(0);
    const scale = (wanted?.values ?? new Float32Array(0)).reduce((largest, v) => Math.max(largest, Math.abs(v)), 1e-6);
    let worst = 0;
    output.values.forEach((v, i) => {
      const difference = Math.abs(v - (wanted?.values[i] ?? Number.NaN)) / scale;
      worst = difference > worst || Number.isNaN(difference) ? difference : worst;
    });
    expect(worst, `output ${n}`).toBeLessThan(tolerance);
  });
}

beforeAll(async () => {
  await startWasm({ threads: 1, isRelaxed: false });
});

const STRIDES: Stride[] = [1, 2];

describe.each(STRIDES)('convolutions of stride %i', (stride) => {
  it.each([
    [1, 4, 4, 1, 1],
    [2, 7, 5, 3, 5],
    [3, 8, 6, 1, 9],
    [2, 9, 12, 8, 1],
    [2, 16, 16, 5, 8],
    [1, 1, 2, 2, 3],
  ])('agree on [%i,%i,%i,%i] → %i', async (batch, height, width, inputs, outputs) => {
    await expectParity((k, make) => {
      const x = make([batch, height, width, inputs]) as tf.Tensor4D;
      const filter = make([5, 5, inputs, outputs]) as tf.Tensor4D;
      const dy = make([batch, Math.ceil(height / stride), Math.ceil(width / stride), outputs]) as tf.Tensor4D;
      const weights = make([batch]) as tf.Tensor1D;
      const back = make([5, 5, outputs, inputs]) as tf.Tensor4D;
      return [
        k.convolve(x, filter, stride),
        k.convolveTransposed(x, back, stride),
        k.filterGradient(x, dy, [5, 5], stride, null),
        k.filterGradient(x, dy, [5, 5], stride, weights),
      ];
    });
  });
});

describe('dense', () => {
  it.each([
    [1, 1, 1],
    [3, 7, 5],
    [8, 130, 33],
  ])('agrees on %i × %i → %i', async (batch, inputs, outputs) => {
    await expectParity((k, make) => {
      const x = make([batch, inputs]) as tf.Tensor2D;
      const kernel = make([inputs, outputs]) as tf.Tensor2D;
      const dy = make([batch, outputs]) as tf.Tensor2D;
      return [k.dense(x, kernel), k.denseInputGradient(dy, kernel)];
    });
  });
});

describe('activations', () => {
  const dropout = { rate: 0.3, seed: 123, step: 7, layer: 2 };
  it.each([
    { shape: [2, 3, 5, 7], slope: 0.3, dropout },
    { shape: [3, 5], slope: 1, dropout },
    { shape: [2, 4, 4, 8], slope: 0.3, dropout: null },
    { shape: [5, 1], slope: 1, dropout: null },
  ])('agree on %o', async ({ shape, ...activation }) => {
    await expectParity((k, make) => {
      const x = make(shape);
      const bias = make([shape.at(-1) ?? 1]) as tf.Tensor1D;
      const dy = make(shape);
      const weights = make([shape[0] ?? 1]) as tf.Tensor1D;
      const y = k.biasActivate(x, bias, activation);
      return [
        y,
        k.biasActivateGradient(dy, y, activation),
        k.biasGradient(dy, null),
        k.biasGradient(dy, weights),
        k.takeSamples(x, 1, shape[0] === undefined ? 0 : shape[0] - 1, null),
        k.takeSamples(x, 0, shape[0] ?? 0, weights),
        k.tanh(x),
        k.tanhGradient(dy, y),
        k.sigmoid(x),
        k.sigmoidGradient(dy, y),
      ];
    });
  });
});

it.each([1, 2, 3, 4, 1023])('reads %i grey levels as they are rounded elsewhere', async (count) => {
  await tf.setBackend('wasm');
  const rng = new Rng(5, 1);
  // Halves between two levels, beyond both ends, and what is not a number among them.
  const values = Float32Array.from({ length: count }, (_, i) => {
    if (i % 3 === 0) return rng.between(-1.1, 1.1);
    return i % 3 === 1 ? rng.below(512) / 255 - 1 : ([Number.NaN, 1, -1, 40, -40][rng.below(5)] ?? 0);
  });
  const x = tf.tensor1d(values);
  const levels = await new WasmKernels().readGrey(x);
  x.dispose();
  const expected = toBytes(values);
  expect(levels.length).toBe(count);
  expect([...levels].filter((level, i) => level !== expected[i])).toEqual([]);
});

describe('normalisation', () => {
  it.each([[[2, 3, 5, 7]], [[3, 9]], [[4, 8, 8, 8]], [[8, 130]]])('agrees on %j', async (shape) => {
    await expectParity((k, make) => {
      const x = make(shape);
      const channels = [shape.at(-1) ?? 1];
      const gamma = make(channels) as tf.Tensor1D;
      const beta = make(channels) as tf.Tensor1D;
      const dy = make(shape);
      const options = { epsilon: 1e-3, slope: 0.3 };
      const { y, statistics } = k.normActivate(x, gamma, beta, options);
      const { dx, dGamma, dBeta } = k.normActivateGradient(dy, x, gamma, beta, statistics, options);
      const inferred = k.normActivateInference(x, gamma, beta, statistics, options);
      return [y, statistics.mean, statistics.variance, dx, dGamma, dBeta, inferred];
    }, 3e-5);
  });
});

describe('losses and updates', () => {
  it('agrees on the losses', async () => {
    await expectParity((k, make) => {
      const real = { begin: 0, count: 3, sign: -1 } as const;
      const { losses, weights } = k.softplusLosses(make([7, 1]) as tf.Tensor2D, [
        [{ begin: 3, count: 4, sign: -1 }],
        [real, { begin: 3, count: 4, sign: 1, weight: 0.3 }],
      ]);
      return [losses, ...weights];
    });
  });

  const ADAM = { learningRate: 0.1, beta1: 0.9, beta2: 0.999, epsilon: 1e-7 };

  it('agrees on Adam, plain and of a Dense kernel, whose next product sees the new weights', async () => {
    await expectParity((k, make) => {
      const weights = make([4]) as tf.Tensor1D;
      const kernel: Parameter = {
        name: 'kernel',
        shape: [33, 17],
        value: tf.tensor(new Rng(1, 1).normals(33 * 17), [33, 17]),
        slots: { m: tf.zeros([33, 17]), v: tf.zeros([33, 17]) },
      };
      const outputs: tf.Tensor[] = [];
      for (const iteration of [1, 2, 3]) {
        const x = make([4, 33]) as tf.Tensor2D;
        const dy = make([4, 17]) as tf.Tensor2D;
        outputs.push(k.dense(x, kernel.value as tf.Tensor2D));
        k.adamDense(kernel, x, dy, iteration === 2 ? null : weights, { ...ADAM, iteration });
        k.adam(kernel, make([33, 17]), { ...ADAM, iteration });
        outputs.push(k.denseInputGradient(dy, kernel.value as tf.Tensor2D));
      }
      k.blendIn(kernel, make([33, 17]), 0.9);
      return [...outputs, kernel.value, ...Object.values(kernel.slots)];
    });
  });

  it('convolves with the filter that Adam left behind', async () => {
    await expectParity((k, make) => {
      const filter: Parameter = {
        name: 'filter',
        shape: [5, 5, 2, 2],
        value: tf.tensor(new Rng(1, 1).normals(100), [5, 5, 2, 2]),
        slots: { m: tf.zeros([5, 5, 2, 2]), v: tf.zeros([5, 5, 2, 2]) },
      };
      const x = make([2, 6, 6, 2]) as tf.Tensor4D;
      const outputs: tf.Tensor[] = [];
      for (const iteration of [1, 2]) {
        outputs.push(k.convolve(x, filter.value as tf.Tensor4D, 1), k.convolve(x, filter.value as tf.Tensor4D, 2));
        outputs.push(k.convolveTransposed(x, filter.value as tf.Tensor4D, 2));
        k.adam(filter, make([5, 5, 2, 2]), { ...ADAM, iteration });
      }
      tf.dispose(Object.values(filter.slots));
      outputs.push(k.convolve(x, filter.value as tf.Tensor4D, 1), filter.value);
      return outputs;
    });
  });
});

describe('the same bits', () => {
  const wasm = (): WasmKernels => new WasmKernels();
  const made = (shape: number[], stream: number): tf.Tensor =>
    tf.tensor(new Rng(7, stream).normals(tf.util.sizeFromShape(shape)), shape);

  // The zeros that a picture brings along are multiplied, those around it are not.
  it.each([
    [3, 8, 8, 5, 9, 5, 5],
    [2, 7, 3, 4, 8, 4, 4],
    [1, 1, 5, 2, 16, 3, 7],
    [32, 8, 8, 4, 8, 5, 5],
    [2, 2, 2, 3, 12, 9, 9],
  ])(
    'with zeros around a picture left out: %ix%ix%ix%i to %i, %ix%i',
    async (batch, height, width, i, o, down, across) => {
      await tf.setBackend('wasm');
      const [same, differences] = tf.tidy(() => {
        const x = made([batch, height, width, i], 1) as tf.Tensor4D;
        const filter = made([down, across, i, o], 2) as tf.Tensor4D;
        const y = wasm().convolve(x, filter, 1);
        const around = tf.pad(x, [
          [0, 0],
          [9, 9],
          [9, 9],
          [0, 0],
        ]);
        const cut = tf.slice(
          wasm().convolve(around as tf.Tensor4D, filter, 1),
          [0, 9, 9, 0],
          [batch, height, width, o],
        );
        return [tf.all(tf.equal(cut, y)), tf.max(tf.abs(tf.sub(cut, y)))] as const;
      });
      expect(same.dataSync()[0], `at most ${differences.dataSync()[0]}`).toBe(1);
      tf.dispose([same, differences]);
    },
  );

  it('a Dense layer of many samples as of few', async () => {
    await tf.setBackend('wasm');
    tf.tidy(() => {
      const x = made([33, 37], 3) as tf.Tensor2D;
      const kernel = made([37, 21], 4) as tf.Tensor2D;
      const parts = [0, 11, 22].map((from) => wasm().dense(tf.slice(x, [from, 0], [11, 37]), kernel));
      expect(wasm().dense(x, kernel).dataSync()).toEqual(tf.concat(parts).dataSync());
    });
  });
});
