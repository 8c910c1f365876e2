/**
 * How far made rows lie from real ones as a whole (Székely & Rizzo 2013, *Energy statistics*), and the gradient by the made. On
 * arrays.
 *
 *   E = (2 · mean |x − y| − mean |x − x'|) / unit, means over different ones
 */

export interface EnergySizes {
  readonly views: number;
  /** Made and real rows of a view, and numbers of a row. */
  readonly made: number;
  readonly real: number;
  readonly length: number;
}

export interface EnergyArrays {
  readonly made: Float32Array;
  readonly real: Float32Array;
  readonly unit: Float32Array;
}

/** Of each of all pairs of two different ones among m; of one alone there are none. */
export function shareOfPairs(m: number): number {
  return m < 2 ? 0 : 1 / (m * (m - 1));
}

/** Below the root. */
export const LEAST_SQUARE = 1e-6;

/** Adds what rows [begin, end) of `others`, each `weight`, draw at row `own` of `rows`; returns the weighted distances. */
function drawn(
  rows: Float32Array,
  own: number,
  others: Float32Array,
  [begin, end]: readonly [number, number],
  { weight, length, sums }: { readonly weight: number; readonly length: number; readonly sums: Float64Array },
): number {
  let distances = 0;
  for (let from = begin * length; from < end * length; from += length) {
    let squares = 0;
    for (let k = 0; k < length; k++) {
      const apart = (rows[own + k] ?? 0) - (others[from + k] ?? 0);
      squares += apart * apart;
    }
    const distance = Math.sqrt(Math.max(squares, LEAST_SQUARE));
    distances += weight * distance;
    const pull = weight / distance;
    for (let k = 0; k < length; k++) {
      sums[k] = (sums[k] ?? 0) + pull * ((rows[own + k] ?? 0) - (others[from + k] ?? 0));
    }
  }
  return distances;
}

export function energy(
  { made, real, unit }: EnergyArrays,
  { views, made: m, real: n, length }: EnergySizes,
  { parts, gradient }: { readonly parts: Float32Array; readonly gradient: Float32Array },
): void {
  const sums = new Float64Array(length);
  const toReal = 2 / (m * n);
  const apart = -shareOfPairs(m);
  for (let view = 0; view < views; view++) {
    const scale = unit[view] ?? 1;
    for (let i = 0; i < m; i++) {
      const own = (view * m + i) * length;
      sums.fill(0);
      let all = drawn(made, own, real, [view * n, (view + 1) * n], { weight: toReal, length, sums });
      // Of two made ones each is drawn by the other: twice the derivative.
      const twice = new Float64Array(length);
      const among = { weight: apart, length, sums: twice };
      all += drawn(made, own, made, [view * m, view * m + i], among);
      all += drawn(made, own, made, [view * m + i + 1, (view + 1) * m], among);
      parts[view * m + i] = all / scale;
      for (let k = 0; k < length; k++) {
        gradient[own + k] = ((sums[k] ?? 0) + 2 * (twice[k] ?? 0)) / (scale * views);
      }
    }
  }
}
