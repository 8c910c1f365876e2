/** The GPU as the browser describes it. Light: asking what there is does not load the WebGPU backend. */
import { AppError } from '../../core/app-error.ts';

export interface AdapterDescription {
  readonly vendor: string;
  readonly architecture: string;
  readonly device: string;
  readonly description: string;
  /** Runs on the CPU: right, but slow. */
  readonly isSoftware: boolean;
}

const SOFTWARE_NAMES = /swiftshader|llvmpipe|lavapipe|softpipe|\bwarp\b|basic render|software/i;

/** Whether a graphics device of this name, as WebGPU or WebGL gives it, is emulated on the processor. */
export function isSoftwareName(name: string): boolean {
  return SOFTWARE_NAMES.test(name);
}

/** `info` as the browser gives it (names may be empty). */
export function describeAdapter(info: GPUAdapterInfo): AdapterDescription {
  const { vendor, architecture, device, description } = info;
  const isFallback = 'isFallbackAdapter' in info && info.isFallbackAdapter;
  const isSoftware = isFallback || isSoftwareName([vendor, architecture, device, description].join(' '));
  return { vendor, architecture, device, description, isSoftware };
}

/** What to call the adapter in a sentence; empty where the browser says nothing. */
export function adapterName({ vendor, architecture, device, description }: AdapterDescription): string {
  return [...new Set([vendor, architecture, device, description])].filter((word) => word !== '').join(', ');
}

/** Throws `backend-unavailable` where there is no WebGPU or no adapter. */
export async function requestAdapter(): Promise<GPUAdapter> {
  // The types say it is always there; browsers without WebGPU and insecure pages have none.
  const gpu = globalThis.navigator.gpu as GPU | undefined;
  if (gpu === undefined) throw new AppError('backend-unavailable', { backend: 'webgpu', reason: 'no-webgpu' });
  const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
  if (adapter === null) throw new AppError('backend-unavailable', { backend: 'webgpu', reason: 'no-adapter' });
  return adapter;
}
