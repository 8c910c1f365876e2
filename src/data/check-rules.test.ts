import { describe, expect, it } from 'vitest';
import type { PlausibilityRule, RuleCheck } from '../core/plausibility.ts';
import { checkWritten } from './check-rules.ts';
import { typedRows } from './testing/typed.ts';
import { intake, makeTable, numberedImages } from '../intake/testing/files.ts';

const COUNT: PlausibilityRule = { kind: 'count', column: 'n', of: ['LAD_st', 'RCA_st', 'hibernation'] };
const ORDER: PlausibilityRule = { kind: 'order', low: 'dbp', high: 'sbp' };
const RANGE: PlausibilityRule = { kind: 'range', column: 'age', min: 18, max: 90 };

/** Twelve rows that keep every rule, with some rows changed. */
function check(rules: readonly PlausibilityRule[], changes: Readonly<Record<number, string>> = {}) {
  const line = (i: number): string =>
    changes[i] ??
    `${i + 1}.jpg;${i % 2};${i % 2 ? 70 : 20};${10 + i};${['да', 'нет'][1]};${60 + i};${120 + i};${40 + i}`;
  const table = makeTable('image;n;LAD_st;RCA_st;hibernation;dbp;sbp;age', 12, line);
  return intake({ tables: { 'a.csv': table }, images: numberedImages(12), settings: { rules } });
}
const ruleChecks = (...args: Parameters<typeof check>): readonly RuleCheck[] => check(...args).report.rules;

describe('rules of plausibility on the rows of a table', () => {
  it('hold where they hold; a per cent counts from its threshold', () => {
    const checks = ruleChecks([COUNT, ORDER, RANGE]);
    expect(checks.map(({ checked, broken, unknown }) => [checked, broken, unknown])).toEqual([
      [12, 0, []],
      [12, 0, []],
      [12, 0, []],
    ]);
  });

  it('broken ones are counted, and the rows named; a blank cell leaves its row unchecked', () => {
    const changes = {
      2: '3.jpg;3;70;70;нет;90;80;17', // two are set; 90 > 80; too young
      5: '6.jpg;;70;10;нет;;120;91', // cannot be checked; too old
      7: '8.jpg;1;70;10;да;60;60;50', // two are set; equal is allowed
    };
    expect(ruleChecks([COUNT, ORDER, RANGE], changes)).toMatchObject([
      { checked: 11, broken: 2, rows: [2, 7] },
      { checked: 11, broken: 1, rows: [2] },
      { checked: 12, broken: 2, rows: [2, 5] },
    ]);
  });

  // Synthetic rows have 0 or 1 for LAD_st, and no hibernation at all: a promise to check them would be empty.
  it('say which of them synthetic rows will be held to', () => {
    const lowest: PlausibilityRule = { kind: 'range', column: 'LAD_st', min: 0, max: 100 };
    const checks = check([COUNT, ORDER, RANGE, lowest]).report.rules;
    expect(checks.map(({ isOnSynthetic }) => isOnSynthetic)).toEqual([false, true, true, false]);
  });

  it('columns that are not there are named', () => {
    const rule: PlausibilityRule = { kind: 'order', low: 'dbp', high: 'SBP' };
    const { report } = check([rule]);
    expect(report.problem).toEqual({ code: 'column-unknown', params: { columns: ['SBP'] } });
    expect(report.rules).toMatchObject([{ unknown: ['SBP'], checked: 0 }]);
  });

  it('suggest themselves by the columns’ names', () => {
    expect(check([]).report.suggestedRules).toEqual([ORDER]);
    const table = makeTable('image;Число пораженных артерий;LAD_st;RCA_st', 12, (i) => `${i}.jpg;1;${5 * i};${7 * i}`);
    expect(intake({ tables: { 'a.csv': table } }).report.suggestedRules).toEqual([
      { kind: 'count', column: 'Число пораженных артерий', of: ['LAD_st', 'RCA_st'] },
    ]);
  });
});

describe('generated rows', () => {
  it('are held to the rules whose columns they have, in the form they are written', () => {
    const lowest: PlausibilityRule = { kind: 'range', column: 'LAD_st', min: 0, max: 100 };
    const { prepared } = check([COUNT, ORDER, RANGE, lowest]);
    const schema = prepared?.schema;
    // hibernation is "нет" in every row, so it is not modelled; LAD_st is written as 0 or 1, no per cent.
    expect(schema?.rules).toEqual([ORDER, RANGE]);
    if (schema === undefined) throw new Error('no schema');
    const at = (name: string): number => schema.columns.findIndex((column) => column.name === name);
    const row = (dbp: string, sbp: string, age: string): string[] =>
      schema.columns.map((_, i) => (i === at('dbp') ? dbp : i === at('sbp') ? sbp : i === at('age') ? age : '0'));
    const rows = [row('60', '120', '50'), row('90', '80', '10'), row('', '80', '50')];
    expect(checkWritten(schema, typedRows(rows), 3)).toMatchObject([
      { rule: ORDER, checked: 2, broken: 1, rows: [1] },
      { rule: RANGE, checked: 3, broken: 1, rows: [1] },
    ]);
  });
});
