/** Numbers, sizes and durations as a language writes them. Pure; `Intl` only. */

export interface NumberFormats {
  readonly integer: (value: number) => string;
  /** At most `digits` decimals. */
  readonly decimal: (value: number, digits?: number) => string;
  /** A cell as the program writes it, for reading: a decimal point as the language has it; anything else as it is. */
  readonly cell: (text: string) => string;
  /** What stands before decimals, and between thousands, in a typed number. */
  readonly marks: { readonly decimal: string; readonly group: string };
  /** Two decimals always, for numbers that stand side by side: 0.30. */
  readonly score: (value: number) => string;
  /** 0.25 → "25%", with at most `digits` decimals (none unless said). */
  readonly percent: (fraction: number, digits?: number) => string;
  readonly bytes: (bytes: number) => string;
  /** In the one or two largest units that matter: "14 min", "3 hr 20 min". */
  readonly duration: (seconds: number) => string;
  /** "4.1 sec": always seconds, for a rate. */
  readonly seconds: (seconds: number) => string;
  /** Big counts in words: 83.4 million. */
  readonly compact: (value: number) => string;
  /** An ISO date as day, month and year. */
  readonly date: (iso: string) => string;
  /** Milliseconds since 1970 as day and time of day. */
  readonly moment: (at: number) => string;
  readonly list: (items: readonly string[]) => string;
  /** A list of names from the visitor's files; those with a comma in quotes, so that one name is not taken for two. */
  readonly names: (names: readonly string[]) => string;
}

const BYTE_UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;
const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export function numberFormats(locale: string): NumberFormats {
  const unit = (value: number, name: string, digits: number, display: 'short' | 'long' = 'short'): string =>
    new Intl.NumberFormat(locale, {
      style: 'unit',
      unit: name,
      unitDisplay: display,
      maximumFractionDigits: digits,
    }).format(value);

  const bytes = (value: number): string => {
    let scaled = value;
    let i = 0;
    while (scaled >= 999.5 && i < BYTE_UNITS.length - 1) {
      scaled /= 1000;
      i += 1;
    }
    if (i === 0) return unit(value, 'byte', 0, 'long');
    return unit(scaled, BYTE_UNITS[i] ?? 'byte', scaled < 10 ? 1 : 0);
  };

  const pair = (value: number, large: number, largeName: string, small: number, smallName: string): string => {
    const whole = Math.floor(value / large);
    const rest = Math.round((value - whole * large) / small);
    if (rest * small >= large) return unit(whole + 1, largeName, 0);
    return rest === 0 ? unit(whole, largeName, 0) : `${unit(whole, largeName, 0)} ${unit(rest, smallName, 0)}`;
  };

  const duration = (value: number): string => {
    if (value < 1) return unit(1, 'second', 0);
    if (value < 59.5) return unit(value, 'second', 0);
    if (value < 59.5 * MINUTE) return unit(value / MINUTE, 'minute', value < 5 * MINUTE ? 1 : 0);
    if (value < DAY) return pair(value, HOUR, 'hour', MINUTE, 'minute');
    return pair(value, DAY, 'day', HOUR, 'hour');
  };

  const parts = new Intl.NumberFormat(locale).formatToParts(12_345.5);
  const markOf = (name: 'decimal' | 'group'): string => parts.find(({ type }) => type === name)?.value ?? '';
  const marks = { decimal: markOf('decimal'), group: markOf('group') };
  const [open, close] = locale === 'ru' ? '«»' : '“”';
  const quoted = (name: string): string => `${open}${name}${close}`;
  const list = (items: readonly string[]): string => new Intl.ListFormat(locale, { type: 'conjunction' }).format(items);

  return {
    integer: (value) => new Intl.NumberFormat(locale, { maximumFractionDigits: 0 }).format(value),
    decimal: (value, digits = 2) =>
      new Intl.NumberFormat(locale, { maximumFractionDigits: digits, signDisplay: 'negative' }).format(value),
    cell: (text) => (/^[−-]?\d+\.\d+$/u.test(text) ? text.replace('.', marks.decimal) : text),
    marks,
    score: (value) =>
      new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(value),
    percent: (fraction, digits = 0) =>
      new Intl.NumberFormat(locale, {
        style: 'percent',
        maximumFractionDigits: digits,
        signDisplay: 'negative',
      }).format(fraction),
    bytes,
    duration,
    seconds: (value) => unit(value, 'second', value < 10 ? 1 : 0),
    compact: (value) =>
      new Intl.NumberFormat(locale, { notation: 'compact', compactDisplay: 'long', maximumFractionDigits: 1 }).format(
        value,
      ),
    moment: (at) => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(at)),
    date: (iso) => new Intl.DateTimeFormat(locale, { dateStyle: 'long' }).format(new Date(iso)),
    list,
    names: (names) => list(names.map((name) => (name.includes(',') ? quoted(name) : name))),
  };
}
