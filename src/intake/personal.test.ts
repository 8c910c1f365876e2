import { describe, expect, it } from 'vitest';
import type { ColumnSetting } from '../core/table-schema.ts';
import { intake, makeTable, numberedImages } from './testing/files.ts';

const ROWS = 60;
const IMAGES = numberedImages(ROWS);
const PEOPLE = ['Anna Schmidt', 'Peter Müller', 'Jonas Weber', 'Eva Fischer', 'Karl Wagner', 'Lena Becker'];
const DOCTORS = ['Dr. H. Brandt', 'Dr. A. Vogel'];
const person = (i: number): string => PEOPLE[Math.floor(i / 10)] ?? '';
const age = (i: number): string => String(40 + ((i * 7) % 31));

// Several ECGs a patient, and doctors who read many: what repeats was no longer taken for personal.
describe('names that repeat', () => {
  const table = makeTable('image;q1;q2;q3;q4;age;mi', ROWS, (i) =>
    [
      `${i + 1}.jpg`,
      person(i),
      DOCTORS[i % 2],
      `+49 170 55501${10 + Math.floor(i / 10)}`,
      `F-${4711 + Math.floor(i / 5)}`,
      age(i),
      i % 2,
    ].join(';'),
  );
  const { report, prepared } = intake({ tables: { 'a.csv': table }, images: IMAGES });

  it('are neither learned nor shown', () => {
    expect(report.problem).toBeNull();
    expect(report.columns.filter(({ role }) => role === 'feature').map(({ name }) => name)).toEqual(['age', 'mi']);
    expect(JSON.stringify([report, prepared?.schema])).not.toMatch(/Schmidt|Brandt|5550|471/u);
  });

  it('tell patients apart, for the count and for the patients put aside', () => {
    expect(report.usable).toMatchObject({ patients: 12, patientColumn: 'q4' });
    const { train, holdout } = prepared?.split({ share: 0.3, seed: 1 }) ?? {};
    const of = (rows: readonly number[] | undefined): Set<number> => new Set(rows?.map((row) => Math.floor(row / 5)));
    expect([...of(train?.tableRows)].some((one) => of(holdout?.tableRows).has(one))).toBe(false);
  });

  it('by the name where there is no number', () => {
    const named = table.replaceAll(/F-\d+/gu, 'x');
    const found = intake({ tables: { 'a.csv': named }, images: IMAGES }).report;
    expect(found.usable).toMatchObject({ patients: 6 });
  });

  it('are learned only by somebody who was asked', () => {
    const feature: ColumnSetting = { name: 'q2', role: 'feature', type: 'binary', threshold: null };
    const role = (column: ColumnSetting): string | undefined =>
      intake({ tables: { 'a.csv': table }, images: IMAGES, settings: { columns: [column] } }).report.columns[2]?.role;
    expect(role(feature)).toBe('drop');
    expect(role({ ...feature, isCleared: true })).toBe('feature');
  });
});

describe('names in the names of pictures', () => {
  const names = Array.from({ length: 24 }, (_, i) => `${PEOPLE[i % 6]?.replace(' ', '_') ?? ''}_${i}`);
  const images = [...names.map((name) => `ecg/${name}.jpg`), 'ecg/Julia_Hoffmann_3.jpg', 'ecg/Schmidt_77.jpg'];

  it('are hidden where no cell holds them', () => {
    const files = Array.from({ length: 24 }, (_, i) => `ekg/${PEOPLE[i % 6]?.split(' ')[1] ?? ''}_ekg_${i + 1}.jpg`);
    const table = makeTable('nr;age;mi', 24, (i) => `${i + 1};${age(i)};${i % 2}`);
    const { report, listPairs } = intake({ tables: { 'a.csv': table }, images: files });
    expect(report.usable.pairs).toBe(24);
    expect(JSON.stringify([report, listPairs()])).not.toMatch(/Schmidt|Weber|Wagner/u);
    expect(listPairs()[0]?.picture).toBe('ekg/•••_ekg_1.jpg');
  });

  it('are hidden in small letters', () => {
    const small = names.map((name) => name.toLowerCase());
    const table = makeTable('key;age;mi', 24, (i) => `${small[i] ?? ''};${age(i)};${i % 2}`);
    const { report, prepared } = intake({ tables: { 'a.csv': table }, images: small.map((name) => `${name}.jpg`) });
    expect(report.usable.pairs).toBe(24);
    expect(JSON.stringify([report, prepared?.schema])).not.toMatch(/schmidt|weber|wagner/u);
  });

  it('are hidden where a column names the files', () => {
    const table = makeTable('file;age;mi', 24, (i) => `${names[i] ?? ''}.jpg;${age(i)};${i % 2}`);
    const { report } = intake({ tables: { 'a.csv': table }, images });
    expect(report.columns[0]).toMatchObject({ role: 'image', personal: true });
    expect(report.usable.pairs).toBe(24);
    expect(JSON.stringify(report)).not.toMatch(/Schmidt|Hoffmann|Julia/u);
  });

  it('are hidden in the list of pairs', () => {
    const byFile = makeTable('file;age;mi', 24, (i) => `${names[i] ?? ''}.jpg;${age(i)};${i % 2}`);
    const byName = makeTable('patient;age;mi', 24, (i) => `${names[i] ?? ''};${age(i)};${i % 2}`);
    for (const table of [byFile, byName]) {
      const lines = intake({ tables: { 'a.csv': table }, images }).listPairs();
      expect(lines).toHaveLength(24);
      expect(lines[3]).toMatchObject({ line: 5, picture: 'ecg/•••_•••_3.jpg' });
      expect(JSON.stringify(lines)).not.toMatch(/Schmidt|Eva|Fischer/u);
    }
    const open = makeTable('file;age;mi', 60, (i) => `${i + 1}.jpg;${age(i)};${i % 2}`);
    expect(intake({ tables: { 'a.csv': open }, images: IMAGES }).listPairs()[1]).toEqual({
      line: 3,
      key: '2.jpg',
      picture: IMAGES[1],
      found: 'path',
    });
  });

  it('are hidden where a row is left over for the folder', () => {
    const table = makeTable('file;age;mi', 24, (i) => `2019/${names[i] ?? ''}.jpg;${age(i)};${i % 2}`);
    const { report } = intake({ tables: { 'a.csv': table }, images: names.map((name) => `2020/${name}.jpg`) });
    expect(report.pairing.leftOver).toHaveLength(24);
    expect(report.pairing.leftOver[0]).toMatchObject({ row: 0, why: 'folders' });
    expect(JSON.stringify(report)).not.toMatch(/Schmidt|Anna/u);
  });

  it('are hidden where the id is personal: the example only points to its place', () => {
    const table = makeTable('MRN;age;mi', 24, (i) => `${88_112_233 + i * 17};${age(i)};${i % 2}`);
    const files = Array.from({ length: 24 }, (_, i) => `ecg_${88_112_233 + (23 - i) * 17}.jpg`);
    const { report } = intake({ tables: { 'a.csv': table }, images: [...files, 'ecg_88112233b.jpg'] });
    expect(report.pairing).toMatchObject({ method: 'name', keyColumn: 'MRN', example: { row: 0, picture: 0 } });
    expect(JSON.stringify(report)).not.toMatch(/88112/u);
  });
});

describe('ids', () => {
  const column = (header: string, cell: (i: number) => string) => {
    const table = makeTable(`image;${header};age;mi`, ROWS, (i) => `${i + 1}.jpg;${cell(i)};${age(i)};${i % 2}`);
    return intake({ tables: { 'a.csv': table }, images: IMAGES }).report;
  };
  const scattered = (i: number): number => (i * 7919) % 60;

  it.each([
    ['RANDID', (i: number) => String(2448 + ((Math.floor(i / 3) * 7919) % 99_991))],
    ['SEQN', (i: number) => String(83_732 + 7 * i)],
    ['eid', (i: number) => String(1_000_015 + 4111 * scattered(i))],
    ['patientunitstayid', (i: number) => String(141_168 + 613 * scattered(i))],
    ['q1', (i: number) => String(3_012_457 + 1213 * scattered(i))],
    ['q1', (i: number) => String(500 + ((Math.floor(i / 3) * 77) % 401))],
    ['q1', (i: number) => `AB-${1000 + scattered(i)}`],
    ['q1', (i: number) => `F-${4711 + Math.floor(i / 5)}`],
    ['Unnamed: 0', (i: number) => String(2 * i + (i % 3))],
    ['', (i: number) => String(scattered(i) * 83)],
  ])('%s is not learned (%#)', (header, cell) => {
    expect(column(header, cell).columns[1]).toMatchObject({ role: 'id', texts: [], picture: { kind: 'none' } });
  });

  it.each([
    ['platelets', (i: number) => String(150_000 + scattered(i) * 5000)],
    ['bnp', (i: number) => String(20 + scattered(i) * 37)],
    ['thyroid', (i: number) => String(i % 3)],
    ['steps', (i: number) => String(3000 + scattered(i) * 151)],
    ['year', (i: number) => String(1990 + (i % 25))],
    ['age2', (i: number) => String(20 + i)],
  ])('%s is', (header, cell) => {
    expect(column(header, cell).columns[1]?.role).toBe('feature');
  });

  it('of rows tell no patients', () => {
    expect(column('Unnamed: 0', (i) => String(2 * i + (i % 3))).usable.patients).toBe(ROWS);
  });

  it('of many digits are compared as texts', () => {
    const long = (i: number): string => `900719925474099${30 + Math.floor(i / 2)}`;
    expect(column('patient_id', long).usable).toMatchObject({ patients: 30, patientColumn: 'patient_id' });
  });

  it('where one repeats, its rows are one patient’s, also beside another that is unique', () => {
    const table = makeTable('image;PatientNum;RANDID;age;mi', ROWS, (i) =>
      [`${i + 1}.jpg`, 55_012 + 9 * i, 2448 + Math.floor(i / 3) * 317, age(i), i % 2].join(';'),
    );
    const { report } = intake({ tables: { 'a.csv': table }, images: IMAGES });
    expect(report.usable).toMatchObject({ patients: 20, patientColumn: 'RANDID' });
  });
});

describe('names in the names of tables', () => {
  const table = (from: number): string =>
    makeTable('patient;age;file', 24, (i) => `Zzyzx ${PEOPLE[i % 6] ?? ''};${age(i + from)};${i + 1}.jpg`);
  const tables = { 'Anna Schmidt.csv': table(0), 'Peter Müller.csv': table(1), 'Zzyzx.csv': table(2) };

  it('are hidden, and each can still be told from the others and chosen', () => {
    const several = intake({ tables, images: IMAGES });
    expect(several.report.problem?.code).toBe('several-tables');
    expect(JSON.stringify(several.report)).not.toMatch(/Schmidt|Müller/u);
    expect(new Set(several.report.tables).size).toBe(3);
    const [first = ''] = several.report.tables;
    expect(several.tables.get(first)).toBe('Anna Schmidt.csv');

    // What only a cell of this table tells to be a name.
    const { report } = intake({ tables, images: IMAGES, settings: { ...several.report.settings, table: 'Zzyzx.csv' } });
    expect(report.problem).toBeNull();
    expect(report.settings.table).toBe(report.table?.path);
    expect(JSON.stringify(report)).not.toMatch(/Schmidt|Müller|Zzyzx/u);
  });

  it('are hidden in errors', () => {
    const { report } = intake({ tables: { 'Anna Schmidt.csv': 'a;b' }, images: IMAGES });
    expect(report.problem).toMatchObject({ code: 'table-header-only', params: { file: '••• •••.csv' } });
  });
});
