import { describe, expect, it } from 'vitest';
import { ruleText } from '../core/plausibility.ts';
import { Rng } from '../core/rng.ts';
import { intake, makeTable, numberedImages } from './testing/files.ts';

const ROWS = 200;
const rng = new Rng(4, 970);
const lines = Array.from({ length: ROWS }, (_, i) => {
  const height = 150 + Math.round(40 * rng.uniform());
  const weight = 50 + Math.round(50 * rng.uniform());
  // Four that somebody else has worked out.
  const bmi = i % 50 === 7 ? 33.3 : weight / (height / 100) ** 2;
  const [lad, rca] = [rng.chance(0.4) ? 80 : 10, rng.chance(0.4) ? 60 : 20];
  const vessels = Number(lad >= 50) + Number(rca >= 50);
  const ischaemia = vessels > 0 ? 'yes' : 'no';
  const low = 60 + Math.round(25 * rng.uniform());
  return [
    `${i + 1}.jpg`,
    height,
    weight,
    bmi.toFixed(1),
    lad,
    rca,
    vessels,
    ischaemia,
    low,
    low + 5 + Math.round(30 * rng.uniform()),
  ];
});
const table = makeTable('image;height;weight;bmi;LAD_st;RCA_st;vessels;ischaemia;dbp;sbp', ROWS, (i) =>
  (lines[i] ?? []).join(';'),
);
const COLUMNS = [
  { name: 'LAD_st', role: 'feature', type: 'binary', threshold: 50 },
  { name: 'RCA_st', role: 'feature', type: 'binary', threshold: 50 },
  { name: 'vessels', role: 'feature', type: 'integer', threshold: null },
] as const;

function read(settings: Parameters<typeof intake>[0]['settings'] = {}) {
  return intake({
    tables: { 'a.csv': table },
    images: numberedImages(ROWS),
    settings: { columns: COLUMNS, ...settings },
  });
}

describe('rules found in a table', () => {
  const { report, prepared } = read();

  it('are formulas, counts, any-ofs and orders, with those rows that are exceptions', () => {
    expect(report.foundRules.map(({ rule, broken }) => [ruleText(rule), broken])).toEqual(
      expect.arrayContaining([
        ['bmi = 10000 × weight ÷ height²', 4],
        ['vessels = number set of RCA_st, LAD_st', 0],
        ['ischaemia = any of LAD_st, RCA_st', 0],
        ['dbp ≤ sbp', 0],
      ]),
    );
    expect(report.foundRules.every(({ checked, isOnSynthetic }) => checked === ROWS && isOnSynthetic)).toBe(true);
  });

  it('are kept unless a visitor says that they are to be learned', () => {
    const all = report.foundRules.map(({ rule }) => rule);
    expect(prepared?.schema.rules).toEqual(all);
    expect(prepared?.schema.learned).toBeUndefined();
    const [first, ...others] = all;
    const unticked = read({ learned: first === undefined ? [] : [first] });
    expect(unticked.prepared?.schema.rules).toEqual(others);
    expect(unticked.prepared?.schema.learned).toEqual([first]);
    expect(unticked.prepared?.split({ share: 0, seed: 1 }).schema.learned).toEqual([first]);
    expect(unticked.report.foundRules.map(({ isOnSynthetic }) => isOnSynthetic)).toEqual([
      false,
      ...others.map(() => true),
    ]);
  });

  it('are not found once more where a visitor has made them', () => {
    const order = { kind: 'order', low: 'dbp', high: 'sbp' } as const;
    const own = read({ rules: [order] });
    expect(own.report.foundRules.map(({ rule }) => ruleText(rule))).not.toContain('dbp ≤ sbp');
    expect(own.prepared?.schema.rules?.[0]).toEqual(order);
  });
});
