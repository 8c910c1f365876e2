/** Columns of a table as the fit sees them: which values are asked for one by one, which are numbers, what slots they write. */
import type { ColumnSlot, ModelColumn, NumberCells } from './row-model.ts';
import { blanksOf, type CategoryColumn, type NumberColumn, type RowColumn } from './row-table.ts';
import { cellOf, fitCells, stopValue } from './number-cells.ts';
import { normalScore } from './normal-score.ts';

/** Numbers with no more values than this are asked value by value. */
const FEW_VALUES = 12;
/** A value that this share of the rows has is asked for before the numbers: a column of many zeros. */
const SPIKE = 0.2;
const LEAST_SPIKE = 30;
/** Rows with a level, without which it is drawn by its share alone. */
const LEAST_CASES = 10;

export interface PreparedColumn {
  readonly column: RowColumn;
  readonly model: ModelColumn;
  /** [rows] */
  readonly blank: Uint8Array;
  /** [rows] level; −1: blank, or a number that is drawn by the law. */
  readonly levels: Int32Array;
  /** Asked one after the other. */
  readonly asked: readonly number[];
  /** Levels that remain, and how many rows have them. Empty: numbers remain. */
  readonly rest: readonly { readonly level: number; readonly rows: number }[];
  /** Null: no numbers remain. */
  readonly cells: NumberCells | null;
  /** [rows] normal score of a number; 0 for categories. */
  readonly scores: Float64Array;
  /** Levels that get a slot of their own. */
  readonly slotLevels: readonly number[];
}

/** Whose row it is and how often it counts for shares and quantiles, [rows]. */
export interface RowWeights {
  readonly persons: Int32Array;
  readonly shares: Float64Array;
}

function prepareCategory(column: CategoryColumn, weights: RowWeights): PreparedColumn {
  const counts = column.levels.map(() => 0);
  const shares = column.levels.map(() => 0);
  for (const [row, code] of column.codes.entries()) {
    if (code < 0) continue;
    counts[code] = (counts[code] ?? 0) + 1;
    shares[code] = (shares[code] ?? 0) + (weights.shares[row] ?? 0);
  }
  const present = column.levels.map((_, level) => level).filter((level) => (counts[level] ?? 0) > 0);
  const byCount = present.toSorted((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0) || a - b);
  const isTwo = column.levels.length === 2 && present.length === 2;
  const frequent = byCount.filter((level) => (counts[level] ?? 0) >= LEAST_CASES);
  // The last one needs no question.
  const asked = isTwo ? [1] : present.length === frequent.length ? frequent.slice(0, -1) : frequent;
  const rest = byCount.filter((level) => !asked.includes(level));
  return {
    column,
    model: { name: column.name, kind: 'category', levels: column.levels },
    blank: blanksOf(column),
    levels: column.codes,
    asked,
    rest: rest.map((level) => ({ level, rows: shares[level] ?? 0 })),
    cells: null,
    scores: new Float64Array(column.codes.length),
    slotLevels: isTwo ? [1] : present.length < 2 ? [] : frequent,
  };
}

function countNumbers(values: Float64Array): Map<number, number> {
  const counts = new Map<number, number>();
  for (const value of values) if (!Number.isNaN(value)) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

/** Normal scores of levels by their mid-ranks. */
function levelScores(levels: readonly number[], counts: ReadonlyMap<number, number>, known: number): number[] {
  let before = 0;
  const sorted = [...counts.keys()].sort((a, b) => a - b);
  const scores = new Map<number, number>();
  for (const value of sorted) {
    const own = counts.get(value) ?? 0;
    scores.set(value, normalScore(Math.min(1 - 0.5 / known, Math.max(0.5 / known, (before + own / 2) / known))));
    before += own;
  }
  return levels.map((level) => scores.get(level) ?? 0);
}

function fewValues(column: NumberColumn, counts: ReadonlyMap<number, number>, weights: RowWeights): PreparedColumn {
  const sorted = [...counts.keys()].sort((a, b) => a - b);
  const low = stopValue(column.values, weights.persons, true);
  const high = stopValue(column.values, weights.persons, false);
  const kept = low <= high ? sorted.filter((value) => value >= low && value <= high) : sorted;
  const moved = column.values.map((value) => (low <= high ? Math.min(high, Math.max(low, value)) : value));
  const cases = countNumbers(moved);
  const known = [...cases.values()].reduce((sum, count) => sum + count, 0);
  const levels = Int32Array.from(moved, (value) => kept.indexOf(value));
  const shares = kept.map(() => 0);
  for (const [row, level] of levels.entries())
    if (level >= 0) shares[level] = (shares[level] ?? 0) + (weights.shares[row] ?? 0);
  const frequent = kept.map((_, level) => level).filter((level) => (cases.get(kept[level] ?? 0) ?? 0) >= LEAST_CASES);
  // In ascending order: the last frequent level needs a question only where rare ones remain.
  const asked = frequent.length === kept.length ? frequent.slice(0, -1) : frequent;
  const scoreOf = levelScores(kept, cases, Math.max(1, known));
  return {
    column,
    model: { ...numberModel(column, sorted), levels: kept, scores: scoreOf },
    blank: blanksOf(column),
    levels,
    asked,
    rest: kept.flatMap((_, level) => (asked.includes(level) ? [] : [{ level, rows: shares[level] ?? 0 }])),
    cells: null,
    scores: Float64Array.from(levels, (level) => scoreOf[level] ?? 0),
    slotLevels: [],
  };
}

function numberModel(column: NumberColumn, sorted: readonly number[]) {
  return {
    name: column.name,
    kind: 'number',
    decimals: column.decimals,
    min: sorted[0] ?? 0,
    max: sorted.at(-1) ?? 0,
  } as const;
}

function spikeOf(counts: ReadonlyMap<number, number>, known: number): number | null {
  let best: number | null = null;
  for (const [value, count] of counts) {
    if (count >= SPIKE * known && count >= LEAST_SPIKE && count > (best === null ? 0 : (counts.get(best) ?? 0)))
      best = value;
  }
  return best;
}

function prepareNumber(column: NumberColumn, weights: RowWeights): PreparedColumn {
  const counts = countNumbers(column.values);
  if (counts.size <= FEW_VALUES) return fewValues(column, counts, weights);
  const known = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const spike = spikeOf(counts, known);
  const rows = Uint32Array.from(column.values.keys()).filter((row) => {
    const value = column.values[row] ?? Number.NaN;
    return !Number.isNaN(value) && value !== spike;
  });
  const cells = fitCells({
    values: Float64Array.from(rows, (row) => column.values[row] ?? 0),
    weights: Float64Array.from(rows, (row) => weights.shares[row] ?? 0),
    persons: Int32Array.from(rows, (row) => weights.persons[row] ?? 0),
    decimals: column.decimals,
    apart: spike === null ? null : { value: spike, rows: counts.get(spike) ?? 0 },
  });
  const own = spike === null ? [] : [spike];
  const ownScores = levelScores(own, counts, known);
  return {
    column,
    model: {
      ...numberModel(
        column,
        [...counts.keys()].sort((a, b) => a - b),
      ),
      levels: own,
      scores: ownScores,
    },
    blank: blanksOf(column),
    levels: Int32Array.from(column.values, (value) => (value === spike ? 0 : -1)),
    asked: spike === null ? [] : [0],
    rest: [],
    cells,
    scores: column.values.map((value) =>
      Number.isNaN(value) ? 0 : value === spike ? (ownScores[0] ?? 0) : (cells.score[cellOf(cells, value)] ?? 0),
    ),
    slotLevels: spike === null ? [] : [0],
  };
}

export function prepareColumn(column: RowColumn, weights: RowWeights): PreparedColumn {
  return column.kind === 'number' ? prepareNumber(column, weights) : prepareCategory(column, weights);
}

/** The slots of a column from `first` on, and what they say in every row: [rows] each. */
export function columnSlots(
  prepared: PreparedColumn,
  first: number,
): { readonly slots: ColumnSlot[]; readonly data: Float64Array[] } {
  const { model, blank, levels, scores, slotLevels } = prepared;
  const wanted = [...(model.kind === 'number' ? [-1] : []), ...slotLevels];
  const slots: ColumnSlot[] = [];
  const data = wanted.map((level, i) => {
    const values = level < 0 ? scores.slice() : Float64Array.from(levels, (own) => Number(own === level));
    let sum = 0;
    let known = 0;
    for (let row = 0; row < values.length; row++) {
      if (blank[row] === 1) continue;
      sum += values[row] ?? 0;
      known += 1;
    }
    const fill = known === 0 ? 0 : sum / known;
    for (let row = 0; row < values.length; row++) if (blank[row] === 1) values[row] = fill;
    slots.push({ slot: first + i, level, fill });
    return values;
  });
  return { slots, data };
}
