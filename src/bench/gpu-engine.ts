/** Our kernels on WebGPU, with the device's traffic counted. */
import type { Engine } from './bench-core.ts';
import { openOwnDevice } from '../engine/webgpu/own-device.ts';
import { WebgpuKernels } from '../engine/webgpu/webgpu-kernels.ts';
import { meterGpu } from './gpu-meter.ts';

export async function startGpuEngine(): Promise<Engine> {
  const own = await openOwnDevice((event) => {
    if (event.kind === 'error' || !event.intended) throw new Error(`GPU: ${event.message}`);
  });
  const counts = meterGpu(own.device);
  const { vendor, architecture, device, description } = own.adapter;
  const adapter = [...new Set([vendor, architecture, device, description])].filter((word) => word !== '').join(' ');
  const kernels = new WebgpuKernels(own.backend);
  return { backend: 'webgpu', kernels, adapter, counts, notes: [] };
}
