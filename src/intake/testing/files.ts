/** Files for tests: tables in any encoding, and intake with everything else at its default. */
import { DEFAULT_DATA_SETTINGS, type DataSettings, type RejectedFile } from '../../core/data-report.ts';
import type { SamePictures } from '../pictures/same-pictures.ts';
import { runIntake, type IntakeResult } from '../intake.ts';
import { findRules } from '../found-rules.ts';
import type { ParsedTable } from '../../data/parse-table.ts';
import { NAME_HASHES } from '../../data/personal/name-hashes.ts';
import { nameList } from '../../data/personal/name-list.ts';
import { textAt } from '../../data/text-column.ts';

/** As the worker loads it. */
export const names = nameList(NAME_HASHES);

export const decode = (bytes: Uint8Array, label: string, fatal: boolean): string =>
  new TextDecoder(label, { fatal }).decode(bytes);

export function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** Encodings of two bytes a character. */
const WIDE = new Set(['gbk', 'shift_jis', 'big5', 'euc-kr']);

/** Character → bytes of each encoding that was asked for. */
const bytesOf = new Map<string, ReadonlyMap<string, readonly number[]>>();

function tableOf(encoding: string): ReadonlyMap<string, readonly number[]> {
  const known = bytesOf.get(encoding);
  if (known !== undefined) return known;
  const table = new Map<string, readonly number[]>();
  const add = (...bytes: readonly number[]): void => {
    const text = decode(Uint8Array.from(bytes), encoding, false);
    if (Array.from(text).length === 1 && text !== '\uFFFD' && !table.has(text)) table.set(text, bytes);
  };
  for (let byte = 0; byte < 256; byte++) add(byte);
  if (WIDE.has(encoding)) {
    for (let lead = 0x81; lead < 0xff; lead++) for (let trail = 0x40; trail < 0xff; trail++) add(lead, trail);
  }
  bytesOf.set(encoding, table);
  return table;
}

/** Text in any encoding of `ENCODINGS`; those of one or two bytes are found by decoding all of them. */
export function bytesIn(text: string, encoding: string): Uint8Array {
  if (encoding === 'utf-8') return utf8(text);
  if (encoding.startsWith('utf-16')) {
    const view = new DataView(new ArrayBuffer(2 * text.length));
    for (let i = 0; i < text.length; i++) view.setUint16(2 * i, text.charCodeAt(i), encoding === 'utf-16le');
    return new Uint8Array(view.buffer);
  }
  const table = tableOf(encoding);
  return Uint8Array.from(
    Array.from(text).flatMap((character) => {
      const bytes = table.get(character);
      if (bytes === undefined) throw new Error(`no ${character} in ${encoding}`);
      return bytes;
    }),
  );
}

export interface Given {
  /** Path → text or bytes. */
  readonly tables?: Readonly<Record<string, string | Uint8Array>>;
  readonly images?: readonly string[];
  /** Positions in `images`. */
  readonly same?: SamePictures;
  readonly rejected?: readonly RejectedFile[];
  readonly settings?: Partial<DataSettings>;
}

export function intake({
  tables = {},
  images = [],
  same = { exact: [], near: [] },
  rejected = [],
  settings = {},
}: Given): IntakeResult {
  return runIntake({
    findRules,
    source: 'files',
    tables: Object.entries(tables).map(([path, text]) => ({
      path,
      bytes: typeof text === 'string' ? utf8(text) : text,
    })),
    images: images.map((path) => ({ path })),
    same,
    rejected,
    settings: { ...DEFAULT_DATA_SETTINGS, ...settings },
    decode,
    names,
  });
}

/** Rows of a parsed table, as texts. */
export function rowsOf({ columns, rowCount }: ParsedTable): string[][] {
  return Array.from({ length: rowCount }, (_, row) => columns.map((column) => textAt(column, row)));
}

/** Lines of a table: header, then `count` rows by number. */
export function makeTable(header: string, count: number, row: (i: number) => string): string {
  return [header, ...Array.from({ length: count }, (_, i) => row(i))].join('\n');
}

/** `1.jpg` to `count.jpg`. */
export function numberedImages(count: number): string[] {
  return Array.from({ length: count }, (_, i) => `${i + 1}.jpg`);
}

/** What is said of a column. */
export function columnOf({ report }: IntakeResult, name: string) {
  const column = report.columns.find((one) => one.name === name);
  if (column === undefined) throw new Error(`no column ${name} among ${report.columns.map((one) => one.name).join()}`);
  return column;
}

/** The cells of a row as they were read. */
export const textsOf = ({ prepared }: IntakeResult, position: number): string[] => prepared?.texts(position) ?? [];
