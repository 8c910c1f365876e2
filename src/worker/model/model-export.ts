/**
 * `model.zip`: generator (and, with `full`, discriminator and both optimizers' moments) as TensorFlow.js LayersModels,
 * `schema.json` and `manifest.json`. Where it is large, one variable is in memory at a time.
 */
import type { Tensor } from '@tensorflow/tfjs-core';
import { version as appVersion } from '../../../package.json';
import { AbortError, AppError } from '../../core/app-error.ts';
import type { OnProgress } from '../../core/progress.ts';
import { textBytes } from '../../core/text-bytes.ts';
import { kerasTopology, modelJson, slotFile } from '../../nets/layers-model.ts';
import { hashGenerator } from '../../gan/model-hash.ts';
import { NETWORKS } from '../../gan/state-names.ts';
import { slotEntries, tensorBytes } from '../../gan/training-state.ts';
import { openArchiveWriter } from '../archive-writer.ts';
import { BlobSink } from '../blob-sink.ts';
import { MODEL_FORMAT, MODEL_FORMAT_VERSION } from './model-import.ts';
import type { ExportResult } from '../protocol.ts';
import { trainedCounts, type TrainedModel } from './trained-model.ts';

/** Manifest, schema and topologies. */
const FEW_FILES = 8;

export async function exportModel(
  model: TrainedModel,
  full: boolean,
  work: { readonly signal: AbortSignal; readonly onProgress: OnProgress },
): Promise<ExportResult> {
  const { gan, config, schema } = model;
  if (full && !gan.canTrain) throw new AppError('model-not-full', { file: 'model.zip' });
  const sink = new BlobSink();
  const networks = NETWORKS.filter((name) => full || name === 'generator');

  const total = networks.reduce((sum, name) => sum + gan.graphs[name].variables.length, 0);
  let done = 0;
  const written = networks.flatMap((folder) =>
    gan[folder].parameters
      .all()
      .flatMap((parameter) => slotEntries(parameter).filter(([slot]) => full || slot === 'value')),
  );
  const numbers = written.reduce((sum, [, tensor]) => sum + tensor.size, 0);
  const zip = await openArchiveWriter(4 * numbers, written.length + FEW_FILES, sink);
  const addTensor = async (name: string, tensor: Tensor): Promise<void> => {
    if (work.signal.aborted) throw new AbortError();
    await zip.add(name, await tensorBytes(tensor));
  };
  const json = (name: string, value: unknown): Promise<void> =>
    zip.add(name, textBytes(`${JSON.stringify(value, null, 2)}\n`));

  await json('manifest.json', {
    format: MODEL_FORMAT,
    formatVersion: MODEL_FORMAT_VERSION,
    appVersion,
    recipe: config.recipe,
    options: config,
    seed: config.seed,
    epoch: model.epoch,
    steps: model.steps,
    // What is needed to go on exactly where it was stopped.
    ...(model.progress === undefined || model.progress.step === 0
      ? {}
      : { unfinishedEpoch: { step: model.progress.step, ...model.progress.losses } }),
    ...(model.reseeds === undefined || model.reseeds === 0 ? {} : { reseeds: model.reseeds }),
    full,
    trainedOn: { ...trainedCounts(model), source: model.source },
    generatorSha256: await hashGenerator(gan),
    ...(full ? { optimizer: { kind: 'adam', iterations: model.steps, folder: 'optimizer' } } : {}),
  });
  await json('schema.json', schema);
  for (const folder of networks) {
    const graph = gan.graphs[folder];
    await json(`${folder}/model.json`, modelJson(kerasTopology(graph), graph.variables));
    for (const parameter of gan[folder].parameters.all()) {
      for (const [slot, tensor] of slotEntries(parameter)) {
        if (full || slot === 'value') await addTensor(slotFile(folder, slot, parameter.name), tensor);
      }
      done += 1;
      work.onProgress({ stage: 'packing', done, total });
    }
  }
  await zip.finish();
  return { name: 'model.zip', blob: sink.toBlob('application/zip'), pairs: 0 };
}
