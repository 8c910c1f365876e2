/** The different numbers of a column and how many rows have each, in typed arrays: a column may hold as many numbers as rows. */

export interface NumberCounts {
  /** Ascending, each once, no −0. */
  readonly numbers: Float64Array;
  /** [numbers] */
  readonly rows: Uint32Array;
}

/** Of `numbers`, which may repeat; those that are NaN or nobody's are left out. */
export function countNumbers(numbers: Float64Array, rows: Uint32Array): NumberCounts {
  let known = 0;
  const sorted = new Float64Array(numbers.length);
  for (let i = 0; i < numbers.length; i++) {
    const number = numbers[i] ?? Number.NaN;
    if (Number.isNaN(number) || rows[i] === 0) continue;
    sorted[known] = number + 0;
    known += 1;
  }
  const all = sorted.subarray(0, known).sort();
  let distinct = 0;
  for (let i = 0; i < known; i++) {
    const number = all[i] ?? 0;
    if (distinct > 0 && all[distinct - 1] === number) continue;
    all[distinct] = number;
    distinct += 1;
  }
  const different = all.slice(0, distinct);
  const counts = new Uint32Array(distinct);
  for (let i = 0; i < numbers.length; i++) {
    const number = numbers[i] ?? Number.NaN;
    const count = rows[i] ?? 0;
    if (Number.isNaN(number) || count === 0) continue;
    const at = placeOf(different, number);
    counts[at] = (counts[at] ?? 0) + count;
  }
  return { numbers: different, rows: counts };
}

/** Where `number` stands in `sorted`, which holds it. */
function placeOf(sorted: Float64Array, number: number): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) < number) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How many rows have a number. */
export function rowsOf({ numbers, rows }: NumberCounts, number: number): number {
  const at = placeOf(numbers, number);
  return numbers[at] === number ? (rows[at] ?? 0) : 0;
}

/** Without those that `isOut`. */
export function without({ numbers, rows }: NumberCounts, isOut: (number: number) => boolean): NumberCounts {
  return {
    numbers: numbers.filter((number) => !isOut(number)),
    rows: rows.filter((_, i) => !isOut(numbers[i] ?? 0)),
  };
}
