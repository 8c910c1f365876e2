/**
 * A followed trace as a curve of evenly spaced samples. A stroke's height is the farthest that the trace went within its
 * column, a line's is its middle: so a peak stays inside its column, and a rise of several columns stays a rise.
 */
import { SEEN, type Traces } from './follow-traces.ts';

/** [samples] pixels above the zero line into `out`, and into `known` 1 where the column was seen. */
export function traceCurve(
  traces: Traces,
  at: { readonly picture: number; readonly strip: number },
  out: Float64Array,
  known: Uint8Array,
): void {
  const { size } = traces;
  const from = (at.picture * traces.strips + at.strip) * size;
  const height = (x: number): number => traces.heights[from + Math.max(0, Math.min(size - 1, x))] ?? 0;
  const isStroke = (x: number): boolean => traces.seen[from + Math.max(0, Math.min(size - 1, x))] === SEEN.stroke;
  const edge = (x: number): number => {
    const [a, b] = [height(x), height(x + 1)];
    if (!isStroke(x) && !isStroke(x + 1)) return (a + b) / 2;
    if (a * b < 0) return 0;
    return Math.abs(a) < Math.abs(b) ? a : b;
  };
  const perColumn = out.length / size;
  for (let x = 0; x < size; x++) {
    const [left, right] = [edge(x - 1), edge(x)];
    const isTop = (height(x) - height(x - 1)) * (height(x) - height(x + 1)) > 0;
    const middle = isTop || !isStroke(x) ? height(x) : (left + right) / 2;
    for (let k = 0; k < perColumn; k++) {
      const t = x * perColumn + k;
      const along = (k + 0.5) / perColumn;
      out[t] = along < 0.5 ? left + 2 * along * (middle - left) : middle + (2 * along - 1) * (right - middle);
      known[t] = traces.seen[from + x] === SEEN.hidden || traces.seen[from + x] === SEEN.none ? 0 : 1;
    }
  }
}
