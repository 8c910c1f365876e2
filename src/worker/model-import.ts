/**
 * Opens a `model.zip` again (see `model-export.ts`). The file may come from anywhere, so nothing in it is believed before
 * it was checked: names, lengths and checksums of the archive, shapes against the plan, numbers that are numbers, the
 * layers, and the hash of the generator. One variable is in memory at a time.
 */
import { AppError } from '../core/app-error.ts';
import { checkSchema, SchemaFault } from '../core/check-schema.ts';
import { elementCount, planNetworks, type NetworkPlan, type VariableSpec } from '../core/network-plan.ts';
import { AS_PUBLISHED, BACKENDS, checkRunConfig, IMAGE_SIZES, type RunConfig } from '../core/run-config.ts';
import type { TableSchema } from '../core/table-schema.ts';
import type { Kernels } from '../engine/kernels.ts';
import { type ZipReader, ZipFault } from '../export/zip-reader.ts';
import { JointGan } from '../gan/joint-gan.ts';
import { discriminatorTopology, generatorTopology, modelJson, momentFile, weightFile } from '../gan/layers-model.ts';
import { GeneratorHash } from '../gan/model-hash.ts';
import { NETWORKS, type NetworkName, type StatePart, stateName } from '../gan/training-state.ts';
import { openZip } from './zip-blob.ts';

/** What is known of a model before its weights are read. */
export interface OpenedModel {
  readonly config: RunConfig;
  readonly schema: TableSchema;
  readonly plan: NetworkPlan;
  /** Last finished epoch, and steps done. */
  readonly epoch: number;
  readonly steps: number;
  /** Discriminator and optimizer are there too: training can go on. */
  readonly full: boolean;
  readonly trainedOn: { readonly patients: number; readonly setAside: number; readonly source: 'files' | 'demo' };
  /**
   * Reads the weights; the caller disposes the result. Of a model that is not `full` only the generator means anything.
   * Throws `model-*`, and leaves no tensors then.
   */
  readonly load: (kernels: Kernels) => Promise<JointGan>;
}

export const MODEL_FORMAT = 'ecg-pair-studio/model';
export const MODEL_FORMAT_VERSION = 1;

/** Texts in the archive: the largest, a schema of thousands of columns, is far below. */
const MOST_TEXT_BYTES = 32 * 2 ** 20;
const MOST_STEPS = 2 ** 40;

type Json = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Faults of the archive as sentences for the visitor. */
function explain(error: unknown, file: string): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof SchemaFault) {
    return new AppError(
      error.column === '' ? 'model-schema' : 'model-schema-column',
      { file, column: error.column, what: error.message },
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
      return new AppError('model-unsafe', { file, entry }, error);
    case 'unsupported':
      return new AppError('zip-broken', { file }, error);
    default:
      return error.kind satisfies never;
  }
}

class ModelFile {
  readonly #file: string;
  readonly #zip: ZipReader;

  constructor(file: string, zip: ZipReader) {
    this.#file = file;
    this.#zip = zip;
  }

  get names(): readonly string[] {
    return this.#zip.names;
  }

  has(name: string): boolean {
    return this.#zip.has(name);
  }

  fault(code: 'model-damaged' | 'model-incomplete' | 'model-shape' | 'model-not-finite', entry: string): AppError {
    return new AppError(code, { file: this.#file, entry });
  }

  async json(name: string): Promise<unknown> {
    if (!this.#zip.has(name)) throw this.fault('model-incomplete', name);
    const bytes = await this.#zip.read(name, MOST_TEXT_BYTES);
    try {
      return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    } catch {
      throw this.fault('model-damaged', name);
    }
  }

  /** Throws when the entry is not as long as the variable, or holds anything but finite numbers. */
  async numbers(name: string, { shape }: VariableSpec): Promise<Float32Array<ArrayBuffer>> {
    const size = this.#zip.sizeOf(name);
    const expected = 4 * elementCount(shape);
    if (size === undefined) throw this.fault('model-incomplete', name);
    if (size !== expected) throw this.fault('model-shape', name);
    const bytes = await this.#zip.read(name, expected);
    // What was read from an archive may begin anywhere in its buffer; floats may not.
    const aligned = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
    const values = new Float32Array(aligned.buffer, aligned.byteOffset, expected / 4);
    if (!values.every(Number.isFinite)) throw this.fault('model-not-finite', name);
    return values;
  }
}

function entryOf(network: NetworkName, part: StatePart, variable: string): string {
  return part === 'value' ? `${network}/${weightFile(variable)}` : momentFile(network, part, variable);
}

/** Every file a model of this plan has. */
function expectedNames(plan: NetworkPlan, full: boolean): Set<string> {
  const names = new Set(['manifest.json', 'schema.json']);
  for (const network of full ? NETWORKS : (['generator'] as const)) {
    names.add(`${network}/model.json`);
    for (const { name, trainable } of plan[network].variables) {
      names.add(entryOf(network, 'value', name));
      if (full && trainable) for (const part of ['m', 'v'] as const) names.add(entryOf(network, part, name));
    }
  }
  return names;
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

/** The layers must be those of this plan: weights of other layers would fit by accident only. */
async function checkLayers(archive: ModelFile, plan: NetworkPlan, network: NetworkName, file: string): Promise<void> {
  const topology = network === 'generator' ? generatorTopology(plan) : discriminatorTopology(plan);
  const expected = modelJson(topology, plan[network].variables) as Json;
  const found = await archive.json(`${network}/model.json`);
  const isSame =
    isObject(found) && JSON.stringify(found['modelTopology']) === JSON.stringify(expected['modelTopology']);
  if (!isSame) throw new AppError('model-version', { file });
}

async function open(archive: ModelFile, file: string): Promise<OpenedModel> {
  if (!archive.has('manifest.json')) throw new AppError('model-foreign', { file });
  const manifest = await archive.json('manifest.json');
  if (!isObject(manifest) || manifest['format'] !== MODEL_FORMAT) throw new AppError('model-foreign', { file });
  if (manifest['formatVersion'] !== MODEL_FORMAT_VERSION) throw new AppError('model-version', { file });
  const config = readConfig(manifest['options'], file);
  const schema = checkSchema(await archive.json('schema.json'));
  const plan = planNetworks({ size: config.size, width: config.width, columns: schema.width });
  const full = manifest['full'] === true;
  const expected = expectedNames(plan, full);
  const missing = [...expected].find((name) => !archive.has(name));
  if (missing !== undefined) throw archive.fault('model-incomplete', missing);
  const extra = archive.names.find((name) => !expected.has(name));
  if (extra !== undefined) throw new AppError('model-unsafe', { file, entry: extra });
  for (const network of full ? NETWORKS : (['generator'] as const)) await checkLayers(archive, plan, network, file);
  const { trainedOn, epoch, steps, generatorSha256 } = manifest;
  const facts = isObject(trainedOn) ? trainedOn : {};
  return {
    config,
    schema,
    plan,
    epoch: count(epoch, file),
    steps: count(steps, file),
    full,
    trainedOn: {
      patients: count(facts['patients'], file),
      setAside: count(facts['setAside'] ?? 0, file),
      source: facts['source'] === 'demo' ? 'demo' : 'files',
    },
    load: (kernels) => load(archive, { config, schema, full, hash: String(generatorSha256) }, kernels),
  };
}

async function load(
  archive: ModelFile,
  model: Pick<OpenedModel, 'config' | 'schema' | 'full'> & { readonly hash: string },
  kernels: Kernels,
): Promise<JointGan> {
  const { config, schema, full } = model;
  const hash = new GeneratorHash();
  const gan = await JointGan.loaded(config, schema.width, kernels, async (state, spec) => {
    for (const network of NETWORKS) {
      for (const part of ['value', 'm', 'v'] as const) {
        if (state !== stateName(network, part, spec.name)) continue;
        if (!full && (network === 'discriminator' || part !== 'value')) return null;
        const values = await archive.numbers(entryOf(network, part, spec.name), spec);
        if (network === 'generator' && part === 'value') await hash.add(values);
        return values;
      }
    }
    throw new Error(`no file for ${state}`);
  });
  if ((await hash.digest()) !== model.hash) {
    gan.dispose();
    throw archive.fault('model-damaged', 'generator');
  }
  return gan;
}

/** `file`: its name, for messages. Throws `model-*` or `zip-broken` with a sentence that says what is wrong. */
export async function openModel(blob: Blob, file: string): Promise<OpenedModel> {
  try {
    const opened = await open(new ModelFile(file, await openZip(blob)), file);
    return {
      ...opened,
      load: async (kernels) => {
        try {
          return await opened.load(kernels);
        } catch (error) {
          throw explain(error, file);
        }
      },
    };
  } catch (error) {
    throw explain(error, file);
  }
}
