/** Two densities back to back: real above the axis, filled and solid; synthetic below it, hollow and dashed. */
import type { ColumnStatistics } from '../core/report/comparison.ts';
import { type Drawing, shape, type Shape, tenth } from './drawing.ts';
import type { ViolinFigure } from './figure.ts';
import { type Axis, COLOUR, DASHES, type Frame, placeOn, ticksOf, tickText } from './frame.ts';
import { extentOf } from './scale.ts';

const PAD = 20;
const MOST_HALF = 96;
const MARGIN = 8;
const TICKS = 28;

/** The middle half as a thick line, the median as a tick. */
function middleHalf(of: ColumnStatistics, axis: Axis, y: number, stroke: string): Shape[] {
  const { q25, q75, median } = of;
  if (q25 === null || q75 === null || median === null) return [];
  const x = (value: number): number => tenth(placeOn(axis, value));
  return [
    shape('line', { x1: x(q25), x2: x(q75), y1: y, y2: y, stroke, strokeWidth: 4 }),
    shape('line', { x1: x(median), x2: x(median), y1: y - 7, y2: y + 7, stroke, strokeWidth: 3 }),
  ];
}

export function drawViolin({ shape: found, statistics }: ViolinFigure, frame: Frame): Drawing {
  const { at, real, synthetic } = found.density;
  const axis: Axis = { extent: extentOf([...at, ...found.edges]), left: PAD, right: frame.width - PAD };
  const half = Math.min(MOST_HALF, frame.width * 0.16);
  const middle = tenth(half + MARGIN);
  const height = 2 * middle + TICKS;
  const highest = Math.max(...real, ...synthetic, 1e-12);
  const outline = (density: readonly number[], up: 1 | -1): string => {
    const points = density.map((d, i) => {
      const y = middle - (up * half * d) / highest;
      return `${tenth(placeOn(axis, at[i] ?? 0))},${tenth(y)}`;
    });
    const ends = [at[0] ?? axis.extent.min, at.at(-1) ?? axis.extent.max].map((x) => tenth(placeOn(axis, x)));
    return `M${ends[0]},${middle}L${points.join('L')}L${ends[1]},${middle}Z`;
  };
  return {
    width: frame.width,
    height,
    shapes: [
      shape('path', {
        d: outline(real, 1),
        fill: COLOUR.real,
        fillOpacity: 0.32,
        stroke: COLOUR.realText,
        strokeWidth: 2,
      }),
      shape('path', {
        d: outline(synthetic, -1),
        fill: 'none',
        stroke: COLOUR.synthetic,
        strokeWidth: 2,
        strokeDasharray: DASHES,
      }),
      ...middleHalf(statistics.real, axis, middle - 9, COLOUR.realText),
      ...middleHalf(statistics.synthetic, axis, middle + 9, COLOUR.syntheticText),
      shape('line', { x1: axis.left, x2: axis.right, y1: middle, y2: middle, stroke: COLOUR.lineStrong }),
      ...ticksOf(axis, 90, 8).map((tick) => tickText(frame, axis, tick, height - 6, frame.words.n.decimal(tick))),
    ],
  };
}
