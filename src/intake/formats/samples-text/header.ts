/** A text of samples: a line of lead names, perhaps a time beside them, then a line a sample. */
import { leadOf } from '../twelve-leads.ts';
import { millivoltsIn } from '../units.ts';

const FEWEST_LEADS = 8;
const SEPARATORS = ['\t', ';', ','] as const;
/** Seconds in one step of a column of times; a column that counts samples has none. */
const TIMES: readonly (readonly [RegExp, number | null])[] = [
  [/^(?:time|t|zeit|время)?\s*[([_]?\s*(?:ms|msec|milliseconds?|мс)\s*[)\]]?$/iu, 1e-3],
  [/^(?:time|t|zeit|время)\s*[([_]?\s*(?:s|sec|seconds?|с|сек)?\s*[)\]]?$/iu, 1],
  [/^(?:|#|n|nr|no|index|idx|samples?|sample[ _]?(?:no|nr|number|index)|unnamed: 0)$/iu, null],
];

export interface SampleColumns {
  readonly separator: string;
  /** Column → lead as it is written, and millivolts in its unit; null: no unit is said. */
  readonly leads: ReadonlyMap<number, { readonly name: string; readonly scale: number | null }>;
  readonly time: { readonly column: number; readonly seconds: number } | null;
}

/** Null: not the header of a table of samples. */
export function sampleColumns(line: string): SampleColumns | null {
  const separator = SEPARATORS.find((one) => line.split(one).length > FEWEST_LEADS - 1);
  if (separator === undefined) return null;
  const leads = new Map<number, { readonly name: string; readonly scale: number | null }>();
  let time: SampleColumns['time'] = null;
  for (const [column, cell] of line.split(separator).entries()) {
    const text = cell.trim().replace(/^"(.*)"$/u, '$1');
    const [, name = '', unit] = /^(.*?)\s*(?:[([_]\s*([munµμ]?v(?:olts?)?)\s*[)\]]?)?$/iu.exec(text) ?? [];
    if (leadOf(name) !== null) {
      leads.set(column, { name, scale: unit === undefined ? null : millivoltsIn(unit) });
      continue;
    }
    const kind = TIMES.find(([pattern]) => pattern.test(text));
    if (kind === undefined) return null;
    if (kind[1] !== null) time = { column, seconds: kind[1] };
  }
  const different = new Set(Array.from(leads.values(), ({ name }) => leadOf(name)?.lead));
  return different.size < FEWEST_LEADS ? null : { separator, leads, time };
}

/** Lines that explain stand before it. */
export function isComment(line: string): boolean {
  return line.trim() === '' || /^\s*[#%]/u.test(line);
}

/** The names of twelve-lead ECGs' columns, and nothing else but a time. */
export function isSamplesText(text: string): boolean {
  const first = text
    .replace(/^\u00ef\u00bb\u00bf/u, '')
    .split(/\r?\n/u)
    .find((line) => !isComment(line));
  return first !== undefined && sampleColumns(first) !== null;
}
