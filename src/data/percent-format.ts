/** Numbers that a workbook keeps as 0.6 and shows as "60%". */

/** Whether a cell, by its row and column from 0, is shown as per cent. */
export type IsPercent = (row: number, column: number) => boolean;

/** Whether a format of a workbook multiplies by a hundred: a per cent sign that is neither quoted nor escaped. */
export function isPercentFormat(code: string): boolean {
  return code.replaceAll(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/gu, '').includes('%');
}
