/**
 * Numbers with their intervals, in groups of lines. Real: filled and solid; synthetic: hollow and dashed; a control: a
 * grey diamond, dotted; a range that real patients give among themselves: a filled bar.
 */
import type { Part } from '../i18n/said.ts';
import { type Drawing, shape, type Shape, tenth } from './drawing.ts';
import type { IntervalGroup, IntervalLine, IntervalsFigure, Mark } from './figure.ts';
import {
  type Axis,
  COLOUR,
  DASHES,
  fitText,
  type Frame,
  LETTERS,
  placeOn,
  ticksOf,
  tickText,
  widest,
  written,
} from './frame.ts';
import { extentOf } from './scale.ts';

const PAD = 14;
const RADIUS = 6;
/** Below the lines: the numbers of the axis, and the name of the line across. */
const TICKS = 24;
const REFERENCE = 24;

/** Names stand above their lines on a screen, beside them on a sheet. */
const STEPS = {
  screen: { head: 28, line: 20, named: 44, after: 12 },
  sheet: { head: 0, line: 15, named: 15, after: 10 },
} as const;
const MOST_NAMES = 260;

interface Placed<T> {
  readonly of: T;
  readonly y: number;
}

/** Where the groups and their lines are, downwards. */
function layOut(groups: readonly IntervalGroup[], density: Frame['density']) {
  const step = STEPS[density];
  const heads: Placed<Part>[] = [];
  const lines: Placed<IntervalLine>[] = [];
  let y = 0;
  for (const group of groups) {
    const top = y + (group.name === null ? 0 : step.head);
    y = top;
    for (const line of group.lines) {
      const height = line.name === null ? step.line : step.named;
      const isUnderName = density === 'screen' && line.name !== null;
      lines.push({ of: line, y: tenth(y + height * (isUnderName ? 0.75 : 0.5)) });
      y += height;
    }
    if (group.name !== null) heads.push({ of: group.name, y: density === 'screen' ? top - 10 : (top + y) / 2 });
    y += step.after;
  }
  return { heads, lines, bottom: y };
}

function drawMark({ kind, value, low, high }: Mark, axis: Axis, y: number): Shape[] {
  const [x1, x2, x] = [low, high, value].map((v) => tenth(placeOn(axis, v)));
  const between = { x1: x1 ?? 0, x2: x2 ?? 0, y1: y, y2: y, strokeWidth: 3 };
  const dot = { cx: x ?? 0, cy: y, r: RADIUS };
  switch (kind) {
    case 'range': {
      const width = Math.max(4, placeOn(axis, high) - placeOn(axis, low));
      const left = tenth((placeOn(axis, low) + placeOn(axis, high) - width) / 2);
      return [shape('rect', { x: left, y: y - 5, width: tenth(width), height: 10, rx: 3, fill: COLOUR.real })];
    }
    case 'real':
      return [
        shape('line', { ...between, stroke: COLOUR.real }),
        shape('circle', { ...dot, fill: COLOUR.real, stroke: COLOUR.real, strokeWidth: 2 }),
      ];
    case 'synthetic':
      return [
        shape('line', { ...between, stroke: COLOUR.synthetic, strokeDasharray: DASHES }),
        shape('circle', { ...dot, fill: COLOUR.surface, stroke: COLOUR.synthetic, strokeWidth: 3 }),
      ];
    case 'control':
      return [
        shape('line', { ...between, stroke: COLOUR.ink3, strokeDasharray: '1 4', strokeLinecap: 'round' }),
        shape('path', {
          d: `M${x},${tenth(y - RADIUS)}l${RADIUS},${RADIUS}l${-RADIUS},${RADIUS}l${-RADIUS},${-RADIUS}Z`,
          fill: COLOUR.surface,
          stroke: COLOUR.ink3,
          strokeWidth: 2,
        }),
      ];
    default:
      return kind satisfies never;
  }
}

/** What the line across stands for, kept inside the figure. */
function referenceName(text: string, at: number, y: number, { width, density }: Frame): Shape {
  const textAnchor = at < width * 0.2 ? 'start' : at > width * 0.8 ? 'end' : 'middle';
  return written(`↑ ${text}`, at, y, { fontSize: LETTERS[density].size, fill: COLOUR.ink3, textAnchor });
}

/** A name is read across the lines behind it. */
const HALO = { stroke: COLOUR.surface, strokeWidth: 5, paintOrder: 'stroke' } as const;

export function drawIntervals({ groups, holds, reference }: IntervalsFigure, frame: Frame): Drawing {
  const { density, width, words } = frame;
  const { size } = LETTERS[density];
  const { heads, lines, bottom } = layOut(groups, density);
  const isBeside = density === 'sheet';
  const names = [...heads.map(({ of }) => of), ...lines.flatMap(({ of }) => of.name ?? [])].map(words.say);
  const gutter = isBeside ? Math.min(MOST_NAMES, widest(frame, names, size) + 2 * PAD) : PAD;
  const all = lines.flatMap(({ of }) => of.marks.flatMap(({ low, high, value }) => [low, high, value]));
  const extent = extentOf([...holds, ...(reference === null ? [] : [reference.value]), ...all]);
  const axis: Axis = { extent, left: gutter, right: width - PAD };
  const nameAt = (part: Part, x: number, y: number, attributes: Shape['attributes']): Shape =>
    written(fitText(frame, words.say(part), isBeside ? gutter - PAD : width - 2 * PAD, size), x, y, {
      fontSize: size,
      ...(isBeside ? { dominantBaseline: 'central' } : {}),
      ...attributes,
    });
  const across = reference === null ? 0 : tenth(placeOn(axis, reference.value));
  return {
    width,
    height: tenth(bottom + TICKS + (reference === null ? 0 : REFERENCE)),
    shapes: [
      ...(reference === null
        ? []
        : [
            shape('line', {
              x1: across,
              x2: across,
              y1: 0,
              y2: bottom,
              stroke: COLOUR.ink3,
              strokeDasharray: '2 4',
            }),
          ]),
      ...heads.map(({ of, y }) => nameAt(of, isBeside ? 0 : PAD, y, { fill: COLOUR.ink, fontWeight: 500, ...HALO })),
      ...lines.flatMap(({ of, y }) => [
        ...(of.name === null
          ? []
          : [nameAt(of.name, isBeside ? 0 : PAD, isBeside ? y : y - 14, { fill: COLOUR.ink2 })]),
        ...(of.marks.some(({ kind }) => kind === 'range')
          ? [shape('line', { x1: axis.left, x2: axis.right, y1: y, y2: y, stroke: COLOUR.line, strokeWidth: 4 })]
          : []),
        ...of.marks.flatMap((mark) => drawMark(mark, axis, y)),
      ]),
      shape('line', { x1: axis.left, x2: axis.right, y1: bottom, y2: bottom, stroke: COLOUR.lineStrong }),
      ...ticksOf(axis, 100, 6).map((tick) => tickText(frame, axis, tick, bottom + 18, words.n.decimal(tick, 3))),
      ...(reference === null ? [] : [referenceName(words.say(reference.name), across, bottom + 40, frame)]),
    ],
  };
}
