/**
 * The distribution of a number as intervals with shares: single values where patients share them (whole numbers, rounded
 * readings), else a little wider than the values, never across half of a gap. The tails stop at the fifth smallest and
 * largest person: what lies beyond is spread over the five next, so no patient's extreme is copied.
 */
import type { NumberCells } from './row-model.ts';
import { normalScore } from './normal-score.ts';

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

interface Sorted {
  readonly values: Float64Array;
  readonly weights: Float64Array;
}

/** How many of the values at the low end (`order` ascending) or high end belong to fewer than five persons. */
function tailRows(order: Uint32Array, values: Float64Array, persons: Int32Array): number {
  const seen = new Set<number>();
  for (const [i, row] of order.entries()) {
    seen.add(persons[row] ?? -1);
    if (seen.size < TAIL_PERSONS) continue;
    // Everything strictly beyond this value.
    let beyond = i;
    while (beyond > 0 && values[order[beyond - 1] ?? 0] === values[row]) beyond--;
    return beyond;
  }
  return 0;
}

/** The weight of the first `tail` sorted values moves to the five after them. */
function moveTail(weights: Float64Array, tail: number, at: (i: number) => number): void {
  if (tail === 0) return;
  const takers = Math.min(TAIL_PERSONS, weights.length - 2 * tail);
  if (takers < 1) return;
  let moved = 0;
  for (let i = 0; i < tail; i++) {
    moved += weights[at(i)] ?? 0;
    weights[at(i)] = 0;
  }
  for (let i = tail; i < tail + takers; i++) weights[at(i)] = (weights[at(i)] ?? 0) + moved / takers;
}

function sortTails({ values, weights, persons }: KnownNumbers): Sorted {
  const order = Uint32Array.from(values, (_, i) => i).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
  const n = order.length;
  const sorted = Float64Array.from(order, (row) => values[row] ?? 0);
  const own = Float64Array.from(order, (row) => weights[row] ?? 0);
  const low = tailRows(order, values, persons);
  const high = tailRows(order.toReversed(), values, persons);
  if (low + high < n) {
    moveTail(own, low, (i) => i);
    moveTail(own, high, (i) => n - 1 - i);
  }
  return { values: sorted, weights: own };
}

interface Atoms {
  readonly values: number[];
  readonly weights: number[];
  /** Unweighted mid-rank of each. */
  readonly middle: number[];
}

function atomsOf({ values, weights }: Sorted): Atoms {
  const atoms: Atoms = { values: [], weights: [], middle: [] };
  const n = values.length;
  for (let start = 0; start < n;) {
    let end = start;
    let weight = 0;
    while (end < n && values[end] === values[start]) weight += weights[end++] ?? 0;
    if (weight > 0) {
      atoms.values.push(values[start] ?? 0);
      atoms.weights.push(weight);
      atoms.middle.push((start + end) / 2);
    }
    start = end;
  }
  return atoms;
}

function spreadOf(sorted: Float64Array): number {
  const n = sorted.length;
  let sum = 0;
  let squares = 0;
  for (const value of sorted) sum += value;
  for (const value of sorted) squares += (value - sum / n) ** 2;
  const deviation = Math.sqrt(squares / n);
  const quartiles = ((sorted[Math.floor(0.75 * (n - 1))] ?? 0) - (sorted[Math.floor(0.25 * (n - 1))] ?? 0)) / 1.34;
  return quartiles > 0 ? Math.min(deviation, quartiles) : deviation;
}

/** At least one known number. */
export function fitCells(known: KnownNumbers): NumberCells {
  const sorted = sortTails(known);
  const n = sorted.values.length;
  const atoms = atomsOf(sorted);
  const count = atoms.values.length;
  const isShared = n / count >= SHARED;
  const { apart } = known;
  const all = n + (apart?.rows ?? 0);
  const scoreAt = (rank: number, value: number): number => {
    const share = (rank + (apart !== null && value > apart.value ? apart.rows : 0)) / all;
    return normalScore(Math.min(1 - 0.5 / all, Math.max(0.5 / all, share)));
  };
  if (count > (isShared ? 4 : 1) * MOST_CELLS) return quantileCells(sorted, scoreAt);
  // Silverman's bandwidth, halved: smoothing that no score can see.
  const bandwidth = isShared ? 0 : 0.45 * spreadOf(sorted.values) * n ** -0.2;
  const unit = 10 ** -known.decimals;
  const reach = (gap: number): number => (gap <= 1.5 * unit ? 0 : Math.min(gap / 2, bandwidth));
  const total = atoms.weights.reduce((sum, weight) => sum + weight, 0);
  let before = 0;
  const upTo = atoms.weights.map((weight) => (before += weight) / total);
  upTo[count - 1] = 1;
  const gapAfter = (i: number): number => (atoms.values[i + 1] ?? 0) - (atoms.values[i] ?? 0);
  return {
    upTo,
    low: atoms.values.map((value, i) => (i === 0 ? value : value - reach(gapAfter(i - 1)))),
    high: atoms.values.map((value, i) => (i === count - 1 ? value : value + reach(gapAfter(i)))),
    score: atoms.values.map((value, i) => scoreAt(atoms.middle[i] ?? 0, value)),
  };
}

function quantileCells({ values, weights }: Sorted, scoreAt: (rank: number, value: number) => number): NumberCells {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const edges: number[] = [];
  let at = 0;
  let before = 0;
  const n = values.length;
  while (at < n - 1 && (weights[at] ?? 0) === 0) at++;
  let last = n - 1;
  while (last > at && (weights[last] ?? 0) === 0) last--;
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
