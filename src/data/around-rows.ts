/** Lines above and below the patients that are none: a second line of names, units, totals, remarks. */
import type { LineKind } from '../core/data-report.ts';
import { areSame, type Line, mostCommon } from './cut-lines.ts';
import { compareCell, countFilled } from './header-line.ts';
import { foldWord } from './cell-words.ts';

/** Lines of units, of labels or of types. */
const MOST_LABELS = 3;
const FEWEST_WORDS = 2;
const LOOKED_AT = 200;

const blank = (cell: string | undefined): boolean => (cell ?? '').trim() === '';

/** What stands below the names where a table is drawn with characters. */
const RULE = /^[\s:+]*[-=_]{2,}[\s:+]*$/u;

/** A line below the names whose cells are like none of those below: words where they have numbers, and no value of theirs. */
function isLabels(cells: readonly string[], below: readonly Line[]): boolean {
  const filled = cells.filter((cell) => !blank(cell));
  if (filled.length > 0 && filled.every((cell) => RULE.test(cell))) return true;
  let strange = 0;
  let words = 0;
  for (const [i, cell] of cells.entries()) {
    if (blank(cell)) continue;
    const found = compareCell(
      cell,
      below.map((line) => line.cells[i] ?? ''),
    );
    if (found === 'alike') return false;
    if (found === 'strange' || found === 'word') strange += 1;
    if (found === 'word') words += 1;
  }
  return words >= FEWEST_WORDS && 2 * strange >= countFilled(cells);
}

/** How many lines below the names are no patients. */
export function countLabels(names: Line, rest: readonly Line[]): number {
  let count = 0;
  while (count < MOST_LABELS) {
    const line = rest[count];
    if (line === undefined) break;
    // On the next printed page all of them stand again.
    const below = rest
      .slice(count + 1, count + 1 + LOOKED_AT)
      .filter(({ cells }) => !areSame(cells, names.cells) && !areSame(cells, line.cells));
    if (!isLabels(line.cells, below)) break;
    count += 1;
  }
  return count;
}

/**
 * Names in two lines, "Blood pressure" over "systolic" and "diastolic": what stands over several columns is said once, or in each of
 * them. Null where the second line names nothing that the first one leaves open.
 */
export function joinNames(first: readonly string[], second: readonly string[]): string[] | null {
  const width = Math.max(first.length, second.length);
  const upper = Array.from({ length: width }, (_, i) => (first[i] ?? '').trim());
  const lower = Array.from({ length: width }, (_, i) => (second[i] ?? '').trim());
  const repeats = upper.some((name, i) => name !== '' && name === upper[i + 1] && lower[i] !== lower[i + 1]);
  const fills = upper.some((name, i) => name === '' && i > 0 && lower[i] !== '');
  if (!fills && !repeats) return null;
  let over = '';
  return upper.map((name, i) => {
    const own = lower[i] ?? '';
    // A group ends where a column has a name in the first line alone.
    if (name !== '' || own === '') over = name;
    if (own === '' || own === over) return over;
    return over === '' ? own : `${over} ${own}`;
  });
}

/** Nothing else stands in the first cell of such a line. */
const TOTAL =
  /^(grand |sub[- ]?)?totals?$|^zwischensumme$|^sous-total$|^промежуточный итог|^sum(me|a|me total)?$|^gesamt(summe)?$|^insgesamt$|^итого|^всего$|^сумма$|^средн(ее|яя|ий)|^медиана|^(arithmetic )?mean|^average$|^mittelwert|^moyenne|^promedio|^średnia|^razem$|^toplam$|^ortalama|^standard deviation|^(ст(андартное|\.)? ?откл)|^écart[- ]type|^合計$|^合计$|^平均|^Σ/iu;
/** May also be somebody's name or code. */
const MAY_BE_TOTAL =
  /^(min|max|minimum|maximum|мин|макс|n|count|median|media|avg|sd|std|s\.d|m ?± ?sd|кол-во|количество)$/iu;
const MOST_TOTALS = 8;
const FEWEST_LINES = 4;

function isTotal({ cells }: Line, above: readonly Line[]): boolean {
  const at = cells.findIndex((cell) => !blank(cell));
  // The label stands before the numbers.
  if (at < 0 || at > 1) return false;
  const word = foldWord(cells[at] ?? '').replace(/\s*[:=]$/u, '');
  if (word === '' || !(TOTAL.test(word) || MAY_BE_TOTAL.test(word))) return false;
  const others = above.flatMap((line) => (blank(line.cells[at]) ? [] : [foldWord(line.cells[at] ?? '')]));
  if (others.length < FEWEST_LINES || others.includes(word)) return false;
  return TOTAL.test(word) || others.filter((one) => /\d/u.test(one)).length >= 0.9 * others.length;
}

const FEWEST_CELLS = 3;
/** Several words, or a mark that remarks begin with. */
const REMARK = /^\s*([*†‡§¹²³]|\d\)|https?:)|\p{L}{2,}[.,;:]?\s+\S*\p{L}{2,}/u;

function isRemark({ cells }: Line, above: readonly Line[], usual: number): boolean {
  if (usual < FEWEST_CELLS || countFilled(cells) > Math.max(1, usual / 3)) return false;
  const at = cells.findIndex((cell) => !blank(cell));
  const text = cells[at] ?? '';
  if (!REMARK.test(text)) return false;
  const found = compareCell(
    text,
    above.map((line) => line.cells[at] ?? ''),
  );
  return found === 'strange' || found === 'word';
}

/** Totals, and remarks at the end, by the number of their line. */
export function findFoot(rest: readonly Line[]): ReadonlyMap<number, LineKind> {
  const foot = new Map<number, LineKind>();
  const usual = mostCommon(rest.slice(0, LOOKED_AT).map(({ cells }) => countFilled(cells)));
  for (let at = rest.length - 1; at > 0 && foot.size < MOST_TOTALS; at--) {
    const line = rest[at];
    const above = rest.slice(Math.max(0, at - LOOKED_AT), at);
    if (line === undefined) break;
    if (isTotal(line, above)) foot.set(line.number, 'total');
    else if (isRemark(line, above, usual)) foot.set(line.number, 'remark');
    else break;
  }
  // Groups of patients have totals of their own.
  const first = rest.slice(0, LOOKED_AT);
  for (const line of rest) {
    const label = line.cells[0] ?? '';
    if (
      label !== '' &&
      TOTAL.test(label.trim()) &&
      isTotal(
        line,
        first.filter((one) => one !== line),
      )
    ) {
      foot.set(line.number, 'total');
    }
  }
  return foot;
}
