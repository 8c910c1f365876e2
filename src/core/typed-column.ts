/**
 * The cells of a column as what they are, numbers or words, from reading to encoding and from the generator to the CSV. Each different
 * value is kept once, with a code a row: what reads or writes a value does so once, however many rows have it. Text as it stands in a
 * file is `data/text-column.ts`.
 */

export interface NumberValues {
  readonly kind: 'numbers';
  /** [values]; NaN where blank. */
  readonly numbers: Float64Array;
  /** [values]: digits behind the point it is written with; `AS_IT_IS` for as many as it takes. */
  readonly decimals: Uint8Array;
}

export interface WordValues {
  readonly kind: 'words';
  /** [values]; empty where blank. */
  readonly words: readonly string[];
}

export type CellValues = NumberValues | WordValues;

export interface TypedColumn {
  readonly values: CellValues;
  /** [rows]: position among the values. */
  readonly codes: Uint32Array;
}

/** No number is written with so many digits behind the point. */
export const AS_IT_IS = 255;

export function countOf(values: CellValues): number {
  return values.kind === 'numbers' ? values.numbers.length : values.words.length;
}

/** Whether the value with this code is blank. */
export function isBlankValue(values: CellValues, code: number): boolean {
  return values.kind === 'numbers'
    ? Number.isNaN(values.numbers[code] ?? Number.NaN)
    : (values.words[code] ?? '') === '';
}

/** The cell of a row as a number; NaN where it is blank or a word. */
export function numberAt({ values, codes }: TypedColumn, row: number): number {
  return values.kind === 'numbers' ? (values.numbers[codes[row] ?? -1] ?? Number.NaN) : Number.NaN;
}

/** A value as a file and the screen have it: numbers with their digits behind a point; empty where blank. */
export function valueText(values: CellValues, code: number): string {
  if (values.kind === 'words') return values.words[code] ?? '';
  const number = values.numbers[code] ?? Number.NaN;
  if (Number.isNaN(number)) return '';
  const decimals = values.decimals[code] ?? AS_IT_IS;
  return decimals === AS_IT_IS ? String(number) : number.toFixed(decimals);
}

/** The cell of a row as a file and the screen have it. */
export function cellText({ values, codes }: TypedColumn, row: number): string {
  return valueText(values, codes[row] ?? -1);
}

/** One row of a table as a file and the screen have it. */
export function rowTexts(columns: readonly TypedColumn[], row: number): string[] {
  return columns.map((column) => cellText(column, row));
}

/** The rows `rows`, in that order. */
export function takeRows({ values, codes }: TypedColumn, rows: ArrayLike<number>): TypedColumn {
  const taken = new Uint32Array(rows.length);
  for (let i = 0; i < taken.length; i++) taken[i] = codes[rows[i] ?? 0] ?? 0;
  return { values, codes: taken };
}

/** [values]: how many rows have each. */
export function countCodes({ values, codes }: TypedColumn): Uint32Array {
  const counts = new Uint32Array(countOf(values));
  for (const code of codes) counts[code] = (counts[code] ?? 0) + 1;
  return counts;
}

/** A column of numbers, one a row. */
export function numberColumn(numbers: Float64Array, decimals: number): TypedColumn {
  return {
    values: { kind: 'numbers', numbers, decimals: new Uint8Array(numbers.length).fill(decimals) },
    codes: Uint32Array.from(numbers, (_, row) => row),
  };
}

/** Columns below one another: of numbers, or of words that all have the same list of values. */
export function joinColumns(parts: readonly TypedColumn[]): TypedColumn {
  const [first] = parts;
  const rows = parts.reduce((sum, { codes }) => sum + codes.length, 0);
  if (first?.values.kind === 'words') {
    const codes = new Uint32Array(rows);
    let at = 0;
    for (const part of parts) {
      codes.set(part.codes, at);
      at += part.codes.length;
    }
    return { values: first.values, codes };
  }
  const numbers = new Float64Array(rows);
  const decimals = new Uint8Array(rows);
  let at = 0;
  for (const { values, codes } of parts) {
    if (values.kind !== 'numbers') throw new Error('words among numbers');
    for (const code of codes) {
      numbers[at] = values.numbers[code] ?? Number.NaN;
      decimals[at] = values.decimals[code] ?? AS_IT_IS;
      at += 1;
    }
  }
  return { values: { kind: 'numbers', numbers, decimals }, codes: Uint32Array.from(numbers, (_, row) => row) };
}

/** Tables below one another, column by column. */
export function joinTables(parts: readonly (readonly TypedColumn[])[]): TypedColumn[] {
  return (parts[0] ?? []).map((_, i) => joinColumns(parts.flatMap((columns) => columns[i] ?? [])));
}
