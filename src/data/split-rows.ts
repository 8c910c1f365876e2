/** Training rows and rows put aside: whole patients, and the schema fitted on the training side alone. */
import { AppError } from '../core/app-error.ts';
import type { Pairing } from '../core/data-report.ts';
import type { DecimalMark } from '../core/text-format.ts';
import type { TableSchema } from '../core/table-schema.ts';
import { takeRows } from '../core/typed-column.ts';
import { cellValue, type ColumnProfile } from './column-profile.ts';
import { encodeRows, findBlanks } from './encode-rows.ts';
import { baseName } from './file-key.ts';
import { fitSchema, type ColumnCells, type SchemaRules } from './fit-schema.ts';
import { holdOut, type HoldOutOptions } from './hold-out.ts';
import type { ParsedTable } from './parse-table.ts';
import { groupPatients, type IdColumn, type Patients, tellsAllApart } from './patients.ts';
import type { Column } from './read-columns.ts';
import { readCells, textAt } from './text-column.ts';

/** Coded pairs of one side. */
export interface RowSet {
  /** [pairs, schema.width] */
  readonly rows: Float32Array;
  /** [pairs, schema.columns.length] */
  readonly blanks: Uint8Array;
  /** [pairs]: position in `IntakeInput.images`. */
  readonly imageIndex: Uint32Array;
  /** [pairs]: one number a patient, without his id. */
  readonly patients: Int32Array;
  /** [pairs]: 0-based row of the table. */
  readonly tableRows: readonly number[];
}

export interface SplitRows {
  readonly schema: TableSchema;
  /** Columns left out for having one value among the patients trained on. */
  readonly constant: readonly string[];
  readonly train: RowSet;
  readonly holdout: RowSet;
}

/** From here on a number is not exact any more. */
const INEXACT = 2 ** 53;

/** An id in a form that can be compared: whole numbers however they are written, long ones digit by digit, texts without case. */
function idText(text: string, isNumeric: boolean, decimal: DecimalMark): string | null {
  const value = cellValue(text, isNumeric, decimal);
  if (value === null || !isNumeric || Math.abs(Number(value)) < INEXACT) return value?.toLowerCase() ?? null;
  return text
    .trim()
    .toLowerCase()
    .replace(/^0+(?=\d)/u, '');
}

/** [pairs]: the canonical id of each; null where blank. */
function idsOf({ column, isNumeric }: ColumnProfile, decimal: DecimalMark, used: Pairing['pairs']): (string | null)[] {
  const id = readCells(column, (text) => idText(text, isNumeric, decimal));
  return used.map(({ row }) => id(row) ?? null);
}

/** Ids, and names or numbers of patients: where nothing else tells, one name is one patient. */
function idColumns(table: ParsedTable, columns: readonly Column[], used: Pairing['pairs']): IdColumn[] {
  // A visitor's word is enough; what programs number their rows by tells nobody.
  const ids = columns.filter(
    ({ setting, suggestion }) => setting.role === 'id' && (suggestion.tellsPatients || suggestion.role !== 'id'),
  );
  const persons = columns.filter(({ suggestion, setting }) => suggestion.tellsPatients && setting.role !== 'id');
  const read = ({ profile }: Column): IdColumn => ({
    name: profile.name,
    ids: idsOf(profile, table.decimal, used),
  });
  const numbers = ids.map(read);
  return numbers.some(tellsAllApart) ? numbers : [...numbers, ...persons.map(read)];
}

/** How many patients the pairs are of, and the column that tells. */
export function countPatients(
  table: ParsedTable,
  columns: readonly Column[],
  used: Pairing['pairs'],
): Pick<Patients, 'count' | 'column'> {
  const ids = idColumns(table, columns, used);
  if (ids.length === 0) return { count: used.length, column: null };
  // Nobody is drawn here, so nothing has to stand for a pair without an id: a text a row is dear in a large table.
  return groupPatients(ids, Array<string>(used.length).fill(''));
}

/** Pairs of the same patient, by their ids, else their names. */
export function findPatients(
  table: ParsedTable,
  columns: readonly Column[],
  used: Pairing['pairs'],
  paths: readonly string[],
): Patients {
  const rowKeys = used.map(({ row, image }) =>
    [...table.columns.map((column) => textAt(column, row)), baseName(paths[image] ?? '')].join('\u0001'),
  );
  return groupPatients(idColumns(table, columns, used), rowKeys);
}

/** What was found in the files, before anybody is put aside. */
export interface PairedCells {
  readonly cells: readonly ColumnCells[];
  readonly used: Pairing['pairs'];
  readonly patients: Patients;
  readonly rules: SchemaRules;
}

function takeSide(schema: TableSchema, { cells, used, patients }: PairedCells, positions: readonly number[]): RowSet {
  const side = cells.map((column) => ({ ...column, cells: takeRows(column.cells, positions) }));
  const pairs = positions.flatMap((i) => used[i] ?? []);
  return {
    rows: encodeRows(schema, side, positions.length),
    blanks: findBlanks(schema, side, positions.length),
    imageIndex: Uint32Array.from(pairs, ({ image }) => image),
    patients: Int32Array.from(positions, (i) => patients.index[i] ?? -1),
    tableRows: pairs.map(({ row }) => row),
  };
}

/** Throws `holdout-too-large` or `no-model-columns`. */
export function splitRows(found: PairedCells, options: HoldOutOptions): SplitRows {
  const { train, holdout } = holdOut(found.patients, options);
  const trained = found.cells.map((column) => ({ ...column, cells: takeRows(column.cells, train) }));
  const { schema, constant, problem } = fitSchema(trained, found.rules);
  if (problem !== null) throw problem;
  if (schema.width === 0) throw new AppError('no-model-columns');
  return { schema, constant, train: takeSide(schema, found, train), holdout: takeSide(schema, found, holdout) };
}
