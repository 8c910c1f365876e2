import { describe, expect, it } from 'vitest';
import { ruleText } from '../core/plausibility.ts';
import { Rng } from '../core/rng.ts';
import { fitRows } from './fit-rows.ts';
import { findRelations } from './find-relations.ts';
import { relationRules } from './relation-rules.ts';
import type { ColumnBlock, RowModel } from './row-model.ts';
import { takeTable, type RowTable } from './row-table.ts';
import { RowSampler } from './sample-rows.ts';
import { answerColumn, codesOf, numberColumn, numbersOf, patients, tableOf } from './testing/planted.ts';

const share = (codes: ArrayLike<number>, test: (code: number, row: number) => boolean): number =>
  Array.from(codes).filter((code, row) => test(code, row)).length / codes.length;

function draw(model: RowModel, rows: number, seed = 3): RowTable {
  return new RowSampler(model, { seed }).draw(0, rows).table;
}

function blockOf(model: RowModel, name: string): ColumnBlock {
  const block = model.blocks.find((one) => one.kind === 'column' && model.columns[one.column]?.name === name);
  if (block?.kind !== 'column') throw new Error(`no ${name}`);
  return block;
}

describe('a formula with exceptions', () => {
  const table = patients(600, 1, 0.02);
  const model = fitRows(table, { seed: 1 });
  const made = draw(model, 4000);

  it('is found, whatever the units, with its share of exceptions', () => {
    const { formula } = blockOf(model, 'bmi');
    expect(formula?.kind).toBe('product');
    expect(formula?.constant).toBe(10_000);
    expect(formula?.columns.map((column) => model.columns[column]?.name).sort()).toEqual(['height', 'weight']);
    expect(formula?.coefficients.toSorted()).toEqual([-2, 1]);
    expect(formula?.exceptions).toBeGreaterThan(0.008);
    expect(formula?.exceptions).toBeLessThan(0.035);
  });

  it('is recomputed in generated rows, which have the exceptions as often', () => {
    const bmi = numbersOf(made, 'bmi');
    const [height, weight] = [numbersOf(made, 'height'), numbersOf(made, 'weight')];
    const off = share(
      bmi,
      (value, row) => Math.abs(value - (weight[row] ?? 0) / ((height[row] ?? 1) / 100) ** 2) > 0.0501,
    );
    expect(off).toBeGreaterThan(0.005);
    expect(off).toBeLessThan(0.04);
  });

  it('does not show where there is none', () => {
    for (const name of ['noise', 'marker', 'pressure', 'age']) expect(blockOf(model, name).formula, name).toBeNull();
  });
});

describe('sums, counts, any of, orders', () => {
  const rng = new Rng(5, 961);
  const parts = Array.from({ length: 3 }, (_, i) => Array.from({ length: 400 }, () => rng.chance(0.1 + 0.1 * i)));
  const ldl = Array.from({ length: 400 }, () => Math.round((3 + rng.normal()) * 10) / 10);
  const hdl = Array.from({ length: 400 }, () => Math.round((1.3 + 0.3 * rng.normal()) * 10) / 10);
  const low = Array.from({ length: 400 }, () => 60 + 15 * rng.normal());
  const table = tableOf([
    ...parts.map((answers, i) => answerColumn(`infarct ${i}`, answers)),
    answerColumn('infarct', parts[0]?.map((_, row) => parts.some((part) => part[row] === true)) ?? []),
    numberColumn('vessels', parts[0]?.map((_, row) => parts.filter((part) => part[row] === true).length) ?? []),
    numberColumn('ldl', ldl, 1),
    numberColumn('hdl', hdl, 1),
    numberColumn(
      'total',
      ldl.map((value, i) => value + (hdl[i] ?? 0) + 0.5),
      1,
    ),
    numberColumn('diastolic', low),
    numberColumn(
      'systolic',
      low.map((value) => value + 1 + 30 * rng.uniform()),
    ),
  ]);
  const model = fitRows(table, { seed: 1 });
  const made = draw(model, 2000);

  it('are found', () => {
    expect(blockOf(model, 'infarct').anyOf?.columns.toSorted()).toEqual([0, 1, 2]);
    expect(blockOf(model, 'vessels').formula?.coefficients).toEqual([1, 1, 1]);
    const { formula } = blockOf(model, 'total');
    expect(formula).toMatchObject({ kind: 'sum', coefficients: [1, 1], constant: 0.5 });
    expect(
      model.orders.map((order) => [model.columns[order.low]?.name, model.columns[order.high]?.name]),
    ).toContainEqual(['diastolic', 'systolic']);
  });

  it('are offered as rules', () => {
    expect(relationRules(table.columns, findRelations(table.columns)).map(ruleText)).toEqual(
      expect.arrayContaining([
        'total = ldl + hdl + 0.5',
        'vessels = number set of infarct 1, infarct 2, infarct 0',
        'infarct = any of infarct 2, infarct 1, infarct 0',
        'diastolic ≤ systolic',
      ]),
    );
  });

  it('are learned, not computed, where they are not wanted, also not the other way round', () => {
    const all = relationRules(table.columns, findRelations(table.columns));
    const free = fitRows(table, { seed: 1, learned: all });
    expect(free.orders).toEqual([]);
    for (const block of free.blocks) expect(block).not.toMatchObject({ kind: 'column', formula: { kind: 'sum' } });
    expect(blockOf(free, 'infarct').anyOf).toBeNull();
    // Only what is unticked: the rest is kept.
    const some = fitRows(table, { seed: 1, learned: all.filter(({ kind }) => kind === 'any') });
    expect(blockOf(some, 'total').formula).not.toBeNull();
    expect(blockOf(some, 'infarct').anyOf).toBeNull();
  });

  it('hold in every generated row', () => {
    const counted = (row: number): number => [0, 1, 2].filter((i) => codesOf(made, `infarct ${i}`)[row] === 1).length;
    expect(share(numbersOf(made, 'vessels'), (value, row) => value !== counted(row))).toBe(0);
    expect(share(codesOf(made, 'infarct'), (code, row) => (code === 1) !== counted(row) > 0)).toBe(0);
    const systolic = numbersOf(made, 'systolic');
    expect(share(numbersOf(made, 'diastolic'), (value, row) => value > (systolic[row] ?? 0))).toBe(0);
  });
});

describe('what columns say of each other', () => {
  it('an interaction: A only where B and C', () => {
    const rng = new Rng(6, 962);
    const n = 800;
    const [b, c] = [0, 1].map(() => Array.from({ length: n }, () => rng.chance(0.4)));
    const a = Array.from({ length: n }, (_, i) => b?.[i] === true && c?.[i] === true && rng.chance(0.8));
    const table = tableOf([answerColumn('b', b ?? []), answerColumn('c', c ?? []), answerColumn('a', a)]);
    const made = draw(fitRows(table, { seed: 1 }), 8000);
    const [mb, mc] = [codesOf(made, 'b'), codesOf(made, 'c')];
    const rate = (x: number, y: number): number => {
      const rows = [...mb.keys()].filter((row) => mb[row] === x && mc[row] === y);
      return rows.filter((row) => codesOf(made, 'a')[row] === 1).length / rows.length;
    };
    expect(rate(1, 1)).toBeGreaterThan(0.7);
    expect(rate(1, 0)).toBeLessThan(0.02);
    expect(rate(0, 1)).toBeLessThan(0.02);
    expect(rate(0, 0)).toBeLessThan(0.02);
  });

  it('blanks depend on another column as in the patients', () => {
    const table = patients(600, 2);
    const made = draw(fitRows(table, { seed: 1 }), 6000);
    const blankRate = (of: RowTable, sick: number): number => {
      const disease = codesOf(of, 'disease');
      const marker = numbersOf(of, 'marker');
      const rows = [...disease.keys()].filter((row) => disease[row] === sick);
      return rows.filter((row) => Number.isNaN(marker[row])).length / rows.length;
    };
    for (const sick of [0, 1]) expect(blankRate(made, sick)).toBeCloseTo(blankRate(table, sick), 1);
    expect(blankRate(made, 0) - blankRate(made, 1)).toBeGreaterThan(0.2);
  });

  it('a category of 60 levels keeps its shares and what it says of an age', () => {
    const rng = new Rng(7, 963);
    const n = 3000;
    const codes = Int32Array.from({ length: n }, () => Math.floor(60 * rng.uniform() ** 2));
    const age = Array.from(codes, (code) => 40 + code / 2 + 8 * rng.normal());
    const levels = Array.from({ length: 60 }, (_, i) => `place ${i}`);
    const table = tableOf([{ name: 'place', kind: 'category', levels, codes }, numberColumn('age', age)]);
    const made = draw(fitRows(table, { seed: 1 }), n);
    const madeCodes = codesOf(made, 'place');
    for (const level of [0, 5, 30, 59]) {
      expect(share(madeCodes, (code) => code === level)).toBeCloseTo(
        share(codes, (code) => code === level),
        1,
      );
    }
    const meanAge = (of: RowTable, from: number, to: number): number => {
      const own = [...codesOf(of, 'place').keys()].filter(
        (row) => (codesOf(of, 'place')[row] ?? 0) >= from && (codesOf(of, 'place')[row] ?? 0) < to,
      );
      return own.reduce((sum, row) => sum + (numbersOf(of, 'age')[row] ?? 0), 0) / own.length;
    };
    expect(meanAge(made, 0, 10)).toBeCloseTo(meanAge(table, 0, 10), -1);
    expect(meanAge(made, 45, 60) - meanAge(made, 0, 10)).toBeGreaterThan(15);
  });

  it('a column of noise stays alone', () => {
    const learned = [3, 4, 5, 6, 7, 8].map((seed) => {
      const { law } = blockOf(fitRows(patients(600, seed), { seed: 1 }), 'noise');
      expect(law?.tree).toBeNull();
      return law?.score.slots.length ?? 0;
    });
    // Ten others say nothing: mostly none is taken, and where chance makes one look strong, weak ones with it.
    expect(learned.toSorted((a, b) => a - b)[2]).toBeLessThan(3);
    expect(learned.reduce((sum, count) => sum + count, 0) / learned.length).toBeLessThan(4);
  });
});

describe('numbers are written as in the table', () => {
  const table = patients(500, 4);
  const made = draw(fitRows(table, { seed: 1 }), 5000);

  it('to the same digits and inside the range of the patients', () => {
    for (const column of table.columns) {
      if (column.kind !== 'number') continue;
      const known = column.values.filter((value) => !Number.isNaN(value)).sort();
      const own = numbersOf(made, column.name).filter((value) => !Number.isNaN(value));
      const factor = 10 ** column.decimals;
      expect(own.every((value) => Math.abs(value * factor - Math.round(value * factor)) < 1e-6)).toBe(true);
      expect(Math.min(...own), column.name).toBeGreaterThanOrEqual(known[0] ?? 0);
      expect(Math.max(...own), column.name).toBeLessThanOrEqual(known.at(-1) ?? 0);
    }
  });

  it('and no patient’s extreme is copied: tails stop at the fifth', () => {
    for (const name of ['pressure', 'marker', 'noise', 'age']) {
      const known = numbersOf(table, name)
        .filter((value) => !Number.isNaN(value))
        .sort();
      const own = numbersOf(made, name).filter((value) => !Number.isNaN(value));
      expect(Math.min(...own), name).toBeGreaterThanOrEqual(known[4] ?? 0);
      expect(Math.max(...own), name).toBeLessThanOrEqual(known.at(-5) ?? 0);
    }
  });

  it('a column of many zeros keeps them', () => {
    const rng = new Rng(8, 964);
    const values = Array.from({ length: 500 }, () => (rng.chance(0.6) ? 0 : 1 + 99 * rng.uniform()));
    const spiked = draw(
      fitRows(
        tableOf([
          numberColumn('stenosis', values, 1),
          answerColumn(
            'x',
            values.map((value) => value > 50),
          ),
        ]),
        { seed: 1 },
      ),
      4000,
    );
    expect(share(numbersOf(spiked, 'stenosis'), (value) => value === 0)).toBeCloseTo(0.6, 1);
  });
});

describe('tables of any size', () => {
  it.each([
    [30, 8],
    [60, 40],
    [500, 160],
  ])('%i rows and %i columns', { timeout: 60_000 }, (rows, columns) => {
    const rng = new Rng(9, 965);
    const factor = Array.from({ length: rows }, () => rng.normal());
    const table = tableOf(
      Array.from({ length: columns }, (_, i) =>
        i % 2 === 0
          ? numberColumn(
              `n${i}`,
              factor.map((z) => 50 + 10 * (z * (i % 3) + rng.normal())),
              1,
            )
          : answerColumn(
              `a${i}`,
              factor.map((z) => z * (i % 5 === 0 ? 1 : 0) + rng.normal() > 0.5),
            ),
      ),
    );
    const model = fitRows(table, { seed: 1 });
    expect(draw(model, 100).columns.length).toBe(columns);
    expect(model.fit.decidedBy).toBe(rows < 250 ? 'fixed' : 'validation');
  });

  it('is more careful the fewer and the wider', () => {
    const enter = (rows: number): number => fitRows(patients(rows, 10), { seed: 1 }).fit.enter;
    expect(enter(30)).toBeGreaterThan(enter(60));
    expect(enter(60)).toBeGreaterThan(enter(120));
  });

  it('columns of one value, of nothing, of two numbers', () => {
    const table = tableOf([
      numberColumn('one', Array<number>(40).fill(5)),
      numberColumn('none', Array<number>(40).fill(Number.NaN)),
      answerColumn('never', Array<boolean>(40).fill(false)),
      numberColumn(
        'two',
        Array.from({ length: 40 }, (_, i) => i % 2),
      ),
      { name: 'text', kind: 'category', levels: ['a'], codes: new Int32Array(40) },
    ]);
    const made = draw(fitRows(table, { seed: 1 }), 50);
    expect([...new Set(numbersOf(made, 'one'))]).toEqual([5]);
    expect(numbersOf(made, 'none').every(Number.isNaN)).toBe(true);
    expect([...new Set(codesOf(made, 'never'))]).toEqual([0]);
    expect(new Set(numbersOf(made, 'two'))).toEqual(new Set([0, 1]));
  });
});

describe('one person with many records', () => {
  it('has no say of his own: his extremes are not copied and prove nothing', () => {
    const table = patients(300, 11);
    const persons = Int32Array.from({ length: 300 }, (_, row) => (row < 10 ? 0 : row));
    const columns = table.columns.map((column) =>
      column.name === 'pressure' && column.kind === 'number'
        ? { ...column, values: column.values.map((value, row) => (row < 10 ? 300 + row : value)) }
        : column,
    );
    const made = draw(fitRows({ rows: 300, columns, persons }, { seed: 1 }), 3000);
    expect(Math.max(...numbersOf(made, 'pressure'))).toBeLessThan(290);
  });

  it('rows of persons are taken together: doubling every record finds nothing new', () => {
    const table = patients(300, 12);
    const doubled = takeTable(
      { ...table, persons: Int32Array.from({ length: 300 }, (_, row) => row) },
      Array.from({ length: 600 }, (_, i) => i % 300),
    );
    const slots = (of: RowTable): number =>
      fitRows(of, { seed: 1, settings: { enter: 4 } }).blocks.reduce(
        (sum, block) =>
          sum +
          (block.kind === 'column'
            ? (block.law?.score.slots.length ?? 0) +
              block.questions.reduce((all, { question }) => all + question.score.slots.length, 0)
            : 0),
        0,
      );
    expect(slots(doubled)).toBeLessThanOrEqual(1.2 * slots(table));
  });
});
