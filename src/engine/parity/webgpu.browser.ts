/**
 * Our WebGPU programs against the reference on the cpu backend, with both kinds of tile. Programs with shared tiles are large,
 * and an emulated GPU takes seconds to compile each: of them some of every kind are tried, or, with the environment variable
 * VITE_ALL_TILES=1, every one.
 */
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-webgpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { toBytes } from '../../core/pixels.ts';
import { ReferenceKernels } from '../reference-kernels.ts';
import { openOwnDevice, type DeviceEvent, type OwnDevice } from '../webgpu/own-device.ts';
import { countGpu } from '../webgpu/gpu-counters.ts';
import { DEFAULT_TILES, SOFTWARE_TILES, WIDE_TILES, tileKey } from '../webgpu/tiles.ts';
import { tuneTiles } from '../webgpu/tune-tiles.ts';
import { canUpload, MOST_UPLOADED_BYTES } from '../webgpu/uploaded-pictures.ts';
import { WebgpuKernels } from '../webgpu/webgpu-kernels.ts';
import { PARITY_CASES } from './cases.ts';
import { CONVOLUTION_CASES } from './cases-convolution.ts';
import { largestError, outcome, type ParityCase } from './parity-case.ts';

const TOLERANCE = 1e-5;

const events: DeviceEvent[] = [];
let own: OwnDevice;

beforeAll(async () => {
  own = await openOwnDevice((event) => events.push(event));
});

async function check(parityCase: ParityCase, kernels: WebgpuKernels): Promise<void> {
  await tf.setBackend('cpu');
  const reference = await outcome(parityCase, (inputs) => parityCase.run(new ReferenceKernels(), inputs));
  await tf.setBackend('webgpu');
  const actual = await outcome(parityCase, (inputs) => parityCase.run(kernels, inputs));
  expect(events).toEqual([]);
  expect(largestError(actual, reference)).toBeLessThan(TOLERANCE);
  expect(actual.leaked).toBe(0);
}

describe('webgpu kernels, direct tiles', () => {
  let kernels: WebgpuKernels;
  beforeAll(() => {
    kernels = new WebgpuKernels(own.backend, SOFTWARE_TILES);
  });
  test.each(PARITY_CASES)('$name', async (parityCase) => {
    await check(parityCase, kernels);
  });
});

const HAS_ALL_TILES = import.meta.env['VITE_ALL_TILES'] === '1';

/** The cases of `kernels` whose name ends with one of `shapes`. */
function tiledCases(kernels: RegExp, shapes: readonly string[]): readonly ParityCase[] {
  const cases = PARITY_CASES.filter(({ name }) => kernels.test(name));
  return HAS_ALL_TILES ? cases : cases.filter(({ name }) => shapes.some((shape) => name.endsWith(shape)));
}

/** Even and odd sides, both strides, few and many channels; parts of samples left over. */
const SHARED_SHAPES = [
  ' 3x8x8x3 to 5, stride 2',
  ' 2x13x8x7 to 13, stride 1',
  ' 3x8x8x32 to 64, stride 2',
  ' 2x6x6x4 to 3, stride 1',
  ' 2x13x8x7 to 13, stride 1, weighted',
  ' 37x64 to 35',
];

describe('webgpu kernels, shared tiles, products cut into several dispatches, 16 samples a thread', () => {
  let kernels: WebgpuKernels;
  beforeAll(() => {
    kernels = new WebgpuKernels(own.backend, { ...DEFAULT_TILES, flopPerDispatch: 1e5 });
  });
  test.each(tiledCases(/^(convolve|filter|dense)/, SHARED_SHAPES))('$name', async (parityCase) => {
    await check(parityCase, kernels);
  });
});

/** One sum after another, and over parts; slopes and dropout are the same programs. */
const REDUCED_SHAPES = ['[1,1]', '[2,40,40,32], weighted', '[100,7]', '[70,12] slope 0.2', '[3,23,29,5] slope 1'];

describe('webgpu kernels, reductions through workgroup memory as on a real GPU', () => {
  test.each(tiledCases(/^(norm|bias)/, REDUCED_SHAPES))('$name', async (parityCase) => {
    await check(parityCase, new WebgpuKernels(own.backend, DEFAULT_TILES));
  });
});

const WIDE_SHAPES = ['3x8x8x32 to 64, stride 2', '1x16x16x64 to 64, stride 2'];
/** They share the product of a tile: each kernel takes a third of the tiles. */
const TILED_KERNELS = ['convolve ', 'convolveTransposed ', 'filterGradient '];

describe.each(WIDE_TILES.map((wide, i) => ({ wide, i, label: tileKey(wide), shape: WIDE_SHAPES[i % 2] ?? '' })))(
  'wide tile $label',
  ({ wide, i, shape }) => {
    const kernel = HAS_ALL_TILES ? '' : (TILED_KERNELS[i % 3] ?? '');
    // How samples are weighted is not a tile's affair.
    const cases = CONVOLUTION_CASES.filter(({ name }) => name.startsWith(kernel) && name.endsWith(shape));
    test.each(cases)('$name', async (parityCase) => {
      await check(parityCase, new WebgpuKernels(own.backend, { ...DEFAULT_TILES, wide }));
    });
  },
);

test('a counter sees dispatches and uploads, and puts the device back', async () => {
  const counter = countGpu(own.device);
  const kernels = new WebgpuKernels(own.backend, SOFTWARE_TILES);
  const x = tf.tensor1d([1, 2, 3]);
  const y = kernels.tanh(x);
  await y.data();
  expect(counter.read()).toMatchObject({ dispatches: 1, submits: 1 });
  expect(counter.read().uploadBytes).toBeGreaterThanOrEqual(12);
  counter.stop();
  const z = kernels.tanh(y);
  await z.data();
  expect(counter.read().dispatches).toBe(1);
  tf.dispose([x, y, z]);
});

test('the software adapter is recognised, and no tile is measured on it', async () => {
  expect(own.adapter.isSoftware).toBe(true);
  expect(await tuneTiles(own)).toEqual({ choice: SOFTWARE_TILES, timings: [] });
});

test.each([4096, 67, 1])('packs %i grey levels as the reference rounds them', async (size) => {
  // Every level and every border between two, beyond both ends as well.
  const values = Float32Array.from({ length: size }, (_, i) => ((i % 600) - 40) / 255 - 1);
  await tf.setBackend('webgpu');
  const before = tf.memory();
  const x = tf.tensor1d(values);
  const packed = await new WebgpuKernels(own.backend, SOFTWARE_TILES).readGrey(x);
  x.dispose();
  const expected = toBytes(values);
  expect(packed).toHaveLength(size);
  packed.forEach((level, i) => {
    const exact = (values[i] ?? 0) * 127.5 + 127.5;
    // Single precision may fall to the other side of a border that the number lies on.
    const isBorder = Math.abs(exact - Math.floor(exact) - 0.5) < 1e-4;
    expect(Math.abs(level - (expected[i] ?? -9))).toBeLessThanOrEqual(isBorder ? 1 : 0);
  });
  expect([packed[0], packed.at(-1)]).toEqual([0, expected.at(-1)]);
  expect(tf.memory().numTensors).toBe(before.numTensors);
});

test('patients’ pictures are uploaded once, and a batch of them is what the processor would have made', async () => {
  await tf.setBackend('webgpu');
  const size = 8;
  const bytes = Uint8Array.from({ length: 40 * size * size }, (_, i) => (i * 37) % 256);
  const kernels = new WebgpuKernels(own.backend, SOFTWARE_TILES);
  const before = tf.memory().numTensors;
  const [ours, theirs] = [kernels.pictureStore(bytes, size), new ReferenceKernels().pictureStore(bytes, size)];
  for (const indices of [Uint32Array.of(39, 0, 7, 7), Uint32Array.of(12)]) {
    const [a, b] = [ours.take(indices), theirs.take(indices)];
    expect(a.shape).toEqual([indices.length, size, size, 1]);
    expect(await a.data()).toEqual(await b.data());
    tf.dispose([a, b]);
  }
  const counter = countGpu(own.backend.device);
  const batch = ours.take(Uint32Array.of(3, 4, 5));
  await batch.data();
  expect(counter.read()).toMatchObject({ dispatches: 1, uploadBytes: 12 });
  counter.stop();
  batch.dispose();
  ours.dispose();
  expect(tf.memory().numTensors).toBe(before);
  expect(canUpload(new Uint8Array(0), size)).toBe(false);
  expect(canUpload({ length: MOST_UPLOADED_BYTES + 4 } as Uint8Array, size)).toBe(false);
});

test('reading a value does not hide a later update in place', async () => {
  const kernels = new WebgpuKernels(own.backend, SOFTWARE_TILES);
  const value = tf.tensor1d([1, 1, 1]);
  await value.data();
  const batch = tf.tensor1d([3, 3, 3]);
  kernels.blendIn({ name: 'mean', shape: [3], value, slots: {} }, batch, 0.5);
  expect(Array.from(await value.data())).toEqual([2, 2, 2]);
  tf.dispose([value, batch]);
});

test('small updates wait for each other, but are seen by whoever reads, and leave nothing behind', async () => {
  const kernels = new WebgpuKernels(own.backend, SOFTWARE_TILES);
  const before = tf.memory();
  const value = tf.tensor1d([1, 1]);
  const parameter = { name: 'mean', shape: [2], value, slots: {} };
  // The same parameter three times: no two of them may share a dispatch.
  for (const mean of [3, 5, 7]) {
    const batch = tf.tensor1d([mean, mean]);
    kernels.blendIn(parameter, batch, 0.5);
    batch.dispose();
  }
  const throughTfjs = tf.mul(value, 1);
  expect(Array.from(await throughTfjs.data())).toEqual([5.25, 5.25]);
  expect(Array.from(await value.data())).toEqual([5.25, 5.25]);
  tf.dispose([value, throughTfjs]);
  const { numTensors, numDataBuffers } = tf.memory();
  expect([numTensors, numDataBuffers]).toEqual([before.numTensors, before.numDataBuffers]);
});
