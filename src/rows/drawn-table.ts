/** Drawn rows, taken over into the columns of a table. */
import { BLANK, type RowState } from './draw-block.ts';
import type { ModelColumn } from './row-model.ts';
import type { RowColumn, RowTable } from './row-table.ts';

export class DrawnTable {
  readonly #columns: readonly ModelColumn[];
  readonly #cells: readonly (Float64Array | Int32Array)[];

  /** Room for `rows` rows. */
  constructor(columns: readonly ModelColumn[], rows: number) {
    this.#columns = columns;
    this.#cells = columns.map(({ kind }) => (kind === 'number' ? new Float64Array(rows) : new Int32Array(rows)));
  }

  /** Rows `from` … `to` − 1 of a state become rows `row` … of the table. */
  take({ rows, status, values }: RowState, from: number, to: number, row: number): void {
    for (const [column, cells] of this.#cells.entries()) {
      const blank = cells instanceof Float64Array ? Number.NaN : -1;
      const start = column * rows;
      for (let r = from; r < to; r++) {
        cells[row + r - from] = status[start + r] === BLANK ? blank : (values[start + r] ?? 0);
      }
    }
  }

  /** The first `rows` rows. */
  table(rows: number): RowTable {
    const columns = this.#columns.map((column, i): RowColumn => {
      const cells = this.#cells[i]?.subarray(0, rows) ?? [];
      return column.kind === 'number'
        ? { name: column.name, kind: 'number', decimals: column.decimals, values: Float64Array.from(cells) }
        : { name: column.name, kind: 'category', levels: column.levels, codes: Int32Array.from(cells) };
    });
    return { rows, columns, persons: null };
  }
}
