/**
 * Any table of a clinic from a seed: 5 to 60 columns of known kinds, in any letters, separator, decimal mark and layout; with
 * what each column is to be read as, what no output may hold, and the values of each row. People and numbers are made up.
 */
import type { ColumnReport } from '../../core/column-report.ts';
import { Rng } from '../../core/rng.ts';
import { CLINICS, type Clinic } from './clinics.ts';
import { bytesIn } from './files.ts';

const KINDS = [
  'name',
  'surname',
  'phone',
  'mail',
  'id',
  'date',
  'unit',
  'whole',
  'decimal',
  'thousands',
  'sentinel',
  'code',
  'category',
  'yes-no',
  'tick',
  'list',
] as const;
export type Kind = (typeof KINDS)[number];

export const ENCODINGS_HERE: readonly (readonly [encoding: string, languages: readonly (keyof typeof CLINICS)[]])[] = [
  ['utf-8', ['de', 'fr', 'pl', 'tr', 'lt', 'ru', 'zh', 'ja', 'en']],
  ['utf-16le', ['de', 'ru', 'zh', 'en']],
  ['windows-1250', ['pl']],
  ['windows-1251', ['ru']],
  ['windows-1252', ['de', 'fr']],
  ['windows-1254', ['tr']],
  ['windows-1257', ['lt']],
  ['koi8-r', ['ru']],
  ['x-mac-cyrillic', ['ru']],
  ['gbk', ['zh']],
  ['shift_jis', ['ja']],
];
export const SEPARATORS_HERE = [';', ',', '\t', '|'] as const;
export const DECIMALS_HERE = ['.', ','] as const;
/** Names in the first line; a title above them, blank lines and the names again below; rows that have names of their own, as R writes. */
export const LAYOUTS = ['plain', 'printed', 'row-names'] as const;

interface Drawn {
  readonly kind: Kind;
  readonly header: string;
  /** [rows]: as in the file. */
  readonly cells: readonly string[];
  /** [rows]: what a row is to come back with, where that is known; null: anything. */
  readonly values: readonly (string | null)[];
}

export interface AnyTable {
  readonly bytes: Uint8Array;
  readonly encoding: string;
  readonly layout: (typeof LAYOUTS)[number];
  readonly columns: readonly Drawn[];
  readonly images: readonly string[];
  /** Texts that no output may hold. */
  readonly personal: readonly string[];
  /** Rows, from 0, whose line has a cell too many or too few. */
  readonly broken: readonly number[];
}

function pick<T>(rng: Rng, list: readonly T[]): T {
  const item = list[rng.below(list.length)];
  if (item === undefined) throw new Error('nothing to pick from');
  return item;
}

const digits = (rng: Rng, count: number): string => Array.from({ length: count }, () => rng.below(10)).join('');

interface Draw {
  readonly rng: Rng;
  readonly clinic: Clinic;
  readonly decimal: string;
  readonly rows: number;
}

type Cell = readonly [cell: string, value: string | null];

/** A column's cells, one after another; the kind's parameters are drawn before the first. */
const MAKERS: Readonly<Record<Kind, (draw: Draw) => (row: number) => Cell>> = {
  name: ({ rng, clinic, rows }) => {
    // Several ECGs a person.
    const form = pick(rng, [
      clinic.fullName,
      (given: string, surname: string) => `${surname}^${given}`,
      (given: string, surname: string) => `${surname.toUpperCase()}^${given.toUpperCase()}`,
      ...(clinic.hasInitials
        ? [
            (given: string, surname: string) => `${surname} ${given.charAt(0)}.`,
            (given: string, surname: string) => `${given.charAt(0)}. ${surname}`,
            (given: string, surname: string) => `${surname}, ${given}`,
          ]
        : []),
    ]);
    const people = Array.from({ length: Math.max(6, Math.floor(rows / 2)) }, () =>
      form(pick(rng, clinic.given), pick(rng, clinic.surnames)),
    );
    return () => [pick(rng, people), null];
  },
  surname: ({ rng, clinic }) => {
    return () => [pick(rng, clinic.surnames), null];
  },
  phone: ({ rng, clinic }) => {
    const people = Array.from({ length: 20 }, () => clinic.phone(digits(rng, 8)));
    return () => [pick(rng, people), null];
  },
  mail: ({ rng }) => {
    return () => [`p${digits(rng, 4)}@${pick(rng, ['mail.example', 'post.example'])}`, null];
  },
  id: ({ rng }) => {
    const prefix = pick(rng, ['P-', 'MRN', 'K', '']);
    const start = 10_000 + rng.below(80_000);
    return (row) => [`${prefix}${start + 7 * row + rng.below(6)}`, null];
  },
  date: ({ rng }) => {
    const form = pick(rng, [
      (d: string, m: string, y: string) => `${d}.${m}.${y}`,
      (d: string, m: string, y: string) => `${y}-${m}-${d}`,
      (d: string, m: string, y: string) => `${d}/${m}/${y}`,
      (d: string, m: string, y: string) => `${y}-${m}-${d} 10:${d}`,
      (d: string, m: string, y: string) => `${y}${m}${d}`,
      (d: string, m: string, y: string) => `${d}-${MONTHS[Number(m) - 1] ?? ''}-${y}`,
    ]);
    return () => {
      const two = (value: number): string => String(value).padStart(2, '0');
      return [form(two(1 + rng.below(28)), two(1 + rng.below(12)), String(2015 + rng.below(9))), null];
    };
  },
  unit: ({ rng, decimal }) => {
    const [unit, low, span, places] = pick(rng, [
      ['bpm', 50, 70, 0],
      ['%', 20, 60, 0],
      ['kg', 50, 60, 1],
      ['mmHg', 90, 90, 0],
      ['mmol/l', 2, 9, 1],
      ['ms', 80, 320, 0],
      ['mV', 0.3, 2, 2],
      ['deg', 0, 90, 0],
      ['pg/mL', 50, 900, 0],
      ['x10^9/L', 150, 200, 0],
      ['pts', 1, 60, 0],
    ] as const);
    return () => {
      const value = (low + span * rng.uniform()).toFixed(places);
      return [`${value.replace('.', decimal)} ${unit}`, value];
    };
  },
  whole: ({ rng }) => {
    const [low, span] = pick(rng, [
      [40, 45],
      [90, 80],
      [150, 45],
      [0, 9],
    ] as const);
    return () => {
      const value = String(low + rng.below(span));
      return [value, value];
    };
  },
  decimal: ({ rng, decimal }) => {
    const [low, span, places] = pick(rng, [
      [18, 20, 1],
      [0.4, 2, 2],
      [3, 5, 2],
      [110, 60, 1],
    ] as const);
    return () => {
      const value = (low + span * rng.uniform()).toFixed(places);
      return [value.replace('.', decimal), value];
    };
  },
  sentinel: ({ rng }) => {
    const code = pick(rng, SENTINELS);
    return () => {
      const value = String(40 + rng.below(50));
      return rng.chance(0.15) ? [code, null] : [value, value];
    };
  },
  thousands: ({ rng, decimal }) => {
    const mark = decimal === ',' ? '.' : ',';
    return () => {
      const value = rng.chance(0.5) ? 100 + rng.below(890) : 1000 + rng.below(28_000);
      return [String(value).replace(/(?=\d{3}$)/u, value < 1000 ? '' : mark), String(value)];
    };
  },
  code: ({ rng }) => {
    // A step of two somewhere, or they would be grades.
    const gap = rng.below(3);
    const codes = [1 + rng.below(5)];
    for (let i = 0; i < 3; i++) codes.push((codes[i] ?? 0) + (i === gap ? 2 + rng.below(2) : 1));
    return () => {
      const value = String(pick(rng, codes));
      return [value, value];
    };
  },
  tick: ({ rng, clinic }) => {
    const mark = pick(rng, ['x', '1', '+', clinic.yesNo[0]]);
    return () => [rng.chance(0.4) ? mark : '', null];
  },
  list: ({ rng }) => {
    const isDictionary = rng.chance(0.5);
    return () => {
      const codes = LISTED.filter(() => rng.chance(0.4)).map((code) => `'${code}'${isDictionary ? ': 100.0' : ''}`);
      return [isDictionary ? `{${codes.join(', ')}}` : `[${codes.join(', ')}]`, null];
    };
  },
  category: ({ rng, clinic }) => {
    const words = pick(rng, clinic.categories);
    return () => {
      const value = pick(rng, words);
      return [value, value];
    };
  },
  'yes-no': ({ rng, clinic }) => {
    return () => {
      const value = pick(rng, clinic.yesNo);
      return [value, value];
    };
  },
};

const MONTHS = 'JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC'.split(' ');
const SENTINELS = ['999', '-9', '9999', '-99', '29999', '32767', '-32768', '65535', '777'] as const;
const LISTED = ['NORM', 'IMI', 'SR', 'LVH'] as const;

const isUsed = ({ role }: ColumnReport): boolean => role === 'feature' || role === 'target';
const isNumber = (column: ColumnReport): boolean =>
  isUsed(column) && (column.type === 'integer' || column.type === 'continuous');

const countBlanks = (cells: readonly string[]): number => cells.filter((cell) => cell === '').length;
const areWords = (column: ColumnReport, cells: readonly string[]): boolean =>
  isUsed(column) &&
  column.distinct === new Set(cells.filter((cell) => cell !== '')).size &&
  column.missing === countBlanks(cells);

/** Whether a column came back as the kind it was drawn from. */
export const CAME_BACK: Readonly<Record<Kind, (column: ColumnReport, cells: readonly string[]) => boolean>> = {
  name: (column) => column.personal && !isUsed(column),
  surname: (column) => column.personal && !isUsed(column),
  phone: (column) => column.personal && !isUsed(column),
  mail: (column) => column.personal && !isUsed(column),
  id: ({ role }) => role === 'id',
  date: (column) => !isUsed(column) && column.reasons.includes('date'),
  unit: (column, cells) => isNumber(column) && column.missing === countBlanks(cells),
  whole: (column, cells) => isNumber(column) && column.missing === countBlanks(cells),
  decimal: (column, cells) => isUsed(column) && column.type === 'continuous' && column.missing === countBlanks(cells),
  sentinel: (column, cells) =>
    isNumber(column) &&
    column.missing === cells.filter((cell) => cell === '' || SENTINELS.some((code) => code === cell)).length,
  thousands: (column, cells) => isNumber(column) && column.missing === countBlanks(cells),
  code: (column, cells) => areWords(column, cells) && column.type === 'categorical',
  tick: (column) => isUsed(column) && column.type === 'binary' && column.missing === 0,
  list: ({ role, codes }) => role === 'drop' && codes !== undefined && codes.length > 0,
  category: areWords,
  'yes-no': areWords,
};

const HEADERS: Readonly<Record<Kind, string>> = {
  name: 'pn',
  surname: 'q',
  phone: 'c',
  mail: 'm',
  id: 'code_id',
  date: 'seen',
  unit: 'u',
  whole: 'w',
  decimal: 'd',
  sentinel: 's',
  thousands: 't',
  code: 'k',
  tick: 'x',
  list: 'l',
  category: 'g',
  'yes-no': 'y',
};

function drawColumn(kind: Kind, index: number, draw: Draw): Drawn {
  const { rng, rows } = draw;
  const cell = MAKERS[kind](draw);
  const blanks = pick(rng, [0, 0, 0.1]);
  const cells = Array.from({ length: rows }, (_, row): Cell => (rng.chance(blanks) ? ['', null] : cell(row)));
  return {
    kind,
    header: `${HEADERS[kind]}${index}`,
    cells: cells.map(([text]) => text),
    values: cells.map(([, value]) => value),
  };
}

function quoted(cell: string, separator: string): string {
  return cell.includes(separator) || /["\n]/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

const PERSONAL: ReadonlySet<Kind> = new Set(['name', 'surname', 'phone', 'mail']);

/** Table number `index` of `seed`. */
export function anyTable(seed: number, index: number): AnyTable {
  const rng = new Rng(seed, 907, index);
  const [encoding, languages] = pick(rng, ENCODINGS_HERE);
  const clinic = CLINICS[pick(rng, languages)];
  const separator = pick(rng, SEPARATORS_HERE);
  const decimal = pick(rng, DECIMALS_HERE);
  const layout = pick(rng, LAYOUTS);
  const rows = 30 + rng.below(30);
  const width = 5 + rng.below(56);
  const draw = { rng, clinic, decimal, rows };
  const columns = Array.from({ length: width - 1 }, (_, i) => drawColumn(pick(rng, KINDS), i, draw));
  const images = Array.from({ length: rows }, (_, row) => `ecg_${row + 1}.jpg`);
  const line = (cells: readonly string[]): string => cells.map((cell) => quoted(cell, separator)).join(separator);
  const header = line([clinic.picture, ...columns.map((column) => column.header)]);
  const broken: number[] = [];
  const lines = images.map((image, row) => {
    const cells = [image, ...columns.map((column) => column.cells[row] ?? '')];
    // As R writes it, in quotation marks.
    if (layout === 'row-names') return `"r${row + 1}"${separator}${line(cells)}`;
    if (row > 0 && rng.chance(0.02)) {
      broken.push(row);
      // Not at the last cell: where that is blank, one reading fits.
      const at = 1 + rng.below(cells.length - 2);
      if (rng.chance(0.5)) cells.splice(at, 1);
      else cells.splice(at, 0, 'x');
    }
    return line(cells);
  });
  if (layout === 'printed') lines.splice(20, 0, '', header);
  const text = [...(layout === 'printed' ? [clinic.title, ''] : []), header, ...lines, ''].join(
    pick(rng, ['\n', '\r\n']),
  );
  return {
    bytes: bytesIn(text, encoding),
    encoding,
    layout,
    columns,
    images,
    personal: columns.flatMap(({ kind, cells }) =>
      PERSONAL.has(kind) ? [...new Set(cells)].filter((cell) => cell !== '') : [],
    ),
    broken,
  };
}
