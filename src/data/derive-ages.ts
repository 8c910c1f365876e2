/**
 * Dates of birth → ages: a column of its own behind the others, so that the age can be learned and the date is left out.
 * Suggested where there is a date of birth, a date of the visit or the ECG, and no age yet.
 */
import type { AgeRule, ColumnSetting } from '../core/table-schema.ts';
import { dateReader, parseDate, yearsBetween, type CalendarDate } from './cell-date.ts';
import { isMissing } from './cell-words.ts';
import { AGE_HEADER, BIRTH_HEADER, DATE_HEADER, ECG_HEADER, isNamed, VISIT_HEADER } from './column-names.ts';
import type { ParsedTable } from './parse-table.ts';
import { readCells, textAt, textColumn } from './text-column.ts';

export interface DerivedAge {
  /** The column of dates, and where the age is measured. */
  readonly source: string;
  readonly rule: AgeRule;
  /** What the new column is called. */
  readonly name: string;
}

/** Nobody is older; a date that would make one so is wrong. */
const OLDEST = 120;
const LOOKED_AT = 200;

/** How the cells of a column are read as dates. */
function readerOf(name: string, texts: readonly string[]): (text: string) => CalendarDate | null {
  return dateReader(texts, isNamed(name, BIRTH_HEADER, DATE_HEADER, VISIT_HEADER));
}

/** More than half of the first cells that say something are dates. */
function holdsDates(table: ParsedTable, index: number): boolean {
  const column = table.columns[index];
  if (column === undefined) return false;
  const cells = Array.from(column.codes.subarray(0, LOOKED_AT), (_, row) => textAt(column, row));
  const filled = cells.filter((cell) => !isMissing(cell));
  const read = readerOf(table.header[index] ?? '', filled);
  return filled.length > 0 && filled.filter((cell) => read(cell) !== null).length > filled.length / 2;
}

function suggest(table: ParsedTable): { readonly source: string; readonly rule: AgeRule } | null {
  if (table.header.some((name) => isNamed(name, AGE_HEADER))) return null;
  const dates = table.header.filter((_, index) => holdsDates(table, index));
  const births = dates.filter((name) => isNamed(name, BIRTH_HEADER));
  const visits = dates.filter((name) => isNamed(name, VISIT_HEADER) && !isNamed(name, BIRTH_HEADER));
  const [birth] = births;
  // Of several days the one of the ECG.
  const ofEcg = visits.filter((name) => isNamed(name, ECG_HEADER));
  const [visit, ...others] = visits.length > 1 ? ofEcg : visits;
  if (births.length !== 1 || others.length > 0 || birth === undefined || visit === undefined) return null;
  return { source: birth, rule: { at: 'column', column: visit } };
}

/** What is derived: as decided, else as suggested. */
export function findAges(table: ParsedTable, columns: readonly ColumnSetting[]): DerivedAge[] {
  const decided = new Map(columns.flatMap(({ name, age }) => (age === undefined ? [] : [[name, age] as const])));
  const suggested = suggest(table);
  const used = new Set(table.header);
  return table.header.flatMap((source): DerivedAge[] => {
    const rule = decided.has(source) ? decided.get(source) : source === suggested?.source ? suggested.rule : null;
    if (rule === undefined || rule === null) return [];
    let name = 'age';
    for (let n = 2; used.has(name); n++) name = `age (${n})`;
    used.add(name);
    return [{ source, rule, name }];
  });
}

/** The date in each row. */
function datesOf({ header, columns }: ParsedTable, name: string): (row: number) => CalendarDate | null {
  const column = columns[header.indexOf(name)];
  if (column === undefined) return () => null;
  const dates = readCells(column, readerOf(name, column.texts));
  return (row) => dates(row) ?? null;
}

function ageText(from: CalendarDate | null, to: CalendarDate | null): string {
  if (from === null || to === null) return '';
  let years = yearsBetween(from, to);
  // A two-digit year of the last century.
  if (years < 0) years += 100;
  return years >= 0 && years <= OLDEST ? String(years) : '';
}

/** By the table without them, the last ages that were made: most changed settings leave them, and their profiles, as they are. */
const lastAges = new WeakMap<ParsedTable, { readonly as: string; readonly table: ParsedTable }>();

/** The table with a column for each age. */
export function addAges(table: ParsedTable, ages: readonly DerivedAge[]): ParsedTable {
  if (ages.length === 0) return table;
  const as = JSON.stringify(ages);
  const last = lastAges.get(table);
  if (last?.as === as) return last.table;
  const derived = ages.map(({ source, rule }) => {
    const from = datesOf(table, source);
    const fixed = rule.at === 'date' ? parseDate(rule.date) : null;
    const to = rule.at === 'column' ? datesOf(table, rule.column) : () => fixed;
    return textColumn(table.rowCount, (row) => ageText(from(row), to(row)));
  });
  const added: ParsedTable = {
    ...table,
    header: [...table.header, ...ages.map(({ name }) => name)],
    columns: [...table.columns, ...derived],
  };
  lastAges.set(table, { as, table: added });
  return added;
}
