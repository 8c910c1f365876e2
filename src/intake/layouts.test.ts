/** Tables that are laid out otherwise than one row a patient: on their side, or one value a line. Made here, of made-up people. */
import { describe, expect, it } from 'vitest';
import { columnOf, intake, makeTable, numberedImages, textsOf } from './testing/files.ts';

const ROWS = 30;
const IMAGES = numberedImages(ROWS);
const people = Array.from({ length: ROWS }, (_, i) => i + 1);
const notesOf = ({ report }: ReturnType<typeof intake>) => report.table?.notes.map(({ kind }) => kind);
const line = (name: string, cell: (i: number) => string | number): string => [name, ...people.map(cell)].join(';');
const age = (i: number): number => 40 + ((i * 7) % 31);
const sex = (i: number): string => (i % 3 === 0 ? 'f' : 'm');
const potassium = (i: number): string => `${3 + (i % 3)}.${i % 10}`;

// Each patient was a column, and each variable a row of a patient who has no ECG.
describe('a table on its side', () => {
  const lines = [line('', (i) => i), line('Alter', age), line('Geschlecht', sex), line('K', potassium)];

  it('is turned, and that is said', () => {
    const result = intake({ tables: { 'a.csv': lines.join('\n') }, images: IMAGES });
    expect(notesOf(result)).toEqual(['turned']);
    expect(result.report.usable.pairs).toBe(ROWS);
    expect(columnOf(result, 'Geschlecht')).toMatchObject({ role: 'feature', type: 'binary' });
    expect(textsOf(result, 4)).toEqual(['44', 'm', '5.5']);
  });

  it('also below a title, and where the first line is a variable', () => {
    const titled = ['Ambulanz', ...lines].join('\n');
    expect(intake({ tables: { 'a.csv': titled }, images: IMAGES }).report.usable.pairs).toBe(ROWS);
    const files = line('Datei', (i) => `${i}.jpg`);
    const result = intake({ tables: { 'a.csv': [files, ...lines.slice(1)].join('\n') }, images: IMAGES });
    expect(result.report.pairing).toMatchObject({ method: 'column', keyColumn: 'Datei' });
  });

  it('stays as it lies where a visitor says that the first line holds the names', () => {
    const text = { header: 'names', separator: 'auto', decimal: 'auto', encoding: 'auto' } as const;
    const result = intake({ tables: { 'a.csv': lines.join('\n') }, images: IMAGES, settings: { text } });
    expect(result.report.columns).toHaveLength(ROWS + 1);
  });

  it.each([
    ['a summary', 'variable;n;mean;sd;min;max\nage;30;60;9;40;70\nsex;30;.3;.1;0;1\nK;30;4;.5;3;5'],
    ['patients by name', makeTable('name;age;sbp;dbp;hr;k', 8, (i) => `p${i} q;${age(i)};120;80;70;4`)],
    [
      'a list of variables',
      'variable;type;least;most;unit;label\nage;int;0;99;y;Age\nsex;text;;;;Sex\nK;float;2;8;mmol;K',
    ],
  ])('nothing else is turned: %s', (_, text) => {
    expect(notesOf(intake({ tables: { 'a.csv': text } }))).not.toContain('turned');
  });
});

// Laboratories export so; variable and value were learned as two columns.
describe('a table with one value a line', () => {
  const values = people.flatMap((i) => [
    [`${i}`, 'Alter', age(i), 'Jahre'],
    [`${i}`, 'Geschlecht', sex(i), ''],
    [`${i}`, 'Kalium', potassium(i), 'mmol/l'],
  ]);
  const table = (rows: readonly (readonly unknown[])[], header = 'Patient;Merkmal;Wert;Einheit'): string =>
    [header, ...rows.map((row) => row.join(';'))].join('\n');

  it('has a row a patient and a column a variable, and that is said', () => {
    const result = intake({ tables: { 'a.csv': table(values) }, images: IMAGES });
    expect(notesOf(result)).toEqual(['long']);
    expect(result.report.columns.map(({ name }) => name)).toEqual(['Patient', 'Alter', 'Geschlecht', 'Kalium']);
    expect(result.report.usable.pairs).toBe(ROWS);
    expect(textsOf(result, 0)).toEqual([String(age(1)), 'm', potassium(1)]);
  });

  it('a value that is there already is left out and named', () => {
    const result = intake({
      tables: { 'a.csv': table([...values, ['3', 'Kalium', '9.9', 'mmol/l']]) },
      images: IMAGES,
    });
    const [note] = result.report.table?.notes ?? [];
    expect(note).toEqual({ kind: 'said-twice', lines: [values.length + 2], count: 1 });
    expect(textsOf(result, 2).at(-1)).toBe(potassium(3));
  });

  it('keeps the visits of a patient apart, and what is the same in all lines of one', () => {
    const visits = [1, 2].flatMap((visit) =>
      values.map(([who, ...rest]) => [who, visit, `${String(who)}_${visit}.jpg`, ...rest]),
    );
    const images = people.flatMap((i) => [`${i}_1.jpg`, `${i}_2.jpg`]);
    const result = intake({ tables: { 'a.csv': table(visits, 'Patient;Visit;File;Item;Value;Unit') }, images });
    expect(result.report.usable).toMatchObject({ pairs: 2 * ROWS, patients: ROWS });
    expect(result.report.pairing.keyColumn).toBe('File');
  });

  it('a table whose lines hold more than that stays as it is', () => {
    const wide = makeTable('Patient;Test;Result;hr', ROWS, (i) => `${i + 1};${sex(i)};${potassium(i)};${60 + i}`);
    expect(notesOf(intake({ tables: { 'a.csv': wide }, images: IMAGES }))).toEqual([]);
  });
});

// What is measured once a patient stands in each of his rows, as his number does.
describe('a measurement in all rows of a patient', () => {
  const bnp = [812, 344, 1290, 77, 2045, 563, 1502, 98, 431, 3120];
  const rows = makeTable(
    'id;p1;hr',
    ROWS,
    (i) => `${101 + Math.floor(i / 3)};${bnp[Math.floor(i / 3)] ?? 0};${60 + ((i * 7) % 31)}`,
  );
  const images = people.map((i) => `${101 + Math.floor((i - 1) / 3)}_${i}.jpg`);
  const several = { pairing: { method: 'auto', orderConfirmed: false, several: 'all' } } as const;

  it('is learned beside a column that tells patients', () => {
    expect(columnOf(intake({ tables: { 'a.csv': rows }, images, settings: several }), 'p1')).toMatchObject({
      role: 'feature',
    });
  });

  it('may be their number where nothing else is', () => {
    const alone = rows.replace('id;', 'q;').replaceAll(/^\d+;/gmu, 'x;');
    expect(columnOf(intake({ tables: { 'a.csv': alone }, images }), 'p1')).toMatchObject({ role: 'id' });
  });
});
