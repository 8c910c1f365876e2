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
  const at = column * state.rows + r;
  return state.status[at] === BLANK ? null : (state.values[at] ?? 0);
}

/** The wanted shares of one column; other values have what remains. */
export interface ShareGroup {
  readonly column: number;
  readonly values: readonly CellValue[];
  /** One a value, and at the end what remains for all others. */
  readonly shares: readonly number[];
}

export function groupShares(wanted: readonly WantedShare[]): ShareGroup[] {
  const byColumn = new Map<number, WantedShare[]>();
  for (const one of wanted) byColumn.set(one.column, [...(byColumn.get(one.column) ?? []), one]);
  return [...byColumn].map(([column, own]) => {
    const shares = own.map(({ share }) => share);
    const rest = 1 - shares.reduce((sum, share) => sum + share, 0);
    return { column, values: own.map(({ value }) => value), shares: [...shares, rest < 1e-9 ? 0 : rest] };
  });
}

/** Which of a group's values a cell has; the last place: none of them. */
export function placeIn({ values }: ShareGroup, cell: CellValue): number {
  const at = values.indexOf(cell);
  return at < 0 ? values.length : at;
}

/** A combination of the groups' values, and how often it should come and comes. */
export interface ShareStratum {
  /** One place a group. */
  readonly places: readonly number[];
  readonly goal: number;
  readonly own: number;
}

const ROUNDS = 200;
const CLOSE = 1e-9;

/**
 * How often each combination of wanted values should come, so that all shares are as wanted and the rest is as near to the
 * model as it can be: iterative proportional fitting (Deming & Stephan 1940) on `sample`, a list of places a row. Null where a
 * wanted value never occurs in it.
 */
export function fitShares(
  sample: readonly (readonly number[])[],
  groups: readonly ShareGroup[],
): ShareStratum[] | null {
  const found = new Map<string, { readonly places: readonly number[]; count: number; goal: number }>();
  for (const places of sample) {
    const key = places.join();
    const known = found.get(key);
    if (known === undefined) found.set(key, { places, count: 1, goal: 1 });
    else known.goal = known.count += 1;
  }
  const strata = [...found.values()];
  for (let round = 0; round < ROUNDS; round++) {
    let moved = 0;
    for (const [g, { shares }] of groups.entries()) {
      const masses = shares.map(() => 0);
      for (const { places, goal } of strata) masses[places[g] ?? 0] = (masses[places[g] ?? 0] ?? 0) + goal;
      if (shares.some((share, place) => share > 0 && masses[place] === 0)) return null;
      for (const stratum of strata) {
        const place = stratum.places[g] ?? 0;
        const share = shares[place] ?? 0;
        const factor = share === 0 ? 0 : share / (masses[place] ?? 1);
        moved = Math.max(moved, Math.abs(stratum.goal * (factor - 1)));
        stratum.goal *= factor;
      }
    }
    if (moved < CLOSE) break;
  }
  const total = strata.reduce((sum, { goal }) => sum + goal, 0);
  return strata
    .filter(({ goal }) => goal > 0)
    .map(({ places, count, goal }) => ({ places, goal: goal / total, own: count / sample.length }));
}
