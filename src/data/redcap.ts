/**
 * Exports of REDCap: one person has a row of his own, a row for each repeat of a form, and a row for each event, and what was asked
 * once stands in one of them. Such cells are completed in the rows that have none, from the person's own row of the same event, or
 * from the only event in which the question is asked.
 */
import { IMAGE_CELL } from './cell-words.ts';
import type { ParsedTable } from './parse-table.ts';
import { textAt, type TextColumn } from './text-column.ts';

const EVENT = /^(redcap_event_name|event name)$/iu;
const FORM = /^(redcap_repeat_instrument|repeat instrument)$/iu;
/** Of raw exports, and of those with labels. */
const OWN_COLUMN = /^(redcap_.*|event name|repeat (instrument|instance))$/iu;
const STATE_COLUMN = /_complete$|^complete\?( \(\d+\))?$/iu;
const STATE = /^([012]|incomplete|unverified|complete)$/iu;

/** Whether a column says how a form was filled in, nothing of a patient. `texts`: its cells that are not blank. */
export function isFormColumn(name: string, texts: Iterable<string>): boolean {
  if (OWN_COLUMN.test(name)) return true;
  return STATE_COLUMN.test(name) && Array.from(texts).every((text) => STATE.test(text.trim()));
}

interface Layout {
  /** The first column of every export. */
  readonly record: TextColumn;
  readonly event: TextColumn | null;
  readonly form: TextColumn | null;
}

/** Null where a person has one row, or the table is none of REDCap's. */
function layoutOf({ header, columns }: ParsedTable): Layout | null {
  const named = (pattern: RegExp): TextColumn | null => columns[header.findIndex((name) => pattern.test(name))] ?? null;
  const [record] = columns;
  const [event, form] = [named(EVENT), named(FORM)];
  if (record === undefined || (event === null && form === null)) return null;
  if (record === event || record === form) return null;
  const isRepeated = record.texts.length < record.codes.length && record.texts.every((text) => text.trim() !== '');
  return isRepeated ? { record, event, form } : null;
}

/** Names of pictures are those of one row, not of the person. */
function namesFiles({ texts }: TextColumn): boolean {
  return texts.some((text) => IMAGE_CELL.test(text.trim()));
}

class Records {
  readonly #layout: Layout;
  readonly #rows: number;
  /** A person's own rows, one an event: by record, and by record and event. */
  readonly #ofRecord = new Map<number, number[]>();
  readonly #ofEvent = new Map<string, number>();

  constructor(layout: Layout, rows: number) {
    this.#layout = layout;
    this.#rows = rows;
    for (let row = 0; row < rows; row++) {
      if (!this.isOwn(row)) continue;
      const record = layout.record.codes[row] ?? 0;
      this.#ofRecord.set(record, [...(this.#ofRecord.get(record) ?? []), row]);
      if (!this.#ofEvent.has(this.#eventOf(row))) this.#ofEvent.set(this.#eventOf(row), row);
    }
  }

  isOwn(row: number): boolean {
    return this.#layout.form === null || textAt(this.#layout.form, row).trim() === '';
  }

  #eventOf(row: number): string {
    const { record, event } = this.#layout;
    return `${record.codes[row] ?? 0} ${event === null ? '' : textAt(event, row).trim()}`;
  }

  /** Per record the only one of its own rows that is filled; null where some record has two. */
  #onlyRows(isFilled: (row: number) => boolean): ReadonlyMap<number, number> | null {
    const only = new Map<number, number>();
    for (const [record, rows] of this.#ofRecord) {
      const [first, ...others] = rows.filter(isFilled);
      if (others.length > 0) return null;
      if (first !== undefined) only.set(record, first);
    }
    return only;
  }

  /** The column with its blank cells completed, and which rows were. */
  complete(column: TextColumn): { readonly column: TextColumn; readonly rows: readonly number[] } {
    const isFilled = (row: number): boolean => textAt(column, row).trim() !== '';
    const only = this.#onlyRows(isFilled);
    const codes = column.codes.slice();
    const completed: number[] = [];
    for (let row = 0; row < this.#rows; row++) {
      if (isFilled(row)) continue;
      const own = this.#ofEvent.get(this.#eventOf(row));
      const source = own !== undefined && isFilled(own) ? own : only?.get(this.#layout.record.codes[row] ?? 0);
      if (source === undefined) continue;
      codes[row] = column.codes[source] ?? 0;
      completed.push(row);
    }
    return { column: completed.length === 0 ? column : { ...column, codes }, rows: completed };
  }
}

/** The table with its rows completed and their lines noted; as it is where it is no such export. */
export function completeRecords(table: ParsedTable): ParsedTable {
  const layout = layoutOf(table);
  if (layout === null) return table;
  const records = new Records(layout, table.rowCount);
  const rows = new Set<number>();
  const columns = table.columns.map((column, index) => {
    const name = table.header[index] ?? '';
    if (index === 0 || OWN_COLUMN.test(name) || STATE_COLUMN.test(name) || namesFiles(column)) return column;
    const done = records.complete(column);
    for (const row of done.rows) rows.add(row);
    return done.column;
  });
  const lines = [...rows].toSorted((a, b) => a - b).map((row) => table.rowLines[row] ?? 0);
  const noted = lines.map((number) => ({ kind: 'completed' as const, number }));
  return { ...table, columns, noted: [...table.noted, ...noted], record: table.header[0] ?? null };
}
