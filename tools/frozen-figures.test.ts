import { expect, it } from 'vitest';
import { differenceOf, figuresOf, ONLY_ROUNDING } from './frozen-figures.ts';

const figures = (...values: number[]) => figuresOf(new Map([['a', Float32Array.from(values)]]))['a'] ?? [];

it('a number that moves by a hundred thousandth of its size shows', () => {
  const values = [0.5, -0.25, 0.125, 1];
  expect(differenceOf(figures(...values), figures(...values))).toBe(0);
  expect(differenceOf(figures(0.5, -0.25, 0.125, 1 + 1e-5), figures(...values))).toBeGreaterThan(1e-6);
});

it('arrays of other lengths, without numbers or of zeros are no match', () => {
  expect(differenceOf(figures(1, 2), figures(1, 2, 3))).toBe(Number.POSITIVE_INFINITY);
  expect(differenceOf(figures(1, Number.NaN), figures(1, 2))).toBe(Number.POSITIVE_INFINITY);
  expect(differenceOf(figures(1, 0), figures(0, 0))).toBe(Number.POSITIVE_INFINITY);
  expect(differenceOf(figures(0, 0), figures(0, 0))).toBe(0);
});

it.each([
  ['generator/row_1.bias.bin', true],
  ['optimizer/generator/m.row_4.bias.bin', true],
  ['generator/row_2_norm.moving_mean.bin', true],
  ['generator/row_1.kernel.bin', false],
  ['generator/row_2_norm.moving_variance.bin', false],
  ['discriminator/row_1.bias.bin', false],
  ['optimizer/discriminator/v.row_1.bias.bin', false],
])('only what the generator normalises away is left out: %s', (name, isLeftOut) => {
  expect(ONLY_ROUNDING.test(name)).toBe(isLeftOut);
});
