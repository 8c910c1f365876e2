/**
 * `model.zip`: generator (and, with `full`, the other networks and the optimizers' moments) as TensorFlow.js LayersModels,
 * `schema.json`, `manifest.json`, and what the recipe measured of the patients where it did (`prepared.safetensors`). Where it
 * is large, one variable is in memory at a time.
 */
import type { Tensor } from '@tensorflow/tfjs-core';
import { version as appVersion } from '../../../package.json';
import { AbortError, AppError } from '../../core/app-error.ts';
import type { OnProgress } from '../../core/progress.ts';
import { textBytes } from '../../core/text-bytes.ts';
import { modelJson, slotFile, weightFile } from '../../nets/layers-model.ts';
import type { Graph } from '../../nets/node.ts';
import type { Network } from '../../nets/run.ts';
import { encodeState } from '../../recipes/prepared-state.ts';
import { filesOf } from '../../recipes/training.ts';
import type { JointGan } from '../../gan/joint-gan.ts';
import { hashGenerator } from '../../gan/model-hash.ts';
import { slotEntries, tensorBytes } from '../../gan/training-state.ts';
import type { OpenPacker } from '../../export/packer.ts';
import { openArchiveWriter } from '../archive/archive-writer.ts';
import { BlobSink } from '../blob-sink.ts';
import { PREPARED_FILE } from './model-file.ts';
import { type ChosenEpoch, MODEL_FORMAT, MODEL_FORMAT_VERSIONS } from '../../core/shapes/model-manifest.ts';
import type { ExportResult } from '../protocol.ts';
import { trainedCounts, type TrainedModel } from './trained-model.ts';

/** Manifest, schema and topologies. */
const FEW_FILES = 8;

interface NetworkFiles {
  readonly folder: string;
  readonly graph: Graph;
  /** By variable: the arrays of its slots, each with its file's name. */
  readonly variables: readonly (readonly (readonly [file: string, array: Tensor])[])[];
}

/** With all that training goes on from. */
function wholeNetwork([folder, { graph, parameters }]: readonly [string, Network], isApart = false): NetworkFiles {
  const variables = graph.variables.map((spec) =>
    slotEntries(parameters.get(spec.name)).map(
      ([slot, tensor]) => [slotFile(graph, folder, slot, spec, isApart), tensor] as const,
    ),
  );
  return { folder, graph, variables };
}

/** The networks of the state in which training ended, with the generator of the epoch that was chosen in place of its own. */
function chosenAndEnd(chosen: JointGan, { networks }: JointGan): NetworkFiles[] {
  const results = resultsOnly('generator', chosen.generator);
  return Object.entries(networks).map((one) => {
    if (one[0] !== 'generator') return wholeNetwork(one);
    return { ...results, variables: [...results.variables, ...wholeNetwork(one, true).variables] };
  });
}

function networksOf({ gan, end }: TrainedModel, full: boolean): NetworkFiles[] {
  if (!full) return [resultsOnly('generator', gan.generator)];
  if (gan.canTrain) return Object.entries(gan.networks).map((one) => wholeNetwork(one));
  if (end === undefined) throw new AppError('model-not-full', { file: 'model.zip' });
  return chosenAndEnd(gan, end.model.gan);
}

/** What the layers compute with, and nothing else. */
function resultsOnly(folder: string, { graph, parameters }: Network): NetworkFiles {
  const variables = parameters.all().map(({ name, value }) => [[`${folder}/${weightFile(name)}`, value] as const]);
  return { folder, graph, variables };
}

function chosenOf({ epoch, steps, reseeds, end }: TrainedModel): ChosenEpoch {
  return { epoch, steps, reseeds: reseeds ?? 0, score: end?.score ?? null };
}

export async function exportModel(
  model: TrainedModel,
  full: boolean,
  work: {
    readonly signal: AbortSignal;
    readonly onProgress: OnProgress;
    /** Another one in tests. */
    readonly openPacker?: OpenPacker;
  },
): Promise<ExportResult> {
  const { gan, config, schema, end } = model;
  const networks = networksOf(model, full);
  // What training goes on from.
  const state = full && end !== undefined ? end.model : model;
  const sink = new BlobSink();

  const variables = networks.flatMap((network) => network.variables);
  const total = variables.length;
  let done = 0;
  const written = variables.flatMap((files) => files);
  const numbers = written.reduce((sum, [, tensor]) => sum + tensor.size, 0);
  const sheet = gan.sheetFit;
  const prepared = gan.state === null ? null : encodeState(gan.state);
  const bytes = 4 * numbers + (prepared?.length ?? 0);
  const entries = written.length + networks.length + FEW_FILES;
  const zip = await openArchiveWriter({ ...work, bytes, entries, sink });
  const addTensor = async (name: string, tensor: Tensor): Promise<void> => {
    if (work.signal.aborted) throw new AbortError();
    await zip.add(name, await tensorBytes(tensor));
  };
  const json = (name: string, value: unknown): Promise<void> =>
    zip.add(name, textBytes(`${JSON.stringify(value, null, 2)}\n`));

  try {
    await json('manifest.json', {
      format: MODEL_FORMAT,
      formatVersion: prepared === null ? MODEL_FORMAT_VERSIONS.plain : MODEL_FORMAT_VERSIONS.prepared,
      appVersion,
      recipe: config.recipe,
      options: config,
      seed: config.seed,
      epoch: state.epoch,
      steps: state.steps,
      // What is needed to go on exactly where it was stopped.
      ...(state.progress === undefined || state.progress.step === 0
        ? {}
        : { unfinishedEpoch: { step: state.progress.step, ...state.progress.losses } }),
      ...(state.reseeds === undefined || state.reseeds === 0 ? {} : { reseeds: state.reseeds }),
      ...(state === model ? {} : { chosen: chosenOf(model) }),
      full,
      trainedOn: { ...trainedCounts(model), source: model.source },
      ...(sheet === null ? {} : { sheet }),
      generatorSha256: await hashGenerator(gan),
      ...(full ? { optimizer: { kind: 'adam', iterations: state.steps, folder: 'optimizer' } } : {}),
    });
    await json('schema.json', schema);
    if (prepared !== null) await zip.add(PREPARED_FILE, prepared);
    for (const [name, text] of Object.entries(await filesOf(config.recipe, gan.state)))
      await zip.add(name, textBytes(text));
    for (const { folder, graph, variables: files } of networks) {
      await json(`${folder}/model.json`, modelJson(graph));
      for (const arrays of files) {
        for (const [name, tensor] of arrays) await addTensor(name, tensor);
        done += 1;
        work.onProgress({ stage: 'packing', done, total });
      }
    }
    await zip.finish();
  } finally {
    zip.close();
  }
  return { name: 'model.zip', blob: sink.toBlob('application/zip'), pairs: 0 };
}
