/** Where the cells and the names of a heat map are, in CSS pixels. Pure. */

import type { Frame } from './frame.ts';

export interface HeatMapShape {
  readonly density: Frame['density'];
  readonly rows: number;
  readonly columns: number;
  /** Square cells for matrices; else rows of a fixed height. */
  readonly isSquare: boolean;
  /** Widest row name. */
  readonly nameWidth: number;
  /** Widest column name. */
  readonly headWidth: number;
}

export interface HeatMapLayout {
  readonly left: number;
  readonly top: number;
  readonly cellWidth: number;
  readonly cellHeight: number;
  readonly height: number;
  readonly hasRowNames: boolean;
  readonly hasColumnNames: boolean;
  /** Column names are written upwards: side by side they would touch. */
  readonly isUpright: boolean;
}

export interface Cell {
  readonly row: number;
  readonly column: number;
}

/**
 * Gutter: names take at most this share of the width. In cells smaller than `leastNamed` names would touch: they are
 * written at 14 px on a screen; on a sheet, which nobody can enlarge, in smaller letters where they must be.
 */
const MEASURES = {
  screen: { gutter: 0.38, rowHeight: 30, leastNamed: 17, head: 30, mostHead: 180 },
  sheet: { gutter: 0.32, rowHeight: 20, leastNamed: 9, head: 20, mostHead: 130 },
} as const;
/** A square cell of a small matrix grows no larger. */
const MOST_CELL = 56;

/** A width at which the names of a matrix fit. */
export function namedWidth({ density, nameWidth, columns }: HeatMapShape): number {
  return nameWidth + 12 + columns * (MEASURES[density].leastNamed + 3);
}

export function layoutHeatMap(shape: HeatMapShape, width: number): HeatMapLayout {
  const { rows, columns, isSquare } = shape;
  const measures = MEASURES[shape.density];
  const gutter = Math.min(shape.nameWidth + 12, width * measures.gutter);
  const cellIfNamed = (width - gutter) / Math.max(1, columns);
  const hasRowNames = isSquare ? cellIfNamed >= measures.leastNamed : true;
  const left = hasRowNames ? gutter : 0;
  const room = (width - left) / Math.max(1, columns);
  const cellWidth = isSquare ? Math.min(MOST_CELL, room) : room;
  const cellHeight = isSquare ? cellWidth : measures.rowHeight;
  const hasColumnNames = hasRowNames;
  const isUpright = hasColumnNames && shape.headWidth + 8 > cellWidth;
  const top = isUpright ? Math.min(shape.headWidth + 12, measures.mostHead) : hasColumnNames ? measures.head : 0;
  return { left, top, cellWidth, cellHeight, height: top + cellHeight * rows, hasRowNames, hasColumnNames, isUpright };
}

export function cellAt(layout: HeatMapLayout, shape: HeatMapShape, x: number, y: number): Cell | null {
  const column = Math.floor((x - layout.left) / layout.cellWidth);
  const row = Math.floor((y - layout.top) / layout.cellHeight);
  return row >= 0 && row < shape.rows && column >= 0 && column < shape.columns ? { row, column } : null;
}

/** Where a key leads; undefined for a key that does not move. */
export function cellAfter(
  key: string,
  from: Cell | null,
  shape: Pick<HeatMapShape, 'rows' | 'columns'>,
): Cell | undefined {
  const { row, column } = from ?? { row: 0, column: 0 };
  const lastRow = shape.rows - 1;
  const lastColumn = shape.columns - 1;
  switch (key) {
    case 'ArrowLeft':
      return { row, column: Math.max(0, column - 1) };
    case 'ArrowRight':
      return { row, column: Math.min(lastColumn, column + 1) };
    case 'ArrowUp':
      return { row: Math.max(0, row - 1), column };
    case 'ArrowDown':
      return { row: Math.min(lastRow, row + 1), column };
    case 'Home':
      return { row, column: 0 };
    case 'End':
      return { row, column: lastColumn };
    default:
      return undefined;
  }
}
