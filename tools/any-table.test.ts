/**
 * Any table of 5 to 60 columns of known kinds, in any letters, separator, decimal mark and layout, comes back with its kinds, with
 * nothing personal in any output and no row with another row's value. `ANY_TABLES=10000 npx vitest run tools/any-table.test.ts`
 * tries more of them.
 */
import { describe, expect, it } from 'vitest';
import { createTexts } from '../src/i18n/translate.ts';
import { inputNotes } from '../src/answers/input/input-notes.ts';
import { anyTable, CAME_BACK, KINDS, type AnyTable, type Kind } from '../src/intake/testing/any-table.ts';
import { intake } from '../src/intake/testing/files.ts';

const TABLES = Number(process.env['ANY_TABLES'] ?? 300);
const SEED = 12;
const texts = createTexts('en');

interface Tried {
  readonly index: number;
  readonly table: AnyTable;
  readonly kinds: readonly { readonly kind: Kind; readonly isBack: boolean; readonly what: string }[];
  /** Personal texts that some output holds. */
  readonly leaked: readonly string[];
  /** Rows whose values came back as another's, or that should have been left out. */
  readonly wrong: readonly string[];
}

function tryTable(index: number): Tried {
  const table = anyTable(SEED, index);
  const { report, prepared } = intake({ tables: { 'table.csv': table.bytes }, images: table.images });
  const byName = new Map(report.columns.map((column) => [column.name, column]));
  const isKept = (row: number): boolean => !table.broken.includes(row);
  const kinds = table.columns.map(({ kind, header, cells }) => {
    const column = byName.get(header);
    const isBack =
      column !== undefined &&
      CAME_BACK[kind](
        column,
        cells.filter((_, row) => isKept(row)),
      );
    const { role, type, personal, missing, reasons } = column ?? {};
    return {
      kind,
      isBack,
      what: `${kind} (${table.encoding}, ${index}): ${JSON.stringify({ role, type, personal, missing, reasons })} ${cells[0]}`,
    };
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
  return { index, table, kinds, leaked: table.personal.filter((text) => output.includes(text)), wrong };
}

describe(`${TABLES} tables of known kinds`, () => {
  const tried = Array.from({ length: TABLES }, (_, index) => tryTable(index));
  const columns = tried.flatMap(({ kinds }) => kinds);
  const name = ({ index, table }: Tried): string => `table ${index} (${table.encoding}, ${table.layout})`;

  it('keep their kinds: 99 of 100 columns', () => {
    const missed = columns.filter(({ isBack }) => !isBack);
    const byKind = KINDS.map((kind) => {
      const of = columns.filter((column) => column.kind === kind);
      return `${kind} ${of.filter(({ isBack }) => isBack).length} of ${of.length}`;
    });
    expect(
      1 - missed.length / columns.length,
      `${byKind.join(', ')}; ${missed
        .slice(0, 20)
        .map(({ what }) => what)
        .join('\n')}`,
    ).toBeGreaterThanOrEqual(0.99);
  });

  it('show nobody’s name, phone or address', () => {
    expect(
      tried
        .filter(({ leaked }) => leaked.length > 0)
        .map((one) => `${name(one)}: ${one.leaked.slice(0, 3).join(', ')}`),
    ).toEqual([]);
  });

  it('give no row another row’s value, and leave out the lines that do not fit', () => {
    expect(
      tried.filter(({ wrong }) => wrong.length > 0).map((one) => `${name(one)}: ${one.wrong.slice(0, 3).join('; ')}`),
    ).toEqual([]);
  });
});
