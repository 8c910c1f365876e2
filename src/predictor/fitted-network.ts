/** A trained network: what it predicts for given cases, and how it sees them. Owns its tensors until `dispose`. */
import * as tf from '@tensorflow/tfjs-core';
import { AbortError } from '../core/app-error.ts';
import type { Kernels } from '../engine/kernels.ts';
import { macrotask } from '../platform/macrotask.ts';
import { disposeInput, makeInput, prepare, type EcgCases, type InputScale, type PreparedCases } from './ecg-cases.ts';
import type { EcgNetwork, NetworkRecord } from './ecg-network.ts';

/** Every call runs batches of this many, padded, so that no result depends on how many were asked for. */
export const PREDICT_BATCH = 64;

export class FittedNetwork {
  readonly #network: EcgNetwork;
  readonly #kernels: Kernels;
  readonly #scale: InputScale;

  /** Takes over the network. */
  constructor(network: EcgNetwork, kernels: Kernels, scale: InputScale) {
    this.#network = network;
    this.#kernels = kernels;
    this.#scale = scale;
  }

  get outputs(): number {
    return this.#network.shape.outputs;
  }

  /** Length of an embedding. */
  get embeddingLength(): number {
    return this.#network.shape.embedding.outputs;
  }

  /** [count, outputs]: probabilities, or numbers in [0, 1] for targets that were. */
  async predict(cases: EcgCases, signal: AbortSignal): Promise<Float32Array> {
    return this.predictPrepared(prepare(cases, this.#scale), allOf(cases.count), signal);
  }

  /** [count, embeddingLength]: the layer in front of the outputs. */
  async embed(cases: EcgCases, signal: AbortSignal): Promise<Float32Array> {
    const prepared = prepare(cases, this.#scale);
    return this.#run(prepared, allOf(cases.count), this.embeddingLength, signal, (record) =>
      tf.clone(record.embedding),
    );
  }

  /** The same as `predict` for members of cases that were prepared with this network's scale. */
  async predictPrepared(prepared: PreparedCases, members: Uint32Array, signal: AbortSignal): Promise<Float32Array> {
    return this.#run(prepared, members, this.outputs, signal, ({ logits }) => this.#kernels.sigmoid(logits));
  }

  async #run(
    prepared: PreparedCases,
    members: Uint32Array,
    width: number,
    signal: AbortSignal,
    read: (record: NetworkRecord) => tf.Tensor,
  ): Promise<Float32Array> {
    const results = new Float32Array(members.length * width);
    for (let first = 0; first < members.length; first += PREDICT_BATCH) {
      if (signal.aborted) throw new AbortError();
      const some = members.subarray(first, first + PREDICT_BATCH);
      const input = makeInput(prepared, this.#scale, some, PREDICT_BATCH);
      const record = this.#network.forward(input, null);
      const output = read(record);
      record.dispose();
      disposeInput(input);
      try {
        results.set((await output.data<'float32'>()).subarray(0, some.length * width), first * width);
      } finally {
        output.dispose();
      }
      await macrotask();
    }
    return results;
  }

  dispose(): void {
    this.#network.parameters.dispose();
  }
}

function allOf(count: number): Uint32Array {
  return Uint32Array.from({ length: count }, (_, i) => i);
}
