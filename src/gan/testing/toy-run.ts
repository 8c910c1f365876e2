/** A run of toy size that can be interrupted anywhere: for tests that a continued run equals an uninterrupted one. */
import type { Dataset, StudyData } from '../../core/dataset.ts';
import type { Losses } from '../../core/epoch-log.ts';
import { Rng } from '../../core/rng.ts';
import { QUICK_LOOK, type RunConfig } from '../../core/run-config.ts';
import type { TableSchema } from '../../core/table-schema.ts';
import type { Kernels } from '../../engine/kernels.ts';
import { patientSides } from '../../recipes/patient-sides.ts';
import { JointGan } from '../joint-gan.ts';
import { stateSections } from '../training-state.ts';
import { type EpochProgress, epochStart, Trainer } from '../trainer.ts';

export const TOY_CONFIG: RunConfig = { ...QUICK_LOOK, width: 0.01, batch: 4, seed: 3, holdout: 0 };

/** Nine patients: two batches of four and one of one. */
export function toyDataset(): Dataset {
  const rng = new Rng(1, 98);
  return {
    count: 9,
    size: 64,
    schema: { version: 1, columns: [], width: 3 },
    rows: Float32Array.from({ length: 27 }, () => rng.uniform()),
    blanks: new Uint8Array(0),
    images: Uint8Array.from({ length: 9 * 64 * 64 }, () => rng.below(256)),
  };
}

/** For recipes that measure no pictures of another size. */
export function noPictures(): () => never {
  return () => {
    throw new Error('These patients have pictures of one size');
  };
}

/** Three numbers from 0 to 100. */
export const TOY_SCHEMA: TableSchema = {
  version: 1,
  width: 3,
  columns: ['age', 'pressure', 'pulse'].map((name, offset) => ({
    name,
    role: 'feature',
    type: 'integer',
    threshold: null,
    coding: { kind: 'scale', min: 0, max: 100, decimals: 0 },
    offset,
    width: 1,
    missing: 0,
    fill: '',
  })),
};

function side(count: number): Dataset {
  const all = toyDataset();
  const rows = all.rows.slice(0, 3 * count);
  return { ...all, schema: TOY_SCHEMA, count, rows, images: all.images.slice(0, 64 * 64 * count) };
}

/** At most nine patients, nobody put aside. */
export function toyStudy(count = 9): StudyData {
  return {
    train: side(count),
    holdout: side(0),
    split: { train: Array.from({ length: count }, (_, i) => i), holdout: [] },
    patients: { train: Int32Array.from({ length: count }, (_, i) => i), holdout: new Int32Array(0) },
    constant: [],
  };
}

export type State = ReadonlyMap<string, Float32Array>;

export async function readState(gan: JointGan): Promise<State> {
  const state = new Map<string, Float32Array>();
  for (const { name, pieces } of stateSections(gan)) {
    const parts: BlobPart[] = [];
    for await (const piece of pieces) parts.push(piece.slice());
    state.set(name, new Float32Array(await new Blob(parts).arrayBuffer()));
  }
  return state;
}

export interface ToyPosition {
  /** The epoch under way, 1-based. */
  readonly epoch: number;
  readonly steps: number;
  readonly progress: EpochProgress;
  readonly state: State;
}

/**
 * Trains up to the end of `epochs`. `stopAt` steps of the run it ends before, with everything that is needed to go on;
 * `from` goes on. The losses are those of the epochs that ended.
 */
export async function toyRun(
  kernels: Kernels,
  epochs: number,
  options: { readonly from?: ToyPosition; readonly stopAt?: number } = {},
): Promise<{ losses: Losses[]; state: State; stopped: ToyPosition | null }> {
  const { from, stopAt } = options;
  const config = TOY_CONFIG;
  const patients = patientSides({ ...toyStudy(), train: toyDataset() }, config);
  const gan =
    from === undefined
      ? await JointGan.initial(config, 3, kernels)
      : await JointGan.loaded(config, 3, kernels, async (name) => from.state.get(name) ?? null);
  const trainer = new Trainer({ gan, kernels, patients, config, steps: from?.steps ?? 0 });
  const losses: Losses[] = [];
  let stopped: ToyPosition | null = null;
  try {
    for (let epoch = from?.epoch ?? 1; epoch <= epochs; epoch++) {
      const gate = async (settle: () => Promise<EpochProgress>): Promise<void> => {
        if (trainer.steps !== stopAt) return;
        const progress = await settle();
        stopped = { epoch, steps: trainer.steps, progress, state: await readState(gan) };
        throw new DOMException('stopped', 'AbortError');
      };
      const start = epoch === from?.epoch ? from.progress : epochStart(config.recipe);
      try {
        losses.push(await trainer.runEpoch(epoch, gate, () => {}, start));
      } catch (error) {
        if (stopped !== null) break;
        throw error;
      }
    }
    return { losses, state: await readState(gan), stopped };
  } finally {
    gan.dispose();
  }
}
