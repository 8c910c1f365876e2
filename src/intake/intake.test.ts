import type { FileLook } from '../core/file-look.ts';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_DATA_SETTINGS, type DataReport, type DataSettings, type RejectedFile } from '../core/data-report.ts';
import type { ColumnSetting } from '../core/table-schema.ts';
import { decode, intake, makeTable, names, numberedImages, utf8 } from './testing/files.ts';
import { runIntake } from './intake.ts';

const HEADER = 'image;age;sex;LAD_st';
const row = (i: number): string => `${i + 1}.jpg;${40 + ((i * 7) % 31)};${i % 2 === 0 ? 'm' : 'f'};${(i * 25) % 100}`;
const TABLE = makeTable(HEADER, 12, row);
const IMAGES = numberedImages(12);

function rejectedFile(path: string, reason: RejectedFile['reason'], looksLike: FileLook): RejectedFile {
  return { path, reason, looksLike };
}

function setting(name: string, change: Partial<ColumnSetting>): ColumnSetting {
  return { name, role: 'feature', type: 'integer', threshold: null, ...change };
}

describe('a good table with its pictures', () => {
  it('is ready, and every row is with its own picture', () => {
    const images = IMAGES.toReversed();
    const { report, prepared } = intake({ tables: { 'a.csv': TABLE }, images });
    expect(report.problem).toBeNull();
    expect(report.usable).toEqual({ pairs: 12, patients: 12, patientColumn: null, width: 3 });
    expect([...(prepared?.imageIndex ?? [])].map((i) => images[i])).toEqual(IMAGES);
    expect(prepared?.texts(3)).toEqual(['61', 'f', '1']);
    const rows = prepared?.split({ share: 0, seed: 1 }).train.rows;
    expect(rows).toHaveLength(36);
    expect(rows?.every((value) => value >= 0 && value <= 1)).toBe(true);
  });

  it('uses the first rows of a limit, and names what is constant among them', () => {
    const table = makeTable('image;age;late', 40, (i) => `${i + 1}.jpg;${i};${i < 30 ? 0 : 1}`);
    const { report, prepared } = intake({
      tables: { 'a.csv': table },
      images: numberedImages(40),
      settings: { limit: 20 },
    });
    expect(report.usable).toMatchObject({ pairs: 20, width: 1 });
    expect(report.pairing.pairs).toHaveLength(40);
    expect(report.columns[2]?.reasons).toContain('constant');
    expect(prepared?.imageIndex).toHaveLength(20);
  });

  it('a column that names the pictures by its numbers is an id and not learned', () => {
    const table = makeTable('study;age', 12, (i) => `${1001 + i};${40 + i}`);
    const images = Array.from({ length: 12 }, (_, i) => `${1001 + i}.jpg`);
    const { report, prepared } = intake({ tables: { 'a.csv': table }, images });
    expect(report.columns[0]).toMatchObject({ role: 'id', suggestedRole: 'id', reasons: ['record-id'] });
    expect(prepared?.schema.columns.map(({ name }) => name)).toEqual(['age']);
  });

  it('a yes/no column beside the per cents that it follows from is left out', () => {
    const table = makeTable('image;RCA_stenosis;RCA_ge50;MI', 12, (i) => {
      const percent = (i * 17) % 101;
      return `${i + 1}.jpg;${i === 4 ? '' : percent};${i === 4 ? '' : Number(percent >= 50)};${i % 2}`;
    });
    const { report } = intake({ tables: { 'a.csv': table }, images: IMAGES });
    expect(report.columns.map(({ role }) => role)).toEqual(['image', 'target', 'drop', 'feature']);
    expect(report.columns[2]?.reasons).toEqual(['derived-from-targets']);
  });

  it('a number of arteries is left out beside the arteries, but kept where it is all that is known of them', () => {
    const rolesOf = (other: string): (string | undefined)[] => {
      const table = makeTable(`image;vessels_involved;${other}`, 12, (i) => `${i + 1}.jpg;${i % 4};${i * 8}`);
      return intake({ tables: { 'a.csv': table }, images: IMAGES }).report.columns.map(({ role }) => role);
    };
    expect(rolesOf('LAD_stenosis')).toEqual(['image', 'drop', 'target']);
    expect(rolesOf('crp')).toEqual(['image', 'target', 'feature']);
  });
});

// One clear sentence each: the code is the sentence, the parameters say what and where.
describe('problems', () => {
  const problem = (report: DataReport): unknown => report.problem;
  const few = makeTable(HEADER, 3, row);
  const constant = makeTable('image;a;b', 12, (i) => `${i + 1}.jpg;5;x`);

  it.each([
    ['nothing', {}, 'no-files', {}],
    ['pictures without a table', { images: IMAGES }, 'no-table', {}],
    ['a table without pictures', { tables: { 'a.csv': TABLE } }, 'no-images', {}],
    [
      'an empty table',
      { rejected: [rejectedFile('a.csv', 'empty-file', 'empty')], images: IMAGES },
      'table-empty',
      { file: 'a.csv' },
    ],
    ['blank lines only', { tables: { 'a.csv': '\n\n' } }, 'table-empty', { file: 'a.csv' }],
    ['a header only', { tables: { 'a.csv': HEADER } }, 'table-header-only', { file: 'a.csv' }],
    ['one column', { tables: { 'a.csv': 'age\n1\n2' } }, 'table-one-column', { file: 'a.csv' }],
    [
      'zero bytes and hardly anything else',
      { tables: { 'a.csv': new Uint8Array(60).fill(59, 58).fill(65, 0, 2) } },
      'table-not-text',
      { file: 'a.csv', looksLike: 'binary' },
    ],
    [
      'a binary file called .csv',
      { rejected: [rejectedFile('a.csv', 'unsupported-file', 'binary')] },
      'table-not-text',
      { file: 'a.csv', looksLike: 'binary' },
    ],
    [
      'a workbook',
      { rejected: [rejectedFile('a.xlsx', 'unsupported-file', 'office-97')], images: IMAGES },
      'table-not-text',
      { file: 'a.xlsx', looksLike: 'office-97' },
    ],
    ['a broken archive', { rejected: [rejectedFile('a.zip', 'zip-broken', 'zip')] }, 'zip-broken', { file: 'a.zip' }],
    [
      'a table that cannot be read',
      { rejected: [rejectedFile('a.csv', 'unreadable', 'unreadable')] },
      'file-unreadable',
      { file: 'a.csv' },
    ],
    [
      'two tables',
      { tables: { 'a.csv': TABLE, 'b.csv': `${TABLE}\n` }, images: IMAGES },
      'several-tables',
      { files: ['a.csv', 'b.csv'] },
    ],
    [
      'a chosen table that is gone',
      { tables: { 'a.csv': TABLE, 'b.csv': `${TABLE}\n` }, settings: { table: 'c.csv' } },
      'several-tables',
      { files: ['a.csv', 'b.csv'] },
    ],
    ['three patients', { tables: { 'a.csv': few }, images: IMAGES }, 'too-few-pairs', { count: 3, minimum: 10 }],
    [
      'one patient',
      { tables: { 'a.csv': makeTable(HEADER, 1, row) }, images: IMAGES },
      'too-few-pairs',
      { count: 1, minimum: 10 },
    ],
    [
      'a limit of five',
      { tables: { 'a.csv': TABLE }, images: IMAGES, settings: { limit: 5 } },
      'too-few-pairs',
      { count: 5, minimum: 10 },
    ],
    ['constant columns only', { tables: { 'a.csv': constant }, images: IMAGES }, 'no-model-columns', {}],
    [
      'names that do not match, as many',
      { tables: { 'a.csv': TABLE }, images: IMAGES.map((_, i) => `trace${'abcdefghijkl'[i]}.jpg`) },
      'pairing-needs-confirmation',
      {},
    ],
    ['names that do not match, more', { tables: { 'a.csv': TABLE }, images: ['x.jpg'] }, 'no-pairs', {}],
    [
      'order with unequal counts',
      {
        tables: { 'a.csv': TABLE },
        images: ['x.jpg'],
        settings: { pairing: { method: 'order', orderConfirmed: true, several: 'first' } },
      },
      'pairing-order-count',
      { rows: 12, images: 1 },
    ],
    [
      'order without pictures',
      {
        tables: { 'a.csv': TABLE },
        settings: { pairing: { method: 'order', orderConfirmed: true, several: 'first' } },
      },
      'no-images',
      {},
    ],
    [
      'by column without one',
      {
        tables: { 'a.csv': 'a;b\n1;2' },
        images: IMAGES,
        settings: { pairing: { method: 'column', orderConfirmed: false, several: 'first' } },
      },
      'pairing-column-missing',
      {},
    ],
    [
      'an unknown column',
      { tables: { 'a.csv': TABLE }, images: IMAGES, settings: { columns: [setting('Age', {})] } },
      'column-unknown',
      { columns: ['Age'] },
    ],
    [
      'text as a number',
      { tables: { 'a.csv': TABLE }, images: IMAGES, settings: { columns: [setting('sex', {})] } },
      'column-not-numeric',
      { column: 'sex' },
    ],
    [
      'a threshold on text',
      {
        tables: { 'a.csv': TABLE },
        images: IMAGES,
        settings: { columns: [setting('sex', { type: 'binary', threshold: 5 })] },
      },
      'column-not-numeric',
      { column: 'sex' },
    ],
    [
      'two values of many',
      { tables: { 'a.csv': TABLE }, images: IMAGES, settings: { columns: [setting('age', { type: 'binary' })] } },
      'column-too-many-values',
      { column: 'age', count: 12, most: 2 },
    ],
    [
      'everything left out',
      {
        tables: { 'a.csv': TABLE },
        images: IMAGES,
        settings: { columns: ['age', 'sex', 'LAD_st'].map((name) => setting(name, { role: 'drop' })) },
      },
      'no-model-columns',
      {},
    ],
  ] as const)('%s', (_, given, code, params) => {
    const { report, prepared } = intake(given);
    expect(problem(report)).toEqual({ code, params });
    expect(prepared).toBeNull();
    // Whatever is wrong, nothing that was given is lost from the report.
    const { tables, images, rejected } = { tables: {}, images: [], rejected: [], ...given };
    expect(report.tables).toEqual(Object.keys(tables));
    expect(report.images).toMatchObject({ readable: images.length, rejected });
    if (report.table === null) expect(report.pairing.imagesWithoutRow).toHaveLength(images.length);
  });

  it.each([
    ['a copy of the same table', { 'a.csv': TABLE, 'x/a.csv': TABLE }, null],
    ['a text file beside a table', { 'README.txt': 'a;b\n1;2', 'a.csv': TABLE }, null],
    ['a chosen one', { 'a.csv': TABLE, 'b.csv': 'a;b\n1;2' }, 'a.csv'],
    ['a choice that is gone, one left', { 'a.csv': TABLE }, 'gone.csv'],
  ])('no question is asked: %s', (_, tables, table) => {
    const { report } = intake({ tables, images: IMAGES, settings: { table } });
    expect(report).toMatchObject({ problem: null, table: { path: 'a.csv' } });
  });

  it('one bad row costs one patient, and it is listed', () => {
    const { report } = intake({ tables: { 'a.csv': TABLE }, images: IMAGES.slice(1) });
    expect(report.problem).toBeNull();
    expect(report.pairing.rowsWithoutImage).toEqual([0]);
    expect(report.usable.pairs).toBe(11);
  });

  it('a decision is kept, reported and can be taken back', () => {
    const columns = [
      setting('age', { role: 'drop' }),
      setting('LAD_st', { type: 'binary', threshold: 70, role: 'target' }),
    ];
    const { report } = intake({ tables: { 'a.csv': TABLE }, images: IMAGES, settings: { columns } });
    expect(report.settings.columns).toEqual(columns);
    expect(report.columns[1]).toMatchObject({ role: 'drop', suggestedRole: 'feature' });
    expect(report.columns[3]).toMatchObject({
      threshold: 70,
      possibleTypes: expect.arrayContaining(['binary']) as unknown,
    });
  });
});

it('never throws, whatever the bytes and settings', () => {
  const text = fc.oneof(
    fc.uint8Array({ maxLength: 120 }),
    fc.stringMatching(/^[ab1\-,.;"\t|\r\n ]{0,80}$/u).map((csv) => Uint8Array.from(csv, (c) => c.charCodeAt(0))),
  );
  const columns = fc.array(
    fc.record({
      name: fc.constantFrom('a', 'b', '1', 'column 1'),
      role: fc.constantFrom('feature' as const, 'target' as const, 'id' as const, 'image' as const, 'drop' as const),
      type: fc.constantFrom('binary' as const, 'integer' as const, 'continuous' as const, 'categorical' as const),
      threshold: fc.option(fc.double(), { nil: null }),
    }),
    { maxLength: 2 },
  );
  const method = fc.constantFrom('auto' as const, 'column' as const, 'name' as const, 'order' as const);
  const limit = fc.option(fc.integer({ min: -3, max: 20 }), { nil: null });
  fc.assert(
    fc.property(text, columns, method, limit, fc.nat({ max: 3 }), (bytes, chosen, pairing, most, images) => {
      const { report } = runIntake({
        source: 'files',
        tables: [{ path: 'a.csv', bytes }],
        images: numberedImages(images).map((path) => ({ path })),
        same: { exact: [], near: [] },
        rejected: [],
        settings: {
          ...DEFAULT_DATA_SETTINGS,
          columns: chosen,
          pairing: { method: pairing, orderConfirmed: true, several: 'first' },
          limit: most,
        },
        decode,
        names,
      });
      expect(report.problem?.code).not.toBe('unexpected');
    }),
    { numRuns: 500 },
  );
});

// Half a set given twice looks like twice the patients, and a copy put aside would be no test at all.
describe('pictures that are there more than once', () => {
  const table = makeTable('image;age', 24, (i) => `${i + 1}.jpg;${40 + i}`);
  const same = { exact: [[0, 12]], near: [[1, 13, 14]] };
  const given = { tables: { 'a.csv': table }, images: numberedImages(24), same };

  it('are named, and used all the same unless said', () => {
    const { report } = intake(given);
    expect(report.images.same).toEqual({ exact: [['1.jpg', '13.jpg']], near: [['2.jpg', '14.jpg', '15.jpg']] });
    expect(report).toMatchObject({ usable: { pairs: 24 }, images: { leftOutSame: [] } });
  });

  it('are used once when asked for, and what is left out is named', () => {
    const { report } = intake({ ...given, settings: { sameOnce: true } });
    expect(report.usable.pairs).toBe(21);
    expect(report.images.leftOutSame).toEqual([
      { path: '13.jpg', sameAs: '1.jpg' },
      { path: '14.jpg', sameAs: '2.jpg' },
      { path: '15.jpg', sameAs: '2.jpg' },
    ]);
  });

  it('never come to lie on both sides of a split', () => {
    for (let seed = 0; seed < 20; seed++) {
      const split = intake(given).prepared?.split({ share: 0.4, seed });
      const aside = new Set(split?.holdout.imageIndex);
      for (const group of [...same.exact, ...same.near]) {
        expect(new Set(group.map((image) => aside.has(image))).size).toBe(1);
      }
    }
  });
});

// A table is read once for many settings: what decides how it is read must not be missed.
it('the same bytes are read anew when they are to be read otherwise', () => {
  const bytes = utf8(makeTable('image;age', 12, (i) => `${i + 1}.jpg;${40 + i}`));
  const look = (settings: Partial<DataSettings>) =>
    intake({ tables: { 'a.csv': bytes }, images: numberedImages(12), settings });
  const before = look({});
  const text = { ...before.report.settings.text, separator: ',' } as const;
  expect(before.report).toMatchObject({ problem: null, table: { format: { separator: ';' } } });
  expect(look({ text }).report.problem?.code).toBe('table-one-column');
  expect(look({})).toMatchObject({ report: before.report });
});
