/** Counts what passes through a GPU device: dispatches, bytes uploaded, bytes allocated. */

export interface GpuCounts {
  readonly dispatches: number;
  readonly uploadBytes: number;
  /** Held now. */
  readonly gpuBytes: number;
}

/** Starts counting on `device`, by wrapping its methods. Returns a function that reads the totals so far. */
export function meterGpu(device: GPUDevice): () => GpuCounts {
  let dispatches = 0;
  let uploadBytes = 0;
  let gpuBytes = 0;

  const createBuffer = device.createBuffer.bind(device);
  device.createBuffer = (descriptor) => {
    const buffer = createBuffer(descriptor);
    gpuBytes += descriptor.size;
    // What is mapped at its creation is filled by the CPU.
    if (descriptor.mappedAtCreation === true) uploadBytes += descriptor.size;
    const destroy = buffer.destroy.bind(buffer);
    let isHeld = true;
    buffer.destroy = () => {
      if (isHeld) gpuBytes -= descriptor.size;
      isHeld = false;
      return destroy();
    };
    return buffer;
  };

  const { queue } = device;
  const writeBuffer = queue.writeBuffer.bind(queue);
  queue.writeBuffer = (buffer, offset, data, dataOffset?: number, size?: number) => {
    const unit = ArrayBuffer.isView(data) && 'BYTES_PER_ELEMENT' in data ? Number(data.BYTES_PER_ELEMENT) : 1;
    uploadBytes += size === undefined ? data.byteLength - (dataOffset ?? 0) * unit : size * unit;
    writeBuffer(buffer, offset, data, dataOffset, size);
    return undefined;
  };

  const createCommandEncoder = device.createCommandEncoder.bind(device);
  device.createCommandEncoder = (encoderDescriptor) => {
    const encoder = createCommandEncoder(encoderDescriptor);
    const beginComputePass = encoder.beginComputePass.bind(encoder);
    encoder.beginComputePass = (passDescriptor) => {
      const pass = beginComputePass(passDescriptor);
      const dispatch = pass.dispatchWorkgroups.bind(pass);
      pass.dispatchWorkgroups = (x, y, z) => {
        dispatches += 1;
        return dispatch(x, y, z);
      };
      return pass;
    };
    return encoder;
  };
  return () => ({ dispatches, uploadBytes, gpuBytes });
}
