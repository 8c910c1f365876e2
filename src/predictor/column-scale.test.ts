import { expect, it } from 'vitest';
import { fitColumnScale, scaleColumns } from './column-scale.ts';

const NONE = Number.NaN;

it('scales by the known cells of the members; unknown and constant cells are the mean', () => {
  const table = { values: Float32Array.from([1, 5, NONE, 3, 5, NONE, NONE, 5, NONE, 99, 7, 1]), columns: 3 };
  const scale = fitColumnScale(table, Uint32Array.from([0, 1, 2]));
  expect(Array.from(scale.mean)).toEqual([2, 5, 0]);
  // 97 deviations out, cut at 6.
  expect(Array.from(scaleColumns(table, scale, 1))).toEqual([-1, 0, 0, 1, 0, 0, 0, 0, 0, 6, 0, 0]);
  expect(scaleColumns(table, scale, 4)[3]).toBe(4);
});
