/** Both networks, forwards and backwards, on every backend against the reference on cpu; twice, to the same bits. */
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-webgpu';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { Rng } from '../../core/rng.ts';
import type { Kernels } from '../../engine/kernels.ts';
import { Parameters } from '../../engine/parameters.ts';
import { ReferenceKernels } from '../../engine/reference-kernels.ts';
import { startWasm } from '../../engine/wasm/start-wasm.ts';
import { WasmKernels } from '../../engine/wasm/wasm-kernels.ts';
import { countGpu } from '../../engine/webgpu/gpu-counters.ts';
import { openOwnDevice, type OwnDevice } from '../../engine/webgpu/own-device.ts';
import { SOFTWARE_TILES } from '../../engine/webgpu/tiles.ts';
import { WebgpuKernels } from '../../engine/webgpu/webgpu-kernels.ts';
import type { Graph } from '../../nets/node.ts';
import { Network, type Tensors } from '../../nets/run.ts';
import { CollectingSink } from '../../nets/sinks.ts';
import { modernCritic, modernGenerator, type ModernShape, randomLengths } from './graphs.ts';
import { toyGenerator } from './testing/toy-weights.ts';

const SHAPE: ModernShape = { size: 64, width: 0.25, columns: 5, strips: 3 };
const BATCH = 4;
const TOLERANCE = 2e-3;

type Values = Readonly<Record<string, Float32Array>>;

function random(shape: readonly number[], index: number): Tensor {
  const size = shape.reduce((product, n) => product * n, 1);
  return tf.tensor(new Rng(2, 94, index).normals(size), [...shape]);
}

async function valuesOf(tensors: Readonly<Record<string, Tensor>>): Promise<Values> {
  const read = Object.entries(tensors).map(async ([name, x]) => [name, Float32Array.from(await x.data())] as const);
  return Object.fromEntries(await Promise.all(read));
}

/** Outputs, gradients by variables, and by the picture where there is one. */
async function runOf(graph: Graph, kernels: Kernels, parameters: Parameters, inputs: Tensors): Promise<Values> {
  const net = new Network(graph, kernels, parameters);
  const before = tf.memory().numTensors;
  const pass = net.forward(inputs, null);
  const seeds = Object.fromEntries(Object.entries(pass.outputs).map(([name, { shape }]) => [name, random(shape, 50)]));
  const sink = new CollectingSink();
  const wanted = 'picture' in inputs ? { picture: 'all' as const } : {};
  const made = net.backward(pass, { seeds, sink, wanted });
  const values = await valuesOf({ ...pass.outputs, ...Object.fromEntries(sink.gradients), ...made });
  pass.dispose();
  sink.dispose();
  tf.dispose([seeds, made]);
  expect(tf.memory().numTensors).toBe(before);
  net.dispose();
  tf.dispose(Object.values(inputs));
  return values;
}

function generator(kernels: Kernels): Promise<Values> {
  const graph = modernGenerator(SHAPE);
  const noises = Object.entries(randomLengths(SHAPE)).map(([name, n], i) => [name, random([BATCH, n], i)]);
  const row = tf.tidy(() => tf.sigmoid(random([BATCH, SHAPE.columns], 9)));
  return runOf(graph, kernels, toyGenerator(graph, SHAPE, 1), { ...Object.fromEntries(noises), row });
}

function critic(kernels: Kernels): Promise<Values> {
  const graph = modernCritic(SHAPE);
  const changes = [1, -2, 9, 9, 0.9, 0.1, 0, 0, -99, -99, 1, 0, -3, 4, 60, 2, 1.2, -0.3, 2, 2, 30, 30, 1, 0.2];
  return runOf(graph, kernels, Parameters.initial(graph.variables, 3, 1), {
    picture: random([BATCH, SHAPE.size, SHAPE.size, 1], 3),
    changed: tf.tensor2d(changes, [BATCH, 6]),
    row: random([BATCH, SHAPE.columns], 4),
    other: random([BATCH, SHAPE.columns], 5),
  });
}

const NETWORKS = { generator, critic } as const;

let own: OwnDevice;
const reference: Record<string, Values> = {};

beforeAll(async () => {
  await startWasm({ threads: 1 });
  own = await openOwnDevice(() => undefined);
  await tf.setBackend('cpu');
  for (const [name, run] of Object.entries(NETWORKS)) reference[name] = await run(new ReferenceKernels());
});

function expectSame(actual: Values, expected: Values | undefined): void {
  expect(Object.keys(actual).toSorted()).toEqual(Object.keys(expected ?? {}).toSorted());
  for (const [name, values] of Object.entries(expected ?? {})) {
    const scale = values.reduce((most, x) => Math.max(most, Math.abs(x)), 1e-6);
    const worst = values.reduce((most, x, i) => Math.max(most, Math.abs(x - (actual[name]?.[i] ?? Number.NaN))), 0);
    expect(worst / scale, name).toBeLessThan(TOLERANCE);
  }
}

describe.each(['wasm', 'webgpu'] as const)('on %s', (backend) => {
  it.each(['generator', 'critic'] as const)(
    'the %s gives what the reference gives, and the same bits again',
    async (name) => {
      await tf.setBackend(backend);
      const kernels = backend === 'wasm' ? new WasmKernels() : new WebgpuKernels(own.backend, SOFTWARE_TILES);
      const first = await NETWORKS[name](kernels);
      expectSame(first, reference[name]);
      // `toEqual` takes many seconds for as many numbers.
      const again = await NETWORKS[name](kernels);
      const changed = Object.keys(first).filter((key) => first[key]?.some((x, i) => !Object.is(x, again[key]?.[i])));
      expect(changed).toEqual([]);
    },
  );
});

it('takes few dispatches', async () => {
  await tf.setBackend('webgpu');
  const kernels = new WebgpuKernels(own.backend, SOFTWARE_TILES);
  const counts: Record<string, number> = {};
  for (const [name, run] of Object.entries(NETWORKS)) {
    const counter = countGpu(own.device);
    await run(kernels);
    counts[name] = counter.read().dispatches;
    counter.stop();
  }
  expect(counts).toMatchInlineSnapshot(`
    {
      "critic": 46,
      "generator": 82,
    }
  `);
});
