/** A trained network: what it predicts for given cases, and how it sees them. Owns its tensors until `dispose`. */
import { AbortError } from '../core/app-error.ts';
import type { Kernels } from '../engine/kernels.ts';
import { portShape } from '../nets/graph.ts';
import type { Network } from '../nets/run.ts';
import { macrotask } from '../platform/macrotask.ts';
import { disposeInput, makeInput, prepare, type EcgCases, type InputScale, type PreparedCases } from './ecg-cases.ts';
import { EMBEDDING, inputsOf, LOGITS } from './network-graph.ts';

/** Every call runs batches of this many, padded, so that no result depends on how many were asked for. */
export const PREDICT_BATCH = 64;

export class FittedNetwork {
  readonly #network: Network;
  readonly #kernels: Kernels;
  readonly #scale: InputScale;

  /** Takes over the network. */
  constructor(network: Network, kernels: Kernels, scale: InputScale) {
    this.#network = network;
    this.#kernels = kernels;
    this.#scale = scale;
  }

  get outputs(): number {
    return portShape(this.#network.graph, LOGITS)[0] ?? 0;
  }

  /** Length of an embedding. */
  get embeddingLength(): number {
    return portShape(this.#network.graph, EMBEDDING)[0] ?? 0;
  }

  /** [count, outputs]: probabilities, or numbers in [0, 1] for targets that were. */
  async predict(cases: EcgCases, signal: AbortSignal): Promise<Float32Array> {
    return this.predictPrepared(prepare(cases, this.#scale), allOf(cases.count), signal);
  }

  /** [count, embeddingLength]: the layer in front of the outputs. */
  async embed(cases: EcgCases, signal: AbortSignal): Promise<Float32Array> {
    const prepared = prepare(cases, this.#scale);
    return this.#run(prepared, allOf(cases.count), { port: EMBEDDING, width: this.embeddingLength }, signal);
  }

  /** The same as `predict` for members of cases that were prepared with this network's scale. */
  async predictPrepared(prepared: PreparedCases, members: Uint32Array, signal: AbortSignal): Promise<Float32Array> {
    return this.#run(prepared, members, { port: LOGITS, width: this.outputs }, signal);
  }

  async #run(
    prepared: PreparedCases,
    members: Uint32Array,
    { port, width }: { readonly port: typeof LOGITS | typeof EMBEDDING; readonly width: number },
    signal: AbortSignal,
  ): Promise<Float32Array> {
    const results = new Float32Array(members.length * width);
    for (let first = 0; first < members.length; first += PREDICT_BATCH) {
      if (signal.aborted) throw new AbortError();
      const some = members.subarray(first, first + PREDICT_BATCH);
      const input = makeInput(prepared, this.#scale, some, PREDICT_BATCH);
      const { [port]: made = null } = this.#network.infer(inputsOf(input), [port]);
      if (made === null) throw new Error(`The network gives no ${port}`);
      const output = port === LOGITS ? this.#kernels.sigmoid(made) : made;
      if (output !== made) made.dispose();
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
    this.#network.dispose();
  }
}

function allOf(count: number): Uint32Array {
  return Uint32Array.from({ length: count }, (_, i) => i);
}
