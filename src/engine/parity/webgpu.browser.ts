/** Our WebGPU programs against the reference on the cpu backend, with both kinds of tile. */
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-webgpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { ReferenceKernels } from '../reference-kernels.ts';
import { openOwnDevice, type DeviceEvent, type OwnDevice } from '../webgpu/own-device.ts';
import { DEFAULT_TILES, SOFTWARE_TILES, WIDE_TILES, type TileChoice } from '../webgpu/tiles.ts';
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

const choices: readonly (readonly [name: string, tiles: TileChoice])[] = [
  ['direct tiles', SOFTWARE_TILES],
  ['shared tiles, products cut into several dispatches', { ...DEFAULT_TILES, flopPerDispatch: 1e5 }],
];

describe.each(choices)('webgpu kernels, %s', (_, tiles) => {
  let kernels: WebgpuKernels;
  beforeAll(() => {
    kernels = new WebgpuKernels(own.backend, tiles);
  });
  test.each(PARITY_CASES)('$name', async (parityCase) => {
    await check(parityCase, kernels);
  });
});

describe.each(WIDE_TILES.map((wide) => ({ wide, label: JSON.stringify(wide) })))('wide tile $label', ({ wide }) => {
  test.each(CONVOLUTION_CASES.filter(({ name }) => name.includes('to 64')))('$name', async (parityCase) => {
    await check(parityCase, new WebgpuKernels(own.backend, { ...DEFAULT_TILES, wide }));
  });
});
