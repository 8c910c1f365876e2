/** One line a measure: marks with their intervals. Real is a filled bar with a dot, synthetic a hollow ring on a dashed line. */
import type { Texts } from '../../i18n/translate.ts';
import { extentOf, type Extent } from '../chart-scale.ts';
import { html, NOTHING, type Html } from '../html.ts';
import { FIGURE_WIDTH, fitText, textWidth } from '../style.ts';
import { at, placeOn, svg, ticks, type Axis } from './figure.ts';

export interface Mark {
  /** `control`: what chance gives. */
  readonly kind: 'real' | 'synthetic' | 'control';
  readonly value: number | null;
  readonly low: number;
  readonly high: number;
}

export interface IntervalLine {
  readonly name: string;
  readonly marks: readonly Mark[];
}

interface IntervalOptions {
  readonly label: string;
  readonly lines: readonly IntervalLine[];
  /** Values that must be on the axis. */
  readonly include?: readonly number[];
  /** A line across all measures, such as 0.5 for an AUC of chance. */
  readonly reference?: number;
}

const STEP = 14;
const GAP = 10;
const MOST_NAMES = 260;

function drawMark(axis: Axis, { kind, value, low, high }: Mark, y: number): Html {
  const [from, to] = [placeOn(axis, low), placeOn(axis, high)];
  const dot = (shape: string): Html =>
    value === null ? NOTHING : html`<circle class="${shape}" cx="${at(placeOn(axis, value))}" cy="${at(y)}" r="4.5" />`;
  switch (kind) {
    case 'real':
      return html`<rect
          class="real"
          fill-opacity="0.35"
          x="${at(from)}"
          y="${at(y - 4)}"
          width="${at(Math.max(2, to - from))}"
          height="8"
          rx="2"
        />${dot('real')}`;
    case 'synthetic':
      return html`<line
          class="synthetic-line dashed"
          stroke-width="2"
          x1="${at(from)}"
          x2="${at(to)}"
          y1="${at(y)}"
          y2="${at(y)}"
        />${dot('synthetic')}`;
    case 'control':
      return html`<line
          class="control-line"
          stroke-width="1.5"
          x1="${at(from)}"
          x2="${at(to)}"
          y1="${at(y)}"
          y2="${at(y)}"
        />${value === null ? NOTHING : html`<rect class="control" x="${at(placeOn(axis, value) - 3.5)}" y="${at(y - 3.5)}" width="7" height="7" />`}`;
    default:
      return kind satisfies never;
  }
}

function widened({ min, max }: Extent): Extent {
  const margin = (max - min) * 0.04;
  return { min: min - margin, max: max + margin };
}

export function intervals(options: IntervalOptions, { n }: Pick<Texts, 'n'>): Html {
  const { lines, label, include = [], reference } = options;
  const all = lines.flatMap(({ marks }) => marks.flatMap(({ value, low, high }) => [low, high, value ?? low]));
  const names = Math.min(MOST_NAMES, Math.max(0, ...lines.map(({ name }) => textWidth(name))) + 12);
  const extent = widened(extentOf([...all, ...include, ...(reference === undefined ? [] : [reference])]));
  const axis: Axis = { extent, left: names, right: FIGURE_WIDTH - 20 };
  let bottom = 0;
  const body = lines.map(({ name, marks }) => {
    const top = bottom + GAP / 2;
    bottom += GAP + STEP * Math.max(1, marks.length);
    const middle = top + (STEP * Math.max(1, marks.length)) / 2;
    return html`<text class="name" x="0" y="${at(middle)}" dominant-baseline="central"
        >${fitText(name, names - 12)}</text
      >${marks.map((mark, i) => drawMark(axis, mark, top + STEP * (i + 0.5)))}`;
  });
  const x = reference === undefined ? '' : at(placeOn(axis, reference));
  const line =
    reference === undefined ? NOTHING : html`<line class="axis" x1="${x}" x2="${x}" y1="0" y2="${at(bottom)}" />`;
  return svg({
    width: FIGURE_WIDTH,
    height: bottom + 24,
    label,
    content: html`${ticks(axis, 0, bottom, (value) => n.decimal(value, 3))}${line}${body}`,
  });
}
