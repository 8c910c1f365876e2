/** Where the cells and the names of a heat map are, in CSS pixels. Pure. */

export interface HeatMapShape {
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

/** Names take at most this share of the width. */
const MOST_GUTTER = 0.38;
const ROW_HEIGHT = 30;
/** Names are written at 14 px: in less than this they would touch. */
const LEAST_NAMED = 17;
const HEAD = 30;
const MOST_HEAD = 180;

/** A width at which the names of a matrix fit. */
export function namedWidth({ nameWidth, columns }: HeatMapShape): number {
  return nameWidth + 12 + columns * (LEAST_NAMED + 3);
}

export function layoutHeatMap(shape: HeatMapShape, width: number): HeatMapLayout {
  const { rows, columns, isSquare } = shape;
  const gutter = Math.min(shape.nameWidth + 12, width * MOST_GUTTER);
  const cellIfNamed = (width - gutter) / Math.max(1, columns);
  const hasRowNames = isSquare ? cellIfNamed >= LEAST_NAMED : true;
  const left = hasRowNames ? gutter : 0;
  const cellWidth = (width - left) / Math.max(1, columns);
  const cellHeight = isSquare ? cellWidth : ROW_HEIGHT;
  const hasColumnNames = hasRowNames;
  const isUpright = hasColumnNames && shape.headWidth + 8 > cellWidth;
  const top = isUpright ? Math.min(shape.headWidth + 12, MOST_HEAD) : hasColumnNames ? HEAD : 0;
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
