/** A kept training, opened to make pairs as it stands: without its patients, and without training on. */
import { AppError } from '../../core/app-error.ts';
import { checkRunConfig, type RunConfig } from '../../core/run-config.ts';
import type { BackendLease } from '../machine-session.ts';
import { encodeGrid } from '../picture-codec.ts';
import { previewGrid } from '../preview.ts';
import type { ModelView } from '../protocol.ts';
import type { RunKeeper } from '../training/run-keeper.ts';
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

/** Replaces the network that `training` holds; on failure the old one stays. Throws `kept-…`. */
export async function openKeptModel({ run, name, keeper, training, startBackend }: Options): Promise<ModelView> {
  if (training.isRunning) throw new AppError('busy');
  const held = await keeper.take(run);
  try {
    const { record } = held;
    const config = checkRunConfig({ ...record.config, backend: 'auto' });
    const { backend, release } = await startBackend(config, record.schema.width);
    try {
      const { gan, record: loaded } = await held.load(backend.kernels);
      const { epoch, steps } = placeOf(loaded.position);
      const counts = { patients: loaded.patients, setAside: loaded.setAside };
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
          reseeds: loaded.reseeds,
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
