/** Training rows and rows put aside: whole patients, and the schema fitted on the training side alone. */
import { AppError } from '../core/app-error.ts';
import type { PlausibilityRule } from '../core/plausibility.ts';
import type { Pairing } from '../core/data-report.ts';
import type { TableSchema } from '../core/table-schema.ts';
import { cellValue } from './column-profile.ts';
import { encodeRows, findBlanks } from './encode-rows.ts';
import { baseName } from './file-key.ts';
import { fitSchema, type ColumnCells } from './fit-schema.ts';
import { holdOut, type HoldOutOptions } from './hold-out.ts';
import type { ParsedTable } from './parse-table.ts';
import { groupPatients, type Patients } from './patients.ts';
import type { Column } from './read-columns.ts';

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

/** Pairs of the same patient, by the columns with the role `id`. */
export function findPatients(
  table: ParsedTable,
  columns: readonly Column[],
  used: Pairing['pairs'],
  paths: readonly string[],
): Patients {
  const ids = columns
    .filter(({ setting }) => setting.role === 'id')
    .map(({ profile }) => ({
      name: profile.name,
      ids: used.map(({ row }) => {
        const value = cellValue(table.rows[row]?.[profile.index] ?? '', profile.isNumeric, table.decimal);
        return value?.toLowerCase() ?? null;
      }),
    }));
  const rowKeys = used.map(({ row, image }) =>
    [...(table.rows[row] ?? []), baseName(paths[image] ?? '')].join('\u0001'),
  );
  return groupPatients(ids, rowKeys);
}

/** What was found in the files, before anybody is put aside. */
export interface PairedCells {
  readonly cells: readonly ColumnCells[];
  readonly used: Pairing['pairs'];
  readonly patients: Patients;
  readonly rules: readonly PlausibilityRule[];
}

function takeSide(schema: TableSchema, { cells, used, patients }: PairedCells, positions: readonly number[]): RowSet {
  const side = cells.map((column) => ({ ...column, cells: positions.map((i) => column.cells[i] ?? '') }));
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
  const trained = found.cells.map((column) => ({ ...column, cells: train.map((i) => column.cells[i] ?? '') }));
  const { schema, constant, problem } = fitSchema(trained, found.rules);
  if (problem !== null) throw problem;
  if (schema.width === 0) throw new AppError('no-model-columns');
  return { schema, constant, train: takeSide(schema, found, train), holdout: takeSide(schema, found, holdout) };
}
