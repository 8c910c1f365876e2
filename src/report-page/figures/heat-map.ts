/** A heat map on diverging colours, −limit … limit; names where they can be read. */
import { cssColour, divergingColour, inkOn, type Rgb } from '../chart-scale.ts';
import { html, NOTHING, type Html } from '../html.ts';
import { fitText, textWidth } from '../style.ts';
import { at, svg } from './figure.ts';

export interface HeatMap {
  readonly label: string;
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  /** [rows, columns]; null where there is nothing to show. */
  readonly values: readonly (readonly (number | null)[])[];
  /** The value that gets the strongest colour. */
  readonly limit: number;
  readonly width: number;
  /** Square cells; else rows of text height. */
  readonly isSquare: boolean;
  /** Written into the cells. */
  readonly cellText?: (value: number) => string;
}

const ROW_HEIGHT = 20;
/** Smaller cells are not named: the names would touch. */
const LEAST_NAMED = 9;
const MOST_GUTTER = 0.32;
const MOST_HEAD = 130;
/** A square cell of a small matrix grows no larger. */
const MOST_CELL = 56;

/** Finer steps than the eye sees only make the file larger. */
const STEPS = 48;

function cellColour(value: number | null, limit: number): Rgb {
  const share = value === null || limit === 0 ? 0 : Math.max(-1, Math.min(1, value / limit));
  return divergingColour(Math.round(share * STEPS) / STEPS, 'light');
}

export function heatMap(map: HeatMap): Html {
  const { rows, columns, values, limit, isSquare } = map;
  const gutter = Math.min(map.width * MOST_GUTTER, Math.max(0, ...rows.map((name) => textWidth(name))) + 8);
  const isNamed = !isSquare || (map.width - gutter) / Math.max(1, columns.length) >= LEAST_NAMED;
  const left = isNamed ? gutter : 0;
  const width = isSquare ? Math.min(map.width, left + MOST_CELL * columns.length) : map.width;
  const cell = (width - left) / Math.max(1, columns.length);
  const height = isSquare ? cell : ROW_HEIGHT;
  // Cells narrower than letters are high need smaller letters.
  const size = Math.min(13, Math.max(7, Math.min(cell, height) * 0.8));
  const headWidth = Math.max(0, ...columns.map((name) => textWidth(name, size)));
  const isUpright = isNamed && headWidth + 6 > cell;
  const top = isUpright ? Math.min(headWidth + 8, MOST_HEAD) : isNamed ? 20 : 0;
  const head = (name: string, j: number): Html => {
    const x = at(left + (j + 0.5) * cell);
    return isUpright
      ? html`<text
          style="font-size:${at(size)}px"
          transform="translate(${x} ${at(top - 5)}) rotate(-90)"
          dominant-baseline="central"
          >${fitText(name, top - 5, size)}</text
        >`
      : html`<text style="font-size:${at(size)}px" x="${x}" y="${at(top - 6)}" text-anchor="middle"
          >${fitText(name, cell, size)}</text
        >`;
  };
  // One path a colour: a matrix has many cells and few colours.
  const paths = new Map<string, string[]>();
  const addCell = (colour: Rgb, path: string): void => {
    const fill = cssColour(colour);
    const list = paths.get(fill);
    if (list === undefined) paths.set(fill, [path]);
    else list.push(path);
  };
  const body = values.map((row, i) => {
    const y = top + i * height;
    const name = isNamed
      ? html`<text
          class="name"
          style="font-size:${at(size)}px"
          x="0"
          y="${at(y + height / 2)}"
          dominant-baseline="central"
          >${fitText(rows[i] ?? '', left - 6, size)}</text
        >`
      : NOTHING;
    return html`${name}${row.map((value, j) => {
      const colour = cellColour(value, limit);
      const x = left + j * cell;
      addCell(colour, `M${at(x)} ${at(y)}h${at(cell - 0.4)}v${at(height - 0.4)}h${at(0.4 - cell)}z`);
      const text = value === null ? '–' : map.cellText?.(value);
      if (text === undefined) return NOTHING;
      return html`<text
        x="${at(x + cell / 2)}"
        y="${at(y + height / 2)}"
        text-anchor="middle"
        dominant-baseline="central"
        style="font-size:12px;fill:${inkOn(colour)}"
        >${text}</text
      >`;
    })}`;
  });
  const cells = [...paths].map(([fill, path]) => html`<path fill="${fill}" d="${path.join('')}" />`);
  return svg({
    width,
    height: top + height * values.length,
    label: map.label,
    content: html`${isNamed ? columns.map(head) : NOTHING}${cells}${body}`,
  });
}
