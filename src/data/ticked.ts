/**
 * Columns in which only the yes is written ("x", "1", "да", "ja, pacemaker") and nothing otherwise: two values, where a reader of cells
 * sees one and blanks. Suggested; whoever knows better reads blanks as blanks.
 */
import { countOf, isBlankValue, valueText, type CellValues } from '../core/typed-column.ts';
import { parseDate } from './cell-date.ts';
import { foldWord } from './cell-words.ts';

const FEWEST_ROWS = 10;
const FEWEST_TICKS = 2;
/** Longer is a remark. */
const LONGEST = 40;
const NO: ReadonlyMap<string, string> = new Map([
  ['yes', 'no'],
  ['1', '0'],
  ['+', '-'],
  ['да', 'нет'],
  ['есть', 'нет'],
  ['д', 'н'],
  ['х', 'нет'],
  ['true', 'false'],
  ['t', 'f'],
  ['y', 'n'],
  ['ja', 'nein'],
  ['si', 'no'],
  ['oui', 'non'],
  ['tak', 'nie'],
  ['evet', 'hayır'],
]);

/** Written as the yes is. */
function likeCase(no: string, yes: string): string {
  if (yes.length > 1 && yes === yes.toUpperCase()) return no.toUpperCase();
  const [first = ''] = yes;
  return first !== first.toLowerCase() ? no.charAt(0).toUpperCase() + no.slice(1) : no;
}

/** What a blank cell says beside the only value there is; null where the column is of another kind. */
export function findTick(
  { texts, counts }: { readonly texts: readonly string[]; readonly counts: Uint32Array },
  { values }: { readonly values: CellValues },
): string | null {
  let yes: string | null = null;
  let ticks = 0;
  let blanks = 0;
  for (let code = 0; code < countOf(values); code++) {
    const rows = counts[code] ?? 0;
    if (texts[code]?.trim() === '') blanks += rows;
    if (isBlankValue(values, code)) continue;
    const value = values.kind === 'numbers' ? String(values.numbers[code]) : valueText(values, code);
    if (yes !== null && value !== yes) return null;
    yes = value;
    ticks += rows;
  }
  if (yes === null || blanks === 0 || ticks < FEWEST_TICKS || ticks + blanks < FEWEST_ROWS) return null;
  if (values.kind === 'numbers') return yes === '1' ? '0' : null;
  // What is given to one, or found at a time, is no tick.
  if (yes.length > LONGEST || parseDate(yes) !== null || /[/\\@]|\d{3}|\.\w{2,4}$/u.test(yes)) return null;
  const no = NO.get(foldWord(yes));
  // A capital may begin the name of the only doctor who signs.
  return no === undefined && /^\p{Lu}\p{L}/u.test(yes) ? null : likeCase(no ?? 'no', yes);
}
