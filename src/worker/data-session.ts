/**
 * The patients a visitor has given: files → tables and decoded pictures → report and data set. Keeps what was read, so
 * that a changed setting never asks for the files again. Nothing here leaves the worker but what `DataReport` shows.
 */
import JSZip from 'jszip';
import { AbortError, AppError } from '../core/app-error.ts';
import { DEFAULT_DATA_SETTINGS, type DataReport, type DataSettings, type RejectedFile } from '../core/data-report.ts';
import type { Dataset, GreyImage } from '../core/dataset.ts';
import type { OnProgress } from '../core/progress.ts';
import { IMAGE_SIZES, type ImageSize } from '../core/run-config.ts';
import { detectFile } from '../data/file-kind.ts';
import { resizeGrey } from '../data/grey-image.ts';
import { runIntake, type IntakeResult } from '../data/intake.ts';
import { makeDemoSet } from '../demo/demo-patients.ts';
import { macrotask } from '../engine/macrotask.ts';
import { decodePicture } from './picture-codec.ts';
import type { PairView, SourceFile } from './protocol.ts';

/** One picture at every size a network can have, reduced from the original each time as the method says. */
type Picture = Readonly<Record<ImageSize, Uint8Array>>;

interface Entry {
  readonly path: string;
  readonly blob: Blob;
}

interface Work {
  readonly signal: AbortSignal;
  readonly onProgress: OnProgress;
}

/** Pictures decoded at the same time; each may take 50 MB while it is being reduced. */
const DECODING_AT_ONCE = 3;
/** Enough of a file to tell what it is. */
const HEAD_BYTES = 4096;

function reduce(image: GreyImage): Picture {
  const at = (size: ImageSize): Uint8Array => resizeGrey(image, size, size).pixels;
  return Object.fromEntries(IMAGE_SIZES.map((size) => [size, at(size)])) as unknown as Picture;
}

const decodeText = (bytes: Uint8Array, label: string, fatal: boolean): string =>
  new TextDecoder(label, { fatal }).decode(bytes);

export class DataSession {
  #source: 'files' | 'demo' = 'files';
  #tables = new Map<string, Uint8Array>();
  #pictures = new Map<string, Picture>();
  #rejected = new Map<string, RejectedFile>();
  #settings: DataSettings = DEFAULT_DATA_SETTINGS;
  #result: IntakeResult | null = null;

  get source(): 'files' | 'demo' {
    return this.#source;
  }

  /** Adds files to those already here; a path given again replaces the old one. Cancelled: as if it had not been called. */
  async addFiles(files: readonly SourceFile[], work: Work): Promise<DataReport> {
    const entries = await this.#unpack(files);
    const isFresh = this.#source === 'demo';
    const tables = new Map(isFresh ? [] : this.#tables);
    const pictures = new Map(isFresh ? [] : this.#pictures);
    const rejected = new Map(isFresh ? [] : this.#rejected);
    let done = 0;
    const read = async ({ path, blob }: Entry): Promise<void> => {
      if (work.signal.aborted) throw new AbortError();
      for (const map of [tables, pictures, rejected]) map.delete(path);
      const result = await this.#read(path, blob);
      if (result.kind === 'table') tables.set(path, result.bytes);
      else if (result.kind === 'picture') pictures.set(path, result.picture);
      else if (result.kind === 'rejected') rejected.set(path, result.file);
      done += 1;
      work.onProgress({ stage: 'decoding', done, total: entries.length });
    };
    const queue = entries[Symbol.iterator]();
    const lanes = Array.from({ length: DECODING_AT_ONCE }, async () => {
      for (const entry of queue) await read(entry);
    });
    await Promise.all(lanes);

    this.#source = 'files';
    this.#tables = tables;
    this.#pictures = pictures;
    this.#rejected = rejected;
    return this.configure(isFresh ? DEFAULT_DATA_SETTINGS : this.#settings);
  }

  /** Replaces everything by `count` simulated patients. */
  async loadDemo(count: number, seed: number, work: Work): Promise<DataReport> {
    const demo = makeDemoSet({ count, seed });
    const pictures = new Map<string, Picture>();
    for (const [i, patient] of demo.patients.entries()) {
      pictures.set(patient.fileName, reduce(demo.drawEcg(i)));
      work.onProgress({ stage: 'drawing-demo', done: i + 1, total: count });
      if (i % 8 === 0) await macrotask();
      if (work.signal.aborted) throw new AbortError();
    }
    this.#source = 'demo';
    this.#tables = new Map([['demo-patients.csv', new TextEncoder().encode(demo.toCsv())]]);
    this.#pictures = pictures;
    this.#rejected = new Map();
    return this.configure(DEFAULT_DATA_SETTINGS);
  }

  /** Looks at the same files with other settings. */
  configure(settings: DataSettings): DataReport {
    this.#settings = settings;
    this.#result = runIntake({
      source: this.#source,
      tables: [...this.#tables].map(([path, bytes]) => ({ path, bytes })),
      images: [...this.#pictures.keys()].map((path) => ({ path })),
      rejected: [...this.#rejected.values()],
      settings,
      decode: decodeText,
    });
    return this.#result.report;
  }

  clear(): DataReport {
    this.#source = 'files';
    this.#tables = new Map();
    this.#pictures = new Map();
    this.#rejected = new Map();
    return this.configure(DEFAULT_DATA_SETTINGS);
  }

  /** The data set to train on. Throws the report's problem while there is one. */
  dataset(size: ImageSize): Dataset {
    const { prepared } = this.#requireReady();
    const count = prepared.imageIndex.length;
    const pixels = size * size;
    const images = new Uint8Array(count * pixels);
    const pictures = [...this.#pictures.values()];
    prepared.imageIndex.forEach((index, i) => {
      const picture = pictures[index];
      if (picture === undefined) throw new Error(`no picture ${index}`);
      images.set(picture[size], i * pixels);
    });
    return { count, size, schema: prepared.schema, rows: prepared.rows, images };
  }

  /** Real pairs to look at, in original units. */
  pairs(positions: readonly number[], size: ImageSize): PairView {
    const { prepared } = this.#requireReady();
    const pictures = [...this.#pictures.values()];
    const known = positions.filter((position) => position >= 0 && position < prepared.imageIndex.length);
    const images = new Uint8Array(known.length * size * size);
    known.forEach((position, i) => {
      const picture = pictures[prepared.imageIndex[position] ?? -1];
      if (picture !== undefined) images.set(picture[size], i * size * size);
    });
    return {
      size,
      count: known.length,
      images,
      columns: prepared.schema.columns.map((column) => column.name),
      rows: known.map((position) => prepared.texts(position)),
    };
  }

  #requireReady(): { prepared: NonNullable<IntakeResult['prepared']> } {
    const problem = this.#result?.report.problem;
    if (problem !== null && problem !== undefined) throw AppError.fromData(problem);
    const prepared = this.#result?.prepared;
    if (prepared === null || prepared === undefined) throw new AppError('no-dataset');
    return { prepared };
  }

  /** Opens ZIP archives; everything else stays as it is. */
  async #unpack(files: readonly SourceFile[]): Promise<Entry[]> {
    const entries: Entry[] = [];
    for (const { path, file } of files) {
      const head = new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer());
      if (detectFile(head, path).kind !== 'zip') {
        entries.push({ path, blob: file });
        continue;
      }
      let zip: JSZip;
      try {
        zip = await JSZip.loadAsync(file);
      } catch (error) {
        throw new AppError('zip-broken', { file: path }, error);
      }
      for (const inner of Object.values(zip.files)) {
        // Folders, and what macOS adds to every archive.
        if (inner.dir || inner.name.startsWith('__MACOSX/')) continue;
        entries.push({ path: `${path}/${inner.name}`, blob: await inner.async('blob') });
      }
    }
    return entries;
  }

  async #read(
    path: string,
    blob: Blob,
  ): Promise<
    | { kind: 'table'; bytes: Uint8Array }
    | { kind: 'picture'; picture: Picture }
    | { kind: 'rejected'; file: RejectedFile }
    | { kind: 'ignored' }
  > {
    const head = new Uint8Array(await blob.slice(0, HEAD_BYTES).arrayBuffer());
    const found = detectFile(head, path);
    switch (found.kind) {
      case 'table':
        return { kind: 'table', bytes: new Uint8Array(await blob.arrayBuffer()) };
      case 'picture':
        try {
          const image = await decodePicture(blob);
          if (image === 'too-large') {
            return { kind: 'rejected', file: { path, reason: 'too-large', looksLike: found.looksLike } };
          }
          return { kind: 'picture', picture: reduce(image) };
        } catch {
          // Not an error of ours: the file is named to the visitor as one that cannot be opened.
          return { kind: 'rejected', file: { path, reason: 'image-broken', looksLike: found.looksLike } };
        }
      case 'zip':
        return { kind: 'rejected', file: { path, reason: 'unsupported-file', looksLike: found.looksLike } };
      case 'rejected':
        return { kind: 'rejected', file: { path, reason: found.reason, looksLike: found.looksLike } };
      default:
        return found satisfies never;
    }
  }
}
