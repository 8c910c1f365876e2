/**
 * Counts what goes to the GPU, for the bench: dispatches, bytes uploaded, bytes allocated. It replaces methods of one
 * device and puts them back; where nothing counts, nothing is slower.
 */

export interface GpuCounts {
  readonly dispatches: number;
  /** Dispatches by the first word of a program's label: its kernel. */
  readonly programs: readonly (readonly [kernel: string, dispatches: number])[];
  readonly submits: number;
  readonly uploads: number;
  /** Written from the queue or into buffers mapped at creation. */
  readonly uploadBytes: number;
  /** Buffers made since counting began and not destroyed. */
  readonly allocatedBytes: number;
  /** The most of it at any time. */
  readonly peakAllocatedBytes: number;
}

export interface GpuCounter {
  /** Since the start or the last `reset`. */
  read(): GpuCounts;
  /** Zero again, except what is allocated. */
  reset(): void;
  /** Puts the device's methods back. */
  stop(): void;
}

type Method = (...values: readonly unknown[]) => unknown;

/** Replaces `target[name]` by what `wrap` makes of it. Returns the way back. */
function replaceMethod(target: object, name: string, wrap: (original: Method) => Method): () => void {
  const original: unknown = Reflect.get(target, name);
  if (typeof original !== 'function') throw new Error(`No method ${name} to count`);
  Reflect.set(
    target,
    name,
    wrap((...values) => Reflect.apply(original, target, values)),
  );
  // The original is on the prototype.
  return () => {
    Reflect.deleteProperty(target, name);
  };
}

/** Bytes of a `writeBuffer(buffer, offset, data, dataOffset?, size?)`, whose last two count elements of typed arrays. */
function writtenBytes([, , data, offset, size]: readonly unknown[]): number {
  const isView = ArrayBuffer.isView(data);
  const unit = isView && 'BYTES_PER_ELEMENT' in data ? Number(data.BYTES_PER_ELEMENT) : 1;
  const all = isView || data instanceof ArrayBuffer || data instanceof SharedArrayBuffer ? data.byteLength : 0;
  return typeof size === 'number' ? size * unit : all - (typeof offset === 'number' ? offset * unit : 0);
}

export function countGpu(device: GPUDevice): GpuCounter {
  let dispatches = 0;
  const programs = new Map<string, number>();
  let submits = 0;
  let uploads = 0;
  let uploadBytes = 0;
  let allocatedBytes = 0;
  let peakAllocatedBytes = 0;

  function onBuffer(buffer: GPUBuffer, isMapped: boolean): void {
    const { size } = buffer;
    allocatedBytes += size;
    peakAllocatedBytes = Math.max(peakAllocatedBytes, allocatedBytes);
    if (isMapped) {
      uploads += 1;
      uploadBytes += size;
    }
    let isAlive = true;
    replaceMethod(buffer, 'destroy', (destroy) => () => {
      if (isAlive) allocatedBytes -= size;
      isAlive = false;
      return destroy();
    });
  }

  function onPass(pass: GPUComputePassEncoder): void {
    let kernel = '';
    replaceMethod(pass, 'setPipeline', (set) => (...values) => {
      const [pipeline] = values as [GPUComputePipeline];
      kernel = pipeline.label.split('/')[0] ?? '';
      return set(...values);
    });
    for (const name of ['dispatchWorkgroups', 'dispatchWorkgroupsIndirect']) {
      replaceMethod(pass, name, (dispatch) => (...values) => {
        dispatches += 1;
        programs.set(kernel, (programs.get(kernel) ?? 0) + 1);
        return dispatch(...values);
      });
    }
  }

  const undo = [
    replaceMethod(device, 'createBuffer', (create) => (...values) => {
      const buffer = create(...values) as GPUBuffer;
      onBuffer(buffer, buffer.mapState === 'mapped');
      return buffer;
    }),
    replaceMethod(device, 'createCommandEncoder', (create) => (...values) => {
      const encoder = create(...values) as GPUCommandEncoder;
      replaceMethod(encoder, 'beginComputePass', (begin) => (...descriptor) => {
        const pass = begin(...descriptor) as GPUComputePassEncoder;
        onPass(pass);
        return pass;
      });
      return encoder;
    }),
    replaceMethod(device.queue, 'submit', (submit) => (...values) => {
      submits += 1;
      return submit(...values);
    }),
    replaceMethod(device.queue, 'writeBuffer', (write) => (...values) => {
      uploads += 1;
      uploadBytes += writtenBytes(values);
      return write(...values);
    }),
  ];

  return {
    read: () => ({
      dispatches,
      programs: [...programs],
      submits,
      uploads,
      uploadBytes,
      allocatedBytes,
      peakAllocatedBytes,
    }),
    reset: () => {
      dispatches = 0;
      programs.clear();
      submits = 0;
      uploads = 0;
      uploadBytes = 0;
      peakAllocatedBytes = allocatedBytes;
    },
    stop: () => {
      for (const back of undo) back();
    },
  };
}
