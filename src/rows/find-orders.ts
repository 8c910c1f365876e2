/** Pairs of numbers of which one is never above the other, though it would be if they were independent. */
import type { OrderRule } from './row-model.ts';
import { firstRows, thinned, valuesAt } from './row-numbers.ts';
import type { NumberColumn, RowColumn } from './row-table.ts';

const MOST_ROWS = 2000;
/** Rows that would break it by chance. */
const EXPECTED = 5;
/** Share of the rows that may break it. */
const EXCEPTIONS = 0.002;

/** How many of `low` lie above how many of `high`, as a share of all pairs. */
function shareAbove(low: Float64Array, high: Float64Array): number {
  let below = 0;
  let above = 0;
  for (const value of low) {
    while (below < high.length && (high[below] ?? 0) < value) below += 1;
    above += below;
  }
  return above / (low.length * high.length);
}

function brokenRows(low: NumberColumn, high: NumberColumn, rows: Uint32Array): { broken: number; known: number } {
  let broken = 0;
  let known = 0;
  for (const row of rows) {
    const gap = (high.values[row] ?? Number.NaN) - (low.values[row] ?? Number.NaN);
    if (Number.isNaN(gap)) continue;
    known += 1;
    if (gap < 0) broken += 1;
  }
  return { broken, known };
}

export function findOrders(columns: readonly RowColumn[]): OrderRule[] {
  const rowCount = columns.reduce(
    (most, column) => Math.max(most, column.kind === 'number' ? column.values.length : 0),
    0,
  );
  const all = firstRows(rowCount);
  const some = thinned(all, MOST_ROWS);
  const sorted = columns.map((column) =>
    column.kind === 'number'
      ? valuesAt(column.values, some)
          .filter((value) => !Number.isNaN(value))
          .sort()
      : null,
  );
  const found: OrderRule[] = [];
  for (const [a, low] of columns.entries()) {
    for (const [b, high] of columns.entries()) {
      if (a === b || low.kind !== 'number' || high.kind !== 'number') continue;
      const [ofLow, ofHigh] = [sorted[a] ?? new Float64Array(), sorted[b] ?? new Float64Array()];
      const isApart = (ofLow.at(-1) ?? 0) <= (ofHigh[0] ?? 0) || (ofLow[0] ?? 0) > (ofHigh.at(-1) ?? 0);
      if (isApart || ofLow.length === 0 || ofHigh.length === 0) continue;
      const first = brokenRows(low, high, some);
      if (first.broken > EXCEPTIONS * first.known || shareAbove(ofLow, ofHigh) * first.known < EXPECTED) continue;
      const { broken, known } = brokenRows(low, high, all);
      if (broken <= EXCEPTIONS * known) found.push({ low: a, high: b, exceptions: broken / known });
    }
  }
  return found;
}
