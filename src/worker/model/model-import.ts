/**
 * Opens a `model.zip` again (see `model-export.ts`). The file may come from anywhere, so nothing in it is believed before
 * it was checked: names, lengths and checksums of the archive, shapes against the plan, numbers that are numbers, the
 * layers, and the hash of the generator. One variable is in memory at a time.
 */
import { AbortError, AppError, isAbort } from '../../core/app-error.ts';
import { parseFittedSchema, SchemaFault } from '../../core/shapes/fitted-schema.ts';
import { elementCount, type VariableSpec } from '../../core/variable-spec.ts';
import { AS_PUBLISHED, BACKENDS, checkRunConfig, IMAGE_SIZES, type RunConfig } from '../../core/run-config.ts';
import type { OnProgress } from '../../core/progress.ts';
import type { TableSchema } from '../../core/table-schema.ts';
import { isSystemFile } from '../../core/system-files.ts';
import type { Kernels } from '../../engine/kernels.ts';
import { ZipFault } from '../../intake/archives/zip-fault.ts';
import { JointGan } from '../../gan/joint-gan.ts';
import { kerasTopology, modelJson, slotFile } from '../../nets/layers-model.ts';
import type { Graphs } from '../../recipes/recipe.ts';
import { graphsOf } from '../../recipes/recipes.ts';
import { GeneratorHash } from '../../gan/model-hash.ts';
import { type EpochProgress, epochStart } from '../../gan/trainer.ts';
import { slotsOf } from '../../gan/training-state.ts';
import { NETWORKS, type NetworkName, stateName } from '../../gan/state-names.ts';
import { bytesOf } from '../../storage/hash.ts';
import { ZipReader } from '../zip-reader.ts';

/** What is known of a model before its weights are read. */
export interface OpenedModel {
  readonly config: RunConfig;
  readonly schema: TableSchema;
  readonly graphs: Graphs;
  /** Last finished epoch, and steps done. */
  readonly epoch: number;
  readonly steps: number;
  /** How far the epoch after `epoch` had come when training was stopped. */
  readonly progress: EpochProgress;
  /** How often the random numbers of training were changed. */
  readonly reseeds: number;
  /** Discriminator and optimizer are there too: training can go on. */
  readonly full: boolean;
  readonly trainedOn: { readonly patients: number; readonly setAside: number; readonly source: 'files' | 'demo' };
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

export const MODEL_FORMAT = 'ecg-pair-studio/model';
export const MODEL_FORMAT_VERSION = 1;

/** Texts in the archive: the largest, a schema of thousands of columns, is far below. */
const MOST_TEXT_BYTES = 32 * 2 ** 20;
const MOST_STEPS = 2 ** 40;
/** Trained weights hardly compress; the moments of units that never fire do, but not all of them. */
const MOST_RATIO = 100;
const GENERATOR_VALUES = stateName('generator', 'value', '');

type Json = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Faults of the archive as sentences for the visitor. */
function explain(error: unknown, file: string): Error {
  if (error instanceof AppError || isAbort(error)) return error as Error;
  if (error instanceof DOMException) return new AppError('file-unreadable', { file }, error);
  if (error instanceof SchemaFault) {
    return new AppError(
      error.column === '' ? 'model-schema' : 'model-schema-column',
      { file, column: error.column, what: error.code },
      error,
    );
  }
  if (!(error instanceof ZipFault)) return AppError.from(error);
  const entry = error.entry === '' ? file : error.entry;
  switch (error.kind) {
    case 'not-a-zip':
      return new AppError('model-not-zip', { file }, error);
    case 'damaged':
      return new AppError('model-damaged', { file, entry }, error);
    case 'unsafe':
    case 'twice':
      return new AppError('model-unsafe', { file, entry }, error);
    case 'unsupported':
    case 'encrypted':
      return new AppError('zip-broken', { file }, error);
    default:
      return error.kind satisfies never;
  }
}

/** Finite; and not negative where a square root is taken of it. */
function areUsable(values: Float32Array, state: string): boolean {
  const low = state.endsWith('/moving_variance') || /^[a-z]+\/v\//u.test(state) ? 0 : Number.NEGATIVE_INFINITY;
  // A loop, not `every`: there may be 64 million of them.
  for (const value of values) if (!Number.isFinite(value) || value < low) return false;
  return true;
}

/** The parts of a model, wherever in the archive they lie: whoever packs a folder again packs the folder's name too. */
class ModelFile {
  readonly #file: string;
  readonly #zip: ZipReader;
  readonly #root: string;

  constructor(file: string, zip: ZipReader) {
    this.#file = file;
    this.#zip = zip;
    const folder = /^([^/]+\/)manifest\.json$/u;
    const folders = zip.names.flatMap((name) => folder.exec(name)?.[1] ?? []);
    this.#root = zip.has('manifest.json') || folders.length !== 1 ? '' : (folders[0] ?? '');
  }

  /** Without what systems leave in archives by themselves; a name outside the model's folder stays as it is. */
  get names(): readonly string[] {
    const names = this.#zip.names.filter((name) => !isSystemFile(name));
    return names.map((name) => (name.startsWith(this.#root) ? name.slice(this.#root.length) : name));
  }

  has(name: string): boolean {
    return this.#zip.has(this.#root + name);
  }

  fault(code: 'model-damaged' | 'model-incomplete' | 'model-shape' | 'model-not-finite', entry: string): AppError {
    return new AppError(code, { file: this.#file, entry });
  }

  async json(name: string): Promise<unknown> {
    if (!this.has(name)) throw this.fault('model-incomplete', name);
    const bytes = await this.#zip.read(this.#root + name, MOST_TEXT_BYTES);
    try {
      return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    } catch {
      throw this.fault('model-damaged', name);
    }
  }

  /** Unpacked length, as the archive says. Throws when it is not what the variable needs. */
  requireSize(name: string, { shape }: VariableSpec): number {
    const size = this.#zip.sizeOf(this.#root + name);
    if (size === undefined) throw this.fault('model-incomplete', name);
    if (size !== 4 * elementCount(shape)) throw this.fault('model-shape', name);
    return size;
  }

  /** `state` names the array as training does. Throws when any of its numbers cannot be used. */
  async numbers(name: string, spec: VariableSpec, state: string): Promise<Float32Array<ArrayBuffer>> {
    const size = this.requireSize(name, spec);
    const bytes = await this.#zip.read(this.#root + name, size);
    // What was read from an archive may begin anywhere in its buffer; floats may not.
    const aligned = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
    const values = new Float32Array(aligned.buffer, aligned.byteOffset, size / 4);
    if (!areUsable(values, state)) throw this.fault('model-not-finite', name);
    return values;
  }
}

/** One array of the training's state and its file. */
interface Variable {
  /** As in `gan/training-state.ts`. */
  readonly state: string;
  readonly spec: VariableSpec;
  readonly entry: string;
}

function networksOf(full: boolean): readonly NetworkName[] {
  return full ? NETWORKS : ['generator'];
}

function variablesOf(graphs: Graphs, full: boolean): Variable[] {
  return networksOf(full).flatMap((network) =>
    graphs[network].variables.flatMap((spec) =>
      (full ? slotsOf(spec, graphs[network]) : (['value'] as const)).map((slot) => ({
        state: stateName(network, slot, spec.name),
        spec,
        entry: slotFile(network, slot, spec.name),
      })),
    ),
  );
}

/** Exactly the files that a model of this plan has, each of its length. Reads none of them. */
function checkFiles(
  archive: ModelFile,
  variables: readonly Variable[],
  full: boolean,
  file: string,
  bytes: number,
): void {
  const texts = ['manifest.json', 'schema.json', ...networksOf(full).map((network) => `${network}/model.json`)];
  const missing = texts.find((name) => !archive.has(name));
  if (missing !== undefined) throw archive.fault('model-incomplete', missing);
  const unpacked = variables.reduce((sum, { entry, spec }) => sum + archive.requireSize(entry, spec), 0);
  if (unpacked > MOST_RATIO * bytes) throw new AppError('model-unsafe', { file, entry: '1 : 100' });
  const expected = new Set([...texts, ...variables.map(({ entry }) => entry)]);
  const extra = archive.names.find((name) => !expected.has(name));
  if (extra !== undefined) throw new AppError('model-unsafe', { file, entry: extra });
}

function readConfig(value: unknown, file: string): RunConfig {
  const foreign = new AppError('model-foreign', { file });
  if (!isObject(value)) throw foreign;
  const { recipe, size, width, epochs, batch, seed, backend, holdout } = value;
  if (recipe !== AS_PUBLISHED.recipe) throw new AppError('model-version', { file });
  const isKnown =
    IMAGE_SIZES.some((known) => known === size) && (backend === 'auto' || BACKENDS.some((known) => known === backend));
  if (!isKnown) throw foreign;
  const config = { recipe, size, width, epochs, batch, seed, backend, holdout: holdout ?? 0 } as RunConfig;
  try {
    return checkRunConfig(config);
  } catch {
    // Which option it is does not help: nobody types them into a file.
    throw foreign;
  }
}

function count(value: unknown, file: string): number {
  if (!Number.isSafeInteger(value) || Number(value) < 0 || Number(value) > MOST_STEPS) {
    throw new AppError('model-foreign', { file });
  }
  return Number(value);
}

/** Absent in a model whose last epoch was finished. */
function readProgress(value: unknown, { recipe }: RunConfig, file: string): EpochProgress {
  const start = epochStart(recipe);
  if (value === undefined) return start;
  if (!isObject(value)) throw new AppError('model-foreign', { file });
  const losses = Object.keys(start.losses).map((name) => {
    const loss = value[name];
    if (typeof loss !== 'number' || !Number.isFinite(loss)) throw new AppError('model-foreign', { file });
    return [name, loss];
  });
  return { step: count(value['step'], file), losses: Object.fromEntries(losses) };
}

/** The layers must be those of this plan: weights of other layers would fit by accident only. */
async function checkLayers(archive: ModelFile, graphs: Graphs, network: NetworkName, file: string): Promise<void> {
  const expected = modelJson(kerasTopology(graphs[network]), graphs[network].variables);
  const found = await archive.json(`${network}/model.json`);
  const isSame =
    isObject(found) && JSON.stringify(found['modelTopology']) === JSON.stringify(expected['modelTopology']);
  if (!isSame) throw new AppError('model-version', { file });
}

async function open(archive: ModelFile, file: string, bytes: number): Promise<OpenedModel> {
  if (!archive.has('manifest.json')) throw new AppError('model-foreign', { file });
  const manifest = await archive.json('manifest.json');
  if (!isObject(manifest) || manifest['format'] !== MODEL_FORMAT) throw new AppError('model-foreign', { file });
  if (manifest['formatVersion'] !== MODEL_FORMAT_VERSION) throw new AppError('model-version', { file });
  const config = readConfig(manifest['options'], file);
  const schema = parseFittedSchema(await archive.json('schema.json'));
  const graphs = graphsOf(config, schema.width);
  const full = manifest['full'] === true;
  const variables = variablesOf(graphs, full);
  checkFiles(archive, variables, full, file, bytes);
  for (const network of networksOf(full)) await checkLayers(archive, graphs, network, file);
  const { trainedOn, epoch, steps, generatorSha256 } = manifest;
  const facts = isObject(trainedOn) ? trainedOn : {};
  return {
    config,
    schema,
    graphs,
    epoch: count(epoch, file),
    steps: count(steps, file),
    progress: readProgress(manifest['unfinishedEpoch'], config, file),
    reseeds: count(manifest['reseeds'] ?? 0, file),
    full,
    trainedOn: {
      patients: count(facts['patients'], file),
      setAside: count(facts['setAside'] ?? 0, file),
      source: facts['source'] === 'demo' ? 'demo' : 'files',
    },
    load: (kernels, use, work = {}) => {
      if (use === 'train' && !full) throw new AppError('model-not-full', { file });
      const wanted = variables.filter(({ state }) => use === 'train' || state.startsWith(GENERATOR_VALUES));
      return load({
        archive,
        config,
        columns: schema.width,
        wanted,
        hash: String(generatorSha256),
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
  wanted: readonly Variable[];
  hash: string;
  kernels: Kernels;
  use: 'train' | 'generate';
  signal?: AbortSignal;
  onProgress?: OnProgress;
}): Promise<JointGan> {
  const { archive, config, columns, kernels, use, signal, onProgress } = options;
  const entries = new Map(options.wanted.map(({ state, entry }) => [state, entry]));
  const hash = new GeneratorHash();
  let done = 0;
  const read = async (state: string, spec: VariableSpec): Promise<Float32Array> => {
    if (signal?.aborted === true) throw new AbortError();
    const entry = entries.get(state);
    if (entry === undefined) throw archive.fault('model-incomplete', state);
    const values = await archive.numbers(entry, spec, state);
    if (state.startsWith(GENERATOR_VALUES)) await hash.add(bytesOf(values));
    done += 1;
    onProgress?.({ stage: 'reading', done, total: entries.size });
    return values;
  };
  const gan =
    use === 'train'
      ? await JointGan.loaded(config, columns, kernels, read)
      : await JointGan.generatorOnly(config, columns, kernels, read);
  if ((await hash.digest()) !== options.hash) {
    gan.dispose();
    throw archive.fault('model-damaged', 'generator');
  }
  return gan;
}

/** Whether a file is an archive with a model in it, whole or not; reads its directory only. */
export async function isModelFile(blob: Blob): Promise<boolean> {
  try {
    const { names } = await ZipReader.open(blob);
    return names.some((name) => /^([^/]+\/)?generator\/model\.json$/u.test(name));
  } catch {
    // No archive, or none that can be read: whoever reads patients says what it is.
    return false;
  }
}

/** `file`: its name, for messages. Throws `model-*` or `zip-broken` with a sentence that says what is wrong. */
export async function openModel(blob: Blob, file: string): Promise<OpenedModel> {
  try {
    const opened = await open(new ModelFile(file, await ZipReader.open(blob)), file, blob.size);
    return {
      ...opened,
      load: async (kernels, use, work) => {
        try {
          return await opened.load(kernels, use, work);
        } catch (error) {
          throw explain(error, file);
        }
      },
    };
  } catch (error) {
    throw explain(error, file);
  }
}
