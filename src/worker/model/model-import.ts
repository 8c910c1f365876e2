/**
 * Opens a `model.zip` again (see `model-export.ts`). The file may come from anywhere, so nothing in it is believed before
 * it was checked: names, lengths and checksums of the archive, shapes against the plan, numbers that are numbers, the
 * layers, and the hash of the generator. One variable is in memory at a time.
 */
import type { TrainedOn } from '../../core/trained-on.ts';
import {
  type ChosenEpoch,
  ManifestError,
  MODEL_FORMAT_VERSIONS,
  type ModelManifest,
  parseManifest,
} from '../../core/shapes/model-manifest.ts';
import { AbortError, AppError } from '../../core/app-error.ts';
import { parseFittedSchema } from '../../core/shapes/fitted-schema.ts';
import type { VariableSpec } from '../../core/variable-spec.ts';
import type { RunConfig } from '../../core/run-config.ts';
import type { OnProgress } from '../../core/progress.ts';
import type { TableSchema } from '../../core/table-schema.ts';
import { detectFile } from '../../intake/file-kind.ts';
import type { Kernels } from '../../engine/kernels.ts';
import { JointGan } from '../../gan/joint-gan.ts';
import { resultSlot } from '../../nets/averaged-weights.ts';
import { layersOf, slotFile } from '../../nets/layers-model.ts';
import type { Graph } from '../../nets/node.ts';
import type { Graphs } from '../../recipes/recipe.ts';
import { encodeState, type PreparedState, StateFault } from '../../recipes/prepared-state.ts';
import { graphsOf, RECIPES } from '../../recipes/recipes.ts';
import { filesOf } from '../../recipes/training.ts';
import { GeneratorHash } from '../../gan/model-hash.ts';
import { type EpochProgress, epochStart } from '../../gan/trainer.ts';
import { slotsOf } from '../../gan/training-state.ts';
import { stateName } from '../../gan/state-names.ts';
import { bytesOf } from '../../storage/hash.ts';
import type { Snapshot } from '../training/epoch-snapshots.ts';
import { loadZipReader } from '../zip-part.ts';
import { explain, isObject, ModelFile, PREPARED_FILE } from './model-file.ts';

/** What is known of a model before its weights are read. */
export interface OpenedModel {
  readonly config: RunConfig;
  readonly schema: TableSchema;
  readonly graphs: Graphs;
  /** What its recipe measured of the patients; null where it measured nothing. */
  readonly state: PreparedState | null;
  /** Last finished epoch, and steps done. */
  readonly epoch: number;
  readonly steps: number;
  /** How far the epoch after `epoch` had come when training was stopped. */
  readonly progress: EpochProgress;
  /** How often the random numbers of training were changed. */
  readonly reseeds: number;
  /** The epoch that its generator is of. Another than the last one only where the recipe scores epochs. */
  readonly chosen: Pick<ChosenEpoch, 'epoch' | 'steps' | 'reseeds'>;
  /** The generator of `chosen`, to train on beside; null where that is the last epoch. Throws `model-*`. */
  readonly best: () => Promise<Snapshot | null>;
  /** Discriminator and optimizer are there too: training can go on. */
  readonly full: boolean;
  readonly trainedOn: TrainedOn;
  /**
   * Reads the weights; the caller disposes the result. For `train` the model must be full (else `model-not-full`); for
   * `generate` only the generator is read. Throws `model-*` or AbortError, and leaves no tensors then.
   */
  readonly load: (kernels: Kernels, use: 'train' | 'generate', work?: Partial<LoadWork>) => Promise<JointGan>;
}

interface LoadWork {
  readonly signal: AbortSignal;
  readonly onProgress: OnProgress;
}

/** Enough to tell an archive from a table or a picture. */
const HEAD_BYTES = 64;
/** Trained weights hardly compress; the moments of units that never fire do, but not all of them. */
const MOST_RATIO = 100;

/** One array of the training's state and its file. */
interface Variable {
  /** As in `gan/training-state.ts`. */
  readonly state: string;
  readonly spec: VariableSpec;
  readonly entry: string;
  /** Pairs are made from it. */
  readonly isResult: boolean;
}

/** The networks whose files there are, by name. */
function networksOf(graphs: Graphs, full: boolean): readonly (readonly [string, Graph])[] {
  return Object.entries(graphs).filter(([name]) => full || name === 'generator');
}

/** `isApart`: the generator that makes pairs is of an earlier epoch than the state. */
function variablesOf(graphs: Graphs, full: boolean, isApart: boolean): Variable[] {
  const state = networksOf(graphs, full).flatMap(([network, graph]) =>
    graph.variables.flatMap((spec) =>
      (full ? slotsOf(spec, graph) : [resultSlot(graph, spec)]).map((slot) => {
        const isGenerator = network === 'generator';
        return {
          state: stateName(network, slot, spec.name),
          spec,
          entry: slotFile(graph, network, slot, spec, isApart && isGenerator),
          isResult: !isApart && isGenerator && slot === resultSlot(graph, spec),
        };
      }),
    ),
  );
  return isApart ? [...variablesOf(graphs, false, false), ...state] : state;
}

/** Exactly the files that a model of this plan has, each of its length, and perhaps the `copies`. Reads none of them. */
function checkFiles(
  archive: ModelFile,
  variables: readonly Variable[],
  { texts, copies }: { readonly texts: readonly string[]; readonly copies: readonly string[] },
  file: string,
  bytes: number,
): void {
  const missing = texts.find((name) => !archive.has(name));
  if (missing !== undefined) throw archive.fault('model-incomplete', missing);
  const unpacked = variables.reduce((sum, { entry, spec }) => sum + archive.requireSize(entry, spec), 0);
  if (unpacked > MOST_RATIO * bytes) throw new AppError('model-unsafe', { file, entry: '1 : 100' });
  const expected = new Set([...texts, ...copies, ...variables.map(({ entry }) => entry)]);
  const extra = archive.names.find((name) => !expected.has(name));
  if (extra !== undefined) throw new AppError('model-unsafe', { file, entry: extra });
}

/** Of the losses that this recipe has; a model whose last epoch was finished has none. */
function progressOf({ unfinishedEpoch, options }: ModelManifest): EpochProgress {
  const start = epochStart(options.recipe);
  if (unfinishedEpoch === null) return start;
  const losses = Object.keys(start.losses).map((name) => {
    const loss = unfinishedEpoch.losses[name];
    if (loss === undefined) throw new ManifestError('damaged');
    return [name, loss];
  });
  return { step: unfinishedEpoch.step, losses: Object.fromEntries(losses) };
}

/** The layers must be those of this plan: weights of other layers would fit by accident only. */
async function checkLayers(archive: ModelFile, network: string, graph: Graph, file: string): Promise<void> {
  const found = await archive.json(`${network}/model.json`);
  const isSame = Object.entries(layersOf(graph)).every(
    ([kind, expected]) => isObject(found) && JSON.stringify(found[kind]) === JSON.stringify(expected),
  );
  if (!isSame) throw new AppError('model-version', { file });
}

/** A state may be well formed and still not be this recipe's. */
function builtGraphs(config: RunConfig, columns: number, state: PreparedState | null, archive: ModelFile): Graphs {
  try {
    return graphsOf(config, columns, state);
  } catch (error) {
    if (error instanceof StateFault) throw archive.fault('model-damaged', PREPARED_FILE);
    throw error;
  }
}

async function open(archive: ModelFile, file: string, bytes: number): Promise<OpenedModel> {
  if (!archive.has('manifest.json')) throw new AppError('model-foreign', { file });
  const manifest = parseManifest(await archive.json('manifest.json'));
  const { options: config, full } = manifest;
  const { prepares } = RECIPES[config.recipe];
  const version = prepares ? MODEL_FORMAT_VERSIONS.prepared : MODEL_FORMAT_VERSIONS.plain;
  if (manifest.formatVersion !== version) throw new ManifestError('version');
  const progress = progressOf(manifest);
  const schema = parseFittedSchema(await archive.json('schema.json'));
  const state = prepares ? await archive.prepared() : null;
  const graphs = builtGraphs(config, schema.width, state, archive);
  const { chosen } = manifest;
  if (chosen !== null && !full) throw new ManifestError('damaged');
  const variables = variablesOf(graphs, full, chosen !== null);
  const networks = networksOf(graphs, full);
  const others = ['manifest.json', 'schema.json', ...(prepares ? [PREPARED_FILE] : [])];
  // Older models have none of these.
  const copies = await filesOf(config.recipe, state);
  const texts = [...others, ...networks.map(([name]) => `${name}/model.json`)];
  checkFiles(archive, variables, { texts, copies: Object.keys(copies) }, file, bytes);
  for (const [name, text] of Object.entries(copies)) await archive.requireText(name, text);
  for (const [name, graph] of networks) await checkLayers(archive, name, graph, file);
  return {
    config,
    schema,
    graphs,
    state,
    epoch: manifest.epoch,
    steps: manifest.steps,
    progress,
    reseeds: manifest.reseeds,
    chosen: chosen ?? manifest,
    best: async () => {
      if (chosen === null) return null;
      const parts: BlobPart[] = [];
      const hash = new GeneratorHash();
      for (const { entry, spec, state: name } of variables.filter(({ isResult }) => isResult)) {
        const values = await archive.numbers(entry, spec, name);
        await hash.add(bytesOf(values));
        parts.push(values);
      }
      await requireHash(archive, hash, state, manifest.generatorSha256);
      return { ...chosen, blob: new Blob(parts) };
    },
    full,
    trainedOn: manifest.trainedOn,
    load: (kernels, use, work = {}) => {
      if (use === 'train' && !full) throw new AppError('model-not-full', { file });
      const wanted = variables.filter(({ isResult }) => (use === 'train' ? !isResult || chosen === null : isResult));
      return load({
        archive,
        config,
        columns: schema.width,
        state,
        wanted,
        // What training goes on from beside a chosen epoch is not what was hashed.
        hash: use === 'train' && chosen !== null ? null : manifest.generatorSha256,
        kernels,
        use,
        ...work,
      });
    },
  };
}

async function load(options: {
  archive: ModelFile;
  config: RunConfig;
  columns: number;
  state: PreparedState | null;
  wanted: readonly Variable[];
  hash: string | null;
  kernels: Kernels;
  use: 'train' | 'generate';
  signal?: AbortSignal;
  onProgress?: OnProgress;
}): Promise<JointGan> {
  const { archive, config, columns, kernels, use, signal, onProgress, state: prepared } = options;
  // A generator alone is asked for by its values, whichever slot they were.
  const entries = new Map(
    options.wanted.map((one) => [use === 'train' ? one.state : stateName('generator', 'value', one.spec.name), one]),
  );
  const hash = new GeneratorHash();
  let done = 0;
  const read = async (state: string, spec: VariableSpec): Promise<Float32Array> => {
    if (signal?.aborted === true) throw new AbortError();
    const variable = entries.get(state);
    if (variable === undefined) throw archive.fault('model-incomplete', state);
    const values = await archive.numbers(variable.entry, spec, state);
    if (variable.isResult) await hash.add(bytesOf(values));
    done += 1;
    onProgress?.({ stage: 'reading', done, total: entries.size });
    return values;
  };
  const gan =
    use === 'train'
      ? await JointGan.loaded(config, columns, kernels, read, prepared)
      : await JointGan.generatorOnly(config, columns, kernels, read, prepared);
  try {
    if (options.hash !== null) await requireHash(archive, hash, prepared, options.hash);
  } catch (error) {
    gan.dispose();
    throw error;
  }
  return gan;
}

/** Ends `hash`, of all variables that pairs are made from. */
async function requireHash(
  archive: ModelFile,
  hash: GeneratorHash,
  prepared: PreparedState | null,
  expected: string,
): Promise<void> {
  if (prepared !== null) await hash.add(encodeState(prepared));
  if ((await hash.digest()) !== expected) throw archive.fault('model-damaged', 'generator');
}

/** Whether a file is an archive with a model in it, whole or not; reads its directory only. */
export async function isModelFile(blob: Blob): Promise<boolean> {
  let head: Uint8Array;
  try {
    head = new Uint8Array(await blob.slice(0, HEAD_BYTES).arrayBuffer());
  } catch {
    // Gone: whoever reads patients says so.
    return false;
  }
  if (detectFile(head, '').kind !== 'zip') return false;
  const Reader = await loadZipReader();
  try {
    const { names } = await Reader.open(blob);
    return names.some((name) => /^([^/]+\/)?generator\/model\.json$/u.test(name));
  } catch {
    // No archive, or none that can be read: whoever reads patients says what it is.
    return false;
  }
}

/** `file`: its name, for messages. Throws `model-*` or `zip-broken` with a sentence that says what is wrong. */
export async function openModel(blob: Blob, file: string): Promise<OpenedModel> {
  const Reader = await loadZipReader();
  try {
    const opened = await open(new ModelFile(file, await Reader.open(blob)), file, blob.size);
    const explained = async <T>(read: () => Promise<T>): Promise<T> => {
      try {
        return await read();
      } catch (error) {
        throw explain(error, file);
      }
    };
    return {
      ...opened,
      best: () => explained(opened.best),
      load: (kernels, use, work) => explained(() => opened.load(kernels, use, work)),
    };
  } catch (error) {
    throw explain(error, file);
  }
}
