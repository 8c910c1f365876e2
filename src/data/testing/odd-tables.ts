/** Broken and odd CSV files from a seed: what hospital exports, text editors and half-finished downloads make of a table. */
import { Rng } from '../../core/rng.ts';
import { bytesIn, utf8 } from '../../intake/testing/files.ts';

const CELLS: readonly ((rng: Rng, row: number) => string)[] = [
  (rng) => String(20 + rng.below(70)),
  (rng) => `${rng.below(40)},${rng.below(10)}`,
  (rng) => `${rng.below(40)}.${rng.below(100)}`,
  (rng) => pick(rng, ['да', 'нет', 'ДА', 'Нет.', 'yes', 'no']),
  (rng) => pick(rng, ['м', 'ж', 'муж', 'жен.']),
  (rng) => pick(rng, ['+', '-', '−', '–', '++']),
  (rng) => pick(rng, ['0', '1', '0', '1', '9', '']),
  (rng) => pick(rng, ['', 'н/д', 'нет данных', '-', '.', '999', '-9', 'NaN', '#Н/Д']),
  (rng) => pick(rng, ['<50', '>90', '10–20', '≥ 5', '75 %', '72 уд/мин', '1 234,5', '1\u00A0234', "1'234"]),
  (_, row) => `Иванов Иван ${row}`,
  (rng) => `0${1 + rng.below(9)}.0${1 + rng.below(9)}.${1930 + rng.below(80)}`,
  (rng) => pick(rng, ['1e999', '-0', '00012', '0x1F', 'Infinity', '1.2.3', '٣', '½', '1/2', '120/80']),
  (rng) => pick(rng, ['__proto__', 'constructor', 'toString', '<b>', '=1+1', '\u202Eabc', '\uFEFF', '😀', 'a\u0000b']),
  (rng) => pick(rng, ['"в кавычках"', "'", '""', 'a""b', '"', 'x"y', '«ёлочки»']),
  (rng) => pick(rng, ['две\nстроки', 'с;разделителем', 'с,запятой', 'таб\tвнутри', ' края ', 'х'.repeat(500)]),
  (_, row) => `${row + 1}.jpg`,
];

const HEADERS = [
  '',
  'age',
  'Возраст',
  'Пол',
  'ФИО',
  'age',
  'LAD_st',
  'Дата рождения',
  'x y',
  '"q"',
  'id',
  '__proto__',
  '1',
];
const SEPARATORS = [';', ',', '\t', '|'] as const;
const LINE_ENDS = ['\n', '\r\n', '\r'] as const;

function pick<T>(rng: Rng, list: readonly T[]): T {
  const item = list[rng.below(list.length)];
  if (item === undefined) throw new Error('nothing to pick from');
  return item;
}

function quote(cell: string, separator: string, rng: Rng): string {
  const needs = cell.includes(separator) || /["\n\r]/u.test(cell);
  // Now and then somebody forgets.
  return needs && !rng.chance(0.1) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** Spoils a text as files are spoiled; most stay whole. */
const SPOILERS: readonly ((text: string, rng: Rng) => string)[] = [
  (text, rng) => text.slice(0, rng.below(text.length + 1)),
  (text, rng) => `${text.slice(0, rng.below(text.length))}"${text.slice(rng.below(text.length))}`,
  (text) => `Отчёт по пациентам\n\n${text}`,
  (text) => `sep=;\n${text}`,
  (text) => `${text}\n\n\nИтого;;;`,
  (text) => text.replaceAll(/[;,|\t]/gu, ' '),
  (text) => text.replaceAll('\n', '\n\n'),
  (text) => `${text}\n${text}`,
  (text) => text.split('\n').slice(0, 1).join('\n'),
  (text, rng) =>
    text
      .split('\n')
      .map((line) => (rng.chance(0.2) ? `${line};лишнее;` : line))
      .join('\n'),
  () => '',
  () => ' \n\t\n;;;\n',
];

function table(rng: Rng): string {
  const columns = 1 + rng.below(9);
  const rows = rng.below(30);
  const separator = pick(rng, SEPARATORS);
  const kinds = Array.from({ length: columns }, () => pick(rng, CELLS));
  const line = (cells: readonly string[]): string => cells.map((cell) => quote(cell, separator, rng)).join(separator);
  const lines = [line(kinds.map(() => pick(rng, HEADERS)))];
  for (let row = 0; row < rows; row++) {
    const cells = kinds.map((kind) => (rng.chance(0.05) ? pick(rng, CELLS) : kind)(rng, row));
    lines.push(line(rng.chance(0.03) ? cells.slice(0, rng.below(columns)) : cells));
  }
  return lines.join('\n');
}

function encode(text: string, rng: Rng): Uint8Array {
  switch (rng.below(6)) {
    case 0:
      // What the encoding does not have is a question mark, as programs write it.
      return bytesIn(text.replaceAll(/[^\n\r\t -~А-яЁё]/gu, '?'), rng.chance(0.5) ? 'windows-1251' : 'koi8-r');
    case 1: {
      const wide = new Uint8Array(
        new Uint16Array(Array.from(`\uFEFF${text}`, (_, i) => `\uFEFF${text}`.charCodeAt(i))).buffer,
      );
      return rng.chance(0.1) ? wide.subarray(0, wide.length - 1) : wide;
    }
    case 2:
      return utf8(`\uFEFF${text}`);
    case 3: {
      const bytes = utf8(text);
      if (bytes.length > 0 && rng.chance(0.5)) bytes[rng.below(bytes.length)] = rng.below(256);
      return bytes;
    }
    default:
      return utf8(text);
  }
}

/** File number `index` of the corpus `seed`. */
export function oddTable(seed: number, index: number): Uint8Array {
  const rng = new Rng(seed, 905, index);
  let text = table(rng);
  if (rng.chance(0.4) && text.length > 0) text = pick(rng, SPOILERS)(text, rng);
  return encode(text.replaceAll('\n', pick(rng, LINE_ENDS)), rng);
}
