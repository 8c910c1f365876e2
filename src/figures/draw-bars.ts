/** Shares of patients as paired bars: real filled, synthetic hollow and dashed. */
import { type Drawing, shape, type Shape, tenth } from './drawing.ts';
import type { BarsFigure } from './figure.ts';
import {
  type Axis,
  COLOUR,
  fitText,
  type Frame,
  LETTERS,
  placeOn,
  ticksOf,
  tickText,
  widest,
  written,
} from './frame.ts';
import { roundTicks } from './scale.ts';

const ROW = 30;
const BAR = 10;
const TICKS = 24;
/** Names take at most this much, and this share of the width. */
const MOST_NAMES = 240;
const MOST_GUTTER = 0.42;

/** The scale ends at a round share. */
function roundUp(highest: number): number {
  if (highest === 0) return 1;
  const [first = 0, second = highest] = roundTicks({ min: 0, max: highest }, 4);
  const step = second - first;
  return Math.ceil(highest / step - 1e-9) * step;
}

export function drawBars({ pairs }: BarsFigure, frame: Frame): Drawing {
  const { size } = LETTERS[frame.density];
  const { n } = frame.words;
  const names = pairs.map(({ name }) => name);
  const gutter = Math.min(MOST_NAMES, frame.width * MOST_GUTTER, widest(frame, names, size) + 10);
  const highest = Math.max(0, ...pairs.flatMap(({ real, synthetic }) => [real, synthetic]));
  const axis: Axis = { extent: { min: 0, max: roundUp(highest) }, left: gutter, right: frame.width - 24 };
  const bottom = pairs.length * ROW + 4;
  const bar = (y: number, value: number, attributes: Shape['attributes']): Shape =>
    shape('rect', {
      x: tenth(axis.left),
      y,
      width: Math.max(0.5, tenth(placeOn(axis, value) - axis.left)),
      height: BAR,
      ...attributes,
    });
  const rows = pairs.map(({ name, real, synthetic }, i) => {
    const top = i * ROW + 4;
    return shape(
      'g',
      {},
      // The whole name and both numbers, for whoever points at it.
      shape('title', {}, `${name}: ${n.percent(real)} / ${n.percent(synthetic)}`),
      written(fitText(frame, name, gutter - 10, size), 0, top + BAR + 1, {
        fontSize: size,
        fill: COLOUR.ink2,
        dominantBaseline: 'central',
      }),
      bar(top, real, { fill: COLOUR.real, rx: 2 }),
      bar(top + BAR + 2, synthetic, {
        fill: COLOUR.surface,
        stroke: COLOUR.synthetic,
        strokeWidth: 2,
        strokeDasharray: '5 3',
        rx: 2,
      }),
    );
  });
  const ticks = ticksOf(axis, 90, 8);
  return {
    width: frame.width,
    height: bottom + TICKS,
    shapes: [
      ...ticks.map((tick) => {
        const x = tenth(placeOn(axis, tick));
        return shape('line', { x1: x, x2: x, y1: 0, y2: bottom, stroke: COLOUR.line });
      }),
      shape('line', { x1: tenth(gutter), x2: tenth(gutter), y1: 0, y2: bottom, stroke: COLOUR.lineStrong }),
      ...rows,
      ...ticks.map((tick) => tickText(frame, axis, tick, bottom + 17, n.percent(tick))),
    ],
  };
}
