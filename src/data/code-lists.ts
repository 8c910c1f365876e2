/**
 * Columns whose cells list codes, as PTB-XL's `{'NORM': 100.0, 'SR': 0.0}`, `["AF", "LBBB"]` or `426177001,164889003`: a column of
 * its own for each frequent code, 1 where the cell has it. A cell with two numbers, `120/80`, lists both of them. Suggested; a visitor
 * says which become columns.
 */
import type { NotedText } from '../core/column-report.ts';
import { codeColumn, type ColumnSetting } from '../core/table-schema.ts';
import { parseDate } from './cell-date.ts';
import { IMAGE_CELL, isMissing } from './cell-words.ts';
import type { ParsedTable } from './parse-table.ts';
import { judgeColumn } from './personal/judge-column.ts';
import type { NameList } from './personal/name-list.ts';
import { countRows, type TextColumn } from './text-column.ts';
import { readTwoNumbers } from './two-numbers.ts';

export interface CodeList {
  /** The column that lists them. */
  readonly source: string;
  /** Those that become columns, as decided, else as suggested. */
  readonly codes: readonly string[];
  readonly suggested: readonly string[];
  /** The most frequent first. */
  readonly counts: readonly NotedText[];
  /** Two numbers in a cell, called by what they measure. */
  readonly areNumbers: boolean;
  /** [texts of the column]: the cell in the column of a code. */
  readonly cellsOf: (code: string) => readonly string[];
}

/** Rows that a code needs to become a column: so many, and this share of them. */
const FEWEST_ROWS = 5;
const FEWEST_SHARE = 0.01;
const MOST_COLUMNS = 40;
/** Codes to choose from. */
const MOST_SHOWN = 500;
/** Cells that are lists, of those that say something. */
const LISTS = 0.9;
/** Fewer different cells are a few categories, whatever stands in them. */
const FEWEST_TEXTS = 12;
const LONGEST_CODE = 40;
const LOOKED_AT = 200;
/** Of cells with a separator between their codes, so many have one; and each code stands in several. */
const SEPARATED = 0.2;
const FEWEST_CELLS_A_CODE = 3;

const BRACKETED = /^\s*[[({][^]*[\])}]\s*$/u;
const DICTIONARY = /^\s*\{[^]*:[^]*\}\s*$/u;
/** A key of a dictionary, or an item of a list: in quotation marks or not. */
const KEY = /(?:'([^']*)'|"([^"]*)"|([^\s'":,{}[\]()]+))\s*:/gu;
const ITEM = /(?:'([^']*)'|"([^"]*)"|([^'",{}[\]()]+))(?=\s*(?:,|[\])}]\s*$))/gu;
const SEPARATORS = [/\s*;\s*/u, /\s*\|\s*/u, /\s*,\s*/u, /\s+\+\s+/u] as const;

function namesIn(text: string, pattern: RegExp): Set<string> {
  const found = Array.from(text.matchAll(pattern), ([, single, double, bare = '']) => single ?? double ?? bare);
  return new Set(found.map((code) => code.trim()).filter((code) => code !== ''));
}

/** The codes of a cell in brackets. */
function bracketed(text: string): Set<string> {
  return namesIn(text, DICTIONARY.test(text) ? KEY : ITEM);
}

/** Numbers are codes only where they are long, as SNOMED's: "120/80" and "1,5" are measurements. */
function isCode(part: string): boolean {
  if (part === '' || part.length > LONGEST_CODE || IMAGE_CELL.test(part) || parseDate(part) !== null) return false;
  return !/^[\d.,\s+-]*$/u.test(part) || /^\d{6,}$/u.test(part);
}

type Reader = (text: string) => Set<string>;

/** Codes, or small numbers that come again and again: neither samples of a signal nor a number in brackets. */
function areLists(lists: readonly ReadonlySet<string>[], isDictionary: boolean): boolean {
  const all = lists.flatMap((codes) => [...codes]);
  const several = lists.filter(({ size }) => size > 1).length;
  if (isDictionary) return true;
  return all.every(isCode) ? several > 0 : several >= SEPARATED * lists.length && repeat(all);
}

function repeat(all: readonly string[]): boolean {
  return new Set(all).size * FEWEST_CELLS_A_CODE <= all.length;
}

/** Most columns are none, and their first cells say so. */
function mayList(texts: readonly string[]): boolean {
  const bracketedTexts = texts.filter((text) => BRACKETED.test(text)).length;
  if (2 * bracketedTexts > texts.length) return true;
  return 2 * texts.filter((text) => /[;|,+].*\p{L}|\d{6}[;|,]/u.test(text)).length > SEPARATED * texts.length;
}

/** How the cells of a column are read as lists; null where they are none. `texts`: different ones that say something. */
function readerOf(texts: readonly string[]): Reader | null {
  if (texts.filter((text) => BRACKETED.test(text)).length >= LISTS * texts.length) {
    const isDictionary = texts.every((text) => DICTIONARY.test(text) || /^\s*\{\s*\}\s*$/u.test(text));
    return areLists(texts.map(bracketed), isDictionary) ? bracketed : null;
  }
  if (texts.length <= FEWEST_TEXTS) return null;
  for (const separator of SEPARATORS) {
    const parted = texts.map((text) => text.trim().split(separator));
    if (parted.filter(({ length }) => length > 1).length < SEPARATED * texts.length) continue;
    const all = parted.flat();
    if (repeat(all) && all.every(isCode)) return (text) => new Set(text.trim().split(separator));
  }
  return null;
}

type ReadList = Omit<CodeList, 'source' | 'codes'>;

function readLists(source: string, column: TextColumn, names: NameList): ReadList | null {
  const two = readTwoNumbers(source, column);
  if (two !== null) {
    const { parts, counts, ofText } = two;
    return {
      suggested: parts,
      counts: parts.map((text, i) => ({ text, count: counts[i] ?? 0 })),
      areNumbers: true,
      cellsOf: (code) => ofText.map((numbers) => numbers[parts.indexOf(code)] ?? ''),
    };
  }
  const first: string[] = [];
  for (const text of column.texts) {
    if (first.length === LOOKED_AT) break;
    if (!isMissing(text)) first.push(text);
  }
  if (first.length === 0 || !mayList(first)) return null;
  const known = column.texts.filter((text) => !isMissing(text));
  const read = readerOf(known);
  if (read === null) return null;
  const ofText = column.texts.map((text) => (isMissing(text) ? null : read(text)));
  const rows = countRows(column);
  const counts = new Map<string, number>();
  let listed = 0;
  ofText.forEach((codes, i) => {
    if (codes === null) return;
    listed += rows[i] ?? 0;
    for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + (rows[i] ?? 0));
  });
  const codes = [...counts.keys()];
  // They become names of columns: nobody's name may be one.
  const person = { name: source, texts: codes, present: listed, isNumeric: false, isWhole: false, min: 0 };
  if (codes.length < 2 || judgeColumn(person, names, true) !== null) return null;
  const byRows = [...counts].toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  const fewest = Math.max(FEWEST_ROWS, Math.ceil(FEWEST_SHARE * listed));
  // What every row has says nothing.
  const frequent = byRows.filter(([, count]) => count >= fewest && count < listed).slice(0, MOST_COLUMNS);
  return {
    suggested: frequent.map(([code]) => code),
    counts: byRows.slice(0, MOST_SHOWN).map(([text, count]) => ({ text, count })),
    areNumbers: false,
    cellsOf: (code) => ofText.map((own) => (own === null ? '' : String(Number(own.has(code))))),
  };
}

/** By the column, the last time it was looked through: most changed settings leave it as it is. */
const lastLists = new WeakMap<TextColumn, ReturnType<typeof readLists>>();

/** The columns that list codes. */
export function findCodeLists(table: ParsedTable, decided: readonly ColumnSetting[], names: NameList): CodeList[] {
  const choices = new Map(decided.flatMap(({ name, codes }) => (codes === undefined ? [] : [[name, codes] as const])));
  return table.header.flatMap((source, index): CodeList[] => {
    const column = table.columns[index];
    if (column === undefined) return [];
    let lists = lastLists.get(column);
    if (lists === undefined) lastLists.set(column, (lists = readLists(source, column, names)));
    return lists === null ? [] : [{ source, codes: choices.get(source) ?? lists.suggested, ...lists }];
  });
}

/** By the table without them, the last columns that were made. */
const lastCodes = new WeakMap<ParsedTable, { readonly as: string; readonly table: ParsedTable }>();

/** The table with a column for each code. */
export function addCodes(table: ParsedTable, lists: readonly CodeList[]): ParsedTable {
  if (lists.every(({ codes }) => codes.length === 0)) return table;
  const as = JSON.stringify(lists.map(({ source, codes }) => [source, codes]));
  const last = lastCodes.get(table);
  if (last?.as === as) return last.table;
  const used = new Set(table.header);
  const made = lists.flatMap(({ source, codes, cellsOf }) => {
    const rows = table.columns[table.header.indexOf(source)]?.codes ?? new Uint32Array();
    return codes.flatMap((code): (readonly [string, TextColumn])[] => {
      const name = codeColumn(source, code);
      if (used.has(name)) return [];
      used.add(name);
      const cells = cellsOf(code);
      const texts = [...new Set([...cells, ''])];
      const place = new Map(texts.map((text, at) => [text, at]));
      const places = cells.map((cell) => place.get(cell) ?? 0);
      return [[name, { texts, codes: rows.map((text) => places[text] ?? 0) }]];
    });
  });
  const added: ParsedTable = {
    ...table,
    header: [...table.header, ...made.map(([name]) => name)],
    columns: [...table.columns, ...made.map(([, column]) => column)],
  };
  lastCodes.set(table, { as, table: added });
  return added;
}
