/** Starts the backend of a case in a browser's worker. */
import * as tf from '@tensorflow/tfjs-core';
import { CpuKernels } from '../../engine/cpu/cpu-kernels.ts';
import { ReferenceKernels } from '../../engine/reference-kernels.ts';
import { startWasm } from '../../engine/wasm/start-wasm.ts';
import { WasmKernels } from '../../engine/wasm/wasm-kernels.ts';
import type { BenchOptions } from '../bench-case.ts';
import type { Engine } from '../bench-core.ts';
import { startGpuEngine } from '../gpu-engine.ts';

function webglAdapter(): string | null {
  const gl = new OffscreenCanvas(1, 1).getContext('webgl2');
  const info = gl?.getExtension('WEBGL_debug_renderer_info');
  return gl === null || info === null || info === undefined
    ? null
    : String(gl.getParameter(info.UNMASKED_RENDERER_WEBGL));
}

export async function startEngine({ backend, threads }: BenchOptions): Promise<Engine> {
  switch (backend) {
    case 'webgpu':
      return startGpuEngine();
    case 'wasm': {
      await startWasm({ threads });
      const notes = [
        `threads of the kernels: ${threads}, cross-origin isolated: ${String(globalThis.crossOriginIsolated)}`,
      ];
      return { backend, kernels: new WasmKernels(), adapter: null, counts: null, notes };
    }
    case 'webgl':
      await tf.setBackend(backend);
      return { backend, kernels: new ReferenceKernels(), adapter: webglAdapter(), counts: null, notes: [] };
    case 'cpu':
      await tf.setBackend(backend);
      return { backend, kernels: new CpuKernels(), adapter: null, counts: null, notes: [] };
    default:
      return backend satisfies never;
  }
}
