/** The parts of a `model.zip`, read and checked one by one; and its faults as sentences. */
import { ManifestError } from '../../core/shapes/model-manifest.ts';
import { AppError, isAbort } from '../../core/app-error.ts';
import { SchemaFault } from '../../core/shapes/fitted-schema.ts';
import { elementCount, type VariableSpec } from '../../core/variable-spec.ts';
import { ZipFault } from '../../intake/archives/zip-fault.ts';
import { isSystemFile } from '../../core/system-files.ts';
import { decodeState, type PreparedState, StateFault } from '../../recipes/prepared-state.ts';
import type { ZipReader } from '../zip-part.ts';

/** As `recipes/prepared-state.ts` says. */
export const PREPARED_FILE = 'prepared.safetensors';

/** Far more than is ever measured of patients. */
const MOST_PREPARED_BYTES = 512 * 2 ** 20;
/** Texts in the archive: the largest, a schema of thousands of columns, is far below. */
const MOST_TEXT_BYTES = 32 * 2 ** 20;

type Json = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Faults of the archive as sentences for the visitor. */
export function explain(error: unknown, file: string): Error {
  if (error instanceof AppError || isAbort(error)) return error as Error;
  if (error instanceof DOMException) return new AppError('file-unreadable', { file }, error);
  if (error instanceof SchemaFault) {
    return new AppError(
      error.column === '' ? 'model-schema' : 'model-schema-column',
      { file, column: error.column, what: error.code },
      error,
    );
  }
  if (error instanceof ManifestError) {
    return error.kind === 'damaged'
      ? new AppError('model-damaged', { file, entry: 'manifest.json' }, error)
      : new AppError(`model-${error.kind}`, { file }, error);
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
export class ModelFile {
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

  /** Throws where the file is there and is not this text. */
  async requireText(name: string, text: string): Promise<void> {
    if (!this.has(name)) return;
    const bytes = await this.#zip.read(this.#root + name, MOST_TEXT_BYTES);
    if (new TextDecoder().decode(bytes) !== text) throw this.fault('model-damaged', name);
  }

  /** What the recipe measured of the patients. */
  async prepared(): Promise<PreparedState> {
    if (!this.has(PREPARED_FILE)) throw this.fault('model-incomplete', PREPARED_FILE);
    try {
      return decodeState(await this.#zip.read(this.#root + PREPARED_FILE, MOST_PREPARED_BYTES));
    } catch (error) {
      if (error instanceof StateFault) throw this.fault('model-damaged', PREPARED_FILE);
      throw error;
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
