/**
 * The edges of a page that lies on something darker: for each side the straight line along which the picture gets lighter
 * inwards, most and longest. A side that lies outside the picture, or on a light table, has none.
 */
import type { Point, Quad } from './homography.ts';
import { type Plane, turnedOver } from './small-picture.ts';

/** `across = middle + slope · (along − centre)`: x by y for left and right, y by x for top and bottom. Pixels of the plane. */
export interface Edge {
  readonly middle: number;
  readonly slope: number;
  /** Share of the side along which there is a step. */
  readonly support: number;
}

export const SIDES = ['top', 'right', 'bottom', 'left'] as const;
export type Side = (typeof SIDES)[number];
export type PageEdges = Readonly<Record<Side, Edge | null>>;
type Line = Omit<Edge, 'support'>;
type Lines = Readonly<Record<Side, Line | null>>;

/** Steeper than any page that is worth straightening. */
const MOST_SLOPE = 0.32;
/** Steps of light, logarithms: a third more light is a whole one, so that one glaring patch is no edge; less than this is a shadow's. */
const WHOLE_STEP = 0.3;
const LEAST_STEP = 0.08;
/** Of a side: less is a shadow, or the edge of something else. */
const LEAST_SUPPORT = 0.6;
/** Of the picture's side, before it is known where the page ends. */
const LEAST_OF_PICTURE = 0.3;
/** Pixels beside a line where its step is looked for. */
const REACH = 2;

/** How much lighter it gets from left to right, 0 … WHOLE_STEP; `sign` −1: from right to left. */
function stepsOf({ width, height, values }: Plane, sign: 1 | -1): Plane {
  const out = new Float32Array(values.length);
  for (let y = 0; y < height; y++) {
    for (let i = y * width + 1; i < (y + 1) * width - 1; i++) {
      const step = sign * Math.log(Math.max(1, values[i + 1] ?? 1) / Math.max(1, values[i - 1] ?? 1));
      out[i] = step < LEAST_STEP ? 0 : Math.min(step, WHOLE_STEP);
    }
  }
  return { width, height, values: out };
}

/** The line from top to bottom with the most steps on it, by its place in the middle row: between `from` and `to`. */
function longestLine({ width, height, values }: Plane, from: number, to: number): Line | null {
  const centre = height / 2;
  const every = Math.max(1, Math.round(height / 100));
  const steps = Math.ceil(MOST_SLOPE * centre);
  let best = { middle: 0, slope: 0, score: 0 };
  for (let k = -steps; k <= steps; k++) {
    const slope = (k * MOST_SLOPE) / steps;
    const scores = new Float32Array(to - from);
    for (let y = 0; y < height; y += every) {
      const shift = Math.round(slope * (y + 0.5 - centre));
      const first = Math.max(from, -shift);
      const end = Math.min(to, width - shift);
      for (let x = first; x < end; x++) {
        scores[x - from] = (scores[x - from] ?? 0) + (values[y * width + x + shift] ?? 0);
      }
    }
    scores.forEach((score, i) => {
      if (score > best.score) best = { middle: from + i + 0.5, slope, score };
    });
  }
  return best.score * every < LEAST_OF_PICTURE * height * (WHOLE_STEP / 2) ? null : best;
}

/** Where the step is in each row beside a line: NaN where there is none. */
function placesBeside(plane: Plane, { middle, slope }: Line, reach: number): Float64Array {
  const { width, height, values } = plane;
  return Float64Array.from({ length: height }, (_, y) => {
    const about = Math.floor(middle + slope * (y + 0.5 - height / 2));
    let [sum, weight] = [0, 0];
    for (let x = Math.max(0, about - reach); x <= Math.min(width - 1, about + reach); x++) {
      const step = values[y * width + x] ?? 0;
      sum += step * (x + 0.5);
      weight += step;
    }
    return weight > 0 ? sum / weight : Number.NaN;
  });
}

/** Least squares through the steps beside a line, those off it left out. */
function refined(plane: Plane, line: Line): Line {
  const { height } = plane;
  let fitted = line;
  for (let round = 0; round < 3; round++) {
    const places = placesBeside(plane, fitted, REACH);
    let [n, sy, sx, syy, sxy] = [0, 0, 0, 0, 0];
    places.forEach((x, y) => {
      const along = y + 0.5 - height / 2;
      if (Number.isNaN(x) || Math.abs(x - fitted.middle - fitted.slope * along) > 1.5) return;
      n += 1;
      sy += along;
      sx += x;
      syy += along * along;
      sxy += along * x;
    });
    const spread = n * syy - sy * sy;
    if (n < height / 10 || spread <= 0) return fitted;
    const slope = (n * sxy - sy * sx) / spread;
    fitted = { slope, middle: (sx - slope * sy) / n };
  }
  return fitted;
}

/** Left and right of a plane; top and bottom of one that is turned over. */
function besides(plane: Plane): { near: Line | null; far: Line | null; maps: Plane[] } {
  const half = Math.floor(plane.width / 2);
  const maps = [stepsOf(plane, 1), stepsOf(plane, -1)];
  const [rising = plane, falling = plane] = maps;
  const [near, far] = [longestLine(rising, 0, half), longestLine(falling, half, plane.width)];
  return {
    near: near === null ? null : refined(rising, near),
    far: far === null ? null : refined(falling, far),
    maps,
  };
}

/** Where an edge of left or right meets one of top or bottom. */
function meet(upright: Line, level: Line, { width, height }: Pick<Plane, 'width' | 'height'>): Point {
  // x = a + s (y − h/2), y = b + t (x − w/2)
  const { middle: a, slope: s } = upright;
  const { middle: b, slope: t } = level;
  const x = (a + s * (b - (t * width) / 2 - height / 2)) / (1 - s * t);
  return [x, b + t * (x - width / 2)];
}

/** Corners of the page: upper left, upper right, lower right, lower left; where an edge is not seen, the picture's own. */
export function meetEdges({ left, right, top, bottom }: Lines, size: Pick<Plane, 'width' | 'height'>): Quad {
  const near: Line = { middle: 0, slope: 0 };
  const [l, r] = [left ?? near, right ?? { ...near, middle: size.width }];
  const [t, b] = [top ?? near, bottom ?? { ...near, middle: size.height }];
  return [meet(l, t, size), meet(r, t, size), meet(r, b, size), meet(l, b, size)];
}

export function findPageEdges(paper: Plane): PageEdges {
  const over = turnedOver(paper);
  const sides = besides(paper);
  const ends = besides(over);
  const supported = (line: Line | null, map: Plane | undefined, from: number, to: number): Edge | null => {
    if (line === null || map === undefined) return null;
    const places = placesBeside(map, line, 1).subarray(Math.max(0, Math.round(from)), Math.max(0, Math.round(to)));
    const support = places.reduce((sum, x) => sum + (Number.isNaN(x) ? 0 : 1), 0) / Math.max(1, places.length);
    return support < LEAST_SUPPORT ? null : { ...line, support };
  };
  const lines = { left: sides.near, right: sides.far, top: ends.near, bottom: ends.far };
  const [p0, p1, p2, p3] = meetEdges(lines, paper);
  return {
    left: supported(lines.left, sides.maps[0], p0[1], p3[1]),
    right: supported(lines.right, sides.maps[1], p1[1], p2[1]),
    top: supported(lines.top, ends.maps[0], p0[0], p1[0]),
    bottom: supported(lines.bottom, ends.maps[1], p3[0], p2[0]),
  };
}
