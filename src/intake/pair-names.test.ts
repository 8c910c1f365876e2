/** Names of pictures and names in tables as they are in the wild: the right picture for the right row, or none. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../core/app-error.ts';
import type { Pairing, PairingChoice } from '../core/data-report.ts';
import type { PairingColumn } from './claim-pictures.ts';
import { pairRows } from './pair-rows.ts';
import { pairingColumn } from './testing/pairing-column.ts';

function pair(
  columns: readonly PairingColumn[],
  images: readonly string[],
  choice: Partial<PairingChoice> = {},
): Pairing {
  const rows = columns[0]?.cells.length ?? 0;
  return pairRows({
    rows,
    columns,
    images,
    choice: { method: 'auto', orderConfirmed: false, several: 'first', ...choice },
  });
}

const numbers = Array.from({ length: 24 }, (_, i) => i + 1);
const pad = (i: number, width: number): string => String(i).padStart(width, '0');
const image = (cells: readonly string[]): PairingColumn => pairingColumn('image', cells);
const id = (cells: readonly string[]): PairingColumn => pairingColumn('id', cells);

/** "cell = picture", in the order of the rows. */
function said({ pairs }: Pairing, cells: readonly string[], images: readonly string[]): string[] {
  return pairs.map(({ row, image: at }) => `${cells[row]} = ${images[at]}`);
}

type Case = [what: string, column: PairingColumn['role'], cell: (i: number) => string, file: (i: number) => string];

const cases: Case[] = [
  ['decimals that a blank cell made', 'id', (i) => `${20_000 + 3 * i}.0`, (i) => `${20_000 + 3 * i}.jpg`],
  ['decimals with a comma', 'id', (i) => `${500 + i},00`, (i) => `ecg_${500 + i}.png`],
  ['thousands', 'id', (i) => `71 ${pad(i, 3)}`, (i) => `71${pad(i, 3)}.jpg`],
  ['powers of ten', 'id', (i) => `1.01${pad(i, 2)}E+4`, (i) => `101${pad(i, 2)}.jpg`],
  ['decimals before the ending', 'image', (i) => `${3100 + i}.0.png`, (i) => `${3100 + i}.png`],
  ['seventeen digits', 'id', (i) => `900719925474099${pad(i, 2)}`, (i) => `p900719925474099${pad(i, 2)}_1.jpg`],
  ['an id with points', 'id', (i) => `2.25.${700 + i}.1`, (i) => `2.25.${700 + i}.1.jpeg`],
  ['a record’s path', 'image', (i) => `rec500/0${i % 3}/${pad(i, 5)}_hr`, (i) => `${pad(i, 5)}_hr-0.png`],
  ['a counter behind the name', 'image', (i) => `AF(${i}).png`, (i) => `AF (${i}).png`],
  ['copies of a German Windows', 'image', (i) => `ekg${i}.jpg`, (i) => `ekg${i} - Kopie.jpg`],
  ['copies of a Russian Windows', 'image', (i) => `экг ${i}.jpg`, (i) => `экг ${i} — копия.jpg`],
  ['pages of a PDF', 'image', (i) => `Report_${i}.pdf`, (i) => `Report_${i}-page-1.png`],
  ['an address of the web', 'image', (i) => `file:///C:/ECG%20${i}.jfif`, (i) => `ECG ${i}.jfif`],
  ['a hyphen more', 'image', (i) => `K00${pad(i, 2)}7`, (i) => `K00${pad(i, 2)}-7.jpg`],
  ['marks in other places', 'image', (i) => `Trace-${pad(i, 3)}.bmp`, (i) => `trace_${i}.bmp`],
  [
    'full-width digits',
    'image',
    (i) => `心電図${String.fromCodePoint(0xff10 + (i % 10))}${pad(i, 2)}.png`,
    (i) => `心電図${i % 10}${pad(i, 2)}.png`,
  ],
  ['another folder', 'image', (i) => `D:\\archive\\ecg\\e${i}.jpg`, (i) => `pictures/e${i}.jpg`],
];

describe('names are compared by what they say', () => {
  it.each(cases)('%s', (_, role, cell, file) => {
    const cells = numbers.map(cell);
    // Sorted order would be wrong.
    const images = numbers.map(file).toReversed();
    const pairing = pair([pairingColumn(role, cells, 'column')], images);
    expect(said(pairing, cells, images)).toEqual(cells.map((text, row) => `${text} = ${file(row + 1)}`));
    expect(pairing).toMatchObject({
      rowsWithoutImage: [],
      imagesWithoutRow: [],
      leftOver: [],
      needsConfirmation: false,
    });
  });

  it('a row whose picture is missing does not take that of another', () => {
    for (const [, role, cell, file] of cases) {
      const cells = numbers.map(cell);
      const images = numbers.map(file).slice(3);
      const pairing = pair([pairingColumn(role, cells, 'column')], images);
      expect(said(pairing, cells, images)).toEqual(cells.slice(3).map((text, i) => `${text} = ${file(i + 4)}`));
    }
  });

  it('numbers that have lost digits name nothing', () => {
    const cells = ['1.23457E+11', '1.23458E+11', '1.0000E+05'];
    const images = ['123457000000.jpg', '123458000000.jpg', '100000.jpg'];
    expect(pair([id(cells)], images).pairs).toEqual([]);
  });

  it('“007” and “7” are two where both are there', () => {
    const cells = ['007', '7', '12'];
    const images = ['p7.jpg', 'p007.jpg', 'p12.jpg'];
    expect(said(pair([id(cells)], images), cells, images)).toEqual(['007 = p007.jpg', '7 = p7.jpg', '12 = p12.jpg']);
    const one = ['p07.jpg', 'p12.jpg'];
    expect(said(pair([id(cells)], one), cells, one)).toEqual(['12 = p12.jpg']);
  });

  it('the visit of a patient who is in no row is not another patient’s picture', () => {
    const cells = ['1', '2', '3', '4'];
    const images = ['p1_1.jpg', 'p2_1.jpg', 'p4_1.jpg', 'p12_3.jpg'];
    const pairing = pair([id(cells)], images);
    expect(said(pairing, cells, images)).toEqual(['1 = p1_1.jpg', '2 = p2_1.jpg', '4 = p4_1.jpg']);
    expect(pairing.imagesWithoutRow).toEqual(['p12_3.jpg']);
  });
});

describe('folders', () => {
  const years = (...folders: string[]): string[] =>
    folders.flatMap((folder) => [1, 2, 3].map((i) => `${folder}/${i}.jpg`));

  it.each([
    ['years', years('2019', '2020'), years('2020')],
    ['hospitals', years('north', 'south'), years('data/south')],
    ['below others', years('ecg/2019/scan', 'ecg/2020/scan'), years('x/2020/scan').concat(years('ecg/2021/scan'))],
  ])('%s: an exact path wins, a contradicting folder leaves rows over and says so', (_, cells, images) => {
    for (const order of [cells, cells.toReversed()]) {
      const pairing = pair([image(order)], images);
      for (const { row, image: at } of pairing.pairs) {
        expect(images[at]?.split('/').slice(-2)).toEqual(order[row]?.split('/').slice(-2));
      }
      expect(pairing.leftOver.length).toBe(pairing.rowsWithoutImage.length);
      expect(pairing.needsConfirmation).toBe(false);
    }
  });

  it('one year in the table, another in the folder', () => {
    const pairing = pair([image(years('2019'))], years('2020'));
    expect(pairing).toMatchObject({ pairs: [], needsConfirmation: false });
    expect(pairing.leftOver.map(({ why }) => why)).toEqual(['folders', 'folders', 'folders']);
  });

  it('a bare name that two rows could mean is nobody’s', () => {
    const pairing = pair([image(years('2019', '2020'))], ['1.jpg', '2.jpg', '3.jpg']);
    expect(pairing.pairs).toEqual([]);
    expect(pairing.leftOver.map(({ why }) => why)).toEqual(Array(6).fill('contested'));
    expect(pairing.imagesWithoutRow).toEqual(['1.jpg', '2.jpg', '3.jpg']);
  });

  it('a bare name that is in two folders is none of them', () => {
    const pairing = pair([image(['1.jpg', '2.jpg'])], ['a/1.jpg', 'b/1.jpg', 'a/2.jpg']);
    expect(pairing.pairs).toEqual([{ row: 1, image: 2, found: 'name' }]);
    expect(pairing.leftOver).toEqual([{ row: 0, why: 'several', path: 'a/1.jpg' }]);
  });

  it('a copy belongs to the row that names no other folder', () => {
    const cells = ['2019/1.jpg', '1.jpg'];
    expect(said(pair([image(cells)], ['1 - Copy.jpg']), cells, ['1 - Copy.jpg'])).toEqual(['1.jpg = 1 - Copy.jpg']);
  });

  it('folders copied into one', () => {
    const cells = ['a/1.jpg', 'a/2.jpg', 'b/3.jpg'];
    expect(pair([image(cells)], ['all/1.jpg', 'all/2.jpg', 'all/3.jpg']).pairs).toHaveLength(3);
  });
});

it('two pictures that a row may mean are told, whatever the choice', () => {
  const pairing = pair([image(['a.pdf', 'b.pdf'])], ['a_page1.png', 'a_page2.png', 'b_page1.png']);
  expect(pairing.extraImages).toEqual([{ row: 0, kept: 'a_page1.png', others: ['a_page2.png'] }]);
});

describe('sorted order', () => {
  const images = ['scan_1.jpg', 'scan_2.jpg', 'scan_3.jpg'];
  it.each([
    ['names in another order', image(['trace_c.jpg', 'trace_a.jpg', 'trace_b.jpg'])],
    ['names of other pictures', image(['scan_2.jpg', 'scan_9.jpg', 'scan_1.jpg'])],
    ['the same numbers elsewhere', id(['ecg 2', 'ecg 3', 'ecg 1'])],
  ])('is neither offered nor done against %s', (_, column) => {
    expect(pair([column], images)).toMatchObject({ needsConfirmation: false, orderAgainst: column.name });
    expect(() => pair([column], images, { method: 'order', orderConfirmed: true })).toThrow(
      new AppError('pairing-order-against', { column: column.name }),
    );
  });

  it('is offered where names say nothing', () => {
    const column = image(['first.jpg', 'second.jpg', 'third.jpg']);
    expect(pair([column], images)).toMatchObject({ needsConfirmation: true, orderAgainst: null });
  });
});

describe('whatever the names', () => {
  const folder = fc.constantFrom('', '2019/', '2020/', 'a/2019/', 'north/', 'x/');
  const base = fc.constantFrom(
    '1',
    '01',
    '2',
    '12',
    '1-0',
    'ecg_1',
    'ecg 1',
    'ecg_1 (1)',
    'ecg_12',
    'ecg_1_page2',
    '1.0',
  );
  const ending = fc.constantFrom('', '.jpg', '.png', '.jpg');
  const name = fc.tuple(folder, base, ending).map((parts) => parts.join(''));
  const file = fc.tuple(folder, base, fc.constantFrom('.jpg', '.png')).map((parts) => parts.join(''));
  const role = fc.constantFrom('image' as const, 'id' as const);
  const given = fc.record({
    cells: fc.uniqueArray(name, { minLength: 1, maxLength: 10 }),
    images: fc.uniqueArray(file, { maxLength: 10 }),
    role,
  });

  it('another order of the rows gives the same pairs', () => {
    fc.assert(
      fc.property(given, fc.array(fc.nat(), { minLength: 10, maxLength: 10 }), (table, by) => {
        const { cells, images } = table;
        const mixed = cells.toSorted((a, b) => (by[cells.indexOf(a)] ?? 0) - (by[cells.indexOf(b)] ?? 0));
        const pairs = (order: readonly string[]): string[] =>
          said(pair([pairingColumn(table.role, order, 'column')], images), order, images).toSorted();
        expect(pairs(mixed)).toEqual(pairs(cells));
      }),
      { numRuns: 200 },
    );
  });

  it('no row has a picture whose name another row states', () => {
    fc.assert(
      fc.property(given, ({ cells, images }) => {
        for (const { row, image: at } of pair([image(cells)], images).pairs) {
          const path = images[at] ?? '';
          if (cells[row] === path) continue;
          expect(cells).not.toContain(path);
          // A bare name states its picture where there is only one of it, unless the row names the folder as well.
          const bare = path.slice(path.lastIndexOf('/') + 1);
          const isOnly = images.filter((other) => other === bare || other.endsWith(`/${bare}`)).length === 1;
          const isPath = path.endsWith(`/${cells[row]}`) || cells[row]?.endsWith(`/${path}`) === true;
          if (isOnly && !isPath) expect(cells.filter((cell) => cell === bare)).toEqual([]);
        }
      }),
      { numRuns: 200 },
    );
  });
});
