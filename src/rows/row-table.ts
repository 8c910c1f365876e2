/**
 * A table as the row model reads and writes it: typed columns, nothing of files, texts or networks. Names of patients and
 * ids have no place here; `persons` only says which rows belong together.
 */

export interface NumberColumn {
  readonly name: string;
  readonly kind: 'number';
  /** [rows]; NaN = blank. */
  readonly values: Float64Array;
  /** Digits behind the decimal mark; 0: whole numbers. */
  readonly decimals: number;
}

export interface CategoryColumn {
  readonly name: string;
  readonly kind: 'category';
  /** Two for a yes/no column (the second is “yes”), or more. */
  readonly levels: readonly string[];
  /** [rows] positions in `levels`; −1 = blank. */
  readonly codes: Int32Array;
}

export type RowColumn = NumberColumn | CategoryColumn;

export interface RowTable {
  readonly rows: number;
  readonly columns: readonly RowColumn[];
  /** [rows] whose row it is; null: every row is a person of its own. */
  readonly persons: Int32Array | null;
}

/** Which cells are blank, [rows] of 0 and 1. */
export function blanksOf(column: RowColumn): Uint8Array {
  const cells = column.kind === 'number' ? column.values : column.codes;
  const isNumber = column.kind === 'number';
  const out = new Uint8Array(cells.length);
  for (let row = 0; row < cells.length; row++) {
    const cell = cells[row] ?? 0;
    out[row] = Number(isNumber ? Number.isNaN(cell) : cell < 0);
  }
  return out;
}

/** The rows `rows` of the table, in that order. */
export function takeTable(table: RowTable, rows: ArrayLike<number>): RowTable {
  const chosen = Uint32Array.from(rows);
  const columns = table.columns.map((column): RowColumn =>
    column.kind === 'number'
      ? { ...column, values: Float64Array.from(chosen, (row) => column.values[row] ?? Number.NaN) }
      : { ...column, codes: Int32Array.from(chosen, (row) => column.codes[row] ?? -1) },
  );
  const { persons } = table;
  return {
    rows: chosen.length,
    columns,
    persons: persons === null ? null : Int32Array.from(chosen, (row) => persons[row] ?? -1),
  };
}
