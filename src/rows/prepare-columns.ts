/** Columns of a table as the fit sees them: which values are asked for one by one, which are numbers, what slots they write. */
import type { ColumnSlot, ModelColumn, NumberCells } from './row-model.ts';
import { blanksOf, type CategoryColumn, type NumberColumn, type RowColumn } from './row-table.ts';
import { countValues, firstRows, rowsMarked, type ValueCounts, valuesAt } from './row-numbers.ts';
import { cellOf, fitCells, stopValue } from './number-cells.ts';
import { normalScore } from '../core/maths/normal-score.ts';

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

/** Whose row it is and how often it counts, [rows]. */
export interface RowWeights {
  readonly persons: Int32Array;
  readonly weights: Float64Array;
}

function prepareCategory(column: CategoryColumn, counted: RowWeights): PreparedColumn {
  const counts = column.levels.map(() => 0);
  const shares = column.levels.map(() => 0);
  for (let row = 0; row < column.codes.length; row++) {
    const code = column.codes[row] ?? -1;
    if (code < 0) continue;
    counts[code] = (counts[code] ?? 0) + 1;
    shares[code] = (shares[code] ?? 0) + (counted.weights[row] ?? 0);
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

/** Normal scores of levels by their mid-ranks. */
function levelScores(levels: ArrayLike<number>, { values, rows, known }: ValueCounts): number[] {
  const scores = new Map<number, number>();
  let before = 0;
  for (let i = 0; i < values.length; i++) {
    const share = (before + (rows[i] ?? 0) / 2) / known;
    scores.set(values[i] ?? 0, normalScore(Math.min(1 - 0.5 / known, Math.max(0.5 / known, share))));
    before += rows[i] ?? 0;
  }
  return Array.from(levels, (level) => scores.get(level) ?? 0);
}

function fewValues(column: NumberColumn, counts: ValueCounts, counted: RowWeights): PreparedColumn {
  const sorted = [...counts.values];
  const low = stopValue(column.values, counted.persons, true);
  const high = stopValue(column.values, counted.persons, false);
  const kept = low <= high ? sorted.filter((value) => value >= low && value <= high) : sorted;
  const moved = column.values.map((value) => (low <= high ? Math.min(high, Math.max(low, value)) : value));
  const cases = countValues(moved);
  const casesOf = new Map(Array.from(cases.values, (value, i) => [value, cases.rows[i] ?? 0]));
  const levels = new Int32Array(moved.length).map((_, row) => kept.indexOf(moved[row] ?? Number.NaN));
  const shares = kept.map(() => 0);
  for (const [row, level] of levels.entries())
    if (level >= 0) shares[level] = (shares[level] ?? 0) + (counted.weights[row] ?? 0);
  const frequent = kept.map((_, level) => level).filter((level) => (casesOf.get(kept[level] ?? 0) ?? 0) >= LEAST_CASES);
  // In ascending order: the last frequent level needs a question only where rare ones remain.
  const asked = frequent.length === kept.length ? frequent.slice(0, -1) : frequent;
  const scoreOf = levelScores(kept, cases);
  return {
    column,
    model: { ...numberModel(column, counts), levels: kept, scores: scoreOf },
    blank: blanksOf(column),
    levels,
    asked,
    rest: kept.flatMap((_, level) => (asked.includes(level) ? [] : [{ level, rows: shares[level] ?? 0 }])),
    cells: null,
    scores: column.values.map((_, row) => scoreOf[levels[row] ?? -1] ?? 0),
    slotLevels: [],
  };
}

function numberModel(column: NumberColumn, { values }: ValueCounts) {
  return {
    name: column.name,
    kind: 'number',
    decimals: column.decimals,
    min: values[0] ?? 0,
    max: values.at(-1) ?? 0,
  } as const;
}

/** The value that most rows have, where they are many. */
function spikeOf({ values, rows, known }: ValueCounts): { readonly value: number; readonly rows: number } | null {
  let best = 0;
  for (let i = 1; i < rows.length; i++) if ((rows[i] ?? 0) > (rows[best] ?? 0)) best = i;
  const most = rows[best] ?? 0;
  return most >= SPIKE * known && most >= LEAST_SPIKE ? { value: values[best] ?? 0, rows: most } : null;
}

function prepareNumber(column: NumberColumn, counted: RowWeights): PreparedColumn {
  const counts = countValues(column.values);
  if (counts.values.length <= FEW_VALUES) return fewValues(column, counts, counted);
  const apart = spikeOf(counts);
  const spike = apart?.value ?? null;
  const count = column.values.length;
  const isLaw = new Uint8Array(count);
  for (let row = 0; row < count; row++) {
    const value = column.values[row] ?? Number.NaN;
    isLaw[row] = Number(!Number.isNaN(value) && value !== spike);
  }
  const rows = rowsMarked(firstRows(count), isLaw, 1);
  const cells = fitCells({
    values: valuesAt(column.values, rows),
    weights: valuesAt(counted.weights, rows),
    persons: Int32Array.from(rows, (row) => counted.persons[row] ?? 0),
    decimals: column.decimals,
    apart,
  });
  const own = spike === null ? [] : [spike];
  const ownScores = levelScores(own, counts);
  return {
    column,
    model: {
      ...numberModel(column, counts),
      levels: own,
      scores: ownScores,
    },
    blank: blanksOf(column),
    levels: new Int32Array(count).map((_, row) => (column.values[row] === spike ? 0 : -1)),
    asked: spike === null ? [] : [0],
    rest: [],
    cells,
    scores: column.values.map((value) =>
      Number.isNaN(value) ? 0 : value === spike ? (ownScores[0] ?? 0) : (cells.score[cellOf(cells, value)] ?? 0),
    ),
    slotLevels: spike === null ? [] : [0],
  };
}

export function prepareColumn(column: RowColumn, counted: RowWeights): PreparedColumn {
  return column.kind === 'number' ? prepareNumber(column, counted) : prepareCategory(column, counted);
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
    const values = scores.slice();
    if (level >= 0) for (let row = 0; row < values.length; row++) values[row] = Number(levels[row] === level);
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
