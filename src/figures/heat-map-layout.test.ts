import { expect, it } from 'vitest';
import { cellAfter, cellAt, layoutHeatMap, namedWidth } from './heat-map-layout.ts';

const shape = { density: 'screen', rows: 2, columns: 4, isSquare: false, nameWidth: 88, headWidth: 50 } as const;

it('places cells beside the names', () => {
  const layout = layoutHeatMap(shape, 500);
  expect(layout).toMatchObject({ left: 100, top: 30, cellWidth: 100, cellHeight: 30, height: 90 });
  expect(cellAt(layout, shape, 350, 70)).toEqual({ row: 1, column: 2 });
  expect(cellAt(layout, shape, 50, 70)).toBeNull();
  expect(cellAt(layout, shape, 350, 10)).toBeNull();
});

it('leaves the names of a matrix out where they would touch', () => {
  const many = { density: 'screen', rows: 40, columns: 40, isSquare: true, nameWidth: 88, headWidth: 88 } as const;
  expect(layoutHeatMap(many, 400)).toMatchObject({ hasRowNames: false, left: 0, cellWidth: 10, height: 400 });
  expect(layoutHeatMap({ ...many, rows: 10, columns: 10 }, 400).hasRowNames).toBe(true);
  expect(layoutHeatMap(many, namedWidth(many)).hasRowNames).toBe(true);
  // Nobody can enlarge a sheet: smaller letters instead.
  expect(layoutHeatMap({ ...many, density: 'sheet' }, 480).hasRowNames).toBe(true);
});

it('writes the heads upwards where they would touch', () => {
  expect(layoutHeatMap(shape, 500).isUpright).toBe(false);
  expect(layoutHeatMap(shape, 240)).toMatchObject({ isUpright: true, top: 62 });
});

it('moves by keys and stops at the edges', () => {
  expect(cellAfter('ArrowRight', null, shape)).toEqual({ row: 0, column: 1 });
  expect(cellAfter('ArrowUp', { row: 0, column: 1 }, shape)).toEqual({ row: 0, column: 1 });
  expect(cellAfter('End', { row: 1, column: 1 }, shape)).toEqual({ row: 1, column: 3 });
  expect(cellAfter('a', { row: 1, column: 1 }, shape)).toBeUndefined();
});
