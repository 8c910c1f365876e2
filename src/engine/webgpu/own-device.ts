/**
 * The GPU, asked for with all it offers (tfjs asks for its defaults, which cannot bind the 256 MB kernel), and handed to
 * tfjs as its WebGPU backend. Loss of the device and errors that no one caught are reported, not swallowed.
 */
import * as tf from '@tensorflow/tfjs-core';
import { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { AppError } from '../../core/app-error.ts';
import { describeAdapter, requestAdapter, type AdapterDescription } from './adapter.ts';

const WANTED_FEATURES = ['shader-f16', 'subgroups', 'timestamp-query'] as const;

export interface GpuLimits {
  readonly maxBufferSize: number;
  readonly maxStorageBufferBindingSize: number;
  readonly maxComputeWorkgroupStorageSize: number;
  readonly maxComputeInvocationsPerWorkgroup: number;
}

export type DeviceEvent =
  /** `intended`: we destroyed it ourselves. */
  | { readonly kind: 'lost'; readonly intended: boolean; readonly message: string }
  | { readonly kind: 'error'; readonly error: 'validation' | 'out-of-memory' | 'internal'; readonly message: string };

export interface OwnDevice {
  readonly backend: WebGPUBackend;
  readonly device: GPUDevice;
  readonly adapter: AdapterDescription;
  readonly features: readonly string[];
  readonly limits: GpuLimits;
  /** Resolves when the device is lost; every tensor on it is gone then. */
  readonly lost: Promise<DeviceEvent & { kind: 'lost' }>;
}

/** Every numeric limit of the adapter, as what to require of the device. */
function allLimits(limits: GPUSupportedLimits): Record<string, number> {
  const required: Record<string, number> = {};
  // The values are getters of the prototype.
  for (const name in limits) {
    const value: unknown = Reflect.get(limits, name);
    if (typeof value === 'number') required[name] = value;
  }
  return required;
}

function errorKind(error: GPUError): 'validation' | 'out-of-memory' | 'internal' {
  if (typeof GPUOutOfMemoryError !== 'undefined' && error instanceof GPUOutOfMemoryError) return 'out-of-memory';
  if (typeof GPUValidationError !== 'undefined' && error instanceof GPUValidationError) return 'validation';
  return 'internal';
}

/** What training needs more of than every device has. */
const NEEDED_LIMITS = [
  'maxBufferSize',
  'maxStorageBufferBindingSize',
  'maxStorageBuffersPerShaderStage',
  'maxComputeWorkgroupStorageSize',
  'maxComputeInvocationsPerWorkgroup',
  'maxComputeWorkgroupSizeX',
  'maxComputeWorkgroupSizeY',
  'maxComputeWorkgroupsPerDimension',
];

async function requestDevice(adapter: GPUAdapter, features: GPUFeatureName[]): Promise<GPUDevice> {
  const all = allLimits(adapter.limits);
  try {
    return await adapter.requestDevice({ requiredFeatures: features, requiredLimits: all });
  } catch {
    // Some browsers list limits that they do not let anybody ask for; what we need is asked for by name then.
    const needed = Object.fromEntries(Object.entries(all).filter(([name]) => NEEDED_LIMITS.includes(name)));
    try {
      return await (await requestAdapter()).requestDevice({ requiredFeatures: features, requiredLimits: needed });
    } catch (error) {
      throw new AppError('backend-unavailable', { backend: 'webgpu', reason: 'refused' }, error);
    }
  }
}

/**
 * Takes the GPU and makes it tfjs's backend `webgpu` (in place of one registered before) and the current one.
 * `onEvent` hears of errors no one waited for and of the loss of the device.
 * Throws `AppError` `backend-unavailable` where there is no adapter or no device.
 */
export async function openOwnDevice(onEvent: (event: DeviceEvent) => void = () => undefined): Promise<OwnDevice> {
  const adapter = await requestAdapter();
  const features = WANTED_FEATURES.filter((feature) => adapter.features.has(feature));
  const device = await requestDevice(adapter, features);
  const lost = device.lost.then(({ reason, message }) => {
    const event = { kind: 'lost', intended: reason === 'destroyed', message } as const;
    onEvent(event);
    return event;
  });
  device.addEventListener('uncapturederror', ({ error }) => {
    onEvent({ kind: 'error', error: errorKind(error), message: error.message });
  });

  const backend = new WebGPUBackend(device, adapter.info);
  tf.removeBackend('webgpu');
  tf.registerBackend('webgpu', () => backend, 3);
  if (!(await tf.setBackend('webgpu')))
    throw new AppError('backend-unavailable', { backend: 'webgpu', reason: 'not-started' });
  const { maxBufferSize, maxStorageBufferBindingSize } = device.limits;
  const { maxComputeWorkgroupStorageSize, maxComputeInvocationsPerWorkgroup } = device.limits;
  return {
    backend,
    device,
    adapter: describeAdapter(adapter.info),
    features,
    limits: {
      maxBufferSize,
      maxStorageBufferBindingSize,
      maxComputeWorkgroupStorageSize,
      maxComputeInvocationsPerWorkgroup,
    },
    lost,
  };
}
