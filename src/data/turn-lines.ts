/**
 * Tables that lie on their side: a line is a variable and a column a patient, as small studies are typed. Told by the cells: those of a
 * line are alike, those of a column are not, and what variables are called stands down the first column rather than along the first line.
 */
import { isMissing } from './cell-words.ts';
import {
  AGE_HEADER,
  BIRTH_HEADER,
  DATE_HEADER,
  isNamed,
  MEASURED_HEADER,
  NEVER_ZERO_HEADER,
  SEX_HEADER,
  STENOSIS_HEADER,
  TARGET_HEADER,
} from './column-names.ts';
import type { Line } from './cut-lines.ts';
import { isNumber } from './header-line.ts';

const FEWEST_VARIABLES = 3;
/** No table has more columns, once it is turned. */
const MOST_VARIABLES = 500;
const FEWEST_PATIENTS = 5;
const FEWEST_KNOWN = 2;
/** Share of a line's cells that are numbers, or are none. */
const NEARLY_ALL = 0.9;

const VARIABLES = [
  AGE_HEADER,
  SEX_HEADER,
  BIRTH_HEADER,
  DATE_HEADER,
  MEASURED_HEADER,
  NEVER_ZERO_HEADER,
  STENOSIS_HEADER,
  TARGET_HEADER,
];

/** Along the first line of a table that sums others up. */
const SUMMARY =
  /^(n|count|mean|sd|std|min|max|median|iqr|q[13]|p|p[ _-]?value|25 ?%|75 ?%|среднее|медиана|mittelwert)$/iu;

function countVariables(cells: readonly string[]): number {
  return cells.filter((cell) => !isNumber(cell) && isNamed(cell.trim(), ...VARIABLES)).length;
}

/** What the cells of one variable are; null where they are of both kinds. */
function kindOf(cells: readonly string[]): 'numbers' | 'words' | 'blank' | null {
  const known = cells.filter((cell) => !isMissing(cell));
  if (known.length === 0) return 'blank';
  const share = known.filter(isNumber).length / known.length;
  return share >= NEARLY_ALL ? 'numbers' : share <= 1 - NEARLY_ALL ? 'words' : null;
}

function liesOnItsSide(lines: readonly Line[]): boolean {
  const [first] = lines;
  const width = first?.cells.length ?? 0;
  if (first === undefined || width <= FEWEST_PATIENTS) return false;
  if (lines.length <= FEWEST_VARIABLES || lines.some(({ cells }) => cells.length !== width)) return false;
  const names = lines.slice(1).map(({ cells }) => (cells[0] ?? '').trim());
  if (new Set(names).size < names.length || names.some((name) => name === '' || isNumber(name))) return false;
  if (countVariables(names) < FEWEST_KNOWN || countVariables(first.cells.slice(1)) > 0) return false;
  if (first.cells.some((cell) => SUMMARY.test(cell.trim()))) return false;
  const kinds = lines.slice(1).map(({ cells }) => kindOf(cells.slice(1)));
  return kinds.includes('numbers') && kinds.every((kind) => kind !== null);
}

/**
 * The lines of a table on its side as those of one that stands: the number of a line is that of the column it was. `titles`: so many
 * lines above are none of it. Null where the table stands already.
 */
export function turnLines(lines: readonly Line[], titles: number): readonly Line[] | null {
  if (lines.length - titles > MOST_VARIABLES) return null;
  const body = lines.slice(titles);
  if (!liesOnItsSide(body)) return null;
  return (body[0]?.cells ?? []).map((_, column) => ({
    cells: body.map(({ cells }) => cells[column] ?? ''),
    number: column + 1,
    isQuoted: false,
    escaped: null,
  }));
}
