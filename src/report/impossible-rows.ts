/**
 * What synthetic rows have that no patient has, and the other way round: `impossible` combinations of two yes/no columns,
 * and findings that are never generated.
 */
import type { ImpossibleCombination, ImpossibleRows, MissedFinding } from '../core/report/comparison.ts';
import type { ColumnValues, CodedValues } from './column-values.ts';
import { countValues, rowCount } from './column-values.ts';

/** A combination that training never shows is impossible where chance would show it this often. */
const EXPECTED = 5;
/** Cases in training from which a finding is missed. */
const LEAST_CASES = 3;
/** Synthetic rows from which missing it says something. */
export const LEAST_SYNTHETIC = 1000;

interface Combination {
  readonly first: number;
  readonly firstValue: number;
  readonly second: number;
  readonly secondValue: number;
}

function twoValued(table: readonly ColumnValues[]): (CodedValues | null)[] {
  return table.map((column) => (column.kind === 'values' && column.texts.length === 2 ? column : null));
}

/** Pairs of values of two-valued columns that training never shows. */
export function impossibleCombinations(training: readonly ColumnValues[]): Combination[] {
  const columns = twoValued(training);
  const found: Combination[] = [];
  for (const [first, a] of columns.entries()) {
    for (let second = first + 1; second < columns.length; second++) {
      const b = columns[second];
      if (a === null || b === null || b === undefined) continue;
      const counts = [0, 0, 0, 0];
      let known = 0;
      for (const [row, x] of a.codes.entries()) {
        const y = b.codes[row] ?? -1;
        if (x < 0 || y < 0) continue;
        known += 1;
        counts[2 * x + y] = (counts[2 * x + y] ?? 0) + 1;
      }
      for (let cell = 0; cell < 4; cell++) {
        if ((counts[cell] ?? 0) > 0) continue;
        const [x, y] = [cell >> 1, cell & 1];
        const ofX = (counts[2 * x] ?? 0) + (counts[2 * x + 1] ?? 0);
        const ofY = (counts[y] ?? 0) + (counts[2 + y] ?? 0);
        if ((ofX * ofY) / Math.max(1, known) >= EXPECTED) found.push({ first, firstValue: x, second, secondValue: y });
      }
    }
  }
  return found;
}

/** Share of the rows that have any of the combinations. Null without rows. */
export function impossibleShare(table: readonly ColumnValues[], combinations: readonly Combination[]): number | null {
  const n = rowCount(table);
  if (n === 0) return null;
  const columns = twoValued(table);
  const has = new Uint8Array(n);
  for (const { first, firstValue, second, secondValue } of combinations) {
    const [a, b] = [columns[first], columns[second]];
    if (a === null || b === null || a === undefined || b === undefined) continue;
    for (let row = 0; row < n; row++) if (a.codes[row] === firstValue && b.codes[row] === secondValue) has[row] = 1;
  }
  return has.reduce((sum, one) => sum + one, 0) / n;
}

/** Named in the report. */
const NAMED = 5;

/** Synthetic rows with each combination, most often first. */
function worstOf(
  training: readonly ColumnValues[],
  synthetic: readonly ColumnValues[],
  combinations: readonly Combination[],
): ImpossibleCombination[] {
  const named = combinations.map((combination): ImpossibleCombination => {
    const { first, firstValue, second, secondValue } = combination;
    const textOf = (column: number, code: number): string => {
      const found = training[column];
      return found?.kind === 'values' ? (found.texts[code] ?? '') : '';
    };
    return {
      columns: [training[first]?.column.name ?? '', training[second]?.column.name ?? ''],
      values: [textOf(first, firstValue), textOf(second, secondValue)],
      synthetic: Math.round((impossibleShare(synthetic, [combination]) ?? 0) * rowCount(synthetic)),
    };
  });
  return named
    .filter((one) => one.synthetic > 0)
    .toSorted((a, b) => b.synthetic - a.synthetic)
    .slice(0, NAMED);
}

/** `holdout` null: nobody was put aside. */
export function impossibleRows(
  training: readonly ColumnValues[],
  synthetic: readonly ColumnValues[],
  holdout: readonly ColumnValues[] | null,
): ImpossibleRows {
  const combinations = impossibleCombinations(training);
  return {
    synthetic: impossibleShare(synthetic, combinations),
    holdout: holdout === null ? null : impossibleShare(holdout, combinations),
    combinations: combinations.length,
    worst: worstOf(training, synthetic, combinations),
  };
}

/** Values with at least three cases in training and none in the synthetic rows; null with fewer than 1,000 of those. */
export function neverGenerated(
  training: readonly ColumnValues[],
  synthetic: readonly ColumnValues[],
): readonly MissedFinding[] | null {
  if (rowCount(synthetic) < LEAST_SYNTHETIC) return null;
  return training.flatMap((column, i) => {
    const made = synthetic[i];
    if (column.kind !== 'values' || made?.kind !== 'values') return [];
    const cases = countValues(column);
    const drawn = countValues(made);
    return column.texts.flatMap((value, code) =>
      (cases[code] ?? 0) >= LEAST_CASES && (drawn[code] ?? 0) === 0
        ? [{ column: column.column.name, value, cases: cases[code] ?? 0 }]
        : [],
    );
  });
}
