/** A saved model, opened to make pairs without the patients it was trained on. */
import { AppError } from '../../core/app-error.ts';
import type { Graphs } from '../../recipes/recipe.ts';
import { elementCount } from '../../core/variable-spec.ts';
import type { OnProgress } from '../../core/progress.ts';
import type { BackendChoice, RunConfig } from '../../core/run-config.ts';
import type { RunningBackend } from '../../engine/backends.ts';
import type { JointGan } from '../../gan/joint-gan.ts';
import type { BackendLease } from '../machine-session.ts';
import { encodeGrid } from '../picture-codec.ts';
import { isModelFile, openModel } from './model-import.ts';
import { previewGrid } from '../preview.ts';
import type { ModelView, SourceFile } from '../protocol.ts';
import type { TrainedModel } from './trained-model.ts';
import type { TrainingSession } from '../training/training-session.ts';

interface Options {
  readonly file: File;
  readonly backend: BackendChoice;
  readonly training: TrainingSession;
  readonly startBackend: (config: RunConfig, columns: number) => Promise<BackendLease>;
  readonly signal: AbortSignal;
  readonly onProgress: OnProgress;
}

/** More files than this are patients; a model among them has the name of an archive. */
const FEW_FILES = 20;

/** Throws `files-are-model` when a model is among files that were given as patients. */
export async function refuseModels(files: readonly SourceFile[]): Promise<void> {
  for (const { path, file } of files) {
    if (files.length > FEW_FILES && !/\.zip$/iu.test(path)) continue;
    if (await isModelFile(file)) throw new AppError('files-are-model', { file: path });
  }
}

function requireRoom(graphs: Graphs, file: string, { info }: RunningBackend): void {
  const largest = Math.max(...graphs.generator.variables.map(({ shape }) => 4 * elementCount(shape)));
  if (largest <= (info.maxBufferBytes ?? Number.POSITIVE_INFINITY)) return;
  throw new AppError('model-too-large', { file, backend: info.name, megabytes: Math.ceil(largest / 1e6) });
}

/** Replaces the network that `training` holds. On failure or cancel the old one stays. */
export async function openSavedModel(options: Options): Promise<ModelView> {
  const { file, training, signal, onProgress } = options;
  if (training.isRunning) throw new AppError('busy');
  const opened = await openModel(file, file.name);
  const { schema, graphs, full, trainedOn } = opened;
  const { epoch, steps } = opened.chosen;
  // Where it was trained does not matter; where it can run here does.
  const config = { ...opened.config, backend: options.backend };
  const { backend, release } = await options.startBackend(config, schema.width);
  let gan: JointGan | null = null;
  try {
    requireRoom(graphs, file.name, backend);
    gan = await opened.load(backend.kernels, 'generate', { signal, onProgress });
    const grid = await previewGrid(gan, { schema, config });
    const { source, ...counts } = trainedOn;
    const model: TrainedModel = {
      gan,
      backend,
      config: opened.config,
      schema,
      counts,
      get study(): never {
        throw new AppError('model-needs-patients');
      },
      source,
      epoch,
      steps,
    };
    training.adopt(model, await encodeGrid(grid.images, config.size));
    return {
      name: file.name,
      backend: backend.info,
      config: opened.config,
      epoch,
      full,
      trainedOn,
      columns: schema.width,
      sheet: gan.sheetFit,
      grid,
    };
  } catch (error) {
    gan?.dispose();
    throw error;
  } finally {
    release();
  }
}
