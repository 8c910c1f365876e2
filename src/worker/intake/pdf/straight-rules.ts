/**
 * Rules of a page - the lines of a grid, frames - moved to whole pixels, so that all of a grid are equally wide and dark. Between
 * pixels they would be pale here and dark there, and a generator would learn that pattern. It is the automatic stroke adjustment of
 * ISO 32000-2, 10.7.5, with the rounding of poppler's Splash.
 */

/** Of pdf.js's paths: a number, then so many coordinates. */
const MOVE = 0;
const LINE = 1;
const CLOSE = 4;

/** Parts of a pixel by which a straight line may be off. */
const STRAIGHT = 0.01;

/** From a path's coordinates to pixels. */
export type Matrix = Pick<DOMMatrixReadOnly, 'a' | 'b' | 'c' | 'd' | 'e' | 'f'>;

/** Whole pixels. */
export interface PixelRect {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

interface Segment {
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
  /** Ends that other segments join. */
  readonly joins: readonly [boolean, boolean];
}

/** Null: something of it is not straight across or down the page. */
function straightSegments(path: ArrayLike<number>, { a, b, c, d, e, f }: Matrix): Segment[][] | null {
  const parts: [number, number][][] = [];
  const closed: boolean[] = [];
  for (let i = 0; i < path.length;) {
    const operation = path[i];
    if (operation === CLOSE) {
      closed[parts.length - 1] = true;
      i += 1;
      continue;
    }
    if (operation !== MOVE && operation !== LINE) return null;
    const [x, y] = [path[i + 1] ?? 0, path[i + 2] ?? 0];
    i += 3;
    const point: [number, number] = [a * x + c * y + e, b * x + d * y + f];
    if (operation === MOVE || parts.length === 0) parts.push([point]);
    else parts.at(-1)?.push(point);
  }
  const segments: Segment[][] = [];
  for (const [n, points] of parts.entries()) {
    const first = points[0];
    if (first === undefined || points.length < 2) continue;
    const isClosed = closed[n] === true;
    const way = isClosed ? [...points, first] : points;
    const own: Segment[] = [];
    for (let k = 0; k + 1 < way.length; k++) {
      const [from = first, to = first] = [way[k], way[k + 1]];
      const [across, down] = [Math.abs(to[0] - from[0]), Math.abs(to[1] - from[1])];
      if (Math.min(across, down) > STRAIGHT) return null;
      if (Math.max(across, down) > STRAIGHT)
        own.push({ from, to, joins: [isClosed || k > 0, isClosed || k + 2 < way.length] });
    }
    segments.push(own);
  }
  return segments;
}

/** At least a pixel wide. */
function wholePixels(low: number, high: number): [number, number] {
  const start = Math.floor(low + 0.5);
  return [start, Math.max(1, Math.floor(high + 0.5) - start)];
}

function rectOf(left: number, right: number, top: number, bottom: number): PixelRect {
  const [x, width] = wholePixels(left, right);
  const [y, height] = wholePixels(top, bottom);
  return { left: x, top: y, width, height };
}

/** What a stroke of `lineWidth` covers; null: it is not made of rules alone. `isLonger`: it goes on half its width behind its ends. */
export function strokedRules(
  path: ArrayLike<number>,
  matrix: Matrix,
  lineWidth: number,
  isLonger: boolean,
): PixelRect[] | null {
  const segments = straightSegments(path, matrix)?.flat();
  if (segments === undefined || segments.length === 0) return null;
  // Half the width of a line down and across the page.
  const [halfX, halfY] = [
    (lineWidth / 2) * Math.hypot(matrix.a, matrix.c),
    (lineWidth / 2) * Math.hypot(matrix.b, matrix.d),
  ];
  return segments.map(({ from, to, joins }) => {
    const isAcross = Math.abs(to[0] - from[0]) >= Math.abs(to[1] - from[1]);
    const axis = isAcross ? 0 : 1;
    const isForward = to[axis] >= from[axis];
    const [low, high] = isForward ? [from[axis], to[axis]] : [to[axis], from[axis]];
    const [atLow, atHigh] = isForward ? joins : [joins[1], joins[0]];
    const half = isAcross ? halfX : halfY;
    const start = low - (atLow || isLonger ? half : 0);
    const end = high + (atHigh || isLonger ? half : 0);
    return isAcross
      ? rectOf(start, end, from[1] - halfY, from[1] + halfY)
      : rectOf(from[0] - halfX, from[0] + halfX, start, end);
  });
}

/** What a filled rectangle covers; null: it is none. */
export function filledRule(path: ArrayLike<number>, matrix: Matrix): PixelRect | null {
  const [only, ...others] = straightSegments(path, matrix) ?? [];
  if (only === undefined || others.length > 0 || only.length < 3 || only.length > 4) return null;
  const points = only.flatMap(({ from, to }) => [from, to]);
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  return rectOf(Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys));
}
