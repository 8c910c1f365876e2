/**
 * What was found in the files a visitor gave, and what will be done with it: everything the *Data* and *Check* screens show.
 * It crosses from the worker to the page, so it holds no picture data and only as many rows as are shown.
 */
import type { OrderOffer } from './order-offer.ts';
import { type HeaderChoice, type TextFormatChoice, AUTO_TEXT_FORMAT, type TextFormat } from './text-format.ts';
import type { FileLook } from './file-look.ts';
import type { AppErrorData } from './app-error.ts';
import { NO_EDITS, type PictureEdits } from './picture-edit.ts';
import type { SheetChoice } from './sheet-choice.ts';
import type { SheetLook } from './sheet-place.ts';
import type { PlausibilityRule, RuleCheck } from './plausibility.ts';
import type { ColumnReport } from './column-report.ts';
import type { ColumnSetting } from './table-schema.ts';

export const PAIRING_METHODS = ['column', 'name', 'order'] as const;
export type PairingMethod = (typeof PAIRING_METHODS)[number];

export const SEVERAL_CHOICES = ['first', 'all'] as const;

export interface PairingChoice {
  /** `auto`: by an image column, else by an id in the file name; never by order. */
  readonly method: PairingMethod | 'auto';
  /** Only read for `order`: the visitor has said that sorted order is right. */
  readonly orderConfirmed: boolean;
  /** Of several pictures of one row: the first in natural order, or each of them beside a copy of the row. */
  readonly several: (typeof SEVERAL_CHOICES)[number];
}

/** Of the tables that were given, the one of this path, file name or sheet; null where none or several are. */
export function tableNamed(name: string, tables: readonly string[]): string | null {
  if (tables.includes(name)) return name;
  const [found = null, ...others] = tables.filter((path) => path.endsWith(`/${name}`) || path.endsWith(` › ${name}`));
  return others.length === 0 ? found : null;
}

/** What of a table's path is the same in the next folder: the name of the sheet, else of the file. */
export function tableName(path: string): string {
  const sheet = path.lastIndexOf(' › ');
  return sheet < 0 ? path.slice(path.lastIndexOf('/') + 1) : path.slice(sheet + 3);
}

/** Everything a visitor may change about the data. */
export interface DataSettings {
  /** Path of the table to use where several were given; null: the only one. */
  readonly table: string | null;
  readonly text: TextFormatChoice;
  /** Overrides of the suggested columns, by name; a column that is not here keeps its suggestion. */
  readonly columns: readonly ColumnSetting[];
  readonly rules: readonly PlausibilityRule[];
  /** Rules found in the table that are not to be kept: their columns are learned like any other. Absent: none. */
  readonly learned?: readonly PlausibilityRule[];
  readonly pairing: PairingChoice;
  /** How pictures are turned, cut and painted over before they are reduced. */
  readonly pictures: PictureEdits;
  /** Of pictures that are the same, only the first is used. */
  readonly sameOnce: boolean;
  /** Photographs that could not be straightened are left out. Absent: they are used as they are. */
  readonly onlyStraight?: boolean;
  /** What ECGs read as signals are drawn on. Absent: 3 × 4 and a rhythm strip. */
  readonly sheet?: SheetChoice;
  /** Use only the first N paired rows; null: all. */
  readonly limit: number | null;
}

export const DEFAULT_DATA_SETTINGS: DataSettings = {
  table: null,
  text: AUTO_TEXT_FORMAT,
  columns: [],
  rules: [],
  pairing: { method: 'auto', orderConfirmed: false, several: 'first' },
  pictures: NO_EDITS,
  sameOnce: false,
  limit: null,
};

/** By what a row got its picture: the path or the name as it stands in the table, the parts of a name, an id in it, an id inside the file, its place. */
export type PairFound = 'path' | 'name' | 'parts' | 'id' | 'inside' | 'order';

/** A row that means a picture and does not get it. */
export interface LeftOver {
  /** 0-based. */
  readonly row: number;
  /**
   * `taken`: another row names it more exactly; `contested`: another row means it just as well; `folders`: it is in another folder
   * than the row says; `several`: in several folders there is one of that name.
   */
  readonly why: 'taken' | 'contested' | 'folders' | 'several';
  readonly path: string;
}

export interface Pairing {
  readonly method: PairingMethod | 'none';
  /** The column whose values were found in the file names, where there is one. */
  readonly keyColumn: string | null;
  /** Index pairs into the table's rows (0-based, header not counted) and the list of images. */
  readonly pairs: readonly { readonly row: number; readonly image: number; readonly found: PairFound }[];
  /** Row numbers (0-based) that have no picture. */
  readonly rowsWithoutImage: readonly number[];
  /** Paths of pictures that no row names. */
  readonly imagesWithoutRow: readonly string[];
  /** Of the rows without a picture, those that nearly have one. */
  readonly leftOver: readonly LeftOver[];
  /** Pictures named by more than one row: the first row keeps it, the others are left out. */
  readonly sharedImages: readonly { readonly path: string; readonly rows: readonly number[] }[];
  /**
   * A file name and the id that was found in it, where pairs were found by name; where the id is personal, only the row and
   * the place of the picture in natural order, both from 0.
   */
  readonly example:
    | { readonly file: string; readonly id: string }
    | { readonly row: number; readonly picture: number }
    | null;
  /** Rows with more than one picture: the first in natural order is kept, or all are (`PairingChoice.several`). */
  readonly extraImages: readonly { readonly row: number; readonly kept: string; readonly others: readonly string[] }[];
  /** The column whose texts speak against pairing by sorted order, which is then refused; null where none does. */
  readonly orderAgainst: string | null;
  /** Order pairing is possible but the visitor has not confirmed it. */
  readonly needsConfirmation: boolean;
  /** What order would pair, while it waits for that. Absent: nothing waits. */
  readonly order?: OrderOffer;
}

/** One pair as it is shown: nothing in it tells who somebody is. */
export interface PairLine {
  /** 1-based line of the row in the file, as in an editor. */
  readonly line: number;
  /** The cell that the picture was found by; "•••" where the column is personal, empty without a column. */
  readonly key: string;
  readonly picture: string;
  readonly found: PairFound;
}

/** Pictures beyond the first of each group of the same. */
export function repeatsOf(groups: readonly (readonly string[])[]): number {
  return groups.reduce((sum, group) => sum + group.length - 1, 0);
}

/** Why a file that is an ECG cannot be used as one. */
export const RECORD_FAULTS = [
  'record-broken',
  'record-cut',
  'record-checksum',
  'record-coding',
  'record-packed',
  'record-part-missing',
  'record-markup',
  'record-unit',
  'record-scale',
  'record-rate',
  'record-rate-unsaid',
  'record-no-leads',
  'record-few-leads',
  'record-short',
  'record-long',
  'record-large',
  'record-pages',
  'record-locked',
  'record-slow',
  'record-no-trace',
] as const;
export type RecordFaultReason = (typeof RECORD_FAULTS)[number];

/** A file that cannot be used. */
export interface RejectedFile {
  readonly path: string;
  readonly reason:
    | 'empty-file'
    | 'not-an-image'
    | 'image-broken'
    | 'unsupported-image'
    | 'unsupported-file'
    | 'packed'
    | 'too-large'
    | 'zip-broken'
    | 'zip-entry-broken'
    | 'zip-locked'
    | 'zip-too-much'
    | 'zip-entry-too-much'
    | 'zip-names'
    | 'zip-twice'
    | 'workbook-broken'
    | 'unreadable'
    | RecordFaultReason;
  readonly looksLike: FileLook;
}

/**
 * Lines that are left out since their cells could stand under wrong names, or that had to be mended: more or fewer cells than
 * there are columns, a quotation mark never closed, zero bytes; blank cells left away at the end, `\"` inside a cell; a value that its patient has already,
 * in a table of one value a line.
 */
export const UNSURE_LINES = [
  'too-many',
  'too-few',
  'quotes',
  'zero-bytes',
  'ends-in-blanks',
  'backslash',
  'said-twice',
] as const;
/**
 * What else was found in the lines: the first one is a patient; the table lay on its side; each line held one value; the first cell is the row's name and has no name itself; cells that
 * the patient's own row has were completed (REDCap);
 * a title above the header, the header in two lines, units or labels below it, the header again (as on every printed page), the
 * numbers of the columns below it; totals and remarks below the rows, nothing at all between them.
 */
export const LINE_KINDS = [
  ...UNSURE_LINES,
  'no-header',
  'turned',
  'long',
  'row-names',
  'completed',
  'title',
  'two-lines',
  'labels',
  'header-again',
  'column-numbers',
  'total',
  'remark',
  'blank',
] as const;
export type LineKind = (typeof LINE_KINDS)[number];

export interface NotedLines {
  readonly kind: LineKind;
  /** 1-based, as in an editor: the first twenty. */
  readonly lines: readonly number[];
  readonly count: number;
}

/** `cut`: the file ends before the picture does; `broken`: a part of it was overwritten. */
export type PictureDamage = 'cut' | 'broken';

export function isUnsure(kind: LineKind): boolean {
  return UNSURE_LINES.some((unsure) => unsure === kind);
}

/** A picture that looks like a photograph or a scan. */
export interface PhotographReport {
  readonly path: string;
  /** Names it in `PictureEdits.own`. */
  readonly sha256: string;
  /** Its place in natural order, from 0. */
  readonly position: number;
  readonly look: Exclude<SheetLook, { kind: 'straight' }>;
  /** The visitor leaves it as it is. */
  readonly asItIs: boolean;
}

export interface ImagesReport {
  readonly readable: number;
  readonly rejected: readonly RejectedFile[];
  /** Paths of pictures that are there more than once, a group each, in natural order. */
  readonly same: {
    /** The same bytes. */
    readonly exact: readonly (readonly string[])[];
    /** The same sheet saved again: another format, quality or resolution. */
    readonly near: readonly (readonly string[])[];
  };
  /** Used, though parts of them could not be read and were filled in by the decoder. */
  readonly damaged: readonly { readonly path: string; readonly damage: PictureDamage }[];
  /** Left out because the same picture is used already (`DataSettings.sameOnce`). */
  readonly leftOutSame: readonly { readonly path: string; readonly sameAs: string }[];
  /** In natural order. */
  readonly photographs: readonly PhotographReport[];
  /** Paths of those left out because they could not be straightened (`DataSettings.onlyStraight`). */
  readonly leftOutBent: readonly string[];
  /** ECGs that were drawn from signals; the others were pictures. */
  readonly drawn: number;
  /** Of those, the ones with blank panels, and the leads that are not there. */
  readonly leadsMissing: readonly { readonly path: string; readonly leads: readonly string[] }[];
}

/** A visitor's rule on the rows of the table. */
export interface InputRule extends RuleCheck {
  /** Generated rows will be held to it: they have its columns, with their sizes where those are compared. */
  readonly isOnSynthetic: boolean;
}

export interface DataReport {
  readonly source: 'files' | 'demo';
  readonly tables: readonly string[];
  /** Null while no table could be read; then `problem` says why. */
  readonly table: {
    readonly path: string;
    /** Null: a sheet of a workbook, which needs no reading of text. */
    readonly format: TextFormat | null;
    readonly rows: number;
    /** [rows]: 1-based line of each row in the file, as in an editor. */
    readonly rowLines: readonly number[];
    /** Lines that are no rows, or were read otherwise than they stand, by what they are, the worst first. */
    readonly notes: readonly NotedLines[];
    /** Tables and sheets that were given too, and hold too few rows to be the patients. */
    readonly stray: readonly string[];
    /** What was recognised or chosen. */
    readonly header: HeaderChoice;
    /** The first rows as read, personal columns blanked. */
    readonly preview: readonly (readonly string[])[];
  } | null;
  readonly columns: readonly ColumnReport[];
  /** The visitor's rules on the rows of the table, and rules that suggest themselves. */
  readonly rules: readonly InputRule[];
  readonly suggestedRules: readonly PlausibilityRule[];
  /** Rules that the rows show, those in `settings.learned` included, which are not kept. */
  readonly foundRules: readonly InputRule[];
  readonly images: ImagesReport;
  readonly pairing: Pairing;
  /**
   * What can be trained on, before patients are put aside: pairs, the patients they are of, the column that tells patients
   * apart (null: each pair counts as one), and the length of an encoded row.
   */
  readonly usable: {
    readonly pairs: number;
    readonly patients: number;
    readonly patientColumn: string | null;
    readonly width: number;
  };
  /** The first thing that stops training; null when ready. */
  readonly problem: AppErrorData | null;
  /** Exactly what was used, overrides included: sent back changed by `configure`. */
  readonly settings: DataSettings;
}
