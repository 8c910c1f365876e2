/**
 * `model.zip`: generator (and, with `full`, discriminator and both optimizers' moments) as TensorFlow.js LayersModels,
 * `schema.json` and `manifest.json`. One variable is in memory at a time.
 */
import { version as appVersion } from '../../../package.json';
import { AbortError, AppError } from '../../core/app-error.ts';
import type { OnProgress } from '../../core/progress.ts';
import type { Parameter } from '../../engine/kernels.ts';
import { textBytes, ZipWriter } from '../../export/zip-writer.ts';
import { kerasTopology, modelJson, momentFile, weightFile } from '../../nets/layers-model.ts';
import { NETWORKS } from '../../gan/training-state.ts';
import { hashGenerator } from '../../gan/model-hash.ts';
import { tensorBytes } from '../../gan/training-state.ts';
import { BlobSink } from '../blob-sink.ts';
import { MODEL_FORMAT, MODEL_FORMAT_VERSION } from './model-import.ts';
import type { ExportResult } from '../protocol.ts';
import { trainedCounts, type TrainedModel } from '../training/training-session.ts';

export async function exportModel(
  model: TrainedModel,
  full: boolean,
  work: { readonly signal: AbortSignal; readonly onProgress: OnProgress },
): Promise<ExportResult> {
  const { gan, config, schema } = model;
  if (full && !gan.canTrain) throw new AppError('model-not-full', { file: 'model.zip' });
  const sink = new BlobSink();
  const zip = new ZipWriter(sink.write);
  const networks = NETWORKS.filter((name) => full || name === 'generator');

  const total = networks.reduce((sum, name) => sum + gan.graphs[name].variables.length, 0);
  let done = 0;
  const addTensor = async (name: string, tensor: Parameter['value'] | null): Promise<void> => {
    if (tensor === null) return;
    if (work.signal.aborted) throw new AbortError();
    zip.add(name, await tensorBytes(tensor));
  };
  const json = (name: string, value: unknown): void => zip.add(name, textBytes(`${JSON.stringify(value, null, 2)}\n`));

  json('manifest.json', {
    format: MODEL_FORMAT,
    formatVersion: MODEL_FORMAT_VERSION,
    appVersion,
    recipe: config.recipe,
    options: config,
    seed: config.seed,
    epoch: model.epoch,
    steps: model.steps,
    // What is needed to go on exactly where it was stopped.
    ...(model.progress === undefined || model.progress.step === 0 ? {} : { unfinishedEpoch: model.progress }),
    ...(model.reseeds === undefined || model.reseeds === 0 ? {} : { reseeds: model.reseeds }),
    full,
    trainedOn: { ...trainedCounts(model), source: model.source },
    generatorSha256: await hashGenerator(gan),
    ...(full ? { optimizer: { kind: 'adam', iterations: model.steps, folder: 'optimizer' } } : {}),
  });
  json('schema.json', schema);
  for (const folder of networks) {
    const graph = gan.graphs[folder];
    json(`${folder}/model.json`, modelJson(kerasTopology(graph), graph.variables));
    for (const parameter of gan[folder].parameters.all()) {
      await addTensor(`${folder}/${weightFile(parameter.name)}`, parameter.value);
      if (full) {
        await addTensor(momentFile(folder, 'm', parameter.name), parameter.firstMoment);
        await addTensor(momentFile(folder, 'v', parameter.name), parameter.secondMoment);
      }
      done += 1;
      work.onProgress({ stage: 'packing', done, total });
    }
  }
  zip.finish();
  return { name: 'model.zip', blob: sink.toBlob('application/zip'), pairs: 0 };
}
