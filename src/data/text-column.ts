/**
 * A column of a table as its different texts and which of them each row has: most columns hold few, so each text is kept
 * and read once, however many rows have it.
 */

export interface TextColumn {
  /** As in the file, in the order of the rows they first occur in. */
  readonly texts: readonly string[];
  /** [rows]: position in `texts`. */
  readonly codes: Uint32Array;
  /** [texts]: 1 where the file holds a number and no text, as workbooks do. Absent: none. */
  readonly isNumber?: Uint8Array;
}

/** The different texts of a column, without its rows. */
export interface CountedTexts {
  readonly texts: readonly string[];
  /** [texts]: how many rows have each. */
  readonly counts: Uint32Array;
  /** [texts]: 1 where the file holds a number and no text. */
  readonly isNumber?: Uint8Array | undefined;
}

/** `width` columns of rows that are each at least as long. */
export function textColumns(rows: readonly (readonly string[])[], width: number): TextColumn[] {
  return Array.from({ length: width }, (_, index) => textColumn(rows.length, (row) => rows[row]?.[index] ?? ''));
}

/** A column from its cells. */
export function textColumn(rows: number, cell: (row: number) => string): TextColumn {
  const codeOf = new Map<string, number>();
  const codes = new Uint32Array(rows);
  for (let row = 0; row < rows; row++) {
    const text = cell(row);
    let code = codeOf.get(text);
    if (code === undefined) codeOf.set(text, (code = codeOf.size));
    codes[row] = code;
  }
  return { texts: [...codeOf.keys()], codes };
}

/** A column of a workbook: the same text may be typed as text or as a number. */
export function sheetColumn(rows: number, cell: (row: number) => { text: string; isNumber: boolean }): TextColumn {
  const { texts, codes } = textColumn(rows, (row) => {
    const { text, isNumber } = cell(row);
    return `${isNumber ? 1 : 0}${text}`;
  });
  return {
    texts: texts.map((text) => text.slice(1)),
    codes,
    isNumber: Uint8Array.from(texts, (text) => Number(text.startsWith('1'))),
  };
}

/** The cell of a row, as in the file. */
export function textAt({ texts, codes }: TextColumn, row: number): string {
  return texts[codes[row] ?? -1] ?? '';
}

/** [texts]: how many rows have each. */
export function countRows({ texts, codes }: TextColumn): Uint32Array {
  const counts = new Uint32Array(texts.length);
  for (const code of codes) counts[code] = (counts[code] ?? 0) + 1;
  return counts;
}

/** The column's cells by what `read` makes of each different text. */
export function readCells<T>({ texts, codes }: TextColumn, read: (text: string) => T): (row: number) => T | undefined {
  const values = texts.map(read);
  return (row) => values[codes[row] ?? -1];
}
