/**
 * How much of each beat shape a picture's strips hold, panel by panel, by ridge-regularised least squares on the followed
 * traces. One zero a strip and none a panel: a raised ST segment is a shape, and would be lost in a panel's own zero.
 */
import { factorInPlace, solveFactored } from '../../core/maths/cholesky.ts';
import { mean, quantile, standardDeviation } from '../../core/maths/moments.ts';
import { placeShapes, type ShapeTable } from '../generator/beat-shapes.ts';
import { WEIGHT_UNIT } from '../generator/sheet-model.ts';
import type { FoundLayout } from './find-layout.ts';
import { SEEN, type Traces } from './follow-traces.ts';
import { traceCurve } from './trace-curve.ts';

/** Pull of the weights to zero. */
const RIDGE = 0.15;
/** Samples nearer to a panel's edge, of the sheet's width, belong to no panel. */
const EDGE = 0.004;
/** The slow part of what the beats leave is wander: averages over this share of the sheet's width. */
const SLOW = 1 / 12;

export interface ShapeFit {
  /** [panels, strips, shapes] in `WEIGHT_UNIT`s. */
  readonly weights: Float32Array;
  /** [strips] spread of the slow part of what the beats leave, in `WEIGHT_UNIT`s. */
  readonly wander: Float32Array;
}

/** Fits one picture after the other with the same memory. */
export class ShapeFitter {
  readonly #traces: Traces;
  readonly #layout: FoundLayout;
  readonly #table: ShapeTable;
  readonly #panels: readonly (readonly [number, number])[];
  readonly #placed: Float64Array;
  readonly #curve: Float64Array;
  readonly #known: Uint8Array;
  /** [strips, samples] the last picture's fit: zero, beats and wander together, pixels above the strip's zero line. */
  readonly heights: Float32Array;

  /** `edges`: [panels + 1] ascending, pixels. */
  constructor(traces: Traces, layout: FoundLayout, table: ShapeTable, edges: readonly number[]) {
    const { samples, shapes } = table;
    this.#traces = traces;
    this.#layout = layout;
    this.#table = table;
    const perColumn = samples / traces.size;
    this.#panels = edges
      .slice(1)
      .map((edge, p) => [
        Math.ceil((edges[p] ?? 0) * perColumn + EDGE * samples),
        Math.floor(edge * perColumn - EDGE * samples),
      ]);
    this.#placed = new Float64Array(shapes * samples);
    this.heights = new Float32Array(layout.strips.length * samples);
    this.#curve = new Float64Array(samples);
    this.#known = new Uint8Array(samples);
  }

  /** `times` of the beats, pixels. */
  fit(picture: number, times: ArrayLike<number>): ShapeFit {
    const { shapes, samples } = this.#table;
    const { strips, size } = this.#traces;
    const unit = WEIGHT_UNIT * size;
    placeShapes(
      this.#table,
      Array.from(times, (x) => (x * samples) / size - 0.5),
      this.#placed,
    );
    const weights = new Float32Array(this.#panels.length * strips * shapes);
    const wander = new Float32Array(strips);
    const left = new Float32Array(samples);
    const factors = this.#panels.map(([from, to]) => this.#factor(from, to, null));
    for (let s = 0; s < strips; s++) {
      traceCurve(this.#traces, { picture, strip: s }, this.#curve, this.#known);
      const zero = this.#zeroOf(picture, s);
      const fitted = this.heights.subarray(s * samples, (s + 1) * samples).fill(zero);
      left.fill(0);
      this.#panels.forEach(([from, to], p) => {
        const isWhole = this.#known.subarray(from, to).every((known) => known === 1);
        const factor = isWhole ? (factors[p] ?? new Float64Array(0)) : this.#factor(from, to, this.#known);
        const weight = this.#rightSide(from, to, zero, unit);
        solveFactored(factor, weight);
        weights.set(weight, (p * strips + s) * shapes);
        for (let t = from; t < to; t++) {
          let drawn = 0;
          for (let c = 0; c < shapes; c++) drawn += (weight[c] ?? 0) * (this.#placed[c * samples + t] ?? 0);
          fitted[t] = zero + unit * drawn;
          left[t] = this.#known[t] === 1 ? (this.#curve[t] ?? 0) - zero - unit * drawn : 0;
        }
      });
      smooth(left, Math.floor(samples * SLOW));
      wander[s] = standardDeviation(left) / unit;
      for (let t = 0; t < samples; t++) fitted[t] = (fitted[t] ?? 0) + (left[t] ?? 0);
    }
    return { weights, wander };
  }

  /** Median of the columns where the trace is a line. */
  #zeroOf(picture: number, strip: number): number {
    const { strips, size, heights, seen } = this.#traces;
    const from = (picture * strips + strip) * size;
    const lines: number[] = [];
    for (let x = this.#layout.left; x < this.#layout.right; x++) {
      if (seen[from + x] === SEEN.line) lines.push(heights[from + x] ?? 0);
    }
    return lines.length === 0
      ? 0
      : quantile(
          lines.sort((a, b) => a - b),
          0.5,
        );
  }

  /** Cholesky factor of the shapes' products over [from, to), where known, plus the ridge. */
  #factor(from: number, to: number, known: Uint8Array | null): Float64Array {
    const { shapes, samples } = this.#table;
    const matrix = new Float64Array(shapes * shapes);
    for (let a = 0; a < shapes; a++) {
      for (let b = 0; b <= a; b++) {
        let sum = a === b ? RIDGE : 0;
        for (let t = from; t < to; t++) {
          if (known === null || known[t] === 1) {
            sum += (this.#placed[a * samples + t] ?? 0) * (this.#placed[b * samples + t] ?? 0);
          }
        }
        matrix[a * shapes + b] = sum;
      }
    }
    factorInPlace(matrix, shapes);
    return matrix;
  }

  #rightSide(from: number, to: number, zero: number, unit: number): Float64Array {
    const { shapes, samples } = this.#table;
    return Float64Array.from({ length: shapes }, (_, c) => {
      let sum = 0;
      for (let t = from; t < to; t++) {
        if (this.#known[t] === 1) sum += (this.#placed[c * samples + t] ?? 0) * ((this.#curve[t] ?? 0) - zero);
      }
      return sum / unit;
    });
  }
}

/** Averages over `length` neighbours, in place. */
function smooth(values: Float32Array, length: number): void {
  const half = Math.floor(length / 2);
  const sums = new Float64Array(values.length + 1);
  for (let t = 0; t < values.length; t++) sums[t + 1] = (sums[t] ?? 0) + (values[t] ?? 0);
  for (let t = 0; t < values.length; t++) {
    const from = Math.max(0, t - half);
    const to = Math.min(values.length, t + half + 1);
    values[t] = ((sums[to] ?? 0) - (sums[from] ?? 0)) / (to - from);
  }
}

/**
 * Strips that show one lead from end to end (rhythm strips): a beat's curve differs less between their panels than between
 * pictures. Curves, for weights of neighbouring shapes stand for one another. `weights`: [count, panels, strips, shapes].
 */
export function findTied(
  weights: Float32Array,
  table: ShapeTable,
  { panels, strips }: { readonly panels: number; readonly strips: number },
): boolean[] {
  const { shapes, length, values } = table;
  const count = weights.length / (panels * strips * shapes);
  return Array.from({ length: strips }, (_, s) => {
    // [count] summed over the curve: of a picture's panels about their mean, and about the mean of all pictures.
    const within = new Float64Array(count);
    const total = new Float64Array(count);
    const curves = new Float64Array(count * panels);
    for (let k = 0; k < length; k++) {
      for (let i = 0; i < curves.length; i++) {
        let height = 0;
        for (let c = 0; c < shapes; c++) {
          height += (weights[(i * strips + s) * shapes + c] ?? 0) * (values[c * length + k] ?? 0);
        }
        curves[i] = height;
      }
      const usual = mean(curves);
      for (let n = 0; n < count; n++) {
        const own = curves.subarray(n * panels, (n + 1) * panels);
        within[n] = (within[n] ?? 0) + spreadAbout(own, mean(own));
        total[n] = (total[n] ?? 0) + spreadAbout(own, usual);
      }
    }
    // Medians: where strokes of another strip cross, a panel may be anything.
    return quantile(within.sort(), 0.5) < TIED * quantile(total.sort(), 0.5);
  });
}

/** Share of the spread between pictures below which a strip is one lead. */
const TIED = 0.5;

function spreadAbout(values: Float64Array, centre: number): number {
  return values.reduce((sum, v) => sum + (v - centre) ** 2, 0) / values.length;
}
