/** Files for tests: tables in any encoding, and intake with everything else at its default. */
import { DEFAULT_DATA_SETTINGS, type DataSettings, type RejectedFile } from '../../core/data-report.ts';
import type { SamePictures } from '../pictures/same-pictures.ts';
import { runIntake, type IntakeResult } from '../intake.ts';
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

/** Text in an 8-bit encoding, found by decoding all 256 bytes. */
export function cyrillicBytes(text: string, encoding: 'windows-1251' | 'koi8-r'): Uint8Array {
  const table = decode(
    Uint8Array.from({ length: 256 }, (_, i) => i),
    encoding,
    false,
  );
  return Uint8Array.from(text, (character) => {
    const byte = table.indexOf(character);
    if (byte < 0) throw new Error(`no ${character} in ${encoding}`);
    return byte;
  });
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
