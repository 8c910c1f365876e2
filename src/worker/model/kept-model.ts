/** A kept training, opened to make pairs as it stands: without its patients, and without training on. */
import { AppError } from '../../core/app-error.ts';
import { checkRunConfig, type RunConfig } from '../../core/run-config.ts';
import type { Kernels } from '../../engine/kernels.ts';
import type { BackendLease } from '../machine-session.ts';
import { encodeGrid } from '../picture-codec.ts';
import { previewGrid } from '../preview.ts';
import type { ModelView } from '../protocol.ts';
import { loadSnapshot } from '../training/epoch-snapshots.ts';
import type { HeldRun, RunKeeper } from '../training/run-keeper.ts';
import { placeOf } from '../training/run-saver.ts';
import type { TrainingSession } from '../training/training-session.ts';
import { settledSchema, type TrainedModel } from './trained-model.ts';

interface Options {
  readonly run: string;
  /** How the page calls it. */
  readonly name: string;
  readonly keeper: RunKeeper;
  readonly training: TrainingSession;
  readonly startBackend: (config: RunConfig, columns: number) => Promise<BackendLease>;
}

/** What pairs are made from: the best epoch where its recipe scores them, else its newest state. */
async function chosen(held: HeldRun, config: RunConfig, kernels: Kernels) {
  const { gan, best, record: loaded } = await held.load(kernels);
  if (best === null) return { gan, ...placeOf(loaded.position), reseeds: loaded.reseeds, loaded };
  try {
    const use = { config, columns: loaded.schema.width, kernels, state: gan.state };
    const { epoch, steps, reseeds } = best;
    return { gan: await loadSnapshot(best, use), epoch, steps, reseeds, loaded };
  } finally {
    gan.dispose();
  }
}

/** Replaces the network that `training` holds; on failure the old one stays. Throws `kept-…`. */
export async function openKeptModel({ run, name, keeper, training, startBackend }: Options): Promise<ModelView> {
  if (training.isRunning) throw new AppError('busy');
  const held = await keeper.take(run);
  try {
    const { record } = held;
    const config = checkRunConfig({ ...record.config, backend: 'auto' });
    const { backend, release } = await startBackend(config, record.schema.width);
    try {
      const { gan, epoch, steps, reseeds, loaded } = await chosen(held, config, backend.kernels);
      const { patients, persons, setAside } = loaded;
      const counts = { patients, ...(persons === undefined ? {} : { persons }), setAside };
      try {
        const schema = await settledSchema({ gan, config, schema: loaded.schema, patients: counts.patients });
        const grid = await previewGrid(gan, { schema, config });
        const model: TrainedModel = {
          gan,
          backend,
          config: loaded.config,
          schema,
          counts,
          get study(): never {
            throw new AppError('model-needs-patients');
          },
          source: loaded.source,
          epoch,
          steps,
          reseeds,
        };
        training.adopt(model, await encodeGrid(grid.images, config.size));
        return {
          name,
          backend: backend.info,
          config: loaded.config,
          epoch,
          full: true,
          isKept: true,
          trainedOn: { ...counts, source: loaded.source },
          columns: schema.width,
          sheet: gan.sheetFit,
          grid,
        };
      } catch (error) {
        gan.dispose();
        throw error;
      }
    } finally {
      release();
    }
  } finally {
    held.release();
  }
}
