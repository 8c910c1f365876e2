/**
 * The pictures a visitor has given: read several at a time, kept reduced, read again when they are to be turned or cut
 * otherwise, and looked through for the same picture twice. 60 to 120 kB a picture stay in memory; the files stay where they are.
 */
import { AbortError, AppError } from '../../core/app-error.ts';
import type { DataSettings } from '../../core/data-report.ts';
import type { FoundPhotograph } from '../../intake/intake.ts';
import { editOf, NO_EDIT, type PictureEdits } from '../../core/picture-edit.ts';
import type { OnProgress } from '../../core/progress.ts';
import type { Fit, RunConfig, Straighten } from '../../core/run-config.ts';
import { type SheetChoice, USUAL_SHEET } from '../../core/sheet-choice.ts';
import { naturalOrder } from '../../data/file-key.ts';
import { layOnWhite, type Reduced } from '../../intake/pictures/keep-proportions.ts';
import { findSamePictures, type SamePictures } from '../../intake/pictures/same-pictures.ts';
import type { IdKey } from '../../intake/formats/id-hash.ts';
import { loadPart } from '../../platform/load-part.ts';
import { decodePicture, shownJpeg, upright } from '../picture-codec.ts';
import { type EcgSource, openEcg, type OpenedEcg, type SheetFault } from './open-ecg.ts';
import type { PicturePool } from './picture-pool.ts';
import type { PictureToEdit } from '../protocol.ts';
import type { Picture, PictureReader, ReadPicture } from './read-picture.ts';

export interface StoredPicture extends ReadPicture {
  /**
   * What file, and which of its ECGs, to read it again with other edits; null for a simulated patient's. Of an archive's file the
   * browser keeps a copy.
   */
  readonly source: EcgSource | null;
}

interface Work {
  readonly signal: AbortSignal;
  readonly onProgress: OnProgress;
}

/** By name: the order in which files were decoded differs from run to run. */
export function inNaturalOrder<T>(files: ReadonlyMap<string, T>): [string, T][] {
  return [...files].toSorted(([a], [b]) => naturalOrder(a, b));
}

function randomWord(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
}

const NOTHING_SAME: SamePictures = { exact: [], near: [] };

/** How a picture comes to the networks. */
export type PictureShape = Pick<RunConfig, 'size' | 'fit' | 'straighten'>;
export type PictureLook = Omit<PictureShape, 'size'>;

/** What of the settings decides how files become pictures. */
export type ReadSettings = Pick<DataSettings, 'pictures' | 'sheet'>;

/** What the report says of a picture that looks like a photograph. */
export function photographOf({ look, sha256 }: StoredPicture, edits: PictureEdits): FoundPhotograph | null {
  if (look.kind === 'straight') return null;
  return { look, sha256, asItIs: editOf(edits, sha256).asItIs === true };
}

function shownOf({ picture, straight }: ReadPicture, straighten: Straighten): Picture {
  return straighten === 'auto' && straight !== null ? straight : picture;
}

function lay({ stretch, keep }: Reduced, fit: Fit, out: Uint8Array, size: number): void {
  if (fit === 'stretch' || keep === null) out.set(stretch);
  else layOnWhite(keep, out, size);
}

export class PictureShelf {
  readonly #openPool: () => PicturePool;
  #pictures: ReadonlyMap<string, StoredPicture> = new Map();
  #same: SamePictures = NOTHING_SAME;

  /** Hashes ids inside files; of this page alone. */
  readonly #key: IdKey = [randomWord(), randomWord()];

  constructor(openPool: () => PicturePool) {
    this.#openPool = openPool;
  }

  get idKey(): IdKey {
    return this.#key;
  }

  get pictures(): ReadonlyMap<string, StoredPicture> {
    return this.#pictures;
  }

  /** Positions in `inOrder` of pictures that show the same. */
  get same(): SamePictures {
    return this.#same;
  }

  inOrder(): [string, StoredPicture][] {
    return inNaturalOrder(this.#pictures);
  }

  /** How many of these are straightened. */
  countStraightened(indices: ArrayLike<number>, { straighten }: Pick<PictureShape, 'straighten'>): number {
    if (straighten === 'off') return 0;
    const all = this.inOrder();
    return Array.from(indices).filter((index) => all[index]?.[1].straight != null).length;
  }

  /** How many of these have masks laid over them: all that were not drawn from signals. */
  countMasked(indices: ArrayLike<number>, { masks }: PictureEdits): number {
    if (masks.length === 0) return 0;
    const all = this.inOrder();
    return Array.from(indices).filter((index) => all[index]?.[1].record?.isDrawn !== true).length;
  }

  /** Whether any of these was read as signals. */
  hasDrawn(indices: ArrayLike<number>): boolean {
    const all = this.inOrder();
    return Array.from(indices).some((index) => all[index]?.[1].record?.isDrawn === true);
  }

  /** Pictures [indices, size, size] by their positions in `inOrder`. */
  gather(indices: ArrayLike<number>, { size, fit, straighten }: PictureShape): Uint8Array<ArrayBuffer> {
    const all = this.inOrder();
    const images = new Uint8Array(indices.length * size * size);
    for (let i = 0; i < indices.length; i++) {
      const stored = all[indices[i] ?? -1]?.[1];
      if (stored === undefined) throw new Error(`no picture ${indices[i]}`);
      lay(shownOf(stored, straighten)[size], fit, images.subarray(i * size * size, (i + 1) * size * size), size);
    }
    return images;
  }

  put(pictures: ReadonlyMap<string, StoredPicture>): void {
    this.#pictures = pictures;
    const all = this.inOrder().map(([, stored]) => stored);
    // Simulated patients are drawn one by one: there is nothing to look for.
    this.#same = all.some(({ source }) => source !== null)
      ? findSamePictures(all.map(({ sha256, picture }) => ({ sha256, small: picture[64].stretch })))
      : NOTHING_SAME;
  }

  /** Several at a time, on a pool of their own. The first failure, or a cancel, ends it and is thrown. */
  async inLanes<T>(
    items: readonly T[],
    signal: AbortSignal,
    work: (item: T, readPicture: PictureReader) => Promise<void>,
  ): Promise<void> {
    const pool = this.#openPool();
    signal.addEventListener('abort', pool.close);
    try {
      const queue = items[Symbol.iterator]();
      const lanes = Array.from({ length: pool.lanes }, async () => {
        for (const item of queue) {
          if (signal.aborted) throw new AbortError();
          await work(item, pool.read);
        }
      });
      await Promise.all(lanes);
    } finally {
      signal.removeEventListener('abort', pool.close);
      pool.close();
    }
  }

  /** Reads those again that change. Cancelled or failed: as before. */
  async edit(before: ReadSettings, settings: ReadSettings, work: Work): Promise<void> {
    const { pictures: edits, sheet: wanted = USUAL_SHEET } = settings;
    const lookOf = ({ pictures, sheet: drawn = USUAL_SHEET }: ReadSettings, { sha256, record }: StoredPicture) =>
      JSON.stringify([editOf(pictures, sha256), pictures.masks, record?.isDrawn === true ? drawn : null]);
    const isOther = (stored: StoredPicture): boolean => lookOf(settings, stored) !== lookOf(before, stored);
    const changed = [...this.#pictures].filter(([, stored]) => stored.source !== null && isOther(stored));
    if (changed.length === 0) return;
    const pictures = new Map(this.#pictures);
    let done = 0;
    await this.inLanes(changed, work.signal, async ([path, { source, sha256 }], readPicture) => {
      if (source === null) return;
      const edit = editOf(edits, sha256);
      const read = await readPicture({ source, edit, masks: edits.masks, key: this.#key, sheet: wanted });
      // It could be read a moment ago, and is as it was.
      const [sheet] = 'fault' in read ? [] : read.sheets;
      if (sheet === undefined) throw new AppError('file-unreadable', { file: path });
      pictures.set(path, { ...sheet, source });
      done += 1;
      work.onProgress({ stage: 'decoding', done, total: changed.length });
    });
    this.put(pictures);
  }

  /** All ECGs of a file with their edits; whether one has some of its own is known only when it was read once. */
  async read(
    source: EcgSource,
    { pictures: { all, own, masks }, sheet: drawn = USUAL_SHEET }: ReadSettings,
    readPicture: PictureReader,
  ): Promise<OpenedEcg<StoredPicture> | SheetFault> {
    const how = { masks, key: this.#key, sheet: drawn };
    const read = await readPicture({ source, edit: all, ...how });
    if ('fault' in read) return read;
    const pictures: StoredPicture[] = [];
    for (const sheet of read.sheets) {
      const from = { ...source, page: sheet.page };
      const edit = own[sheet.sha256];
      const again = edit === undefined ? { sheets: [sheet] } : await readPicture({ source: from, edit, ...how });
      if ('fault' in again) return again;
      pictures.push(...again.sheets.map((one) => ({ ...one, source: from })));
    }
    return { sheets: pictures, leftOut: read.leftOut };
  }

  /**
   * One picture as it was given, or straightened, upright and without anything else that the file held, to mark a crop or a mask on.
   * `position` counts the pictures in natural order. Throws `no-images` when there is none.
   */
  async toEdit(
    position: number,
    { fit, straighten }: PictureLook,
    drawn: SheetChoice = USUAL_SHEET,
  ): Promise<PictureToEdit> {
    const all = this.inOrder().filter(([, { source }]) => source !== null);
    const [, found] = all[((position % all.length) + all.length) % all.length] ?? [];
    if (found === undefined || found.source === null) throw new AppError('no-images');
    const { straight, sha256 } = found;
    const isSheet = straight !== null && straighten === 'auto';
    const sheet = isSheet ? await this.#sheetOf(found) : null;
    const image = sheet ?? (await this.#shown(found.source, drawn)) ?? (await upright(found.source.file));
    const pixels = new Uint8Array(200 * 200);
    lay(shownOf(found, straighten)[200], fit, pixels, 200);
    const grey = found.record?.isDrawn === true ? null : await decodePicture(image);
    const { printedBand } = await loadPart(() => import('../../intake/formats/printed-band.ts'));
    const printed = grey === null || grey === 'too-large' ? null : printedBand(grey);
    return { sha256, image, result: { size: 200, pixels }, total: all.length, printed };
  }

  /** A photograph straightened again, in a worker of pictures: the studio worker does without what that takes. */
  async #sheetOf({ source }: StoredPicture): Promise<Blob | null> {
    if (source === null) return null;
    let shown: Blob | null = null;
    await this.inLanes([source], new AbortController().signal, async (one, readPicture) => {
      // Signals are drawn straight: no sheet of theirs is asked for.
      const how = { edit: NO_EDIT, masks: [], key: this.#key, sheet: USUAL_SHEET, keepsSheet: true };
      const read = await readPicture({ source: one, ...how });
      const sheet = 'fault' in read ? null : (read.sheets[0]?.sheet ?? null);
      if (sheet !== null) shown = await shownJpeg(sheet);
    });
    return shown;
  }

  /** Of a file that is more than a picture. */
  async #shown(source: EcgSource, sheet: SheetChoice): Promise<Blob | null> {
    if (source.format === null) return null;
    const opened = await openEcg(source, { key: this.#key, sheet }, ({ image }) => shownJpeg(image));
    return 'fault' in opened ? null : (opened.sheets[0] ?? null);
  }
}
