/** Dates as clinics write them: 31.12.1999, 1999-12-31, 12/31/99, with a time of day or not; a year alone. */

export interface CalendarDate {
  readonly year: number;
  /** 1 … 12, 1 … 31; both 0 where only the year is known. */
  readonly month: number;
  readonly day: number;
}

const TIME = /[ T]\d{1,2}:\d{2}(:\d{2})?\S*$/u;
const YEAR_FIRST = /^(\d{4})[./-](\d{1,2})[./-](\d{1,2})$/u;
const YEAR_LAST = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})$/u;
const YEAR_ONLY = /^(1[89]\d\d|20\d\d)$/u;
/** Two-digit years above this are of the last century. */
const PIVOT = 30;

function isDate({ year, month, day }: CalendarDate): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** `monthFirst`: 12/31/1999 rather than 31.12.1999. Null where the text is no date. */
export function parseDate(text: string, monthFirst = false): CalendarDate | null {
  const cell = text.trim().replace(TIME, '');
  const [, alone] = YEAR_ONLY.exec(cell) ?? [];
  if (alone !== undefined) return { year: Number(alone), month: 0, day: 0 };
  const [, y, m, d] = YEAR_FIRST.exec(cell) ?? [];
  const [, a, b, last] = YEAR_LAST.exec(cell) ?? [];
  const short = Number(last);
  const year = y === undefined ? (last?.length === 2 ? short + (short > PIVOT ? 1900 : 2000) : short) : Number(y);
  const month = Number(y === undefined ? (monthFirst ? a : b) : m);
  const day = Number(y === undefined ? (monthFirst ? b : a) : d);
  const date = { year, month, day };
  return (y ?? last) !== undefined && isDate(date) ? date : null;
}

/** Whether the column writes the month first: some cell can only be read so, and none only the other way. */
export function writesMonthFirst(texts: Iterable<string>): boolean {
  let monthFirst = false;
  for (const text of texts) {
    const [, a, b] = YEAR_LAST.exec(text.trim().replace(TIME, '')) ?? [];
    if (Number(a) > 12) return false;
    if (Number(b) > 12) monthFirst = true;
  }
  return monthFirst;
}

/** Whole years from one date to the other; of years alone, their difference. */
export function yearsBetween(from: CalendarDate, to: CalendarDate): number {
  const years = to.year - from.year;
  if (from.month === 0 || to.month === 0) return years;
  const isBefore = to.month < from.month || (to.month === from.month && to.day < from.day);
  return isBefore ? years - 1 : years;
}
