/** Our kernels on WebGPU as the app starts them, with the device's traffic counted. */
import { countGpu } from '../engine/webgpu/gpu-counters.ts';
import { openOwnDevice } from '../engine/webgpu/own-device.ts';
import { tuneTiles } from '../engine/webgpu/tune-tiles.ts';
import { WebgpuKernels } from '../engine/webgpu/webgpu-kernels.ts';
import type { Engine } from './bench-core.ts';

export async function startGpuEngine(): Promise<Engine> {
  const problems: string[] = [];
  const own = await openOwnDevice((event) => {
    problems.push(event.message);
  });
  const counter = countGpu(own.device);
  const start = performance.now();
  const { choice } = await tuneTiles(own);
  const tuned = performance.now() - start;
  const { vendor, architecture, device, description } = own.adapter;
  const adapter = [...new Set([vendor, architecture, device, description])].filter((word) => word !== '').join(' ');
  return {
    backend: 'webgpu',
    kernels: new WebgpuKernels(own.backend, choice),
    adapter,
    counts: () => {
      if (problems.length > 0) throw new Error(`The GPU reported: ${problems.join('; ')}`);
      return counter.read();
    },
    notes: [`tiles chosen in ${tuned.toFixed(0)} ms`],
  };
}
