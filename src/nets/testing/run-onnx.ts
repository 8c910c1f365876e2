/** A network as ONNX Runtime runs it. */
import type { Tensor } from '@tensorflow/tfjs-core';
import * as ort from 'onnxruntime-web';
import { kernelForOnnx, onnxOf } from '../onnx-model.ts';
import type { Network, Tensors } from '../run.ts';

/** The file, all of it in memory. */
function onnxBytes({ graph, parameters }: Network): Uint8Array {
  const { parts, bytes } = onnxOf(graph, { appVersion: '1', metadata: {} });
  const file = new Uint8Array(bytes);
  let at = 0;
  for (const part of parts) {
    if (part instanceof Uint8Array) {
      file.set(part, at);
      at += part.length;
      continue;
    }
    const { value, shape } = parameters.get(part.later.variable);
    const values = value.dataSync<'float32'>() as Float32Array;
    const written = part.later.isKernel ? kernelForOnnx(values, shape) : values;
    file.set(new Uint8Array(written.buffer, written.byteOffset, written.byteLength), at);
    at += part.bytes;
  }
  return file;
}

/** Each output by its name: shape and numbers. */
export async function runOnnx(
  net: Network,
  inputs: Tensors,
): Promise<Readonly<Record<string, { readonly shape: readonly number[]; readonly values: Float32Array }>>> {
  ort.env.wasm.numThreads = 1;
  const session = await ort.InferenceSession.create(onnxBytes(net));
  const given = Object.entries(inputs).map(([name, x]: [string, Tensor]) => {
    return [name, new ort.Tensor('float32', x.dataSync<'float32'>() as Float32Array, x.shape)] as const;
  });
  const made = await session.run(Object.fromEntries(given));
  await session.release();
  return Object.fromEntries(
    Object.entries(made).map(([name, { dims, data }]) => [name, { shape: dims, values: data as Float32Array }]),
  );
}
