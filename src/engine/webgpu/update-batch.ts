/**
 * Small in-place updates that follow each other (γ and β of a norm, all moving averages) as one dispatch. An update waits
 * until its dispatch is full or anything else is about to be recorded or read, so no one sees a parameter before it.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { flatGrid, flatMain, type GpuProgram } from './gpu-program.ts';
import type { Recorder } from './recorder.ts';

export interface UpdateKind {
  readonly name: string;
  /** Names of the arrays read and updated. */
  readonly reads: readonly string[];
  readonly updates: readonly string[];
  readonly params: readonly string[];
  /** WGSL of one element; the arrays' names followed by `suffix`, and `at`. */
  body(suffix: string): string;
}

interface Update {
  readonly size: number;
  readonly reads: readonly TensorInfo[];
  readonly updates: readonly TensorInfo[];
}

function program(kind: UpdateKind, sizes: readonly number[]): GpuProgram {
  const arrays = (names: readonly string[]): { name: string; element: 'f32' }[] =>
    sizes.flatMap((_, i) => names.map((name) => ({ name: `${name}${i}`, element: 'f32' as const })));
  let begin = 0;
  const branches = sizes.map((size, i) => {
    const branch = `if (index >= ${begin}u && index < ${begin + size}u) {
    let at = index - ${begin}u;
    ${kind.body(String(i))}
  }`;
    begin += size;
    return branch;
  });
  return {
    inputs: arrays(kind.reads),
    outputs: arrays(kind.updates),
    params: kind.params,
    workgroups: flatGrid(begin),
    code: flatMain(begin, branches.join('\n  ')),
  };
}

export class UpdateBatch {
  readonly #recorder: Recorder;
  /** Arrays that a program of this device binds; 8 are guaranteed. */
  readonly #most: number;
  #kind: UpdateKind | null = null;
  #params = new Uint32Array(0);
  #waiting: Update[] = [];

  constructor(recorder: Recorder) {
    this.#recorder = recorder;
    this.#most = recorder.backend.device.limits.maxStorageBuffersPerShaderStage;
    recorder.beforeRecording(() => {
      this.flush();
    });
  }

  add(kind: UpdateKind, update: Update, params: Uint32Array<ArrayBuffer>): void {
    const ids = new Set(this.#waiting.flatMap(({ reads, updates }) => [...reads, ...updates].map((t) => t.dataId)));
    const isShared = [...update.reads, ...update.updates].some(({ dataId }) => ids.has(dataId));
    if (isShared || kind !== this.#kind || params.join() !== this.#params.join()) this.flush();
    const backend = this.#recorder.backend;
    // The caller may dispose what is read; it lives until the update is recorded.
    for (const { dataId } of update.reads) backend.incRef(dataId);
    this.#recorder.claim(update.updates);
    this.#kind = kind;
    this.#params = params;
    this.#waiting.push(update);
    const arrays = kind.reads.length + kind.updates.length;
    if ((this.#waiting.length + 1) * arrays > this.#most) this.flush();
  }

  flush(): void {
    const [kind, updates] = [this.#kind, this.#waiting];
    if (kind === null || updates.length === 0) return;
    this.#waiting = [];
    const sizes = updates.map(({ size }) => size);
    const reads = updates.flatMap((update) => update.reads);
    this.#recorder.run(`${kind.name}/${sizes.join('+')}`, () => program(kind, sizes), {
      inputs: reads,
      outputs: updates.flatMap((update) => update.updates),
      params: this.#params,
    });
    const backend = this.#recorder.backend;
    for (const { dataId } of reads) {
      // The engine forgets the data only when the backend says it is gone, which here comes after the tensor's end.
      if (backend.disposeData(dataId)) tf.engine().removeDataId(dataId, backend);
    }
  }
}
