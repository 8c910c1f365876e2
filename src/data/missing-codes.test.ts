import { describe, expect, it } from 'vitest';
import { findMissingCodes, type MeasuredKind } from './missing-codes.ts';
import { countNumbers, type NumberCounts } from './number-counts.ts';

const counts = (...values: readonly (readonly [number, number])[]): NumberCounts =>
  countNumbers(
    Float64Array.from(values, ([number]) => number),
    Uint32Array.from(values, ([, rows]) => rows),
  );
const measured = (from: number, to: number): [number, number][] =>
  Array.from({ length: to - from }, (_, i) => [from + i, 3]);

describe('numbers that nobody was measured with', () => {
  it.each([
    ['a machine', measured(40, 70), 29_999],
    ['16 bits', measured(80, 130), 32_767],
    ['16 bits, below', measured(150, 210), -32_768],
    ['16 bits, below an axis', measured(-30, 90), -32_768],
    ['16 bits without a sign', measured(1, 900), 65_535],
    ['a survey', measured(10, 40), 777],
    ['a program', measured(20, 35), 1e30],
    ['a machine, beside one value', [[40, 35]] as [number, number][], 29_999],
  ])('as %s writes them are found', (_, others, code) => {
    expect(findMissingCodes(counts(...others, [code, 2]))).toEqual([code]);
  });

  it.each<[string, MeasuredKind, [number, number][], number[]]>([
    ['an age of 300', 'age', [...measured(20, 90), [300, 1]], [300]],
    ['ages of 121 and 300', 'age', [...measured(20, 90), [121, 1], [300, 1]], [121, 300]],
    ['an age in days', 'age', measured(9000, 9100), []],
    ['a blood pressure of 0', 'never-zero', [...measured(90, 170), [0, 2]], [0]],
    ['a zero among small numbers', 'never-zero', [...measured(1, 30), [0, 2]], []],
    ['a zero of anything else', 'any', [...measured(90, 170), [0, 2]], []],
    ['a lone value far away that repeats', 'any', [...measured(20, 40), [5000, 4]], [5000]],
    ['a lone value that occurs once', 'any', [...measured(20, 40), [5000, 1]], []],
    ['what surveys write below zero', 'any', [[-10, 2], [-3, 4], [-1, 3], ...measured(0, 40)], [-10, -3, -1]],
    [
      'no answer, beside grades',
      'any',
      [
        [-3, 4],
        [0, 30],
        [1, 20],
        [2, 9],
      ],
      [-3],
    ],
    ['a difference below zero', 'any', [[-4, 3], [-3, 4], [-1, 3], ...measured(0, 40)], []],
    ['one below zero, once', 'any', [[-3, 1], ...measured(0, 40)], []],
    [
      'refused, beside grades',
      'any',
      [
        [1, 50],
        [2, 48],
        [3, 40],
        [4, 51],
        [7, 11],
      ],
      [7],
    ],
    [
      'refused and not known',
      'any',
      [
        [1, 50],
        [2, 48],
        [3, 40],
        [7, 11],
        [9, 8],
      ],
      [7, 9],
    ],
    [
      'a group as large as others',
      'any',
      [
        [1, 50],
        [2, 48],
        [3, 40],
        [4, 51],
        [7, 40],
      ],
      [],
    ],
    [
      'a rare large count',
      'any',
      [
        [0, 90],
        [1, 48],
        [2, 40],
        [3, 11],
        [4, 3],
        [7, 1],
      ],
      [],
    ],
    [
      'refused, of two answers',
      'any',
      [
        [1, 50],
        [2, 48],
        [7, 3],
        [9, 1],
      ],
      [7, 9],
    ],
    [
      'not known, beside one answer',
      'any',
      [
        [-9, 30],
        [2, 20],
      ],
      [-9],
    ],
    ['of a survey with eight grades', 'any', [...measured(1, 9), [77, 4], [99, 4]], [77, 99]],
    ['a long tail', 'any', [...measured(20, 40), [120, 3], [300, 3]], []],
  ])('%s', (_, kind, values, codes) => {
    expect(findMissingCodes(counts(...values), kind)).toEqual(codes);
  });
});
