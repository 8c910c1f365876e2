import { describe, expect, it } from 'vitest';
import { formulaGives, formulaMargin, ruleText, type FormulaRule } from './plausibility.ts';

const BMI: FormulaRule = {
  kind: 'formula',
  column: 'BMI',
  form: 'product',
  constant: 10_000,
  of: ['weight', 'height'],
  coefficients: [1, -2],
};
const TOTAL: FormulaRule = {
  kind: 'formula',
  column: 'total',
  form: 'sum',
  constant: -0.5,
  of: ['ldl', 'hdl', 'tg'],
  coefficients: [1, -1, 0.45],
};

describe('a formula', () => {
  it('reads as it would be written by hand', () => {
    expect(ruleText(BMI)).toBe('BMI = 10000 × weight ÷ height²');
    expect(ruleText({ ...BMI, constant: 1, coefficients: [-1, 0.5] })).toBe('BMI = √height ÷ weight');
    expect(ruleText(TOTAL)).toBe('total = ldl − hdl + 0.45 × tg − 0.5');
  });

  it('gives a number, and how far off rounding may put it', () => {
    expect(formulaGives(BMI, [81, 180])).toBeCloseTo(25, 12);
    expect(formulaGives(TOTAL, [3, 1, 2])).toBeCloseTo(2.4, 12);
    // Half of 0.1, and 25 · (½ / 81 + 2 · ½ / 180) for whole kilograms and centimetres.
    const rounded = { made: 25, unit: 0.1, units: [1, 1] };
    expect(formulaMargin(BMI, [81, 180], rounded)).toBeCloseTo(0.05 + 12.5 / 81 + 25 / 180, 6);
    expect(formulaMargin(TOTAL, [3, 1, 2], { made: 2.4, unit: 0.1, units: [0.1, 0.1, 0] })).toBeCloseTo(0.15, 6);
  });
});
