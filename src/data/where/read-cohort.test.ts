import { describe, expect, it } from 'vitest';
import { AppError } from '../../core/app-error.ts';
import type { TableSchema } from '../../core/table-schema.ts';
import { readFixed, readShares } from './read-cohort.ts';

const column = { role: 'feature', threshold: null, missing: 0, fill: '' } as const;
const schema: TableSchema = {
  version: 1,
  width: 7,
  columns: [
    {
      ...column,
      name: 'age',
      type: 'integer',
      offset: 0,
      width: 1,
      coding: { kind: 'scale', min: 35, max: 88, decimals: 0 },
    },
    { ...column, name: 'sex', type: 'binary', offset: 1, width: 1, coding: { kind: 'two', values: ['f', 'm'] } },
    { ...column, name: 'LAD_st', type: 'binary', offset: 2, width: 1, coding: { kind: 'two', values: ['0', '1'] } },
    {
      ...column,
      name: 'heart rhythm',
      type: 'categorical',
      offset: 3,
      width: 2,
      coding: { kind: 'many', values: ['sinus', 'AF', 'paced'] },
    },
    {
      ...column,
      name: 'LDL',
      type: 'continuous',
      offset: 5,
      width: 1,
      flag: 6,
      coding: { kind: 'scale', min: 1.2, max: 7.9, decimals: 1 },
    },
  ],
};

const fault = (read: () => unknown): unknown => {
  try {
    read();
  } catch (error) {
    if (error instanceof AppError) return [error.code, error.params];
    throw error;
  }
  return null;
};

describe('fixed values', () => {
  it('are cells by position, and said as the column writes them', () => {
    expect(readFixed('LAD_st = 1.0 and age=60 and "heart rhythm" = AF AND LDL = 3.40', schema)).toEqual([
      { column: 2, value: 1, said: { column: 'LAD_st', value: '1' } },
      { column: 0, value: 60, said: { column: 'age', value: '60' } },
      { column: 3, value: 1, said: { column: 'heart rhythm', value: 'AF' } },
      { column: 4, value: 3.4, said: { column: 'LDL', value: '3.4' } },
    ]);
  });

  it('may be blank where blanks are learned', () => {
    expect(readFixed('LDL = ""', schema)).toEqual([{ column: 4, value: null, said: { column: 'LDL', value: '' } }]);
    expect(fault(() => readFixed('age = ""', schema))).toMatchObject(['cohort-no-such-value', { values: '35 – 88' }]);
  });

  it.each([
    ['', 'fix-unreadable'],
    ['age', 'fix-unreadable'],
    ['age > 60', 'fix-unreadable'],
    ['age = 60 or sex = m', 'fix-unreadable'],
    ['age = 60 and', 'fix-unreadable'],
    ['age = "60', 'fix-unreadable'],
    ['age = 60 = 0.5', 'fix-unreadable'],
    ['LAD = 1', 'cohort-column-unknown'],
    ['age = 34', 'cohort-no-such-value'],
    ['age = 60.5', 'cohort-no-such-value'],
    ['age = old', 'cohort-no-such-value'],
    ['sex = M', 'cohort-no-such-value'],
    ['LDL = 3.41', 'cohort-no-such-value'],
    ['age = 60 and age = 61', 'cohort-column-twice'],
  ])('%j is refused: %s', (text, code) => {
    expect(fault(() => readFixed(text, schema))).toMatchObject([code, {}]);
  });
});

describe('wanted shares', () => {
  it('are of 1, or of the value that is said', () => {
    expect(readShares('LAD_st=0.5 and sex = m = .25', schema)).toEqual([
      { column: 2, value: 1, share: 0.5, said: { column: 'LAD_st', value: '1', share: 0.5 } },
      { column: 1, value: 1, share: 0.25, said: { column: 'sex', value: 'm', share: 0.25 } },
    ]);
    expect(readShares('"heart rhythm"=AF=0.5 and "heart rhythm"=paced=0.5', schema)).toHaveLength(2);
  });

  it.each([
    ['LAD_st', 'share-unreadable'],
    ['LAD_st = 1 = 0.5 = 2', 'share-unreadable'],
    ['LAD_st = 1.5', 'share-range'],
    ['LAD_st = -0.1', 'share-range'],
    ['LAD_st = half', 'share-range'],
    ['LAD_st = 50%', 'share-range'],
    ['LAD = 0.5', 'cohort-column-unknown'],
    ['sex = 0.5', 'share-which-value'],
    ['age = 0.5', 'share-which-value'],
    ['sex = x = 0.5', 'cohort-no-such-value'],
    ['LAD_st = 0.5 and LAD_st = 1 = 0.4', 'cohort-column-twice'],
    ['"heart rhythm" = AF = 0.7 and "heart rhythm" = paced = 0.6', 'share-sum'],
  ])('%j is refused: %s', (text, code) => {
    expect(fault(() => readShares(text, schema))).toMatchObject([code, {}]);
  });

  it('what is wrong whatever the columns is known without them', () => {
    expect(readShares('any = 0.5', null)).toEqual([]);
    expect(fault(() => readShares('any = 5', null))).toMatchObject(['share-range', {}]);
    expect(fault(() => readFixed('any', null))).toMatchObject(['fix-unreadable', {}]);
  });
});
