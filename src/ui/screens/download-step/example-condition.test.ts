import { expect, it } from 'vitest';
import { parseWhere } from '../../../data/where/parse-where.ts';
import { exampleCondition } from './example-condition.ts';

const age = {
  name: 'Возраст',
  role: 'feature',
  type: 'integer',
  threshold: null,
  picture: { kind: 'histogram', min: 30, max: 81, counts: [] },
} as const;
const stenosis = { ...age, name: 'Стеноз "ПНА", %', role: 'target', type: 'binary', threshold: 50 } as const;

it('the example names columns that are learned, and can be read as a condition', () => {
  const example = exampleCondition([{ ...age, name: 'id', role: 'id' }, age, stenosis]);
  expect(example).toBe('Возраст > 55 and "Стеноз ""ПНА"", %" = 1');
  expect(() => parseWhere(example ?? '')).not.toThrow();
  expect(exampleCondition([{ ...age, role: 'drop' }])).toBeNull();
});
