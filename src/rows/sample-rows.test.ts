import { describe, expect, it } from 'vitest';
import { fitRows } from './fit-rows.ts';
import { RowSampler } from './sample-rows.ts';
import type { RowTable } from './row-table.ts';
import { codesOf, numbersOf, patients } from './testing/planted.ts';

const model = fitRows(patients(600, 1), { seed: 1 });
const at = (name: string): number => model.columns.findIndex((column) => column.name === name);
const mean = (values: ArrayLike<number>): number =>
  Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;

describe('row i', () => {
  it('depends on model, seed and i alone', () => {
    const sampler = new RowSampler(model, { seed: 4 });
    const whole = sampler.draw(0, 50).table;
    const later = new RowSampler(model, { seed: 4 }).draw(30, 20).table;
    for (const [i, column] of later.columns.entries()) {
      const own = whole.columns[i];
      expect(column.kind === 'number' ? column.values : column.codes).toEqual(
        own?.kind === 'number' ? own.values.slice(30) : own?.codes.slice(30),
      );
    }
    expect(sampler.draw(0, 50)).toEqual(new RowSampler(model, { seed: 4 }).draw(0, 50));
    expect(new RowSampler(model, { seed: 5 }).draw(0, 50).table).not.toEqual(whole);
  });

  it('also under conditions', () => {
    const conditions = {
      fix: [{ column: at('disease'), value: 1 }],
      shares: [{ column: at('smokes'), value: 1, share: 0.7 }],
    };
    const make = () => new RowSampler(model, { seed: 4, conditions });
    expect(make().draw(10, 5).table).toEqual(
      (({ table }) => ({
        ...table,
        rows: 5,
        columns: table.columns.map((column) =>
          column.kind === 'number'
            ? { ...column, values: column.values.slice(10) }
            : { ...column, codes: column.codes.slice(10) },
        ),
      }))(make().draw(0, 15)),
    );
  });
});

describe('conditions', () => {
  const plain = new RowSampler(model, { seed: 4 }).draw(0, 20_000).table;

  it('a fixed answer: the rest is as in rows that happen to have it', () => {
    const sampler = new RowSampler(model, { seed: 4, conditions: { fix: [{ column: at('disease'), value: 1 }] } });
    const { table } = sampler.draw(0, 3000);
    expect(codesOf(table, 'disease').every((code) => code === 1)).toBe(true);
    const sick = [...codesOf(plain, 'disease').keys()].filter((row) => codesOf(plain, 'disease')[row] === 1);
    expect(mean(numbersOf(table, 'age'))).toBeCloseTo(mean(sick.map((row) => numbersOf(plain, 'age')[row] ?? 0)), -0.5);
    expect(mean(codesOf(table, 'smokes'))).toBeCloseTo(mean(sick.map((row) => codesOf(plain, 'smokes')[row] ?? 0)), 1);
    expect(sampler.plan.acceptance).toBeCloseTo(sick.length / plain.rows, 1);
  });

  it('a fixed number, and one that hardly ever comes out', () => {
    const exact = new RowSampler(model, { seed: 4, conditions: { fix: [{ column: at('age'), value: 60 }] } });
    expect(exact.plan.nearness).toBe(0);
    expect(numbersOf(exact.draw(0, 50).table, 'age').every((age) => age === 60)).toBe(true);
    const rare = {
      fix: [
        { column: at('age'), value: 60 },
        { column: at('noise'), value: 50.1 },
        { column: at('pressure'), value: 131 },
      ],
    };
    const near = new RowSampler(model, { seed: 4, conditions: rare });
    expect(near.plan.nearness).toBeGreaterThan(0);
    expect(numbersOf(near.draw(0, 20).table, 'pressure').every((value) => value === 131)).toBe(true);
  });

  it('a fixed blank', () => {
    const { table } = new RowSampler(model, {
      seed: 4,
      conditions: { fix: [{ column: at('marker'), value: null }] },
    }).draw(0, 200);
    expect(numbersOf(table, 'marker').every(Number.isNaN)).toBe(true);
    expect(mean(codesOf(table, 'disease'))).toBeLessThan(mean(codesOf(plain, 'disease')));
  });

  it('two wanted shares at once', () => {
    const shares = [
      { column: at('disease'), value: 1, share: 0.5 },
      { column: at('smokes'), value: 1, share: 0.8 },
    ];
    const sampler = new RowSampler(model, { seed: 4, conditions: { shares } });
    const { table } = sampler.draw(0, 4000);
    expect(sampler.plan.shares).toBe('rejection');
    expect(mean(codesOf(table, 'disease'))).toBeCloseTo(0.5, 1);
    expect(mean(codesOf(table, 'smokes'))).toBeCloseTo(0.8, 1);
  });

  it('shares of several values of one column, which may leave nothing for the others', () => {
    const values = [...new Set(numbersOf(plain, 'age'))].toSorted((a, b) => a - b).slice(20, 23);
    const shares = values.map((value, i) => ({ column: at('age'), value, share: [0.5, 0.3, 0.2][i] ?? 0 }));
    const { table } = new RowSampler(model, { seed: 4, conditions: { shares } }).draw(0, 1000);
    const ages = numbersOf(table, 'age');
    for (const { value, share } of shares) {
      expect(ages.filter((age) => age === value).length / 1000).toBeCloseTo(share, 1);
    }
    expect(ages.every((age) => values.includes(age))).toBe(true);
  });

  it('a wanted share is exact however rare the value is, and the rest is as in rows that have it', () => {
    const ages = numbersOf(plain, 'age');
    const rare = Math.max(...ages);
    const own = ages.filter((age) => age === rare).length / plain.rows;
    expect(own).toBeLessThan(0.02);
    const shares = [{ column: at('age'), value: rare, share: 0.5 }];
    const sampler = new RowSampler(model, { seed: 4, conditions: { shares } });
    const { table } = sampler.draw(0, 2000);
    const has = [...numbersOf(table, 'age').keys()].filter((row) => numbersOf(table, 'age')[row] === rare);
    // Four standard deviations of 2,000 tosses.
    expect(Math.abs(has.length - 1000)).toBeLessThan(90);
    expect(sampler.plan.acceptance).toBeCloseTo(1 / (0.5 / own + 0.5 / (1 - own)), 2);
    const pressure = (of: RowTable, row: number): number => numbersOf(of, 'pressure')[row] ?? 0;
    const old = [...ages.keys()].filter((row) => ages[row] === rare);
    expect(
      Math.abs(mean(has.map((row) => pressure(table, row))) - mean(old.map((row) => pressure(plain, row)))),
    ).toBeLessThan(5);
  });

  it('rows that are too rare to wait for have weights instead', () => {
    const conditions = {
      fix: [{ column: at('disease'), value: 0 }],
      shares: [{ column: at('age'), value: Math.max(...numbersOf(plain, 'age')), share: 0.5 }],
      where: [
        { columns: [at('noise')], test: (cell: (column: number) => number | null) => cell(at('noise')) === 50.1 },
      ],
    };
    const sampler = new RowSampler(model, { seed: 4, conditions });
    const { plan } = sampler;
    if (plan.shares === 'impossible') {
      expect(plan).toMatchObject({ acceptance: 0, tried: 400_000 });
      return;
    }
    expect(plan.shares).toBe('weights');
    const { weights, table } = sampler.draw(0, 20);
    expect(weights).toHaveLength(20);
    expect(codesOf(table, 'disease').every((code) => code === 0)).toBe(true);
  });

  it('a search finds the rows that fit, as they are without conditions', () => {
    const where = [
      { columns: [at('disease')], test: (cell: (column: number) => number | null) => cell(at('disease')) === 1 },
      {
        columns: [at('age'), at('smokes')],
        test: (cell: (column: number) => number | null) => (cell(at('age')) ?? 0) > 70 || cell(at('smokes')) === 1,
      },
    ];
    const sampler = new RowSampler(model, { seed: 4, conditions: { where } });
    const first = sampler.search(1000, 9000, 40);
    const { numbers, end, table } = sampler.search(first.end, 9000, 1e6);
    expect(first.numbers).toHaveLength(40);
    expect(first.end).toBe((first.numbers.at(-1) ?? 0) + 1);
    expect(end).toBe(9000);
    const fits = (row: number): boolean =>
      codesOf(plain, 'disease')[row] === 1 &&
      ((numbersOf(plain, 'age')[row] ?? 0) > 70 || codesOf(plain, 'smokes')[row] === 1);
    const expected = Array.from({ length: 8000 }, (_, i) => 1000 + i).filter(fits);
    expect([...first.numbers, ...numbers]).toEqual(expected);
    for (const column of table.columns) {
      const whole = plain.columns.find(({ name }) => name === column.name);
      const own = column.kind === 'number' ? column.values : column.codes;
      const all = whole?.kind === 'number' ? whole.values : whole?.codes;
      expect([...own], column.name).toEqual(numbers.map((row) => all?.[row]));
    }
  });

  it('what never occurs is said before a row is drawn', () => {
    const shares = [{ column: at('age'), value: 7, share: 0.5 }];
    expect(new RowSampler(model, { seed: 4, conditions: { shares } }).plan).toMatchObject({
      acceptance: 0,
      shares: 'impossible',
    });
  });

  it('a filter of one in thousands gives up early, and finds its rows', { timeout: 60_000 }, () => {
    const atLeast = (name: string, least: number) => ({
      columns: [at(name)],
      test: (cell: (column: number) => number | null) => (cell(at(name)) ?? 0) >= least,
    });
    const where = [atLeast('age', 78), atLeast('height', 186)];
    const sampler = new RowSampler(model, { seed: 4, conditions: { where } });
    const { table, tries, isComplete } = sampler.draw(0, 50);
    expect(isComplete).toBe(true);
    expect(tries).toBeGreaterThan(5000);
    expect(Math.min(...numbersOf(table, 'age'))).toBeGreaterThanOrEqual(78);
    expect(Math.min(...numbersOf(table, 'height'))).toBeGreaterThanOrEqual(186);
  });
});
