/**
 * Loaded into the app's worker before the app: counts what every device is given, for whoever drives the page. With
 * `countOnly` in its address nothing is computed, buffers are real and hold zeros: a large network is counted in seconds.
 */
import { countGpu, type GpuCounter, type GpuCounts } from '../../engine/webgpu/gpu-counters.ts';

declare global {
  /** Of the device opened last; null before the first. */
  // oxlint-disable-next-line no-var -- the only form in which a global can be declared
  var gpuCounts: () => GpuCounts | null;
}

let counter: GpuCounter | null = null;
globalThis.gpuCounts = () => counter?.read() ?? null;

const requestDevice: unknown = Reflect.get(GPUAdapter.prototype, 'requestDevice');
if (typeof requestDevice !== 'function') throw new Error('No method requestDevice to count');
Reflect.set(GPUAdapter.prototype, 'requestDevice', async function open(this: GPUAdapter, ...options: unknown[]) {
  const device = (await Reflect.apply(requestDevice, this, options)) as GPUDevice;
  counter = countGpu(device);
  return device;
});

if (new URL(import.meta.url).hash === '#countOnly') {
  for (const name of ['dispatchWorkgroups', 'dispatchWorkgroupsIndirect']) {
    Reflect.set(GPUComputePassEncoder.prototype, name, () => undefined);
  }
}
