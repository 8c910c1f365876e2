/** A heat map, −limit … limit on diverging colours; names where they can be read. */
import { type Drawing, shape, type Shape, tenth } from './drawing.ts';
import type { HeatMapFigure } from './figure.ts';
import { COLOUR, fitText, type Frame, LETTERS, widest, written } from './frame.ts';
import { type HeatMapLayout, type HeatMapShape, layoutHeatMap } from './heat-map-layout.ts';
import { cssColour, divergingColour, inkOn, type Rgb, type Scheme } from './scale.ts';

/** Finer steps than the eye sees only make the drawing heavier. */
const STEPS = 48;

function cellColour(value: number | null, limit: number, scheme: Scheme): Rgb {
  const share = value === null || limit === 0 ? 0 : Math.max(-1, Math.min(1, value / limit));
  return divergingColour(Math.round(share * STEPS) / STEPS, scheme);
}

export function heatMapShape(map: HeatMapFigure, frame: Pick<Frame, 'density' | 'widthOf' | 'words'>): HeatMapShape {
  const { size } = LETTERS[frame.density];
  return {
    density: frame.density,
    rows: map.rows.length,
    columns: map.columns.length,
    isSquare: map.isSquare,
    nameWidth: widest(frame, map.rows.map(frame.words.say), size),
    headWidth: widest(frame, map.columns.map(frame.words.say), size),
  };
}

/** One path a colour: a matrix has many cells and few colours. */
function cellPaths({ values, limit }: HeatMapFigure, at: HeatMapLayout, scheme: Scheme): Shape[] {
  const gap = at.cellWidth > 14 ? 1 : 0;
  const box = `h${tenth(at.cellWidth - gap)}v${tenth(at.cellHeight - gap)}h${tenth(gap - at.cellWidth)}z`;
  const paths = new Map<string, string[]>();
  values.forEach((row, i) => {
    row.forEach((value, j) => {
      const fill = cssColour(cellColour(value, limit, scheme));
      const path = `M${tenth(at.left + j * at.cellWidth)} ${tenth(at.top + i * at.cellHeight)}${box}`;
      const list = paths.get(fill);
      if (list === undefined) paths.set(fill, [path]);
      else list.push(path);
    });
  });
  // Without crisp edges, cells that touch would show the ground between them.
  return [...paths].map(([fill, path]) => shape('path', { d: path.join(''), fill, shapeRendering: 'crispEdges' }));
}

export function drawHeatMap(map: HeatMapFigure, frame: Frame): Drawing {
  const { density, width, scheme, widthOf, words } = frame;
  const at = layoutHeatMap(heatMapShape(map, frame), width);
  const letters = LETTERS[density];
  // Cells narrower than letters are high need smaller letters.
  const size = Math.min(letters.size, Math.max(letters.least, tenth(Math.min(at.cellWidth, at.cellHeight) * 0.8)));
  const style = { fontSize: size, fill: COLOUR.ink2 };
  const head = (name: string, j: number): Shape => {
    const x = tenth(at.left + (j + 0.5) * at.cellWidth);
    if (!at.isUpright) {
      const text = fitText(frame, name, at.cellWidth, size);
      return written(text, x, at.top / 2, { ...style, textAnchor: 'middle', dominantBaseline: 'central' });
    }
    return written(fitText(frame, name, at.top - 8, size), 0, 0, {
      ...style,
      transform: `translate(${x} ${tenth(at.top - 8)}) rotate(-90)`,
      dominantBaseline: 'central',
    });
  };
  const texts = map.values.flatMap((row, i) => {
    const middle = at.top + (i + 0.5) * at.cellHeight;
    const name = fitText(frame, words.say(map.rows[i] ?? ''), at.left - 12, size);
    const rowName = at.hasRowNames ? [written(name, 0, middle, { ...style, dominantBaseline: 'central' })] : [];
    const cells = row.flatMap((value, j) => {
      const text = value === null ? '–' : map.cellText === null ? '' : words.say(map.cellText(value));
      if (text === '' || widthOf(text, letters.size) > at.cellWidth - 4) return [];
      return written(text, at.left + (j + 0.5) * at.cellWidth, middle, {
        fontSize: letters.size,
        fill: inkOn(cellColour(value, map.limit, scheme)),
        textAnchor: 'middle',
        dominantBaseline: 'central',
      });
    });
    return [...rowName, ...cells];
  });
  return {
    width: Math.min(width, tenth(at.left + at.cellWidth * map.columns.length)),
    height: tenth(at.height),
    shapes: [
      ...cellPaths(map, at, scheme),
      ...(at.hasColumnNames ? map.columns.map((name, j) => head(words.say(name), j)) : []),
      ...texts,
    ],
  };
}
