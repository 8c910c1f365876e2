/**
 * Precision and recall (Kynkäänniemi et al. 2019) and coverage (Naeem et al. 2020) by balls that reach to the fifth nearest
 * of the same side; as the report has them, of few points.
 */
export interface Points {
  readonly count: number;
  /** Numbers a point. */
  readonly width: number;
  /** [count, width] */
  readonly values: Float64Array;
}

const NEIGHBOURS = 5;

function distance(a: Points, i: number, b: Points, j: number): number {
  let squares = 0;
  for (let k = 0; k < a.width; k++) {
    const difference = (a.values[i * a.width + k] ?? 0) - (b.values[j * b.width + k] ?? 0);
    squares += difference * difference;
  }
  return Math.sqrt(squares);
}

/** Of the points `some`: how far the fifth nearest other is. */
function radii(points: Points, some: Uint32Array): Float64Array {
  return Float64Array.from(some, (i) => {
    const all: number[] = [];
    for (const j of some) if (j !== i) all.push(distance(points, i, points, j));
    return all.toSorted((a, b) => a - b)[Math.min(NEIGHBOURS, all.length) - 1] ?? 0;
  });
}

/** [precision, recall, coverage] of the points `some` of `made`. */
export function manifoldShares(real: Points, made: Points, some: Uint32Array): readonly number[] {
  const everybody = Uint32Array.from({ length: real.count }, (_, i) => i);
  const [ofReal, ofMade] = [radii(real, everybody), radii(made, some)];
  const isPrecise = new Uint8Array(some.length);
  let [recalled, covered] = [0, 0];
  for (const i of everybody) {
    let [isRecalled, isCovered] = [false, false];
    for (const [place, j] of some.entries()) {
      const between = distance(real, i, made, j);
      if (between <= (ofReal[i] ?? 0)) {
        isCovered = true;
        isPrecise[place] = 1;
      }
      if (between <= (ofMade[place] ?? 0)) isRecalled = true;
    }
    recalled += Number(isRecalled);
    covered += Number(isCovered);
  }
  const precise = isPrecise.reduce((sum, one) => sum + one, 0);
  return [precise / Math.max(1, some.length), recalled / Math.max(1, real.count), covered / Math.max(1, real.count)];
}
