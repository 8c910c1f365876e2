/** Tables as other programs write them, from the file to the columns: each kind once. Made here, of made-up people. */
import { describe, expect, it } from 'vitest';
import { DEFAULT_DATA_SETTINGS } from '../core/data-report.ts';
import { NO_READING } from '../core/table-schema.ts';
import { runIntake, type IntakeResult } from './intake.ts';
import { columnOf, decode, intake, makeTable, names, numberedImages, textsOf } from './testing/files.ts';
import { shownNumber } from './workbook/cell-formats.ts';

type SheetCell = string | number;

function book(rows: readonly (readonly SheetCell[])[], isPercent: (column: number) => boolean): IntakeResult {
  const shown = (cell: SheetCell, column: number): string =>
    typeof cell === 'string' ? cell : shownNumber(cell, { kind: isPercent(column) ? 'percent' : 'plain' }, false);
  const sheet = {
    rows: rows.map((row) => row.map(shown)),
    numbers: rows.map((row) => Uint8Array.from(row, (cell) => Number(typeof cell === 'number'))),
  };
  return runIntake({
    source: 'files',
    tables: [{ path: 'a.xlsx', ...sheet }],
    images: numberedImages(rows.length - 1).map((path) => ({ path })),
    same: { exact: [], near: [] },
    rejected: [],
    settings: DEFAULT_DATA_SETTINGS,
    decode,
    names,
  });
}

describe('cells that a workbook shows as per cent', () => {
  const stenoses = Array.from({ length: 20 }, (_, i) => [0, 0.2, 0.6, 0.75, 0.9][i % 5] ?? 0);
  const rowsOf = (cell: (part: number, i: number) => SheetCell): SheetCell[][] => [
    ['picture', 'age', 'LAD stenosis'],
    ...stenoses.map((part, i) => [`${i + 1}.jpg`, 40 + ((7 * i) % 40), cell(part, i)]),
  ];
  const per = (part: number): string => `${100 * part}%`;

  it('are a stenosis in per cent, also beside texts that say so, as the same sheet saved as CSV', () => {
    const results = [
      book(
        rowsOf((part) => part),
        (column) => column === 2,
      ),
      book(
        rowsOf((part, i) => (i % 5 === 4 ? `${100 * part} %` : part)),
        (column) => column === 2,
      ),
      intake({
        tables: {
          'a.csv': rowsOf((part) => per(part))
            .map((row) => row.join(';'))
            .join('\n'),
        },
        images: numberedImages(20),
      }),
    ];
    for (const result of results) {
      expect(columnOf(result, 'LAD stenosis')).toMatchObject({ role: 'target', threshold: 50 });
      expect(columnOf(result, 'LAD stenosis').notes?.scales).toBeNull();
      expect(stenoses.map((_, i) => textsOf(result, i)[1])).toEqual(
        stenoses.map((part) => String(Number(part >= 0.5))),
      );
    }
  });

  it('are named where some have lost their format', () => {
    const result = book(
      rowsOf((part, i) => (i % 5 === 4 ? `${100 * part} %` : part)),
      () => false,
    );
    expect(columnOf(result, 'LAD stenosis').notes?.scales).toMatchObject({ parts: 12, percents: 4 });
  });
});

// Three ECGs a patient: a measurement that stays the same looked like his number, was hidden and told patients apart.
it.each(['weight', 'Körpergröße', 'холестерин', 'LVEDV (ml)', 'x kg', 'x'])(
  '%s is the same in all rows of a patient',
  (header) => {
    const values = [84, 112, 67, 73, 95, 101, 58, 77, 69, 88, 120, 63, 71, 93, 82, 66, 105, 79, 91, 61];
    const unit = header === 'x kg' ? ' kg' : '';
    const line = (i: number): string =>
      `${i + 1}.jpg;P-${1000 + 37 * Math.floor(i / 3)};${values[Math.floor(i / 3)]}${unit}`;
    const tables = { 'a.csv': makeTable(`picture;patient id;${header}`, 60, line) };
    const result = intake({ tables, images: numberedImages(60) });
    // A number that nothing is known of may be his.
    expect(columnOf(result, header).role).toBe(header === 'x' ? 'id' : 'feature');
    expect(result.report.usable).toMatchObject({ patients: 20 });
  },
);

it('times that go up from row to row are measured, and no numbers of patients', () => {
  const at = (i: number): string =>
    `${String(Math.floor((48 * i) / 60)).padStart(2, '0')}:${String((48 * i) % 60).padStart(2, '0')}`;
  const tables = { 'a.csv': makeTable('picture;age;arrived', 24, (i) => `${i + 1}.jpg;${40 + i};${at(i)}`) };
  const result = intake({ tables, images: numberedImages(24) });
  expect(columnOf(result, 'arrived')).toMatchObject({ role: 'feature', personal: false, type: 'integer' });
  expect(textsOf(result, 2)).toEqual(['42', '96']);
});

describe('texts that were protected from Excel', () => {
  const table = makeTable('="mrn";="age";sex;bmi', 20, (i) =>
    [
      `="${String(i + 1).padStart(3, '0')}"`,
      `="${40 + i}"`,
      `="${i % 3 === 0 ? 'M' : 'F'}"`,
      `"=""2${i % 10},5"""`,
    ].join(';'),
  );

  it('are what is inside, in names, ids and values', () => {
    const result = intake({
      tables: { 'a.csv': table },
      images: numberedImages(20).map((name) => name.padStart(7, '0')),
    });
    expect(result.report.pairing).toMatchObject({ method: 'name', keyColumn: 'mrn' });
    expect(result.prepared?.schema.columns.map(({ name, type }) => [name, type])).toEqual([
      ['age', 'integer'],
      ['sex', 'binary'],
      ['bmi', 'continuous'],
    ]);
    expect(textsOf(result, 3)).toEqual(['43', 'M', '23.5']);
  });

  it('are so in a workbook that they were copied into', () => {
    const rows = table
      .split('\n')
      .map((line) => line.split(';').map((cell) => cell.replace(/^"(.*)"$/u, '$1').replaceAll('""', '"')));
    const result = book(rows, () => false);
    expect(textsOf(result, 3)).toEqual(['43', 'M', '23.5']);
  });
});

describe('a column that lists codes', () => {
  const images = numberedImages(40);
  /** NORM in half of the rows, IMI in the others, SR in all, one code in two rows. */
  const codesOf = (i: number): string[] => [
    i % 2 === 0 ? 'NORM' : 'IMI',
    'SR',
    ...(i % 5 === 0 ? ['LVH'] : []),
    ...(i < 2 ? ['WPW'] : []),
  ];
  const FORMS: readonly (readonly [string, (codes: readonly string[]) => string])[] = [
    ['a dictionary of Python', (codes) => `{${codes.map((code) => `'${code}': 100.0`).join(', ')}}`],
    ['JSON', (codes) => `{${codes.map((code) => `""${code}"":100`).join(',')}}`],
    ['a list of Python', (codes) => `[${codes.map((code) => `'${code}'`).join(', ')}]`],
    ['a set', (codes) => `{${codes.map((code) => `'${code}'`).join(', ')}}`],
    ['a list without quotation marks', (codes) => `[${codes.join(', ')}]`],
  ];
  const tableOf = (form: (codes: readonly string[]) => string): string =>
    makeTable('picture;age;scp', 40, (i) => `${i + 1}.jpg;${40 + i};${i === 7 ? '' : `"${form(codesOf(i))}"`}`);

  it.each(FORMS)('is a column a frequent code: %s', (_, form) => {
    const result = intake({ tables: { 'a.csv': tableOf(form) }, images });
    expect(columnOf(result, 'scp')).toMatchObject({
      role: 'drop',
      reasons: ['code-list'],
      codes: ['NORM', 'IMI', 'LVH'],
    });
    expect(columnOf(result, 'scp').codeCounts?.map(({ text }) => text)).toEqual(['SR', 'NORM', 'IMI', 'LVH', 'WPW']);
    expect(result.prepared?.schema.columns.map(({ name, type }) => `${name} ${type}`)).toEqual([
      'age integer',
      'scp: NORM binary',
      'scp: IMI binary',
      'scp: LVH binary',
    ]);
    expect([0, 5].map((at) => textsOf(result, at).slice(1))).toEqual([
      ['1', '0', '1'],
      ['0', '1', '1'],
    ]);
    // A blank cell is not known.
    expect(columnOf(result, 'scp: LVH').missing).toBe(1);
  });

  it('has the columns that a visitor says, and none where he says so', () => {
    const setting = { name: 'scp', role: 'drop', type: 'categorical', threshold: null } as const;
    const tables = { 'a.csv': tableOf((codes) => `[${codes.join(', ')}]`) };
    const some = intake({ tables, images, settings: { columns: [{ ...setting, codes: ['WPW'] }] } });
    expect(some.prepared?.schema.columns.map(({ name }) => name)).toEqual(['age', 'scp: WPW']);
    const none = intake({ tables, images, settings: { columns: [{ ...setting, codes: [] }] } });
    expect(none.prepared?.schema.columns.map(({ name }) => name)).toEqual(['age']);
  });

  it('is so where codes are parted by a sign, in many different cells', () => {
    const snomed = ['426177001', '164889003', '59118001', '270492004', '164934002'];
    const result = intake({
      tables: {
        'a.csv': makeTable('picture;age;dx', 60, (i) => {
          const codes = snomed.filter((_, k) => ((i * 2_654_435_761) >>> (4 * k + 5)) % 3 === 0);
          return `${i + 1}.jpg;${40 + (i % 40)};${codes.length === 0 ? '10370003' : codes.join(',')}`;
        }),
      },
      images: numberedImages(60),
    });
    expect(columnOf(result, 'dx').codes).toEqual(expect.arrayContaining(snomed));
    expect(result.prepared?.schema.columns.length).toBeGreaterThanOrEqual(6);
  });

  it.each([
    [
      'names of people',
      'readers',
      (i: number) => `Smith, J.; ${['Miller, A.', 'Brown, K.', 'Jones, T.'][i % 3] ?? ''}`,
    ],
    ['grades of six', 'murmur', (i: number) => `${1 + (i % 5)}/6`],
    ['rooms with their beds', 'bed', (i: number) => `${101 + (i % 30)}-${20 + (i % 9)}`],
    ['numbers of documents', 'referral', (i: number) => `${100 + i}/24`],
    ['samples', 'lead', (i: number) => `[${i / 7}, ${i / 9}, ${i / 11}]`],
    ['remarks', 'remark', (i: number) => `patient ${i} felt well, took a walk, came back`],
    ['numbers with a comma', 'bmi', (i: number) => `2${i % 10},${i % 7}`],
  ])('is none: %s', (_, header, cell) => {
    const result = intake({
      tables: { 'a.csv': makeTable(`picture;age;${header}`, 40, (i) => `${i + 1}.jpg;${40 + i};"${cell(i)}"`) },
      images,
    });
    expect(columnOf(result, header).codes).toBeUndefined();
    expect(result.report.columns).toHaveLength(3);
  });
});

describe('a column with many groups', () => {
  const common = ['Myocardial infarction', 'Healthy control', 'Cardiomyopathy', 'Bundle branch block', 'Dysrhythmia'];
  const rare = [
    'Myocarditis',
    'Stable angina',
    'Syncope',
    'Palpitation',
    'Hypertrophy',
    'Fever',
    'Trauma',
    'Asthma',
    'Stroke',
  ];
  /** Common ones in six of seven rows, rare ones in the seventh. */
  const cell = (i: number): string => (i % 7 === 6 ? rare[Math.floor(i / 7) % 9] : common[i % 5]) ?? '';
  const tables = { 'a.csv': makeTable('picture;age;reason', 140, (i) => `${i + 1}.jpg;${40 + (i % 40)};${cell(i)}`) };
  const images = numberedImages(140);

  it('has the rare ones as one, said', () => {
    const result = intake({ tables, images });
    const column = columnOf(result, 'reason');
    expect(column).toMatchObject({ role: 'feature', type: 'categorical', distinct: 6, missing: 0 });
    expect(column.reading).toMatchObject({ join: { below: 5, as: 'other' } });
    expect(column.notes?.joined).toEqual({ groups: 9, count: 20, as: 'other' });
    expect(textsOf(result, 6)[1]).toBe('other');
    expect(textsOf(result, 5)[1]).toBe('Myocardial infarction');
    expect(JSON.stringify(result.prepared?.schema)).not.toContain('Syncope');
  });

  it('has them as a visitor says', () => {
    const setting = { name: 'reason', role: 'feature', type: 'categorical', threshold: null } as const;
    const read = (reading: object) =>
      intake({ tables, images, settings: { columns: [{ ...setting, reading: { ...NO_READING, ...reading } }] } });
    expect(columnOf(read({}), 'reason')).toMatchObject({ distinct: 14, notes: { joined: null } });
    expect(columnOf(read({ join: { below: 4, as: 'rest' } }), 'reason').distinct).toBe(6);
    expect(textsOf(read({ join: { below: 4, as: 'rest' } }), 6)[1]).toBe('rest');
  });

  it('calls them what the column calls others', () => {
    const other = { 'a.csv': tables['a.csv'].replaceAll('Fever', 'Прочее') };
    expect(columnOf(intake({ tables: other, images }), 'reason').reading.join?.as).toBe('Прочее');
  });

  it('is free text where hardly any is common', () => {
    const texts = makeTable(
      'picture;age;remark',
      140,
      (i) => `${i + 1}.jpg;${40 + (i % 40)};${i % 3 === 0 ? 'well' : `word${i % 47} again`}`,
    );
    expect(columnOf(intake({ tables: { 'a.csv': texts }, images }), 'remark')).toMatchObject({
      role: 'drop',
      reasons: ['free-text'],
    });
  });

  it('is nobody’s name: rare surnames do not hide behind others', () => {
    const surnames = [
      'Smith',
      'Johnson',
      'Brown',
      'Miller',
      'Davis',
      'Wilson',
      'Taylor',
      'Clark',
      'Moore',
      'Hall',
      'Allen',
      'Young',
      'King',
      'Wright',
    ];
    const texts = makeTable(
      'picture;age;x',
      140,
      (i) => `${i + 1}.jpg;${40 + (i % 40)};${surnames[i % 7 === 6 ? 5 + (Math.floor(i / 7) % 9) : i % 5] ?? ''}`,
    );
    expect(columnOf(intake({ tables: { 'a.csv': texts }, images }), 'x')).toMatchObject({
      personal: true,
      role: 'drop',
    });
  });
});

describe('what only looks like a number that was given', () => {
  const load = (header: string, cell: (i: number) => string): IntakeResult =>
    intake({
      tables: { 'a.csv': makeTable(`picture;age;${header}`, 60, (i) => `${i + 1}.jpg;${40 + (i % 40)};${cell(i)}`) },
      images: numberedImages(60),
    });

  it('is measured: blood pressure side by side, sizes with a unit, nearly all different', () => {
    const pressure = load('BP', (i) => `${110 + ((i * 17) % 50)}/${60 + ((i * 7) % 31)}`);
    expect(columnOf(pressure, 'BP')).toMatchObject({ role: 'drop', personal: false, reasons: ['two-numbers'] });
    expect(pressure.report.usable.patientColumn).toBeNull();
    expect(
      columnOf(
        load('bnp', (i) => `${50 + ((i * 379) % 911)} pg/mL`),
        'bnp',
      ).role,
    ).toBe('feature');
    expect(
      columnOf(
        load('bnp', (i) => String(150 + (((i === 31 ? 30 : i) * 379) % 911))),
        'bnp',
      ).role,
    ).toBe('feature');
    expect(
      columnOf(
        load('dose', (i) => `${25 * (1 + (i % 6))} mg/d`),
        'dose',
      ).type,
    ).toBe('integer');
  });

  it('is personal where the header says so: postcodes with zeros in front, names in any language', () => {
    expect(
      columnOf(
        load('plz', (i) => `0${1000 + i * 7}`),
        'plz',
      ).personal,
    ).toBe(true);
    expect(
      columnOf(
        load('نام بیمار', (i) => ['علی رضایی', 'مریم احمدی', 'رضا کریمی'][i % 3] ?? ''),
        'نام بیمار',
      ).personal,
    ).toBe(true);
  });
});
