import { describe, expect, it } from 'vitest';
import { Rng } from '../core/rng.ts';
import { holdOut } from './hold-out.ts';
import { intake, makeTable, numberedImages } from '../intake/testing/files.ts';
import { groupPatients } from './patients.ts';
import type { SplitRows } from './split-rows.ts';

const ROWS = 60;
/** Two ECGs a patient, and every tenth row without an id. */
const idOf = (i: number): string => (i % 10 === 9 ? '' : `P${Math.floor(i / 2)}`);
const lineOf = (i: number): string => `${i + 1}.jpg;${idOf(i)};${20 + i};${i % 2 === 0 ? 'm' : 'f'}`;
const HEADER = 'image;patient_id;age;sex';
const TABLE = makeTable(HEADER, ROWS, lineOf);

function split(table: string, share: number, seed: number, images = ROWS): SplitRows {
  const { prepared, report } = intake({ tables: { 'table.csv': table }, images: numberedImages(images) });
  if (prepared === null) throw new Error(JSON.stringify(report.problem));
  return prepared.split({ share, seed });
}

const shared = <T>(a: ReadonlySet<T>, b: ReadonlySet<T>): T[] => [...a].filter((value) => b.has(value));
const coding = (rows: SplitRows, name: string) => rows.schema.columns.find((column) => column.name === name)?.coding;

describe('patients put aside', () => {
  // One ECG of a patient on each side would make copying look like learning.
  it('are whole: no id on both sides, and rows without an id are patients of their own', () => {
    for (let seed = 0; seed < 20; seed++) {
      const { train, holdout } = split(TABLE, 0.3, seed);
      const ids = (rows: readonly number[]): Set<string> => new Set(rows.map(idOf).filter((id) => id !== ''));
      expect(shared(ids(train.tableRows), ids(holdout.tableRows))).toEqual([]);
      expect(shared(new Set(train.patients), new Set(holdout.patients))).toEqual([]);
      expect([...train.tableRows, ...holdout.tableRows].toSorted((a, b) => a - b)).toEqual(
        Array.from({ length: ROWS }, (_, i) => i),
      );
      // 30 numbered patients, six of whom have one ECG with an id and one without.
      expect(new Set(holdout.patients).size).toBe(Math.round(36 * 0.3));
    }
  });

  it('are the same for the same seed, and others for another', () => {
    expect(split(TABLE, 0.2, 1)).toEqual(split(TABLE, 0.2, 1));
    expect(split(TABLE, 0.2, 1).holdout.tableRows).not.toEqual(split(TABLE, 0.2, 2).holdout.tableRows);
  });

  it('are drawn evenly', () => {
    const { prepared } = intake({ tables: { 'table.csv': TABLE }, images: numberedImages(ROWS) });
    const drawn = Array.from(
      { length: 200 },
      (_, seed) => prepared?.split({ share: 0.25, seed }).holdout.tableRows ?? [],
    ).flat();
    const times = Array.from({ length: ROWS }, (_, row) => drawn.filter((one) => one === row).length);
    // 50 expected, with a standard deviation of 6.
    expect(Math.min(...times)).toBeGreaterThan(24);
    expect(Math.max(...times)).toBeLessThan(76);
  });

  it.each([
    ['by id', HEADER],
    ['without ids', HEADER.replace('patient_id', 'note')],
  ])('do not depend on the order of rows (%s)', (_, header) => {
    const order = [...new Rng(3, 900).permutation(ROWS)];
    const shuffled = makeTable(header, ROWS, (i) => lineOf(order[i] ?? 0));
    const one = split(makeTable(header, ROWS, lineOf), 0.2, 7).holdout.tableRows;
    const other = split(shuffled, 0.2, 7).holdout.tableRows.map((row) => order[row] ?? -1);
    expect(other.toSorted((a, b) => a - b)).toEqual(one);
  });

  it('are nobody at 0, and at least one patient above', () => {
    expect(split(TABLE, 0, 1).holdout.tableRows).toEqual([]);
    expect(split(TABLE, 0, 1).train.tableRows).toHaveLength(ROWS);
    expect(new Set(split(TABLE, 0.001, 1).holdout.patients).size).toBe(1);
  });

  it('leave enough to train on, or it is said', () => {
    const table = makeTable(HEADER, 12, lineOf);
    expect(() => split(table, 0.5, 1, 12)).toThrow(expect.objectContaining({ code: 'holdout-too-large' }) as Error);
  });
});

describe('the scale is fitted on the patients trained on', () => {
  it('so a value of a patient put aside lies beyond it, and stays what it is', () => {
    const rows = split(TABLE, 0.3, 4);
    const ages = rows.train.tableRows.map((row) => 20 + row);
    const range = { min: Math.min(...ages), max: Math.max(...ages) };
    expect(coding(rows, 'age')).toMatchObject(range);
    // Fitted before, the range would be that of everybody: some seed must show the difference.
    const fitted = Array.from({ length: 20 }, (_, seed) => coding(split(TABLE, 0.3, seed), 'age'));
    expect(fitted.some((one) => one?.kind === 'scale' && (one.min > 20 || one.max < 79))).toBe(true);
    const at = rows.schema.columns.find(({ name }) => name === 'age')?.offset ?? -1;
    rows.holdout.tableRows.forEach((row, i) => {
      const scaled = rows.holdout.rows[i * rows.schema.width + at] ?? Number.NaN;
      expect(scaled).toBeCloseTo((20 + row - range.min) / (range.max - range.min), 6);
    });
  });

  it('a text nobody trained on has counts as blank, and a blank takes the training patients’ fill', () => {
    // The rare value belongs to one patient; the other columns of that patient have a gap.
    const line = (i: number): string => `${i + 1}.jpg;P${i};${i === 5 ? '' : 20 + i};${i === 5 ? 'rare' : 'ab'[i % 2]}`;
    const table = makeTable('image;patient_id;age;kind', 40, line);
    const seed = Array.from({ length: 50 }, (_, s) => s).find((s) =>
      split(table, 0.3, s, 40).holdout.tableRows.includes(5),
    );
    const { schema, train, holdout } = split(table, 0.3, seed ?? -1, 40);
    const at = holdout.tableRows.indexOf(5);
    expect(coding({ schema, train, holdout, constant: [] }, 'kind')).toEqual({ kind: 'two', values: ['a', 'b'] });
    expect([...holdout.blanks.subarray(at * 2, at * 2 + 2)]).toEqual([1, 1]);
    expect(train.blanks.every((blank) => blank === 0)).toBe(true);
    const ages = train.tableRows.map((row) => 20 + row).toSorted((a, b) => a - b);
    const fill = Number(schema.columns[0]?.fill);
    expect(Math.abs(fill - (ages[Math.floor(ages.length / 2)] ?? 0))).toBeLessThanOrEqual(1);
    expect(holdout.rows[at * 2]).toBeCloseTo((fill - (ages[0] ?? 0)) / ((ages.at(-1) ?? 0) - (ages[0] ?? 0)), 6);
  });

  it('a column that no longer varies is named', () => {
    const line = (i: number): string => `${i + 1}.jpg;${20 + i};${i === 5 ? 1 : 0}`;
    const table = makeTable('image;age;rare', 40, line);
    const seed = Array.from({ length: 50 }, (_, s) => s).find((s) =>
      split(table, 0.3, s, 40).holdout.tableRows.includes(5),
    );
    expect(split(table, 0.3, seed ?? -1, 40).constant).toEqual(['rare']);
  });
});

describe('the column that tells patients apart', () => {
  const rowKeys = Array.from({ length: 40 }, (_, i) => String(i));
  const ids = (name: string, of: (i: number) => string | null) => ({ name, ids: rowKeys.map((_, i) => of(i)) });
  const record = ids('ecg_id', (i) => `e${i}`);
  const ward = ids('ward_id', (i) => `w${i % 3}`);
  const card = ids('card_no', (i) => `c${Math.floor(i / 2)}`);
  const patient = ids('Пациент', (i) => `p${Math.floor(i / 20)}`);

  it.each([
    ['the one called a patient’s, whatever it groups', [record, card, patient], 'Пациент', 2],
    ['else one that repeats as patients do', [record, ward, card], 'card_no', 20],
    ['none, where only records or wards are numbered', [record, ward], null, 40],
    ['none, without ids', [], null, 40],
  ])('%s', (_, columns, column, count) => {
    expect(groupPatients(columns, rowKeys)).toMatchObject({ column, count });
  });

  it('keeps blanks apart', () => {
    const { index, count } = groupPatients([ids('patient', (i) => (i < 4 ? null : 'same'))], rowKeys);
    expect(count).toBe(5);
    expect([...index.subarray(0, 6)]).toEqual([0, 1, 2, 3, 4, 4]);
  });

  it('an id and a row with the same text are two patients', () => {
    const { keys } = groupPatients([ids('patient', (i) => (i < 2 ? null : '0'))], rowKeys);
    expect(new Set(keys).size).toBe(3);
    expect(holdOut(groupPatients([], rowKeys), { share: 0.5, seed: 1 }).holdout).toHaveLength(20);
  });
});
