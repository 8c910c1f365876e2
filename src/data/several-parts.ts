/**
 * Cells that are one number in several parts: `1m75`, `5'9"`, `1 h 20 min`, `08:30`, `80 kg / 176 lb`, which says the same twice, and
 * `4.8 H (3.5-5.1)`, as laboratories print it. Decided by the whole column: every part has to be of one family of units, the second
 * number has to follow from the first, or what stands behind the number says only how high it is.
 */
import { latinDigits, plainMinus } from './cell-words.ts';

export interface PartedTexts {
  /** [known]: the number of each text as digits with a point; null where it has none. */
  readonly numbers: readonly (string | null)[];
  /** What the numbers are in; empty where that is not said. */
  readonly unit: string;
}

interface Unit {
  /** As it is shown. */
  readonly name: string;
  readonly size: number;
  readonly words: RegExp;
}

/** Largest first. The last may be left away behind the one before it: `1m75`, `5'9`. */
type Family = readonly Unit[];

const unit = (name: string, size: number, words: string): Unit => ({
  name,
  size,
  words: new RegExp(`^(?:${words})\\.?$`, 'iu'),
});

const FAMILIES: readonly Family[] = [
  [unit('m', 100, 'm|м|met(?:er|re)s?'), unit('cm', 1, 'cm|см')],
  [unit('ft', 12, String.raw`['’′‘]|ft|foot|feet`), unit('in', 1, String.raw`["”″“]|['’′]{2}|in|inch(?:es)?`)],
  [
    unit('week', 10_080, 'w|wks?|weeks?|wochen?|semaines?|нед(?:ел[ьяи])?'),
    unit('d', 1440, 'd|days?|tage?n?|j|jours?|d[ií]as?|сут(?:ки|ок)?|дн(?:я|ей)?|день'),
    unit('h', 60, 'h|hrs?|hours?|std|stunden?|heures?|horas?|ore|godz|ч|час(?:а|ов)?'),
    unit('min', 1, 'm|mins?|minutes?|minuten|minutos?|minuti|мин|минут[аы]?'),
  ],
  [
    unit('h', 3600, 'h|hrs?|hours?|std|stunden?|heures?|horas?|ore|godz|ч|час(?:а|ов)?'),
    unit('min', 60, "m|mins?|minutes?|minuten|minutos?|minuti|мин|минут[аы]?|['’′]"),
    unit('s', 1, 's|secs?|seconds?|sek|sekunden?|с|сек|секунд[аы]?|["”″]'),
  ],
  [
    unit('years', 12, 'y|yrs?|years?|j|jahre?|ans?|años?|лет|г|год(?:а)?'),
    unit('months', 1, 'm|mos?|mths?|months?|monate?n?|mois|mes(?:es)?|мес(?:яц(?:а|ев)?)?'),
  ],
  [unit('kg', 1000, 'kg|кг'), unit('g', 1, 'g|gr|г|гр')],
  [unit('st', 224, 'st|stones?'), unit('lb', 16, 'lbs?|pounds?|#'), unit('oz', 1, 'oz|ounces?')],
];

const PART = /(\d+(?:[.,]\d+)?)\s*([^\d\s.,]+\.?)?\s*(?:(?:and|und|et|и|,)\s+)?/uy;

interface Reading {
  /** In units of size 1. */
  readonly value: number;
  /** Sizes of the units it has. */
  readonly sizes: readonly number[];
}

function readParts(text: string, family: Family): Reading | null {
  let value = 0;
  let before = -1;
  const sizes: number[] = [];
  PART.lastIndex = 0;
  while (PART.lastIndex < text.length) {
    const at = PART.lastIndex;
    const [, digits, word] = PART.exec(text) ?? [];
    if (digits === undefined) return null;
    const index =
      word === undefined ? before + 1 : family.findIndex(({ words }, place) => place > before && words.test(word));
    const own = family[index];
    // A number alone is of any unit.
    if (own === undefined || (word === undefined && before < 0)) return null;
    const number = Number(digits.replace(',', '.'));
    const larger = family[before];
    if (larger !== undefined) {
      if (number * own.size >= larger.size) return null;
      // `1m7` is 1.70 m to some and 1.07 m to others.
      if (word === undefined && larger.name === 'm' && digits.length !== 2) return null;
    }
    // A part that has decimals is the last one.
    if (at > 0 && !Number.isInteger(value)) return null;
    value += number * own.size;
    before = index;
    sizes.push(own.size);
  }
  return sizes.length === 0 ? null : { value, sizes };
}

/** Of the texts at hand: rows each has, and in how many of all the reading must succeed. */
interface Cells {
  /** [known]: trimmed. */
  readonly texts: readonly string[];
  /** [known] */
  readonly rows: readonly number[];
  readonly share: number;
}

function isEnough<T>({ rows, share }: Cells, read: readonly (T | null)[]): boolean {
  let all = 0;
  let found = 0;
  rows.forEach((count, i) => {
    all += count;
    if (read[i] !== null) found += count;
  });
  return found > 0 && found >= share * all;
}

const DIGITS = 12;
const digitsOf = (value: number): string => String(Number(value.toPrecision(DIGITS)));

function inOneUnit(cells: Cells): PartedTexts | null {
  for (const family of FAMILIES) {
    const read = cells.texts.map((text) => readParts(text, family));
    const sizes = new Set(read.flatMap((one) => one?.sizes ?? []));
    // One unit behind every number is a unit, and no part.
    if (sizes.size < 2 || !isEnough(cells, read)) continue;
    // An age is in years, anything else in whole numbers of its smallest unit.
    const [first] = family;
    const isAge = first?.name === 'years';
    const size = isAge ? first.size : Math.min(...sizes);
    const shown = family.find((one) => one.size === size)?.name ?? '';
    const written = (value: number): string => (isAge ? String(Number(value.toFixed(2))) : digitsOf(value));
    return { numbers: read.map((one) => (one === null ? null : written(one.value / size))), unit: shown };
  }
  return null;
}

const CLOCK = /^(\d{1,3}):([0-5]\d)(?::([0-5]\d)(?:[.,]\d+)?)?(?:\s*([ap])\.?\s?m\.?|\s*(?:uhr|h|ч))?$/iu;
/** Of a titre, 1:10 to 1:40, the first number is always the same. */
const FEWEST_HOURS = 3;

function onClock(cells: Cells): PartedTexts | null {
  const hours = new Set<string>();
  let hasSeconds = false;
  const read = cells.texts.map((text) => {
    const [, hour, minute, second, half] = CLOCK.exec(text) ?? [];
    if (hour === undefined) return null;
    hours.add(hour);
    if (second !== undefined) hasSeconds = true;
    const isTwelve = half !== undefined && Number(hour) === 12;
    const noon = half?.toLowerCase() === 'p' ? 12 : 0;
    return 3600 * ((isTwelve ? 0 : Number(hour)) + noon) + 60 * Number(minute) + Number(second ?? 0);
  });
  if ((!hasSeconds && hours.size < FEWEST_HOURS) || !isEnough(cells, read)) return null;
  return {
    numbers: read.map((seconds) => (seconds === null ? null : digitsOf(hasSeconds ? seconds : seconds / 60))),
    unit: hasSeconds ? 's' : 'min',
  };
}

const WEEKS = /^(\d{1,2})\+([0-6])(?:\s*\p{L}+)?$/u;

/** How long a pregnancy lasts: 31+4 are weeks and days. */
function inWeeks(cells: Cells): PartedTexts | null {
  const read = cells.texts.map((text) => {
    const [, weeks, days] = WEEKS.exec(text) ?? [];
    return weeks === undefined ? null : String(7 * Number(weeks) + Number(days));
  });
  return isEnough(cells, read) ? { numbers: read, unit: 'd' } : null;
}

/** "PT3H20M" of ISO 8601 as "3H20M". */
function withoutIso(text: string): string {
  return text.replace(/^P(?=[\dT])T?(?=\d)/u, '').replace(/(?<=\dD)T(?=\d)/u, ' ');
}

const NUMBER = String.raw`[+-]?\d+(?:[.,]\d+)?`;
const WORD = String.raw`[\p{L}%٪％°‰µ](?:[^\d()[\]=;]*[^\d()[\]=;\s/])?`;
const TWICE = new RegExp(
  String.raw`^(${NUMBER})\s*(${WORD})?\s*(?:[/([=;≈~]|\s)\s*(${NUMBER})\s*(${WORD})\s*[)\]]?$`,
  'iu',
);
const ONCE = new RegExp(String.raw`^(${NUMBER})\s*(${WORD})?$`, 'iu');
const FEWEST_PAIRS = 5;
/** Of the span of the second numbers: both are rounded. */
const MOST_OFF = 0.04;

/** Whether the second number is the first in another unit, with another zero perhaps: °F and °C, per cent and mmol/mol. */
function isSame(pairs: readonly (readonly [number, number])[]): boolean {
  if (pairs.length < FEWEST_PAIRS) return false;
  const mean = (of: 0 | 1): number => pairs.reduce((sum, pair) => sum + pair[of], 0) / pairs.length;
  const [a, b] = [mean(0), mean(1)];
  const spread = pairs.reduce((sum, [x]) => sum + (x - a) ** 2, 0);
  if (spread === 0) return false;
  const slope = pairs.reduce((sum, [x, y]) => sum + (x - a) * (y - b), 0) / spread;
  const seconds = pairs.map(([, y]) => y);
  const most = MOST_OFF * (Math.max(...seconds) - Math.min(...seconds));
  return most > 0 && pairs.every(([x, y]) => Math.abs(y - b - slope * (x - a)) <= most);
}

function saidTwice(cells: Cells): PartedTexts | null {
  const names = new Map<string, { readonly first: string; readonly second: string; rows: number }>();
  const parted = cells.texts.map((text) => TWICE.exec(text));
  parted.forEach((found, i) => {
    if (found === null) return;
    const [, , first = '', , second = ''] = found;
    if (first.toLowerCase() === second.toLowerCase()) return;
    const key = `${first} ${second}`.toLowerCase();
    const known = names.get(key) ?? { first, second, rows: 0 };
    known.rows += cells.rows[i] ?? 0;
    names.set(key, known);
  });
  const [best] = [...names.values()].toSorted((p, q) => q.rows - p.rows);
  if (best === undefined) return null;
  const isFirst = (word: string): boolean => word.toLowerCase() === best.first.toLowerCase();
  const pairs: (readonly [number, number])[] = [];
  const number = (digits: string | undefined): number => Number((digits ?? '').replace(',', '.'));
  const read = parted.map((found, i) => {
    const [, a, first = '', b, second = ''] = found ?? [];
    if (found !== null && isFirst(first) && second.toLowerCase() === best.second.toLowerCase()) {
      pairs.push([number(a), number(b)]);
      return digitsOf(number(a));
    }
    const [, alone, word = ''] = ONCE.exec(cells.texts[i] ?? '') ?? [];
    return alone !== undefined && isFirst(word) ? digitsOf(number(alone)) : null;
  });
  return isEnough(cells, read) && isSame(pairs) ? { numbers: read, unit: best.first } : null;
}

/** High, low, not normal; and the limits of healthy people behind the number. */
const FLAG = String.raw`(?:H{1,2}|L{1,2}|\*{1,3}|[↑↓]{1,3}|!{1,2})`;
const LIMITS = String.raw`[(\[]\s*(?:(?:ref|норма|n)[.:]?\s*)?(?:[<>≤≥]\s*${NUMBER}|${NUMBER}\s*-\s*${NUMBER})\s*[)\]]`;
/** One of them at the end, apart from a word before it. */
const AT_END = new RegExp(String.raw`\s*${LIMITS}$|(?<=[\d\s)\]])\s*[(\[]?${FLAG}[)\]]?$`, 'u');
const ALONE = new RegExp(String.raw`^([<>≤≥]?\s*${NUMBER})\s*([\p{L}%٪％°‰µ][^\d()[\]=;\s]*)?$`, 'u');

function flagged(cells: Cells): PartedTexts | null {
  const units = new Map<string, string>();
  let flags = 0;
  const read = cells.texts.map((text) => {
    let core = text.replace(/^[↑↓]\s*/u, '');
    for (let rest = ''; rest !== core;) {
      rest = core;
      core = core.replace(AT_END, '').trim();
    }
    const [, digits, word] = ALONE.exec(core) ?? [];
    if (digits === undefined) return null;
    if (core !== text) flags += 1;
    if (word !== undefined && !units.has(word.toLowerCase())) units.set(word.toLowerCase(), word);
    return digits.replace(/\s/gu, '').replace(',', '.');
  });
  if (flags < FEWEST_FLAGS || units.size > 1 || !isEnough(cells, read)) return null;
  return { numbers: read, unit: [...units.values()][0] ?? '' };
}

const FEWEST_FLAGS = 2;
const LOOKED_AT = 50;

/** `texts`: those of a column that say something, trimmed; `rows`: how many rows have each. Null where they are something else. */
export function readSeveralParts({ texts, rows, share }: Cells): PartedTexts | null {
  const first = texts.slice(0, LOOKED_AT);
  // Most columns of words: a cell in parts begins with a digit, and has more than one number or a unit.
  if (first.filter((text) => /^[+-]?[↑↓<>≤≥]?\s?\d|^PT?\d/u.test(latinDigits(text))).length < share * first.length)
    return null;
  const cells = { texts: texts.map((text) => withoutIso(plainMinus(latinDigits(text)))), rows, share };
  return onClock(cells) ?? inOneUnit(cells) ?? inWeeks(cells) ?? saidTwice(cells) ?? flagged(cells);
}
