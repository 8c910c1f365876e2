import { expect, it } from 'vitest';
import { mayHaveFormulas, withoutFormula } from './text-formulas.ts';

it.each([
  ['="063"', '063'],
  ['= "063" ', '063'],
  ['=T("063")', '063'],
  ['="say ""no"""', 'say "no"'],
  ['=""', ''],
  ['=27.5', '27.5'],
  ["'063", '063'],
  ["'-5", '-5'],
  ["'+49 170 1", '+49 170 1'],
])('%s means %s', (cell, text) => {
  expect(withoutFormula(cell)).toBe(text);
  expect(mayHaveFormulas(`a;${cell}`)).toBe(true);
});

it.each(['063', "1'234", "'t Hooft", '=A1+B1', '=', '"063"', 'a="b"'])('%s stays', (cell) => {
  expect(withoutFormula(cell)).toBe(cell);
});
