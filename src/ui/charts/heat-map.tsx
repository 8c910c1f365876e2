/** A heat map on a canvas, −1 … 1 on diverging colours. A cell is pointed at, or reached with the arrow keys. */
import { type KeyboardEvent, type PointerEvent, useCallback, useMemo } from 'react';
import { cssColour, divergingColour, inkOn } from '../../report-page/chart-scale.ts';
import {
  type Cell,
  cellAfter,
  cellAt,
  type HeatMapLayout,
  type HeatMapShape,
  layoutHeatMap,
  namedWidth,
} from '../../report-page/heat-map-layout.ts';
import classes from './heat-map.module.css';
import { SharpCanvas, type Sized } from './sharp-canvas.tsx';
import type { Pen } from './svg-pen.ts';
import { type Palette, usePalette } from './use-palette.ts';

export interface HeatMapProps {
  readonly label: string;
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  /** [rows, columns]; null where there is nothing to show. */
  readonly values: readonly (readonly (number | null)[])[];
  /** The value that gets the strongest colour. */
  readonly limit: number;
  readonly isSquare?: boolean;
  /** Written into the cells, where they are large enough. */
  readonly cellText?: (value: number) => string;
  readonly cursor: Cell | null;
  readonly onCursor: (cell: Cell | null) => void;
  /** The text that tells what the cursor is at. */
  readonly describedBy: string;
}

const FONT = 14;
const ratioOf = (value: number, limit: number): number => (limit > 0 ? value / limit : 0);

let measuring: CanvasRenderingContext2D | null = null;

function widthOf(texts: readonly string[], font: string): number {
  measuring ??= document.createElement('canvas').getContext('2d');
  if (measuring === null) return 0;
  measuring.font = font;
  return Math.max(0, ...texts.map((text) => measuring?.measureText(text).width ?? 0));
}

/** The text, cut to fit. */
function fit(context: Pen, text: string, width: number): string {
  if (context.measureText(text).width <= width) return text;
  let length = text.length;
  while (length > 1 && context.measureText(`${text.slice(0, length)}…`).width > width) length -= 1;
  return `${text.slice(0, length)}…`;
}

function writeHead(context: Pen, name: string, x: number, at: HeatMapLayout): void {
  if (!at.isUpright) {
    context.textAlign = 'center';
    context.fillText(fit(context, name, at.cellWidth), x, at.top / 2);
    return;
  }
  context.save();
  context.translate(x, at.top - 8);
  context.rotate(-Math.PI / 2);
  context.textAlign = 'start';
  context.fillText(fit(context, name, at.top - 8), 0, 0);
  context.restore();
}

function drawHeatMap(
  context: Pen,
  { width, height }: Sized,
  map: Pick<HeatMapProps, 'rows' | 'columns' | 'values' | 'limit' | 'cellText' | 'cursor'>,
  shape: HeatMapShape,
  palette: Palette,
): void {
  const at = layoutHeatMap(shape, width);
  context.fillStyle = palette.colour('surface');
  context.fillRect(0, 0, width, height);
  context.font = palette.font(FONT);
  context.textBaseline = 'middle';
  const gap = at.cellWidth > 14 ? 1 : 0;
  map.values.forEach((row, i) => {
    const y = at.top + i * at.cellHeight;
    if (at.hasRowNames) {
      context.fillStyle = palette.colour('ink-2');
      context.textAlign = 'start';
      context.fillText(fit(context, map.rows[i] ?? '', at.left - 12), 0, y + at.cellHeight / 2);
    }
    row.forEach((value, j) => {
      const x = at.left + j * at.cellWidth;
      const colour = divergingColour(value === null ? 0 : ratioOf(value, map.limit), palette.scheme);
      context.fillStyle = cssColour(colour);
      context.fillRect(x, y, at.cellWidth - gap, at.cellHeight - gap);
      const text = value === null ? '–' : map.cellText?.(value);
      if (text === undefined || context.measureText(text).width > at.cellWidth - 4) return;
      context.fillStyle = inkOn(colour);
      context.textAlign = 'center';
      context.fillText(text, x + at.cellWidth / 2, y + at.cellHeight / 2);
    });
  });
  if (at.hasColumnNames) {
    context.fillStyle = palette.colour('ink-2');
    map.columns.forEach((name, j) => writeHead(context, name, at.left + (j + 0.5) * at.cellWidth, at));
  }
  if (map.cursor === null) return;
  const x = at.left + map.cursor.column * at.cellWidth;
  const y = at.top + map.cursor.row * at.cellHeight;
  context.strokeStyle = palette.colour('ink');
  context.lineWidth = 2;
  context.strokeRect(x + 1, y + 1, Math.max(2, at.cellWidth - 2), Math.max(2, at.cellHeight - 2));
}

export function HeatMap(props: HeatMapProps) {
  const { label, rows, columns, values, limit, isSquare = false, cellText, cursor, onCursor, describedBy } = props;
  const palette = usePalette();
  const shape = useMemo(
    () => ({
      rows: rows.length,
      columns: columns.length,
      isSquare,
      nameWidth: widthOf(rows, palette.font(FONT)),
      headWidth: widthOf(columns, palette.font(FONT)),
    }),
    [rows, columns, isSquare, palette],
  );
  const draw = useCallback(
    (context: Pen, size: Sized) => {
      const map = { rows, columns, values, limit, cursor, ...(cellText === undefined ? {} : { cellText }) };
      drawHeatMap(context, size, map, shape, palette);
    },
    [rows, columns, values, limit, cellText, cursor, shape, palette],
  );
  const point = (event: PointerEvent<HTMLCanvasElement>): void => {
    const box = event.currentTarget.getBoundingClientRect();
    const at = layoutHeatMap(shape, box.width);
    onCursor(cellAt(at, shape, event.clientX - box.left, event.clientY - box.top));
  };
  const move = (event: KeyboardEvent): void => {
    const next = cellAfter(event.key, cursor, shape);
    if (next === undefined) return;
    event.preventDefault();
    onCursor(next);
  };
  return (
    <SharpCanvas
      label={label}
      className={classes.map ?? ''}
      heightOf={(width) => layoutHeatMap(shape, width).height}
      draw={draw}
      leastSavedWidth={namedWidth(shape)}
      describedBy={describedBy}
      onKeyDown={move}
      onPointerMove={point}
      onPointerDown={point}
      onPointerLeave={(event) => {
        // A finger leaves at once; what it touched stays.
        if (event.pointerType === 'mouse') onCursor(null);
      }}
      onFocus={() => {
        if (cursor === null && rows.length > 0) onCursor({ row: 0, column: 0 });
      }}
    />
  );
}
