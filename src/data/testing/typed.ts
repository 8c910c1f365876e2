/** Typed columns from texts, and back, for tests. */
import type { DecimalMark } from '../../core/text-format.ts';
import { cellText, type TypedColumn } from '../../core/typed-column.ts';
import { decimalsOf, writtenNumber } from '../cell-number.ts';
import { isMissing } from '../cell-words.ts';
import { textColumn } from '../text-column.ts';

/** Numbers where all that is there is a number, unless `isNumeric` says so; other texts among numbers are blank. */
export function typedTexts(
  cells: readonly string[],
  { decimal = '.', isNumeric }: { readonly decimal?: DecimalMark; readonly isNumeric?: boolean } = {},
): TypedColumn {
  const { texts, codes } = textColumn(cells.length, (row) => (cells[row] ?? '').trim());
  const numbers = texts.map((text) => (isMissing(text) ? null : writtenNumber(text, decimal)));
  if (!(isNumeric ?? texts.every((text, i) => isMissing(text) || numbers[i] !== null))) {
    return { values: { kind: 'words', words: texts }, codes };
  }
  return {
    values: {
      kind: 'numbers',
      numbers: Float64Array.from(numbers, (number) => number?.value ?? Number.NaN),
      decimals: Uint8Array.from(numbers, (number) => decimalsOf(number?.text ?? '', '.')),
    },
    codes,
  };
}

/** One text a row. */
export function textsOf(column: TypedColumn): string[] {
  return Array.from(column.codes, (_, row) => cellText(column, row));
}

/** Columns of the rows' cells, numbers where all are. */
export function typedRows(rows: readonly (readonly string[])[]): TypedColumn[] {
  return (rows[0] ?? []).map((_, i) => typedTexts(rows.map((row) => row[i] ?? '')));
}
