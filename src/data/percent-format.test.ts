import { expect, it } from 'vitest';
import { isPercentFormat } from './percent-format.ts';

it.each([
  ['0%', true],
  ['0.00%', true],
  ['# ##0,0 %', true],
  ['0" "%', true],
  ['[Red]0.0%;-0.0%', true],
  ['General', false],
  ['0.0" %"', false],
  ['0\\%', false],
  ['dd.mm.yyyy', false],
])('%s is a format of per cent: %s', (code, isPercent) => {
  expect(isPercentFormat(code)).toBe(isPercent);
});
