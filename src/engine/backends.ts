/**
 * Which tfjs backends this computer can train on, and starting one. Runs in the worker; each backend's code is loaded
 * only when it is asked about. A graphics interface emulated in software counts as usable but is never taken by `auto`:
 * the same processor does better through WebAssembly.
 */
import { BACKEND_FAULTS } from '../core/error-params.ts';
import * as tf from '@tensorflow/tfjs-core';
import { AppError } from '../core/app-error.ts';
import type { BackendInfo } from '../core/machine.ts';
import { BACKENDS, type BackendName } from '../core/run-config.ts';
import type { Kernels } from './kernels.ts';
import { ReferenceKernels } from './reference-kernels.ts';
import { adapterName, describeAdapter, isSoftwareName, requestAdapter } from './webgpu/adapter.ts';
import type { TileChoice } from './webgpu/tiles.ts';

export interface RunningBackend {
  readonly info: BackendInfo;
  readonly kernels: Kernels;
  /** What has gone wrong with the device since it was opened (lost, out of memory); null while it works. */
  readonly failure: () => AppError | null;
  /** What was measured to be fastest on this graphics processor; kept with a run and used again when it goes on. */
  readonly tiles?: TileChoice;
}

/** The page's WebAssembly memory is addressed with 32 bits and capped at 2 GiB by the tfjs build. */
const WASM_BYTES = 2 ** 31;

async function describeWebgpu(): Promise<BackendInfo> {
  const { info, limits } = await requestAdapter();
  const adapter = describeAdapter(info);
  return {
    name: 'webgpu',
    adapter: adapterName(adapter),
    isSoftware: adapter.isSoftware,
    maxBufferBytes: Math.min(limits.maxStorageBufferBindingSize, limits.maxBufferSize),
    maxTotalBytes: null,
  };
}

function describeWebgl(): BackendInfo {
  const gl = new OffscreenCanvas(1, 1).getContext('webgl2');
  if (gl === null) throw new Error('no WebGL 2 context');
  if (gl.getExtension('EXT_color_buffer_float') === null) throw new Error('cannot draw to 32-bit float textures');
  const debug = gl.getExtension('WEBGL_debug_renderer_info');
  const adapter = String(gl.getParameter(debug === null ? gl.RENDERER : debug.UNMASKED_RENDERER_WEBGL));
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  return { name: 'webgl', adapter, isSoftware: isSoftwareName(adapter), maxBufferBytes: null, maxTotalBytes: null };
}

async function describe(name: BackendName): Promise<BackendInfo> {
  switch (name) {
    case 'webgpu':
      return describeWebgpu();
    case 'webgl':
      return describeWebgl();
    case 'wasm':
      if (typeof WebAssembly === 'undefined') throw new Error('WebAssembly is missing');
      return { name, adapter: '', isSoftware: false, maxBufferBytes: WASM_BYTES, maxTotalBytes: WASM_BYTES };
    case 'cpu':
      return { name, adapter: '', isSoftware: false, maxBufferBytes: null, maxTotalBytes: null };
    default:
      return name satisfies never;
  }
}

export interface Survey {
  readonly usable: readonly BackendInfo[];
  readonly unusable: readonly { readonly name: BackendName; readonly reason: string }[];
}

/** Asks every backend, best first. */
export async function surveyBackends(): Promise<Survey> {
  const usable: BackendInfo[] = [];
  const unusable: { name: BackendName; reason: string }[] = [];
  for (const name of BACKENDS) {
    try {
      usable.push(await describe(name));
    } catch (error) {
      const reason = error instanceof AppError ? error.params['reason'] : undefined;
      unusable.push({ name, reason: String(reason ?? (error instanceof Error ? error.message : error)) });
    }
  }
  return { usable, unusable };
}

/** A backend asked for by name, emulated or not. Throws `backend-unavailable` with the reason. */
export function namedBackend(name: BackendName, survey: Survey): BackendInfo {
  const found = survey.usable.find((backend) => backend.name === name);
  if (found !== undefined) return found;
  const said = survey.unusable.find((backend) => backend.name === name)?.reason ?? '';
  // What is no code are the driver's own words: for a bug report, not for a sentence.
  const reason = BACKEND_FAULTS.find((fault) => fault === said);
  const cause = reason === undefined && said !== '' ? new Error(said) : undefined;
  throw new AppError('backend-unavailable', { backend: name, reason: reason ?? 'not-known' }, cause);
}

type Loaded = Omit<RunningBackend, 'info'>;

/** A backend without a device of its own cannot lose it. */
function steady(kernels: Kernels): Loaded {
  return { kernels, failure: () => null };
}

async function loadWebgpu(known: TileChoice | undefined): Promise<Loaded> {
  const { openOwnDevice } = await import('./webgpu/own-device.ts');
  const { tuneTiles } = await import('./webgpu/tune-tiles.ts');
  const { WebgpuKernels } = await import('./webgpu/webgpu-kernels.ts');
  let failure: AppError | null = null;
  const own = await openOwnDevice((event) => {
    const cause = new Error(event.message);
    if (event.kind === 'lost') failure = new AppError('device-lost', {}, cause);
    // The first error is the cause; those that follow are consequences.
    else if (event.error === 'out-of-memory') failure ??= new AppError('out-of-memory', {}, cause);
    else failure ??= new AppError('unexpected', { detail: event.message }, cause);
  });
  const tiles = known ?? (await tuneTiles(own)).choice;
  return { kernels: new WebgpuKernels(own.backend, tiles), failure: () => failure, tiles };
}

async function loadWasm(): Promise<Loaded> {
  const { startWasm } = await import('./wasm/start-wasm.ts');
  const { WasmKernels } = await import('./wasm/wasm-kernels.ts');
  await startWasm();
  return steady(new WasmKernels());
}

async function loadCpu(): Promise<Loaded> {
  await import('@tensorflow/tfjs-backend-cpu');
  const { CpuKernels } = await import('./cpu/cpu-kernels.ts');
  return steady(new CpuKernels());
}

async function load(name: BackendName, tiles: TileChoice | undefined): Promise<Loaded> {
  switch (name) {
    case 'webgpu':
      return loadWebgpu(tiles);
    case 'webgl':
      await import('@tensorflow/tfjs-backend-webgl');
      return steady(new ReferenceKernels());
    case 'wasm':
      return loadWasm();
    case 'cpu':
      return loadCpu();
    default:
      return name satisfies never;
  }
}

/**
 * Makes a backend tfjs's current one and returns the kernels to train with. Its code is loaded and its device opened the
 * first time; `started` remembers it after that. With `tiles`, products are cut up as they were in the run that goes on.
 */
export async function startBackend(
  info: BackendInfo,
  started: Map<BackendName, RunningBackend>,
  tiles?: TileChoice,
): Promise<RunningBackend> {
  const before = started.get(info.name);
  const isAsCut = tiles === undefined || JSON.stringify(before?.tiles) === JSON.stringify(tiles);
  // A device that failed is opened anew.
  const running = before?.failure() === null && isAsCut ? before : { info, ...(await load(info.name, tiles)) };
  if (!(await tf.setBackend(info.name))) {
    throw new AppError('backend-unavailable', { backend: info.name, reason: 'not-started' });
  }
  await tf.ready();
  started.set(info.name, running);
  return running;
}
