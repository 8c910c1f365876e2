/**
 * Any table of 5 to 60 columns of known kinds, in any letters, separator, decimal mark and layout, comes back with its kinds, with
 * nothing personal in any output and no row with another row's value. `ANY_TABLES=10000 npx vitest run tools/any-table.test.ts`
 * tries more of them.
 */
import { describe, expect, it } from 'vitest';
import { englishTexts } from '../src/i18n/english.ts';
import { inputNotes } from '../src/answers/input/input-notes.ts';
import { anyTable, CAME_BACK } from '../src/intake/testing/any-table.ts';
import { intake } from '../src/intake/testing/files.ts';

const TABLES = Number(process.env['ANY_TABLES'] ?? 300);
const SEED = 12;
const SHOWN = 3;
const texts = englishTexts();

/** What is kept of a table that was tried: ten thousand of them have to fit. */
interface Tried {
  readonly which: string;
  readonly columns: number;
  /** Columns that came back as something else. */
  readonly missed: readonly string[];
  /** Personal texts that some output holds. */
  readonly leaked: readonly string[];
  /** Rows whose values came back as another's, or that should have been left out. */
  readonly wrong: readonly string[];
}

function tryTable(index: number): Tried {
  const table = anyTable(SEED, index);
  const { report, prepared } = intake({ tables: { 'table.csv': table.bytes }, images: table.images });
  const byName = new Map(report.columns.map((column) => [column.name, column]));
  const which = `table ${index} (${table.encoding}, ${table.layout})`;
  const isKept = (row: number): boolean => !table.broken.includes(row);
  const missed = table.columns.flatMap(({ kind, header, cells }) => {
    const column = byName.get(header);
    const own = cells.filter((_, row) => isKept(row));
    if (column !== undefined && CAME_BACK[kind](column, own)) return [];
    const { role, type, personal, missing, reasons } = column ?? {};
    return [`${kind} of ${which}: ${JSON.stringify({ role, type, personal, missing, reasons })} ${cells[0]}`];
  });
  const schema = prepared?.schema ?? null;
  const output = JSON.stringify([report, schema, inputNotes(report, texts)]);
  const wrong: string[] = [];
  const kept = table.images.flatMap((_, row) => (isKept(row) ? [row] : []));
  report.pairing.pairs.forEach(({ row, image }, position) => {
    const own = kept[row];
    if (own !== image) wrong.push(`row ${row} has picture ${image}`);
    const written = prepared?.texts(position) ?? [];
    schema?.columns.forEach(({ name }, at) => {
      const value = table.columns.find(({ header }) => header === name)?.values[own ?? -1] ?? null;
      const found = written[at] ?? '';
      if (value !== null && found !== value && Number(found) !== Number(value))
        wrong.push(`${name} of row ${row}: ${found}, not ${value}`);
    });
  });
  // A table may hold nothing but what is left out.
  if (report.problem !== null && report.problem.code !== 'no-model-columns') wrong.push(report.problem.code);
  if (report.pairing.pairs.length !== kept.length) wrong.push(`${report.pairing.pairs.length} of ${kept.length} rows`);
  const leaked = table.personal.filter((text) => output.includes(text));
  return { which, columns: table.columns.length, missed, leaked: leaked.slice(0, SHOWN), wrong: wrong.slice(0, SHOWN) };
}

describe(`${TABLES} tables of known kinds`, () => {
  const tried = Array.from({ length: TABLES }, (_, index) => tryTable(index));
  const said = (of: 'leaked' | 'wrong'): string[] =>
    tried.filter((one) => one[of].length > 0).map((one) => `${one.which}: ${one[of].join('; ')}`);

  it('keep their kinds: 99 of 100 columns', () => {
    const columns = tried.reduce((sum, one) => sum + one.columns, 0);
    const missed = tried.flatMap((one) => one.missed);
    const share = 1 - missed.length / columns;
    expect(share, `${missed.length} of ${columns}: ${missed.slice(0, 20).join('\n')}`).toBeGreaterThanOrEqual(0.99);
  });

  it('show nobody’s name, phone or address', () => {
    expect(said('leaked')).toEqual([]);
  });

  it('give no row another row’s value, and leave out the lines that do not fit', () => {
    expect(said('wrong')).toEqual([]);
  });
});
