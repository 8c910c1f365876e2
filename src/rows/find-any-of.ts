/** Yes/no columns that are yes exactly when any of others is: previous infarct = anterior, lateral or inferior one. */
import type { AnyOf } from './row-model.ts';
import type { CategoryColumn, RowColumn } from './row-table.ts';

/** Both ways, in this share of the rows. */
const HOLDS = 0.98;
const LEAST_CASES = 5;
/** A part that implies the column by chance this often is none. */
const CHANCE = 1e-3;

export interface FoundAnyOf {
  readonly column: number;
  readonly anyOf: AnyOf;
}

function isTwo(column: RowColumn | undefined): column is CategoryColumn {
  return column?.kind === 'category' && column.levels.length === 2;
}

function findOne(columns: readonly RowColumn[], target: number): AnyOf | null {
  const own = columns[target];
  if (!isTwo(own)) return null;
  let yes = 0;
  let known = 0;
  for (const code of own.codes) {
    if (code >= 0) known += 1;
    if (code === 1) yes += 1;
  }
  if (yes < LEAST_CASES || known - yes < LEAST_CASES) return null;
  const parts = columns.flatMap((column, part) => {
    if (part === target || !isTwo(column)) return [];
    let both = 0;
    let cases = 0;
    const { codes } = column;
    for (let row = 0; row < codes.length; row++) {
      const answer = own.codes[row] ?? -1;
      if (codes[row] !== 1 || answer < 0) continue;
      cases += 1;
      both += answer;
    }
    const isImplied = cases >= LEAST_CASES && both >= HOLDS * cases && (yes / known) ** cases < CHANCE;
    return isImplied ? [{ part, codes: column.codes, both }] : [];
  });
  // The largest first, and only those that add somebody.
  parts.sort((a, b) => b.both - a.both);
  const isCovered = new Uint8Array(own.codes.length);
  const chosen = parts.filter(({ codes }) => {
    let fresh = 0;
    for (const [row, code] of codes.entries())
      if (code === 1 && own.codes[row] === 1 && isCovered[row] === 0) fresh += 1;
    if (fresh === 0) return false;
    for (const [row, code] of codes.entries()) if (code === 1) isCovered[row] = 1;
    return true;
  });
  const counts = [0, 0, 0, 0];
  for (const [row, code] of own.codes.entries()) {
    if (code < 0 || chosen.some(({ codes }) => (codes[row] ?? -1) < 0)) continue;
    const cell = 2 * (isCovered[row] ?? 0) + code;
    counts[cell] = (counts[cell] ?? 0) + 1;
  }
  const [noneNo = 0, noneYes = 0, anyNo = 0, anyYes = 0] = counts;
  const holds = anyYes >= HOLDS * (anyYes + noneYes) && anyYes >= HOLDS * (anyYes + anyNo) && anyYes >= LEAST_CASES;
  if (!holds) return null;
  return {
    columns: chosen.map(({ part }) => part),
    yes: anyYes / (anyYes + anyNo),
    no: noneNo + noneYes === 0 ? 0 : noneYes / (noneNo + noneYes),
  };
}

export function findAnyOf(columns: readonly RowColumn[]): FoundAnyOf[] {
  return columns.flatMap((_, column) => {
    const anyOf = findOne(columns, column);
    return anyOf === null ? [] : [{ column, anyOf }];
  });
}
