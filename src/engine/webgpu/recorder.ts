/**
 * Records our programs into the command encoder of tfjs's WebGPU backend, between its own dispatches: several outputs,
 * in-place updates, and no buffer, bind group or shader key built per call in the steady state.
 *
 * Not used: the backend's list of tensors that recorded commands still need. It delays the reuse of their memory until
 * the next submit, to guard against writes from the queue; storage buffers are only written by commands in order, so
 * one disposed here may serve the next dispatch at once, which keeps the peak low.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, TensorInfo } from '@tensorflow/tfjs-core';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { wgslSource, type GpuProgram, type Size3 } from './gpu-program.ts';
import { UniformRing } from './uniform-ring.ts';

/** What TypeScript calls private in the backend; present at run time in the pinned version. */
interface BackendInternals {
  commandEncoder: GPUCommandEncoder | null;
  computePassEncoder: GPUComputePassEncoder | null;
  dispatchCountInPass: number;
}

interface Compiled {
  readonly id: number;
  readonly pipeline: GPUComputePipeline;
  readonly layout: GPUBindGroupLayout;
  readonly hasParams: boolean;
  readonly paramsBytes: number;
  readonly workgroups: Size3;
}

export interface Call {
  readonly inputs: readonly TensorInfo[];
  readonly outputs: readonly TensorInfo[];
  /** The uniform's fields, in order. */
  readonly params?: Uint32Array<ArrayBuffer>;
}

/** Bind groups kept for reuse; they only come back when buffers do, so a step's worth a few times over is enough. */
const MAX_BIND_GROUPS = 4_096;

/** Dispatches between two submits. */
const DISPATCHES_PER_SUBMIT = 24;

export class Recorder {
  readonly backend: WebGPUBackend;
  readonly #internals: BackendInternals;
  readonly #ring: UniformRing;
  readonly #compiled = new Map<string, Compiled>();
  readonly #bindGroups = new Map<string, GPUBindGroup>();
  readonly #bufferIds = new WeakMap<GPUBuffer, number>();
  #nextBufferId = 0;

  readonly #waiting: (() => void)[] = [];

  constructor(backend: WebGPUBackend) {
    this.backend = backend;
    this.#internals = backend as unknown as BackendInternals;
    this.#ring = new UniformRing(backend.device, () => {
      this.submit();
    });
  }

  /** A new, unwritten tensor. */
  tensor<T extends Tensor>(shape: readonly number[], type: 'float32' | 'int32' = 'float32'): T {
    const info = this.backend.makeTensorInfo([...shape], type);
    return tf.engine().makeTensorFromTensorInfo(info, this.backend) as T;
  }

  /**
   * `record` is called before anything is recorded, by us or by tfjs, and before anything is read back, so that it may
   * record first what it kept waiting.
   */
  beforeRecording(record: () => void): void {
    this.#waiting.push(record);
    const ready = this.backend.ensureCommandEncoderReady.bind(this.backend);
    this.backend.ensureCommandEncoderReady = () => {
      record();
      ready();
    };
  }

  /** For tensors that will be written later than now: they are on the GPU, and copies read back earlier are dropped. */
  claim(tensors: readonly TensorInfo[]): void {
    for (const tensor of tensors) {
      this.#bufferOf(tensor);
      this.backend.tensorMap.get(tensor.dataId).values = null as never;
    }
  }

  /**
   * Records one dispatch. `key` names the program with every constant in it; `make` is called once per key.
   */
  run(key: string, make: () => GpuProgram, call: Call): void {
    for (const record of this.#waiting) record();
    const program = this.#compile(key, make);
    // Both before the pass is taken: an upload or a full ring ends it.
    const offset = program.hasParams ? this.#ring.offsetOf(call.params ?? new Uint32Array(0)) : 0;
    const bindGroup = this.#bindGroup(program, call);
    this.backend.ensureCommandEncoderReady();
    const internals = this.#internals;
    internals.computePassEncoder ??= internals.commandEncoder?.beginComputePass() ?? null;
    const pass = internals.computePassEncoder;
    if (pass === null) throw new Error('The backend has no command encoder');
    pass.setPipeline(program.pipeline);
    if (program.hasParams) pass.setBindGroup(0, bindGroup, [offset]);
    else pass.setBindGroup(0, bindGroup);
    pass.dispatchWorkgroups(...program.workgroups);
    internals.dispatchCountInPass += 1;
    if (internals.dispatchCountInPass >= DISPATCHES_PER_SUBMIT) this.submit();
  }

  /** Sends what was recorded to the GPU. */
  submit(): void {
    for (const record of this.#waiting) record();
    if (this.#internals.commandEncoder === null) return;
    this.backend.endComputePassEncoder();
    this.backend.submitQueue();
  }

  #compile(key: string, make: () => GpuProgram): Compiled {
    const known = this.#compiled.get(key);
    if (known !== undefined) return known;
    const program = make();
    const device = this.backend.device;
    const hasParams = program.params !== undefined;
    const entries: GPUBindGroupLayoutEntry[] = [];
    const visibility = GPUShaderStage.COMPUTE;
    for (let i = 0; i < program.inputs.length; i++) {
      entries.push({ binding: entries.length, visibility, buffer: { type: 'read-only-storage' } });
    }
    for (let i = 0; i < program.outputs.length; i++) {
      entries.push({ binding: entries.length, visibility, buffer: { type: 'storage' } });
    }
    if (hasParams) {
      entries.push({ binding: entries.length, visibility, buffer: { type: 'uniform', hasDynamicOffset: true } });
    }
    const layout = device.createBindGroupLayout({ label: key, entries });
    const compiled: Compiled = {
      id: this.#compiled.size,
      pipeline: device.createComputePipeline({
        label: key,
        layout: device.createPipelineLayout({ bindGroupLayouts: [layout] }),
        compute: { module: device.createShaderModule({ label: key, code: wgslSource(program) }), entryPoint: 'main' },
      }),
      layout,
      hasParams,
      // A uniform's size is rounded up to 16 bytes.
      paramsBytes: Math.ceil((program.params?.length ?? 0) / 4) * 16,
      workgroups: program.workgroups,
    };
    this.#compiled.set(key, compiled);
    return compiled;
  }

  #bindGroup(program: Compiled, call: Call): GPUBindGroup {
    const buffers: GPUBuffer[] = [];
    for (const input of call.inputs) buffers.push(this.#bufferOf(input));
    this.claim(call.outputs);
    for (const output of call.outputs) buffers.push(this.#bufferOf(output));
    let key = String(program.id);
    for (const buffer of buffers) key += `,${this.#idOf(buffer)}`;
    const known = this.#bindGroups.get(key);
    if (known !== undefined) return known;
    const entries: GPUBindGroupEntry[] = buffers.map((buffer, binding) => ({ binding, resource: { buffer } }));
    if (program.hasParams) {
      const resource = { buffer: this.#ring.buffer, offset: 0, size: program.paramsBytes };
      entries.push({ binding: entries.length, resource });
    }
    if (this.#bindGroups.size >= MAX_BIND_GROUPS) this.#bindGroups.clear();
    const bindGroup = this.backend.device.createBindGroup({ layout: program.layout, entries });
    this.#bindGroups.set(key, bindGroup);
    return bindGroup;
  }

  #bufferOf(tensor: TensorInfo): GPUBuffer {
    // `get` also moves a tensor here that was made on another backend.
    const data = this.backend.tensorMap.get(tensor.dataId);
    if (data.resource === undefined || data.resource === null) this.backend.uploadToGPU(tensor.dataId);
    const resource = data.resource;
    if (!(resource instanceof GPUBuffer)) throw new Error('The tensor is not held in a GPU buffer');
    return resource;
  }

  #idOf(buffer: GPUBuffer): number {
    const known = this.#bufferIds.get(buffer);
    if (known !== undefined) return known;
    const id = this.#nextBufferId++;
    this.#bufferIds.set(buffer, id);
    return id;
  }
}
