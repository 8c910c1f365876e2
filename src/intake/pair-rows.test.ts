import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../core/app-error.ts';
import type { Pairing, PairingChoice } from '../core/data-report.ts';
import type { PairingColumn } from './claim-pictures.ts';
import { pairRows } from './pair-rows.ts';
import { pairingColumn } from './testing/pairing-column.ts';

interface Given {
  readonly images: readonly string[];
  readonly choice?: Partial<PairingChoice>;
}

function pairColumns(columns: readonly PairingColumn[], { images, choice = {} }: Given): Pairing {
  const rows = columns[0]?.cells.length ?? 0;
  return pairRows({
    rows,
    columns,
    images,
    choice: { method: 'auto', orderConfirmed: false, several: 'first', ...choice },
  });
}

const image = (...cells: string[]): PairingColumn => pairingColumn('image', cells);
const id = (...cells: string[]): PairingColumn => pairingColumn('id', cells);
const other = (...cells: string[]): PairingColumn => pairingColumn('other', cells);

function matched(pairing: Pairing, images: readonly string[]): (string | undefined)[] {
  return pairing.pairs.map((pair) => `${pair.row} ${images[pair.image]}`);
}

describe('by a column that names the picture', () => {
  it.each([
    ['as it is called', 'a.jpg'],
    ['without its ending', 'a'],
    ['with another ending', 'a.png'],
    ['in capitals', 'A.JPG'],
    ['with a folder', 'ecg/a.jpg'],
    ['with another folder', 'C:\\data\\a.jpg'],
    ['from here', './ecg/a.jpg'],
    ['with spaces', ' a.jpg '],
  ])('%s', (_, cell) => {
    const images = ['set/ecg/b.jpg', 'set/ecg/a.jpg'];
    const pairing = pairColumns([image(cell, 'b.jpg')], { images });
    expect(pairing).toMatchObject({ method: 'column', keyColumn: 'image' });
    expect(matched(pairing, images)).toEqual(['0 set/ecg/a.jpg', '1 set/ecg/b.jpg']);
  });

  it('Cyrillic names match in composed and decomposed form', () => {
    const images = ['Сергей.jpg'.normalize('NFD')];
    expect(pairColumns([image('Сергей.jpg'.normalize('NFC'))], { images }).pairs).toHaveLength(1);
  });

  it('of pictures called the same in every folder, by the column that says the folder', () => {
    const images = ['set/100/ecg1.jpg', 'set/100/ecg2.jpg', 'set/101/ecg1.jpg', 'set/101/ecg2.jpg'];
    const files = image('ecg1.jpg', 'ecg2.jpg', 'ecg1.jpg', 'ecg2.jpg');
    const inOrder = ['0 set/101/ecg1.jpg', '1 set/101/ecg2.jpg', '2 set/100/ecg1.jpg', '3 set/100/ecg2.jpg'];
    const folders = ['101.0', '101.0', '100.0', '100.0'];
    for (const column of [id(...folders), other(...folders)]) {
      expect(matched(pairColumns([column, other('7', '7', '8', '8'), files], { images }), images)).toEqual(inOrder);
    }
    const strangers = pairColumns([other('7', '7', '8', '8'), files], { images });
    expect(strangers.pairs).toEqual([]);
    expect(strangers.leftOver.map(({ why }) => why)).toEqual(['several', 'several', 'several', 'several']);
  });

  it('a row without picture, a picture without row, two rows with one picture: each is listed', () => {
    const images = ['a.jpg', 'b.jpg', 'c.jpg'];
    const pairing = pairColumns([image('a.jpg', 'x.jpg', 'a.jpg', '', 'b.jpg')], { images });
    expect(matched(pairing, images)).toEqual(['0 a.jpg', '4 b.jpg']);
    expect(pairing).toMatchObject({
      rowsWithoutImage: [1, 2, 3],
      imagesWithoutRow: ['c.jpg'],
      sharedImages: [{ path: 'a.jpg', rows: [0, 2] }],
      extraImages: [],
    });
  });

  it('a picture that the rows of two persons name is given to nobody, in any order of rows', () => {
    const images = ['a.jpg', 'b.jpg'];
    const rows = [
      ['a.jpg', '63'],
      ['b.jpg', '58'],
      ['a.jpg', '71'],
    ] as const;
    for (const order of [
      [0, 1, 2],
      [2, 1, 0],
    ]) {
      const cells = order.flatMap((i) => rows.slice(i, i + 1));
      const columns = [image(...cells.map(([name]) => name)), other(...cells.map(([, age]) => age))];
      const pairing = pairColumns(columns, { images });
      expect(matched(pairing, images)).toEqual(['1 b.jpg']);
      expect(pairing).toMatchObject({ rowsWithoutImage: [0, 2], imagesWithoutRow: ['a.jpg'], sharedImages: [] });
      expect(pairing.leftOver.map(({ row, why }) => `${row} ${why}`)).toEqual(['0 contested', '2 contested']);
    }
  });

  it('a picture that several rows of one person name is the first row’s', () => {
    const columns = [image('a.jpg', 'b.jpg', 'a.jpg'), id('7', '8', '7'), other('63', '58', '64')];
    expect(pairColumns(columns, { images: ['a.jpg', 'b.jpg'] })).toMatchObject({
      sharedImages: [{ path: 'a.jpg', rows: [0, 2] }],
      leftOver: [],
    });
  });

  it('a row that names one of two has it before a row that could have both', () => {
    const images = ['x/a.jpg', 'y/a.jpg'];
    const pairing = pairColumns([image('a', 'x/a.jpg')], { images });
    expect(matched(pairing, images)).toEqual(['0 y/a.jpg', '1 x/a.jpg']);
  });

  it('of two such columns, the one that names more', () => {
    const columns = [image('thumb1.png', 'thumb2.png'), { ...image('a.jpg', 'b.jpg'), name: 'ecg' }];
    expect(pairColumns(columns, { images: ['a.jpg', 'b.jpg'] })).toMatchObject({
      keyColumn: 'ecg',
      rowsWithoutImage: [],
    });
  });
});

describe('by an id in the file name', () => {
  it.each([
    ['zeros in front', ['7', '12'], ['ECG0007.jpg', 'ECG0012.jpg']],
    ['letters before', ['P-7', 'P-12'], ['p007_ecg.jpg', 'p012_ecg.jpg']],
    ['a visit behind', ['1', '2', '3'], ['patient1_2.jpg', 'patient2_2.jpg', 'patient3_2.jpg']],
    ['a date before', ['3', '12', '7'], ['2020_03_12_3.jpg', '2020_03_12_12.jpg', '2020_03_12_7.jpg']],
    ['a folder a patient', ['7', '12'], ['set1/patient007/ecg.jpg', 'set1/patient012/ecg.jpg']],
    ['one id within another', ['12', '12-3'], ['p12.jpg', 'p12-3.jpg']],
    [
      'a UUID',
      ['550e8400-e29b-41d4-a716-446655440000', '6ba7b810-9dad-11d1-80b4-00c04fd430c8'],
      ['550E8400-E29B-41D4-A716-446655440000.png', '6ba7b810-9dad-11d1-80b4-00c04fd430c8.png'],
    ],
  ])('%s', (_, ids, images) => {
    const pairing = pairColumns([id(...ids)], { images });
    expect(pairing).toMatchObject({ method: 'name', keyColumn: 'id' });
    expect(matched(pairing, images)).toEqual(ids.map((__, i) => `${i} ${images[i]}`));
  });

  it('the id that tells more patients apart is taken', () => {
    const patient = { ...id('p1', 'p1', 'p2'), name: 'patient' };
    const record = { ...id('s1', 's2', 's3'), name: 'record' };
    const images = ['p1_s1.jpg', 'p1_s2.jpg', 'p2_s3.jpg'];
    expect(pairColumns([patient, record], { images })).toMatchObject({ keyColumn: 'record', rowsWithoutImage: [] });
  });

  // Taking them one by one would be pairing by order, which only a visitor may decide.
  it('two rows and two pictures of one patient are not guessed', () => {
    const images = ['p1_a.jpg', 'p1_b.jpg', 'p2.jpg'];
    expect(pairColumns([id('p1', 'p1', 'p2')], { images })).toMatchObject({
      pairs: [
        { row: 0, image: 0 },
        { row: 2, image: 2 },
      ],
      rowsWithoutImage: [1],
      sharedImages: [{ path: 'p1_a.jpg', rows: [0, 1] }],
      extraImages: [{ row: 0, kept: 'p1_a.jpg', others: ['p1_b.jpg'] }],
    });
  });

  it('a column that is no id needs to match nearly everything', () => {
    const numbers = Array.from({ length: 20 }, (_, i) => String(40 + i));
    const all = numbers.map((n) => `ecg${n}.jpg`);
    const hundred = Array.from({ length: 100 }, (_, i) => `${i + 1}.jpg`);
    expect(pairColumns([other(...numbers)], { images: all })).toMatchObject({ method: 'name', keyColumn: 'other' });
    // Twenty different ages occur among a hundred numbered pictures by chance.
    expect(pairColumns([other(...numbers)], { images: hundred })).toMatchObject({ method: 'none', pairs: [] });
  });
});

describe('by order', () => {
  const images = ['ecg10.jpg', 'ecg9.jpg', 'ecg1.jpg'];
  const rows = [other('x', 'y', 'z')];

  it('never by itself', () => {
    expect(pairColumns(rows, { images })).toMatchObject({ method: 'none', pairs: [], needsConfirmation: true });
    expect(pairColumns(rows, { images, choice: { orderConfirmed: true } })).toMatchObject({ pairs: [] });
    expect(pairColumns(rows, { images, choice: { method: 'order' } })).toMatchObject({
      pairs: [],
      needsConfirmation: true,
    });
  });

  it('when confirmed: by natural sort of the names', () => {
    const pairing = pairColumns(rows, { images, choice: { method: 'order', orderConfirmed: true } });
    expect(matched(pairing, images)).toEqual(['0 ecg1.jpg', '1 ecg9.jpg', '2 ecg10.jpg']);
  });

  it('not with unequal counts', () => {
    expect(pairColumns(rows, { images: ['a.jpg'] })).toMatchObject({ needsConfirmation: false });
    const call = (): Pairing =>
      pairColumns(rows, { images: ['a.jpg'], choice: { method: 'order', orderConfirmed: true } });
    expect(call).toThrow(new AppError('pairing-order-count', { rows: 3, images: 1 }));
  });

  const twenty = other(...Array.from({ length: 20 }, (_, i) => `note ${'x'.repeat(i)}`));
  const numbered = (...gone: number[]): string[] =>
    Array.from({ length: 20 }, (_, i) => i + 1)
      .filter((n) => !gone.includes(n))
      .map((n) => `scan/ecg_${n}.jpg`);

  // One photograph that was lost must not be the end of it, and must not shift those behind it.
  it('of a numbered series in which some are missing: each to the row of its number, once that is confirmed', () => {
    const few = numbered(7, 20);
    const offer = pairColumns([twenty], { images: few });
    expect(offer).toMatchObject({
      pairs: [],
      needsConfirmation: true,
      order: {
        series: { first: 1, last: 20, missing: [7, 20] },
        examples: [
          { row: 0, path: 'scan/ecg_1.jpg', position: 0 },
          { row: 9, path: 'scan/ecg_10.jpg', position: 8 },
          { row: 18, path: 'scan/ecg_19.jpg', position: 17 },
        ],
      },
    });
    const pairing = pairColumns([twenty], { images: few, choice: { method: 'order', orderConfirmed: true } });
    expect(pairing.rowsWithoutImage).toEqual([6, 19]);
    expect(matched(pairing, few).slice(4, 8)).toEqual([
      '4 scan/ecg_5.jpg',
      '5 scan/ecg_6.jpg',
      '7 scan/ecg_8.jpg',
      '8 scan/ecg_9.jpg',
    ]);
  });

  it('of no series with too many gaps, other names among them, or numbers that leave open where it begins', () => {
    const isOffered = (given: readonly string[]): boolean => pairColumns([twenty], { images: given }).needsConfirmation;
    expect(isOffered(numbered(2, 3, 4, 5))).toBe(true);
    expect(isOffered(numbered(2, 3, 4, 5, 6))).toBe(false);
    expect(isOffered([...numbered(2, 3), 'scan/page_2.jpg'])).toBe(false);
    expect(isOffered([...numbered(2, 3), 'other/ecg_2.jpg'])).toBe(false);
    const from101 = (gone: number): string[] =>
      numbered(gone).map((name) => name.replace('_', '_1').replace(/_1(\d)\./u, '_10$1.'));
    expect(isOffered(from101(5))).toBe(true);
    expect(isOffered(from101(20))).toBe(false);
  });

  // A table of measurements is the one that order is needed for most.
  it('whatever is measured in decimals: such numbers occur in names by chance', () => {
    const creatinine = other(...Array.from({ length: 20 }, (_, i) => `${(7 * i) % 20},${i % 10}`));
    expect(pairColumns([creatinine], { images: numbered() })).toMatchObject({ needsConfirmation: true });
    expect(pairColumns([creatinine], { images: numbered(7) })).toMatchObject({ needsConfirmation: true });
  });

  it('shows three of the pairs before it is confirmed', () => {
    expect(pairColumns(rows, { images }).order).toEqual({
      series: null,
      examples: [
        { row: 0, path: 'ecg1.jpg', position: 0, cells: [] },
        { row: 1, path: 'ecg9.jpg', position: 1, cells: [] },
        { row: 2, path: 'ecg10.jpg', position: 2, cells: [] },
      ],
    });
  });
});

it('pairing by column needs one', () => {
  expect(() => pairColumns([id('1')], { images: [], choice: { method: 'column' } })).toThrow('pairing-column-missing');
});

// Nothing is dropped silently.
it('every row and every picture is matched once or listed', () => {
  const name = fc.stringMatching(/^[ab]{0,2}[0-3]{0,2}$/u);
  const role = fc.constantFrom('image' as const, 'id' as const, 'other' as const);
  const table = fc.integer({ min: 1, max: 8 }).chain((rows) =>
    fc.array(fc.record({ name, role, cells: fc.array(name, { minLength: rows, maxLength: rows }) }), {
      minLength: 1,
      maxLength: 3,
    }),
  );
  const paths = fc.uniqueArray(
    name.map((stem) => `${stem}.jpg`),
    { maxLength: 8 },
  );
  const method = fc.constantFrom('auto' as const, 'name' as const);
  fc.assert(
    fc.property(table, paths, method, (given, images, chosen) => {
      const columns = given.map((one) => pairingColumn(one.role, one.cells, one.name));
      const pairing = pairColumns(columns, { images, choice: { method: chosen } });
      const rows = columns[0]?.cells.length ?? 0;
      const pairedRows = pairing.pairs.map((pair) => pair.row);
      expect(pairedRows.toSorted((a, b) => a - b)).toEqual(pairedRows);
      expect([...pairedRows, ...pairing.rowsWithoutImage].toSorted((a, b) => a - b)).toEqual(
        Array.from({ length: rows }, (_, row) => row),
      );
      const listed = [
        ...pairing.pairs.map((pair) => images[pair.image] ?? ''),
        ...pairing.imagesWithoutRow,
        ...pairing.extraImages.flatMap(({ others }) => others),
      ];
      expect(listed.toSorted()).toEqual(images.toSorted());
      for (const { path, rows: sharing } of pairing.sharedImages) {
        expect(images).toContain(path);
        expect(sharing.length).toBeGreaterThan(1);
        expect(sharing.slice(1).every((row) => pairing.rowsWithoutImage.includes(row))).toBe(true);
      }
    }),
    { numRuns: 500 },
  );
});

it('rows whose pictures are all the same are not compared one by one', () => {
  // 20,000 rows × 5,000 pictures of one clinic would be 100 million comparisons.
  let looks = 0;
  const images = new Proxy(
    Array.from({ length: 5000 }, (_, i) => `clinic3_${i}.jpg`),
    {
      get(target, key): unknown {
        looks += 1;
        return Reflect.get(target, key) as unknown;
      },
    },
  );
  const cells = Array.from({ length: 20_000 }, () => 'clinic3');
  const pairing = pairColumns([id(...cells)], { images });
  expect(pairing.pairs).toHaveLength(1);
  expect(pairing.extraImages[0]?.others).toHaveLength(4999);
  expect(looks).toBeLessThan(500_000);
});

it('of several pictures of a row all are paired when asked for, each beside the same row', () => {
  const columns = [pairingColumn('id', ['7', '8', '9'])];
  const images = ['p7_b.jpg', 'p8.jpg', 'p7_a.jpg', 'p9.jpg'];
  const pair = (several: 'first' | 'all'): ReturnType<typeof pairRows> =>
    pairRows({ rows: 3, columns, images, choice: { method: 'auto', orderConfirmed: false, several } });
  expect(pair('first').pairs).toEqual([
    { row: 0, image: 2, found: 'id' },
    { row: 1, image: 1, found: 'id' },
    { row: 2, image: 3, found: 'id' },
  ]);
  expect(pair('all').pairs).toEqual([
    { row: 0, image: 2, found: 'id' },
    { row: 0, image: 0, found: 'id' },
    { row: 1, image: 1, found: 'id' },
    { row: 2, image: 3, found: 'id' },
  ]);
  // What was found is shown, so that a person can see whether it is right.
  expect(pair('all').example).toEqual({ file: 'p7_a.jpg', id: '7' });
});

// A folder of exports and scans: carts write the id inside, whoever scans into the name.
describe('ids inside some files and in the names of others', () => {
  const ids = ['K-101', 'K-102', 'K-103', 'K-104', 'K-105', 'K-106'];
  const hashId = (text: string): number => Number(/\d+/u.exec(text)?.[0]);
  const pairMixed = (insideOnes: number): Pairing => {
    const images = ids.map((text, i) => (i < insideOnes ? `export_${i}.xml` : `${text}.jpg`));
    return pairRows({
      rows: ids.length,
      columns: [id(...ids)],
      images,
      inside: images.map((_, i) => (i < insideOnes ? [101 + i] : [])),
      hashId,
      choice: { method: 'auto', orderConfirmed: false, several: 'first' },
    });
  };

  it.each([1, 2, 4, 5])('%s of 6 inside: every row finds its own', (insideOnes) => {
    const { pairs, imagesWithoutRow } = pairMixed(insideOnes);
    expect(pairs.map(({ row, image: at }) => [row, at])).toEqual(ids.map((_, i) => [i, i]));
    expect(pairs.map(({ found }) => found === 'inside')).toEqual(ids.map((_, i) => i < insideOnes));
    expect(imagesWithoutRow).toEqual([]);
  });
});
