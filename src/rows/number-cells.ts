/**
 * The distribution of a number as intervals with shares: single values where patients share them (whole numbers, rounded
 * readings), else a little wider than the values, never across half of a gap. The tails stop at the fifth smallest and
 * largest person: what lies beyond is spread over the five next, so no patient's extreme is copied.
 */
import { countValues, firstRows, placeOf } from './row-numbers.ts';
import type { NumberCells } from './row-model.ts';
import { normalScore } from '../core/maths/normal-score.ts';

const TAIL_PERSONS = 5;
/** More cells are not kept: then cells are quantiles, linear between them. */
const MOST_CELLS = 1024;
/** Rows a value from which values count as shared. */
const SHARED = 3;

export interface KnownNumbers {
  /** Known values, their weights and persons, in rows' order. */
  readonly values: Float64Array;
  readonly weights: Float64Array;
  readonly persons: Int32Array;
  readonly decimals: number;
  /** A value that is drawn apart, and how many rows have it: it takes its place among the ranks. */
  readonly apart: { readonly value: number; readonly rows: number } | null;
}

/**
 * The value that `TAIL_PERSONS` persons reach, counted from the low or the high end; NaN for fewer persons. `values` may hold
 * NaN: not known.
 */
export function stopValue(values: Float64Array, persons: Int32Array, isLow: boolean): number {
  // The outermost value of each of the outermost persons, outermost first.
  const outer: { person: number; size: number }[] = [];
  for (let row = 0; row < values.length; row++) {
    const size = isLow ? (values[row] ?? 0) : -(values[row] ?? 0);
    if (Number.isNaN(size) || (outer.length === TAIL_PERSONS && size >= (outer.at(-1)?.size ?? 0))) continue;
    const person = persons[row] ?? 0;
    const known = outer.findIndex((one) => one.person === person);
    if (known >= 0) {
      if ((outer[known]?.size ?? 0) <= size) continue;
      outer.splice(known, 1);
    }
    const at = outer.findIndex((one) => one.size > size);
    outer.splice(at < 0 ? outer.length : at, 0, { person, size });
    if (outer.length > TAIL_PERSONS) outer.pop();
  }
  const stop = outer[TAIL_PERSONS - 1]?.size ?? Number.NaN;
  return isLow ? stop : -stop;
}

interface Atoms {
  readonly values: Float64Array;
  readonly rows: Float64Array;
  readonly weights: Float64Array;
}

/** Different values in ascending order. */
function atomsOf({ values, weights }: KnownNumbers): Atoms {
  const counts = countValues(values);
  const sums = new Float64Array(counts.values.length);
  for (let row = 0; row < values.length; row++) {
    const at = placeOf(counts.values, values[row] ?? 0);
    sums[at] = (sums[at] ?? 0) + (weights[row] ?? 0);
  }
  return { values: counts.values, rows: counts.rows, weights: sums };
}

/** The weight of the atoms before `stop` moves to the next five rows; `at`: from the low or the high end. */
function moveTail(atoms: Atoms, isBeyond: (value: number) => boolean, at: (i: number) => number): void {
  let moved = 0;
  let i = 0;
  for (; i < atoms.values.length && isBeyond(atoms.values[at(i)] ?? 0); i++) {
    moved += atoms.weights[at(i)] ?? 0;
    atoms.weights[at(i)] = 0;
  }
  for (let left = TAIL_PERSONS; left > 0 && i < atoms.values.length; i++) {
    const taken = Math.min(left, atoms.rows[at(i)] ?? 0);
    atoms.weights[at(i)] = (atoms.weights[at(i)] ?? 0) + (moved * taken) / TAIL_PERSONS;
    left -= taken;
  }
}

function stopTails(atoms: Atoms, { values, persons }: KnownNumbers): void {
  const low = stopValue(values, persons, true);
  const high = stopValue(values, persons, false);
  if (!(low < high)) return;
  const last = atoms.values.length - 1;
  moveTail(
    atoms,
    (value) => value < low,
    (i) => i,
  );
  moveTail(
    atoms,
    (value) => value > high,
    (i) => last - i,
  );
  // Two tails that meet: none may give back what the other has stopped.
  for (const [i, value] of atoms.values.entries()) if (value < low || value > high) atoms.weights[i] = 0;
}

function spreadOf({ values, rows }: Atoms, n: number): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += (values[i] ?? 0) * (rows[i] ?? 0);
  let squares = 0;
  for (let i = 0; i < values.length; i++) squares += ((values[i] ?? 0) - sum / n) ** 2 * (rows[i] ?? 0);
  const deviation = Math.sqrt(squares / n);
  const at = (share: number): number => {
    let before = 0;
    for (let i = 0; i < values.length; i++) if ((before += rows[i] ?? 0) > share * (n - 1)) return values[i] ?? 0;
    return 0;
  };
  const quartiles = (at(0.75) - at(0.25)) / 1.34;
  return quartiles > 0 ? Math.min(deviation, quartiles) : deviation;
}

/** At least one known number. */
export function fitCells(known: KnownNumbers): NumberCells {
  const atoms = atomsOf(known);
  const n = known.values.length;
  stopTails(atoms, known);
  const count = atoms.values.length;
  const isShared = n / count >= SHARED;
  const { apart } = known;
  const all = n + (apart?.rows ?? 0);
  const scoreAt = (rank: number, value: number): number => {
    const share = (rank + (apart !== null && value > apart.value ? apart.rows : 0)) / all;
    return normalScore(Math.min(1 - 0.5 / all, Math.max(0.5 / all, share)));
  };
  if (count > (isShared ? 4 : 1) * MOST_CELLS) return quantileCells(atoms, n, scoreAt);
  // Silverman's bandwidth, halved: smoothing that no score can see.
  const bandwidth = isShared ? 0 : 0.45 * spreadOf(atoms, n) * n ** -0.2;
  const unit = 10 ** -known.decimals;
  const reach = (gap: number): number => (gap <= 1.5 * unit ? 0 : Math.min(gap / 2, bandwidth));
  const total = atoms.weights.reduce((sum, weight) => sum + weight, 0);
  const kept = firstRows(atoms.values.length).filter((i) => (atoms.weights[i] ?? 0) > 0);
  const upTo: number[] = [];
  const low: number[] = [];
  const high: number[] = [];
  const score: number[] = [];
  let share = 0;
  let rank = 0;
  let next = 0;
  for (const [place, i] of kept.entries()) {
    while (next < i) rank += atoms.rows[next++] ?? 0;
    const value = atoms.values[i] ?? 0;
    share += (atoms.weights[i] ?? 0) / total;
    upTo.push(place === kept.length - 1 ? 1 : Math.min(1, share));
    low.push(place === 0 ? value : value - reach(value - (atoms.values[i - 1] ?? 0)));
    high.push(place === kept.length - 1 ? value : value + reach((atoms.values[i + 1] ?? 0) - value));
    score.push(scoreAt(rank + (atoms.rows[i] ?? 0) / 2, value));
  }
  return { upTo, low, high, score };
}

function quantileCells(
  { values, weights }: Atoms,
  n: number,
  scoreAt: (rank: number, value: number) => number,
): NumberCells {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const first = weights.findIndex((weight) => weight > 0);
  const last = weights.findLastIndex((weight) => weight > 0);
  const edges: number[] = [];
  let at = first;
  let before = 0;
  for (let k = 0; k <= MOST_CELLS; k++) {
    const goal = (k / MOST_CELLS) * total;
    while (at < last && before + (weights[at] ?? 0) < goal) before += weights[at++] ?? 0;
    edges.push(values[k === MOST_CELLS ? last : at] ?? 0);
  }
  const cells = Array.from({ length: MOST_CELLS }, (_, k) => k);
  return {
    upTo: cells.map((k) => (k + 1) / MOST_CELLS),
    low: cells.map((k) => edges[k] ?? 0),
    high: cells.map((k) => edges[k + 1] ?? 0),
    score: cells.map((k) => scoreAt(((k + 0.5) / MOST_CELLS) * n, edges[k + 1] ?? 0)),
  };
}

/** The cell that holds `value`, or the nearest. */
export function cellOf(
  cells: { readonly low: ArrayLike<number>; readonly high: ArrayLike<number> },
  value: number,
): number {
  const { low, high } = cells;
  let from = 0;
  let to = high.length - 1;
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((high[middle] ?? 0) < value) from = middle + 1;
    else to = middle;
  }
  const isBetween = from > 0 && value < (low[from] ?? 0);
  return isBetween && value - (high[from - 1] ?? 0) < (low[from] ?? 0) - value ? from - 1 : from;
}
