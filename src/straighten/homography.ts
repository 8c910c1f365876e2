/**
 * Plane to plane through a camera: 3 × 3 matrices, row by row, on points (x, y, 1). Points are continuous: pixel i of a row
 * covers i … i + 1. Source: Hartley and Zisserman, Multiple View Geometry in Computer Vision, 2nd ed. (2004), ch. 2.
 */

/** Nine numbers, row by row. */
export type Homography = readonly number[];
export type Point = readonly [x: number, y: number];
/** Upper left, upper right, lower right, lower left. */
export type Quad = readonly [Point, Point, Point, Point];

const at = (m: readonly number[], i: number): number => m[i] ?? 0;

export function apply(h: Homography, [x, y]: Point): Point {
  const w = at(h, 6) * x + at(h, 7) * y + at(h, 8);
  return [(at(h, 0) * x + at(h, 1) * y + at(h, 2)) / w, (at(h, 3) * x + at(h, 4) * y + at(h, 5)) / w];
}

/** First `b`, then `a`. */
export function multiply(a: Homography, b: Homography): Homography {
  return Array.from({ length: 9 }, (_, i) => {
    const [row, column] = [3 * Math.floor(i / 3), i % 3];
    return at(a, row) * at(b, column) + at(a, row + 1) * at(b, column + 3) + at(a, row + 2) * at(b, column + 6);
  });
}

/** Up to a factor, which means nothing here; of a matrix that squeezes the plane into a line the result is of no use. */
export function invert(h: Homography): Homography {
  const minor = (a: number, b: number, c: number, d: number): number => at(h, a) * at(h, d) - at(h, b) * at(h, c);
  return [
    minor(4, 5, 7, 8),
    -minor(1, 2, 7, 8),
    minor(1, 2, 4, 5),
    -minor(3, 5, 6, 8),
    minor(0, 2, 6, 8),
    -minor(0, 2, 3, 5),
    minor(3, 4, 6, 7),
    -minor(0, 1, 6, 7),
    minor(0, 1, 3, 4),
  ];
}

/** The unit square's corners to those of `quad`, in its order. Source: Heckbert, Fundamentals of Texture Mapping (1989), 2.2.3. */
export function fromUnitSquare([p0, p1, p2, p3]: Quad): Homography {
  const [dx1, dy1] = [p1[0] - p2[0], p1[1] - p2[1]];
  const [dx2, dy2] = [p3[0] - p2[0], p3[1] - p2[1]];
  const [sx, sy] = [p0[0] - p1[0] + p2[0] - p3[0], p0[1] - p1[1] + p2[1] - p3[1]];
  const area = dx1 * dy2 - dx2 * dy1;
  const [g, h] = [(sx * dy2 - dx2 * sy) / area, (dx1 * sy - sx * dy1) / area];
  return [
    p1[0] - p0[0] + g * p1[0],
    p3[0] - p0[0] + h * p3[0],
    p0[0],
    p1[1] - p0[1] + g * p1[1],
    p3[1] - p0[1] + h * p3[1],
    p0[1],
    g,
    h,
    1,
  ];
}

export function scaled(quad: Quad, x: number, y: number): Quad {
  return quad.map((point): Point => [point[0] * x, point[1] * y]) as unknown as Quad;
}

/** A convex quadrilateral in the order of a sheet that is not seen from behind. */
export function isConvex(quad: Quad): boolean {
  return quad.every((point, i) => {
    const [next, after] = [quad[(i + 1) % 4] ?? point, quad[(i + 2) % 4] ?? point];
    return (next[0] - point[0]) * (after[1] - next[1]) - (next[1] - point[1]) * (after[0] - next[0]) > 0;
  });
}
