/** A figure, as wide as its place. Cells of a heat map are pointed at, or reached with the arrow keys. */
import { useElementSize } from '@mantine/hooks';
import { type KeyboardEvent, type PointerEvent, useMemo } from 'react';
import { heatMapShape } from '../../figures/draw-heat-map.ts';
import { draw } from '../../figures/draw.ts';
import type { Figure, HeatMapFigure } from '../../figures/figure.ts';
import { type Cell, cellAfter, cellAt, layoutHeatMap } from '../../figures/heat-map-layout.ts';
import { Drawn } from './drawn.tsx';
import classes from './drawn.module.css';
import { useFrame } from './use-frame.ts';

interface FigureViewProps {
  readonly figure: Figure;
  readonly label: string;
}

export function FigureView({ figure, label }: FigureViewProps) {
  const { ref, width } = useElementSize<HTMLDivElement>();
  const frame = useFrame();
  const drawing = useMemo(() => (width === 0 ? null : draw(figure, { ...frame, width })), [figure, frame, width]);
  return (
    <div ref={ref} className={classes.place}>
      {drawing === null ? null : <Drawn drawing={drawing} label={label} />}
    </div>
  );
}

export interface CellCursor {
  readonly cell: Cell | null;
  readonly set: (cell: Cell | null) => void;
  /** The text that tells what the cursor is at. */
  readonly describedBy: string;
}

interface HeatMapViewProps {
  readonly figure: HeatMapFigure;
  readonly label: string;
  readonly cursor: CellCursor;
}

export function HeatMapView({ figure, label, cursor }: HeatMapViewProps) {
  const { ref, width } = useElementSize<HTMLDivElement>();
  const frame = useFrame();
  const drawn = useMemo(() => {
    if (width === 0) return null;
    const shape = heatMapShape(figure, frame);
    return { drawing: draw(figure, { ...frame, width }), shape, layout: layoutHeatMap(shape, width) };
  }, [figure, frame, width]);
  if (drawn === null) return <div ref={ref} className={classes.place} />;
  const { drawing, shape, layout } = drawn;
  const point = (event: PointerEvent<SVGSVGElement>): void => {
    const box = event.currentTarget.getBoundingClientRect();
    cursor.set(cellAt(layout, shape, event.clientX - box.left, event.clientY - box.top));
  };
  const move = (event: KeyboardEvent): void => {
    const next = cellAfter(event.key, cursor.cell, shape);
    if (next === undefined) return;
    event.preventDefault();
    cursor.set(next);
  };
  return (
    <div ref={ref} className={classes.place}>
      <Drawn
        drawing={drawing}
        label={label}
        aria-describedby={cursor.describedBy}
        tabIndex={0}
        onKeyDown={move}
        onPointerMove={point}
        onPointerDown={point}
        onPointerLeave={(event) => {
          // A finger leaves at once; what it touched stays.
          if (event.pointerType === 'mouse') cursor.set(null);
        }}
        onFocus={() => {
          if (cursor.cell === null && shape.rows > 0) cursor.set({ row: 0, column: 0 });
        }}
      />
      {cursor.cell === null ? null : (
        <div
          className={classes.cursor}
          style={{
            left: layout.left + cursor.cell.column * layout.cellWidth,
            top: layout.top + cursor.cell.row * layout.cellHeight,
            width: layout.cellWidth,
            height: layout.cellHeight,
          }}
        />
      )}
    </div>
  );
}
