/**
 * What a cohort is asked to be, checked while a row is being drawn: a row that cannot fit is given up at the first cell that
 * says so. All of it happens before an ECG is drawn.
 */
import { BLANK, type RowState } from './draw-block.ts';

/** A number; of a category the level; null: blank. */
export type CellValue = number | null;

/** The rest of the row is drawn given this cell. */
export interface FixedCell {
  readonly column: number;
  readonly value: CellValue;
}

/** This share of the rows has the level (of numbers: the value). */
export interface WantedShare {
  readonly column: number;
  readonly value: CellValue;
  readonly share: number;
}

/** Only rows that pass; nothing but `columns` may be looked at. Checked as soon as they are drawn: the finer a filter is
 * taken apart (a and b and c: three), the earlier a row is given up. */
export interface RowFilter {
  readonly columns: readonly number[];
  readonly test: (cell: (column: number) => CellValue) => boolean;
}

export interface RowConditions {
  readonly fix?: readonly FixedCell[];
  readonly shares?: readonly WantedShare[];
  /** All of them. */
  readonly where?: readonly RowFilter[];
}

export function cellOfRow(state: RowState, r: number, column: number): CellValue {
  const at = r * state.columnCount + column;
  return state.status[at] === BLANK ? null : (state.values[at] ?? 0);
}

const ROUNDS = 50;
const CLOSE = 1e-6;

/** Factors for rows with and without each wanted value. */
export type ShareFactors = readonly { readonly withIt: number; readonly without: number }[];

/**
 * Weights by which rows get the wanted shares and stay otherwise as near to the model as they can: iterative proportional
 * fitting (Deming & Stephan 1940) on `sample`, one 0/1 a wanted share and row. Null where a wanted value never occurs.
 */
export function fitShares(sample: readonly Uint8Array[], wanted: readonly WantedShare[]): ShareFactors | null {
  const logs = wanted.map(() => 0);
  const weightOf = (row: Uint8Array): number =>
    Math.exp(logs.reduce((sum, log, i) => sum + (row[i] === 1 ? log : 0), 0));
  for (let round = 0; round < ROUNDS; round++) {
    let moved = 0;
    for (const [i, { share }] of wanted.entries()) {
      let withIt = 0;
      let all = 0;
      for (const row of sample) {
        const weight = weightOf(row);
        all += weight;
        if (row[i] === 1) withIt += weight;
      }
      const own = withIt / all;
      if (!(own > 0) || (own >= 1 && share < 1)) return null;
      if (own >= 1) continue;
      const goal = Math.min(1 - 1e-9, Math.max(1e-9, share));
      const move = Math.log((goal * (1 - own)) / ((1 - goal) * own));
      logs[i] = (logs[i] ?? 0) + move;
      moved = Math.max(moved, Math.abs(move));
    }
    if (moved < CLOSE) break;
  }
  return logs.map((log) => (log > 0 ? { withIt: 1, without: Math.exp(-log) } : { withIt: Math.exp(log), without: 1 }));
}
