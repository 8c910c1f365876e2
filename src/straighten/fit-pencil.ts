/**
 * One point where all lines meet that are parallel on the sheet, from their directions here and there, whatever else points
 * elsewhere. With (1, b, c) for that point, a line through (x, y) has the slope s = b + c (s x − y): linear in b and c. `c` is 0
 * without perspective. Source: vanishing points as in Hartley and Zisserman (2004), ch. 8; robust weights are Tukey's.
 */

/** Coordinates from the picture's middle, in halves of its longer side; the slope's rise over its run. */
export interface SlopeAt {
  readonly x: number;
  readonly y: number;
  readonly slope: number;
  readonly weight: number;
}

export interface Pencil {
  readonly b: number;
  readonly c: number;
  /** Share of the weight that points there. */
  readonly share: number;
  /** Root mean square by which those miss, as a slope. */
  readonly spread: number;
}

/** Most perspective that is looked for: the far side half as long as the near one. */
const MOST_PERSPECTIVE = 0.34;
const STEP = 0.02;
/** Slopes that differ so much are alike while searched, and at most when fitted. */
const NEAR = 0.012;
const OFF = 0.03;
/** What perspective costs where it explains no more. */
const PLAINNESS = 0.15;

export function slopeOf({ b, c }: Pick<Pencil, 'b' | 'c'>, { x, y }: Pick<SlopeAt, 'x' | 'y'>): number {
  return (b - c * y) / (1 - c * x);
}

/** Null where there is nothing to go by. */
export function fitPencil(slopes: readonly SlopeAt[]): Pencil | null {
  const total = slopes.reduce((sum, { weight }) => sum + weight, 0);
  if (total === 0) return null;
  let best = { b: 0, c: 0, score: -1 };
  for (let c = -MOST_PERSPECTIVE; c <= MOST_PERSPECTIVE + STEP / 2; c += STEP) {
    const levels = slopes.map(({ x, y, slope }) => slope - c * (slope * x - y));
    for (const b of levels) {
      let score = 0;
      levels.forEach((level, i) => {
        score += (slopes[i]?.weight ?? 0) * Math.exp(-(((level - b) / NEAR) ** 2));
      });
      score *= 1 - PLAINNESS * Math.abs(c);
      if (score > best.score) best = { b, c, score };
    }
  }
  let { b, c } = best;
  for (let round = 0; round < 8; round++) {
    let [n, su, ss, suu, sus] = [0, 0, 0, 0, 0];
    for (const { x, y, slope, weight } of slopes) {
      const u = slope * x - y;
      const off = (slope - b - c * u) / OFF;
      if (Math.abs(off) >= 1) continue;
      const w = weight * (1 - off * off) ** 2;
      n += w;
      su += w * u;
      ss += w * slope;
      suu += w * u * u;
      sus += w * u * slope;
    }
    const spread = n * suu - su * su;
    // All in one line: nothing is known of perspective.
    c = spread <= 1e-3 * n * n ? 0 : (n * sus - su * ss) / spread;
    b = n === 0 ? b : (ss - c * su) / n;
  }
  let [inside, squares] = [0, 0];
  for (const { x, y, slope, weight } of slopes) {
    const off = slope - b - c * (slope * x - y);
    if (Math.abs(off) >= OFF) continue;
    inside += weight;
    squares += weight * off * off;
  }
  return { b, c, share: inside / total, spread: inside === 0 ? OFF : Math.sqrt(squares / inside) };
}
