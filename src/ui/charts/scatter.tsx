/** Two clouds of points on a canvas: real filled, synthetic hollow. Thousands of points; each axis fills its room. */
import { useCallback } from 'react';
import type { Point, Sides } from '../../core/report/comparison.ts';
import { extentOf, place } from '../../report-page/chart-scale.ts';
import { SharpCanvas, type Sized } from './sharp-canvas.tsx';
import type { Pen } from './svg-pen.ts';
import { type Palette, usePalette } from './use-palette.ts';

export type Shown = 'both' | 'real' | 'synthetic';

interface ScatterProps {
  readonly label: string;
  readonly points: Sides<readonly Point[]>;
  readonly shown: Shown;
}

const PAD = 12;
const MOST_HEIGHT = 560;

/** Smaller where there are many, and on small pictures. */
function radiusOf(count: number, width: number): number {
  const radius = count > 1200 ? 2.5 : count > 400 ? 3 : 4;
  return radius * Math.min(1, Math.max(0.65, width / 520));
}

function drawScatter(
  context: Pen,
  { width, height }: Sized,
  { points, shown }: Pick<ScatterProps, 'points' | 'shown'>,
  palette: Palette,
): void {
  context.fillStyle = palette.colour('surface');
  context.fillRect(0, 0, width, height);
  context.strokeStyle = palette.colour('line');
  context.strokeRect(0.5, 0.5, width - 1, height - 1);
  const all = [...points.real, ...points.synthetic];
  const across = extentOf(all.map(([x]) => x));
  const up = extentOf(all.map(([, y]) => y));
  const radius = radiusOf(all.length, width);
  const each = (side: readonly Point[], paint: () => void): void => {
    for (const [x, y] of side) {
      context.beginPath();
      const left = PAD + place(x, across, width - 2 * PAD);
      const top = height - PAD - place(y, up, height - 2 * PAD);
      context.arc(left, top, radius, 0, 2 * Math.PI);
      paint();
    }
  };
  if (shown !== 'synthetic') {
    context.fillStyle = palette.colour('real');
    context.strokeStyle = palette.colour('real-text');
    context.lineWidth = 0.75;
    context.globalAlpha = 0.75;
    each(points.real, () => {
      context.fill();
      context.stroke();
    });
  }
  context.globalAlpha = 1;
  if (shown !== 'real') {
    context.strokeStyle = palette.colour('synthetic');
    context.lineWidth = 1.5;
    each(points.synthetic, () => context.stroke());
  }
}

export function Scatter({ label, points, shown }: ScatterProps) {
  const palette = usePalette();
  const draw = useCallback(
    (context: Pen, size: Sized) => drawScatter(context, size, { points, shown }, palette),
    [points, shown, palette],
  );
  return <SharpCanvas label={label} heightOf={(width) => Math.min(MOST_HEIGHT, width * 0.85)} draw={draw} />;
}
