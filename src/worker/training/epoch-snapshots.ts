/**
 * Generators of past epochs, to go back to: weights and moving averages as f32, which is all that making pairs takes, each
 * in one blob (the browser keeps large blobs on disk). In memory only: they are gone with the page, and a kept run that is
 * taken up again begins to collect anew. A bounded number within a bounded size; `thinned` says which stay.
 */
import type { Graphs } from '../../recipes/recipe.ts';
import type { PreparedState } from '../../recipes/prepared-state.ts';
import { elementCount, type VariableSpec } from '../../core/variable-spec.ts';
import { bestOf, thinned } from '../../core/past-epochs.ts';
import type { RunConfig } from '../../core/run-config.ts';
import type { Kernels } from '../../engine/kernels.ts';
import { JointGan } from '../../gan/joint-gan.ts';
import { tensorPieces } from '../../gan/training-state.ts';
import { stateName } from '../../gan/state-names.ts';
import { BlobSink } from '../blob-sink.ts';

const MOST_SNAPSHOTS = 12;
/** All together. One is kept even of a network that is larger than this: the best. */
const MOST_BYTES = 2 ** 30;

export interface SnapshotFacts {
  readonly epoch: number;
  readonly score: number | null;
  /** Steps done up to the end of the epoch. */
  readonly steps: number;
  /** How often the random numbers had been changed after a breakdown. */
  readonly reseeds: number;
}

/** With the numbers of all variables of the generator that makes pairs, in the order of its graph. */
export interface Snapshot extends SnapshotFacts {
  readonly blob: Blob;
}

export function generatorBytes({ generator }: Graphs): number {
  return generator.variables.reduce((sum, { shape }) => sum + 4 * elementCount(shape), 0);
}

export interface SnapshotUse {
  readonly config: RunConfig;
  readonly columns: number;
  readonly kernels: Kernels;
  /** What the run's recipe measured: the same in every epoch. */
  readonly state: PreparedState | null;
}

/** The generator alone, on the current backend. The caller disposes it. */
export function loadSnapshot(
  { blob }: Pick<Snapshot, 'blob'>,
  { config, columns, kernels, state }: SnapshotUse,
): Promise<JointGan> {
  // Asked for in the order of the plan, as they were written.
  let at = 0;
  const read = new Set<string>();
  const part = async (name: string, spec: VariableSpec): Promise<Float32Array> => {
    if (name !== stateName('generator', 'value', spec.name) || read.has(name)) throw new Error(`Not kept: ${name}`);
    read.add(name);
    const bytes = 4 * elementCount(spec.shape);
    const piece = blob.slice(at, at + bytes);
    at += bytes;
    return new Float32Array(await piece.arrayBuffer());
  };
  return JointGan.generatorOnly(config, columns, kernels, part, state);
}

export class EpochSnapshots {
  /** How many there can be. */
  readonly most: number;
  #snapshots: readonly Snapshot[] = [];

  constructor(graphs: Graphs, mostBytes: number = MOST_BYTES) {
    this.most = Math.max(1, Math.min(MOST_SNAPSHOTS, Math.floor(mostBytes / generatorBytes(graphs))));
  }

  /** In order. */
  get epochs(): readonly number[] {
    return this.#snapshots.map(({ epoch }) => epoch);
  }

  /** The one with the highest score; null where none has one. */
  get best(): Snapshot | null {
    return bestOf(this.#snapshots);
  }

  /** Takes the best of a run that goes on, unless it is here. */
  restore(best: Snapshot): void {
    if (this.epochs.includes(best.epoch)) return;
    this.#snapshots = thinned(
      [...this.#snapshots, best].toSorted((a, b) => a.epoch - b.epoch),
      this.most,
    );
  }

  /** Keeps the generator as it is now, unless others are worth more. Epochs come in order. */
  async take({ generator }: JointGan, facts: SnapshotFacts): Promise<void> {
    const stay = thinned([...this.#snapshots.map((snapshot) => ({ ...snapshot })), facts], this.most);
    if (!stay.includes(facts)) return;
    const sink = new BlobSink();
    for (const { value } of generator.parameters.all()) {
      for await (const piece of tensorPieces(value)) sink.write(piece);
    }
    const blob = sink.toBlob('application/octet-stream');
    const epochs = new Set(stay.map(({ epoch }) => epoch));
    this.#snapshots = [...this.#snapshots.filter(({ epoch }) => epochs.has(epoch)), { ...facts, blob }];
  }

  facts(epoch: number): SnapshotFacts | null {
    return this.#snapshots.find((snapshot) => snapshot.epoch === epoch) ?? null;
  }

  /** The generator of a kept epoch on the current backend, alone; null when it is not kept. The caller disposes it. */
  async load(epoch: number, options: SnapshotUse): Promise<JointGan | null> {
    const snapshot = this.#snapshots.find((one) => one.epoch === epoch);
    return snapshot === undefined ? null : loadSnapshot(snapshot, options);
  }

  /** Epochs after this one did not happen. */
  cutAfter(epoch: number): void {
    this.#snapshots = this.#snapshots.filter((snapshot) => snapshot.epoch <= epoch);
  }

  clear(): void {
    this.#snapshots = [];
  }
}
