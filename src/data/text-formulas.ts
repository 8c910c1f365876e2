/**
 * Texts that a program protected from Excel: `="063"`, `=T("063")`, `'063`. Written so into CSV files, and copied from them into
 * workbooks; the text inside is meant.
 */

const FORMULA = /^\s*=\s*(?:T\(\s*)?"((?:[^"]|"")*)"\s*\)?\s*$/iu;
/** A number behind an equals sign. */
const NUMBER = /^\s*=\s*([+-]?\d[\d.,]*)\s*$/u;
/** An apostrophe before digits, or before what Excel would calculate. */
const APOSTROPHE = /^\s*'([+=@-]?\d[^']*)$/u;

export function withoutFormula(cell: string): string {
  if (!/^\s*[=']/u.test(cell)) return cell;
  const text = FORMULA.exec(cell)?.[1];
  if (text !== undefined) return text.replaceAll('""', '"');
  return NUMBER.exec(cell)?.[1] ?? APOSTROPHE.exec(cell)?.[1] ?? cell;
}

/** Whether a text has any such cells: most have none, and need not be looked through. */
export function mayHaveFormulas(text: string): boolean {
  if (!text.includes('=') && !text.includes("'")) return false;
  return /(?:^|[;,|\t\n"])[ \t]*['=]/u.test(text);
}
