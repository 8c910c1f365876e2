/**
 * The patients a visitor has given: files → tables and decoded pictures → report and data set. Keeps what was read, so
 * that a changed setting never asks for the files again. Nothing here leaves the worker but what `DataReport` shows.
 */
import { AbortError, AppError } from '../../core/app-error.ts';
import {
  DEFAULT_DATA_SETTINGS,
  type DataReport,
  type DataSettings,
  type PairLine,
  type RejectedFile,
  tableNamed,
} from '../../core/data-report.ts';
import type { Dataset, StudyData } from '../../core/dataset.ts';
import { ruleColumns, type PlausibilityRule } from '../../core/plausibility.ts';
import type { OnProgress } from '../../core/progress.ts';
import type { ImageSize, RunConfig, Straighten } from '../../core/run-config.ts';
import { USUAL_SHEET } from '../../core/sheet-choice.ts';
import { shownName } from '../../core/table-schema.ts';
import type { LoadedTable } from '../../intake/choose-table.ts';
import type { IntakeResult } from '../../intake/intake.ts';
import { hashId } from '../../intake/formats/id-hash.ts';
import { RECORD_TABLE, recordTable } from '../../intake/record-table.ts';
import type { RowSet } from '../../data/split-rows.ts';
import { loadPart } from '../../platform/load-part.ts';
import { macrotask } from '../../platform/macrotask.ts';
import { joinCompanions } from './join-companions.ts';
import { openFiles } from './open-files.ts';
import { openPicturePool, type PicturePool } from './picture-pool.ts';
import {
  type PictureLook,
  type PictureShape,
  PictureShelf,
  photographOf,
  type StoredPicture,
  inNaturalOrder,
} from './picture-shelf.ts';
import type { PairView, PictureToEdit, SourceFile, StraightenedView } from '../protocol.ts';
import { pagePath, readFile, type TableContent } from './read-file.ts';
import { reducePicture } from './read-picture.ts';
import type { PictureSource } from '../../recipes/recipe-training.ts';
import type { PatientSource } from '../training/training-session.ts';

/** Photographs are shown so large. */
const SHOWN_SIZE: ImageSize = 200;

/** What decides who is trained on, and how their pictures look. */
type StudyShape = PictureShape & Pick<RunConfig, 'holdout' | 'seed'>;

interface Work {
  readonly signal: AbortSignal;
  readonly onProgress: OnProgress;
}

/** Every table there is to choose from; a workbook of one sheet is one table. */
function tablesOf(path: string, content: TableContent): LoadedTable[] {
  if ('bytes' in content) return [{ path, bytes: content.bytes }];
  const { sheets } = content;
  return sheets.map(({ name, ...sheet }) => ({ path: sheets.length === 1 ? path : `${path} › ${name}`, ...sheet }));
}

const decodeText = (bytes: Uint8Array, label: string, fatal: boolean): string =>
  new TextDecoder(label, { fatal }).decode(bytes);

export class DataSession {
  #source: 'files' | 'demo' = 'files';
  #tables = new Map<string, TableContent>();
  #shelf: PictureShelf;
  /** By the file they are of: pages of it may be left out while others are read. */
  #rejected = new Map<string, readonly RejectedFile[]>();
  #settings: DataSettings = DEFAULT_DATA_SETTINGS;
  /** How the demo patients were drawn. */
  #demo: PatientSource['demo'] = null;
  #result: IntakeResult | null = null;
  /** What tables were called where they were shown → their path. */
  readonly #shown = new Map<string, string>();
  /** Loaded with the first files. */
  #reading: typeof import('./table-reading.ts') | null = null;

  constructor(openPool: () => PicturePool = openPicturePool) {
    this.#shelf = new PictureShelf(openPool);
  }

  get source(): 'files' | 'demo' {
    return this.#source;
  }

  get isEmpty(): boolean {
    return this.#tables.size === 0 && this.#shelf.pictures.size === 0;
  }

  /** What a training needs to know of the patients that are loaded. */
  get patients(): PatientSource {
    return {
      study: (config) => this.dataset(config),
      pictures: (config) => this.#trainPictures(config),
      source: this.#source,
      demo: this.#source === 'demo' ? this.#demo : null,
      settings: this.#settings,
    };
  }

  /** Adds files to those already here; a path given again replaces the old one. Cancelled: as if it had not been called. */
  async addFiles(files: readonly SourceFile[], work: Work): Promise<DataReport> {
    await this.#loadReading();
    const { entries: all, rejected: unopened } = await openFiles(files, work.signal);
    const entries = await joinCompanions(all);
    const isFresh = this.#source === 'demo';
    const tables = new Map(isFresh ? [] : this.#tables);
    const pictures = new Map(isFresh ? [] : this.#shelf.pictures);
    const rejected = new Map(isFresh ? [] : this.#rejected);
    const forget = (path: string): void => {
      [tables, pictures, rejected].forEach((map) => map.delete(path));
      for (const [page, { source }] of pictures) if (source?.path === path) pictures.delete(page);
    };
    for (const file of unopened) {
      forget(file.path);
      rejected.set(file.path, [file]);
    }
    let done = 0;
    await this.#shelf.inLanes(entries, work.signal, async (entry, readPicture) => {
      const { path } = entry;
      const result = await readFile(entry, (source) => this.#shelf.read(source, this.#settings, readPicture));
      if (work.signal.aborted) throw new AbortError();
      forget(path);
      if (result.kind === 'table') tables.set(path, result.content);
      else if (result.kind === 'pictures') {
        const total = result.pictures.length;
        for (const picture of result.pictures) pictures.set(pagePath(path, picture.page, total), picture);
        if (result.leftOut.length > 0) rejected.set(path, result.leftOut);
      } else rejected.set(path, [result.file]);
      done += 1;
      work.onProgress({ stage: 'decoding', done, total: entries.length });
    });

    this.#source = 'files';
    this.#tables = tables;
    this.#shelf.put(pictures);
    this.#rejected = rejected;
    return this.#look(isFresh);
  }

  /** What reads tables is needed with the first one. */
  async #loadReading(): Promise<void> {
    this.#reading ??= await loadPart(() => import('./table-reading.ts'));
  }

  /** The report on what is now loaded. Decisions about columns that a newly given table no longer has are forgotten. */
  #look(isFresh: boolean): DataReport {
    const report = this.#report(isFresh ? DEFAULT_DATA_SETTINGS : this.#settings);
    if (report.problem?.code !== 'column-unknown') return report;
    const names = new Set(report.columns.map(({ name }) => name));
    const { columns, rules, learned = [] } = this.#settings;
    const isKnown = (rule: PlausibilityRule): boolean => ruleColumns(rule).every((name) => names.has(name));
    return this.#report({
      ...this.#settings,
      columns: columns.filter(({ name, age }) => names.has(name) && (age?.at !== 'column' || names.has(age.column))),
      rules: rules.filter(isKnown),
      learned: learned.filter(isKnown),
    });
  }

  /** Replaces everything by `count` simulated patients. */
  async loadDemo(count: number, seed: number, work: Work): Promise<DataReport> {
    await this.#loadReading();
    const { makeDemoSet } = await loadPart(() => import('../../demo/demo-patients.ts'));
    const demo = makeDemoSet({ count, seed });
    const pictures = new Map<string, StoredPicture>();
    for (const [i, patient] of demo.patients.entries()) {
      const picture = reducePicture(demo.drawEcg(i));
      pictures.set(patient.fileName, {
        picture,
        look: { kind: 'straight' },
        straight: null,
        sha256: `${seed} ${i}`,
        damage: null,
        record: null,
        page: 0,
        source: null,
      });
      work.onProgress({ stage: 'drawing-demo', done: i + 1, total: count });
      if (i % 8 === 0) await macrotask();
      if (work.signal.aborted) throw new AbortError();
    }
    this.#source = 'demo';
    this.#demo = { count, seed };
    this.#tables = new Map([['demo-patients.csv', { bytes: new TextEncoder().encode(demo.toCsv()) }]]);
    this.#shelf.put(pictures);
    this.#rejected = new Map();
    return this.#report(DEFAULT_DATA_SETTINGS);
  }

  /** Looks at the same files with other settings; pictures that are turned or cut otherwise are read again. Cancelled: as before. */
  async configure(settings: DataSettings, work: Work): Promise<DataReport> {
    await this.#loadReading();
    await this.#shelf.edit(this.#settings, settings, work);
    return this.#report(settings);
  }

  #report(given: DataSettings): DataReport {
    const { table } = given;
    const images = this.#shelf.inOrder();
    const known = [
      ...inNaturalOrder(this.#tables).flatMap(([path, content]) => tablesOf(path, content)),
      ...this.#recordTables(),
    ];
    const paths = known.map(({ path }) => path);
    const settings = table === null ? given : { ...given, table: this.#shown.get(table) ?? tableNamed(table, paths) };
    this.#settings = settings;
    if (this.#reading === null) throw new AppError('no-dataset');
    this.#result = this.#reading.readTables({
      source: this.#source,
      tables: known,
      images: images.map(([path, stored]) => ({
        path,
        damage: stored.damage,
        record: stored.record,
        photograph: photographOf(stored, settings.pictures),
      })),
      hashId: (id) => hashId(id, this.#shelf.idKey),
      same: this.#shelf.same,
      rejected: inNaturalOrder(this.#rejected).flatMap(([, files]) => files),
      settings,
      decode: decodeText,
    });
    for (const [label, path] of this.#result.tables) this.#shown.set(label, path);
    return this.#result.report;
  }

  /** What ECG files say of themselves, as a table; none where they say nothing. */
  #recordTables(): LoadedTable[] {
    const records = this.#shelf
      .inOrder()
      .flatMap(([path, { record }]) => (record === null ? [] : [{ path, facts: record.facts, ids: record.ids }]));
    const table = records.length === 0 ? null : recordTable(records);
    return table === null ? [] : [{ path: RECORD_TABLE, isOfRecords: true, ...table }];
  }

  async clear(): Promise<DataReport> {
    await this.#loadReading();
    this.#source = 'files';
    this.#tables = new Map();
    this.#shelf.put(new Map());
    this.#rejected = new Map();
    return this.#report(DEFAULT_DATA_SETTINGS);
  }

  /**
   * The patients to train on and those put aside, whole patients drawn by seed. Throws the report's problem while there is
   * one, `holdout-too-large` when too few are left.
   */
  dataset({ size, fit, straighten, holdout: share, seed }: StudyShape): StudyData {
    const { prepared } = this.#requireReady();
    const { schema, constant, train, holdout } = prepared.split({ share, seed });
    const straightened = this.#shelf.countStraightened(train.imageIndex, { straighten });
    const masked = this.#shelf.countMasked(train.imageIndex, this.#settings.pictures);
    const side = ({ rows, blanks, imageIndex }: RowSet): Dataset => {
      return {
        count: imageIndex.length,
        size,
        schema,
        rows,
        blanks,
        images: this.#shelf.gather(imageIndex, { size, fit, straighten }),
      };
    };
    return {
      train: side(train),
      holdout: side(holdout),
      split: { train: train.tableRows, holdout: holdout.tableRows },
      patients: { train: train.patients, holdout: holdout.patients },
      constant,
      ...(straightened === 0 ? {} : { straightened }),
      ...(masked === 0 ? {} : { masked }),
      ...(this.#shelf.hasDrawn(train.imageIndex) ? { drawnOn: this.#settings.sheet ?? USUAL_SHEET } : {}),
    };
  }

  /** Of the patients that `dataset` gives to train on. */
  #trainPictures({ fit, straighten, holdout: share, seed }: Omit<StudyShape, 'size'>): PictureSource {
    return (pairs, size) => {
      const { train } = this.#requireReady().prepared.split({ share, seed });
      return this.#shelf.gather(
        Array.from(pairs, (pair) => train.imageIndex[pair] ?? -1),
        { size, fit, straighten },
      );
    };
  }

  /** Every pair by line and file name, masked. */
  listPairs(): PairLine[] {
    return this.#result?.listPairs() ?? [];
  }

  /** Pairs that `pairs` can give. Throws the report's problem while there is one. */
  get pairCount(): number {
    return this.#requireReady().prepared.imageIndex.length;
  }

  /** Real pairs to look at, in original units. */
  pairs(positions: readonly number[], shape: PictureShape): PairView {
    const { prepared } = this.#requireReady();
    const known = positions.filter((position) => position >= 0 && position < prepared.imageIndex.length);
    const images = this.#shelf.gather(
      known.map((position) => prepared.imageIndex[position] ?? -1),
      shape,
    );
    return {
      size: shape.size,
      count: known.length,
      images,
      columns: prepared.schema.columns.map(shownName),
      rows: known.map((position) => prepared.texts(position)),
    };
  }

  /** See `PictureShelf.toEdit`. */
  pictureToEdit(position: number, look: PictureLook): Promise<PictureToEdit> {
    return this.#shelf.toEdit(position, look, this.#settings.sheet);
  }

  /** Photographs as they were given and straightened, by their places in natural order. */
  straightened(positions: readonly number[]): StraightenedView {
    const view = (straighten: Straighten): PairView => ({
      size: SHOWN_SIZE,
      count: positions.length,
      images: this.#shelf.gather(positions, { size: SHOWN_SIZE, fit: 'keep', straighten }),
      columns: [],
      rows: [],
    });
    return { before: view('off'), after: view('auto') };
  }

  #requireReady(): { prepared: NonNullable<IntakeResult['prepared']> } {
    const problem = this.#result?.report.problem;
    if (problem !== null && problem !== undefined) throw AppError.fromData(problem);
    const prepared = this.#result?.prepared;
    if (prepared === null || prepared === undefined) throw new AppError('no-dataset');
    return { prepared };
  }
}
