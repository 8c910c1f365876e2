/** Lists of row numbers, and the different values of a column: plain loops, for tables of many rows. */

/** 0 … count − 1. */
export function firstRows(count: number): Uint32Array {
  const out = new Uint32Array(count);
  for (let row = 0; row < count; row++) out[row] = row;
  return out;
}

/** Those of `rows` whose mark is `mark`. */
export function rowsMarked(rows: Uint32Array, marks: Uint8Array | Int32Array, mark: number): Uint32Array {
  const out = new Uint32Array(rows.length);
  let count = 0;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] ?? 0;
    if (marks[row] === mark) out[count++] = row;
  }
  return out.slice(0, count);
}

/** Every k-th of the rows, so that about `most` remain. */
export function thinned(rows: Uint32Array, most: number): Uint32Array {
  if (rows.length <= most) return rows;
  const step = rows.length / most;
  const out = new Uint32Array(most);
  for (let i = 0; i < most; i++) out[i] = rows[Math.floor(i * step)] ?? 0;
  return out;
}

/** The values at `rows`, in that order. */
export function valuesAt(values: ArrayLike<number>, rows: Uint32Array): Float64Array {
  const out = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) out[i] = values[rows[i] ?? 0] ?? Number.NaN;
  return out;
}

export interface ValueCounts {
  /** Ascending, none twice. */
  readonly values: Float64Array;
  /** How many rows have each. */
  readonly rows: Float64Array;
  /** Rows with any. */
  readonly known: number;
}

/** NaN: not known. */
export function countValues(column: Float64Array): ValueCounts {
  // NaN goes last.
  const sorted = column.toSorted();
  const values = new Float64Array(sorted.length);
  const rows = new Float64Array(sorted.length);
  let at = -1;
  let known = 0;
  for (; known < sorted.length; known++) {
    const value = sorted[known] ?? Number.NaN;
    if (Number.isNaN(value)) break;
    // Added to nothing, -0 is 0.
    if (at < 0 || value !== values[at]) values[++at] = value + 0;
    rows[at] = (rows[at] ?? 0) + 1;
  }
  return { values: values.slice(0, at + 1), rows: rows.slice(0, at + 1), known };
}

/** Where `value` stands among ascending `values`, or would. */
export function placeOf(values: Float64Array, value: number): number {
  let from = 0;
  let to = values.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((values[middle] ?? 0) < value) from = middle + 1;
    else to = middle;
  }
  return from;
}
