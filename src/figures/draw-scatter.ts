/** Two clouds of points: real as dots, synthetic as rings. Few paths a cloud, so that thousands of points stay light. */
import type { Point } from '../core/report/comparison.ts';
import { type Drawing, shape, tenth } from './drawing.ts';
import type { ScatterFigure } from './figure.ts';
import { COLOUR, type Frame } from './frame.ts';
import { extentOf, place } from './scale.ts';

const PAD = 12;
const MOST_HEIGHT = 560;

/** Points that cover each other are darker: the cloud is drawn in so many layers, each of them seen through. */
const LAYERS = 8;

/** Smaller where there are many, and on small pictures. */
function radiusOf(count: number, width: number): number {
  const radius = count > 1200 ? 2.5 : count > 400 ? 3 : 4;
  return tenth(radius * Math.min(1, Math.max(0.65, width / 520)));
}

export function drawScatter({ points, scale }: ScatterFigure, { width }: Frame): Drawing {
  const height = Math.round(Math.min(MOST_HEIGHT, width * 0.85));
  const all = [...scale.real, ...scale.synthetic];
  const across = extentOf(all.map(([x]) => x));
  const up = extentOf(all.map(([, y]) => y));
  const r = radiusOf(all.length, width);
  const circle = `a${r},${r} 0 1 0 ${tenth(2 * r)},0a${r},${r} 0 1 0 ${tenth(-2 * r)},0`;
  const path = (side: readonly Point[]): string =>
    side
      .map(([x, y]) => {
        const left = PAD + place(x, across, width - 2 * PAD);
        const top = height - PAD - place(y, up, height - 2 * PAD);
        return `M${tenth(left - r)},${tenth(top)}${circle}`;
      })
      .join('');
  const frameBox = { x: 0.5, y: 0.5, width: tenth(width - 1), height: height - 1, fill: 'none', stroke: COLOUR.line };
  return {
    width,
    height,
    shapes: [
      shape('rect', frameBox),
      ...Array.from({ length: LAYERS }, (_, layer) =>
        shape('path', {
          d: path(points.real.filter((_point, i) => i % LAYERS === layer)),
          fill: COLOUR.real,
          stroke: COLOUR.realText,
          strokeWidth: 0.75,
          opacity: 0.75,
        }),
      ),
      shape('path', { d: path(points.synthetic), fill: 'none', stroke: COLOUR.synthetic, strokeWidth: 1.5 }),
    ],
  };
}
