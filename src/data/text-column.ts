/**
 * A column of a table as its different texts and which of them each row has: most columns hold few, so each text is kept
 * and read once, however many rows have it.
 */

export interface TextColumn {
  /** As in the file, in the order of the rows they first occur in. */
  readonly texts: readonly string[];
  /** [rows]: position in `texts`. */
  readonly codes: Uint32Array;
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
