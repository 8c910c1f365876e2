/** Which of the files that were given is the table of patients, and reading it. */
import { AppError } from '../core/app-error.ts';
import type { DataSettings, RejectedFile } from '../core/data-report.ts';
import type { FileLook } from '../core/file-look.ts';
import { MIN_PAIRS } from '../core/run-config.ts';
import type { TextFormat } from '../core/text-format.ts';
import { decodeText, looksBinary, type TextDecode } from '../data/decode-text.ts';
import { joinLong } from '../data/long-table.ts';
import { parseSheet, parseTable, type ParsedTable } from '../data/parse-table.ts';
import { completeRecords } from '../data/redcap.ts';
import { type Sheet, typeSheet } from '../data/sheet-rows.ts';
import { isNamedAsTable } from './file-kind.ts';

/** A text file, or a sheet of a workbook. */
export type LoadedTable = {
  readonly path: string;
  /** Made of what ECG files say of themselves: for want of another, or where it is chosen. */
  readonly isOfRecords?: true;
} & ({ readonly bytes: Uint8Array } | Omit<Sheet, 'name'>);

export interface GivenTables {
  readonly tables: readonly LoadedTable[];
  readonly images: readonly unknown[];
  readonly rejected: readonly RejectedFile[];
  readonly settings: Pick<DataSettings, 'table' | 'text'>;
  readonly decode: TextDecode;
}

/** Tables to choose from: a copy of the same file counts once, and `.txt` only where nothing is named as a table. */
function tablesToChoose(all: readonly LoadedTable[]): LoadedTable[] {
  const tables = all.filter(({ isOfRecords }) => isOfRecords !== true);
  const named = tables.filter(({ path }) => isNamedAsTable(path));
  const candidates = named.length > 0 ? named : tables;
  return candidates.filter((table, i) => !candidates.slice(0, i).some((earlier) => isCopy(earlier, table)));
}

function isCopy(a: LoadedTable, b: LoadedTable): boolean {
  if (!('bytes' in a && 'bytes' in b)) return false;
  return a.bytes.length === b.bytes.length && a.bytes.every((byte, i) => byte === b.bytes[i]);
}

/** What a table was saved as by mistake. */
const MAY_HOLD_TABLE: readonly FileLook[] = ['excel', 'excel-binary', 'office-97', 'opendocument', 'web-page'];

/** Why there is no table: a file that was meant to be one says more than that none was found. */
function missingTable({ images, rejected }: GivenTables): AppError {
  const unread = rejected.find(({ path, reason }) => reason === 'unreadable' && isNamedAsTable(path));
  if (unread !== undefined) return new AppError('file-unreadable', { file: unread.path });
  const blank = rejected.find(({ path, reason }) => reason === 'empty-file' && isNamedAsTable(path));
  if (blank !== undefined) return new AppError('table-empty', { file: blank.path });
  const other = rejected.find(
    ({ path, looksLike }) => isNamedAsTable(path) || MAY_HOLD_TABLE.some((look) => look === looksLike),
  );
  if (other !== undefined) return new AppError('table-not-text', { file: other.path, looksLike: other.looksLike });
  const archive = rejected.find(({ reason }) => reason === 'zip-broken');
  if (archive !== undefined && images.length === 0) return new AppError('zip-broken', { file: archive.path });
  return new AppError('no-table');
}

/** Fewer rows than a training needs: a legend, a draft, a sheet of notes. */
function isStray(table: LoadedTable, input: GivenTables): boolean {
  try {
    return readTable(table, input).table.rowCount < MIN_PAIRS;
  } catch (error) {
    if (error instanceof AppError) return true;
    throw error;
  }
}

export interface ChosenTable {
  readonly table: LoadedTable;
  /** Tables that were given too and cannot be the patients. */
  readonly stray: readonly string[];
}

/** Throws `several-tables`, or why there is none. */
export function chooseTable(input: GivenTables): ChosenTable {
  const chosen = input.tables.find((table) => table.path === input.settings.table);
  if (chosen !== undefined) return { table: chosen, stray: [] };
  const candidates = tablesToChoose(input.tables);
  const records = input.tables.find(({ isOfRecords }) => isOfRecords === true);
  const [first, ...others] = candidates;
  if (first === undefined) {
    if (records !== undefined) return { table: records, stray: [] };
    throw missingTable(input);
  }
  if (others.length === 0 && records === undefined) return { table: first, stray: [] };
  const stray = new Set(candidates.filter((table) => isStray(table, input)));
  const [full, ...more] = candidates.filter((table) => !stray.has(table));
  if (full === undefined && records !== undefined) {
    return { table: records, stray: Array.from(stray, ({ path }) => path) };
  }
  if (full === undefined || more.length > 0) {
    throw new AppError('several-tables', { files: candidates.map(({ path }) => path) });
  }
  return { table: full, stray: Array.from(stray, ({ path }) => path) };
}

export interface ReadTable {
  readonly format: TextFormat | null;
  readonly table: ParsedTable;
}

/** By its content, the last reading of a table: most changed settings leave it as it is. Gone with the content. */
const lastReading = new WeakMap<object, { readonly as: string; readonly read: ReadTable }>();

/** Throws what is wrong with a file as a table. */
export function readTable(source: LoadedTable, input: GivenTables): ReadTable {
  const content = 'rows' in source ? source.rows : source.bytes;
  const as = JSON.stringify([source.path, input.settings.text]);
  const last = lastReading.get(content);
  if (last?.as === as) return last.read;
  const read = readAnew(source, input);
  lastReading.set(content, { as, read });
  return read;
}

/** Whatever the layout: a row for each ECG, with all that is known of its patient. */
function inRows(table: ParsedTable): ParsedTable {
  return completeRecords(joinLong(table));
}

function readAnew(source: LoadedTable, input: GivenTables): ReadTable {
  const { path } = source;
  if ('rows' in source) {
    return {
      format: null,
      table: inRows(typeSheet(parseSheet(source.rows, input.settings.text.header, path), source)),
    };
  }
  const { bytes } = source;
  if (bytes.length === 0) throw new AppError('table-empty', { file: path });
  const text = decodeText(bytes, input.settings.text.encoding, input.decode);
  if (looksBinary(text.text)) throw new AppError('table-not-text', { file: path, looksLike: 'binary' });
  const table = inRows(parseTable(text.text, input.settings.text, path));
  const { separator, decimal } = table;
  const { encoding, hasBom, looksWrong } = text;
  return { format: { encoding, hasBom, looksWrong, separator, decimal }, table };
}
