/**
 * The shapes that a beat is put together from: bells around the R wave, narrow and dense for the QRS complex, wider for the
 * P wave before it and ST and T after it. A lead's beat is a weighted sum of them, so that a beat is a few numbers.
 */

export interface ShapeTable {
  readonly shapes: number;
  /** Samples across the whole sheet. */
  readonly samples: number;
  /** Samples of a shape, odd; the beat's own time is at `before`. */
  readonly length: number;
  readonly before: number;
  /** [shapes, length] over time. */
  readonly values: Float32Array;
}

/** A shape's stretch of time, of the sheet's width (ten seconds: a second), and the part of it before the R wave. */
const LENGTH = 0.1;
const BEFORE = 0.4;
/** Shares of the shapes that describe QRS and P; the others describe ST and T. */
const QRS_SHARE = 0.44;
const P_SHARE = 0.2;
/** Centres in shares of the sheet's width, from the R wave. */
const QRS = { from: -0.013, to: 0.014 } as const;
const P = { from: -0.04, to: -0.016 } as const;
const T = { from: 0.017, to: 0.056 } as const;
const NARROW = 0.0018;
const WIDE = 0.0055;
/** No bell is narrower than this many samples. */
const LEAST_WIDTH = 0.6;

/** Samples a column of the sheet: enough for a QRS complex to fall between two columns. */
export function samplesOf(size: number): number {
  return size * (size <= 64 ? 4 : 2);
}

export function shapeTable(size: number, shapes: number): ShapeTable {
  const samples = samplesOf(size);
  const length = Math.floor(samples * LENGTH) | 1;
  const before = Math.floor(length * BEFORE);
  const qrs = Math.floor(shapes * QRS_SHARE);
  const p = Math.floor(shapes * P_SHARE);
  const centres = [...spaced(qrs, QRS), ...spaced(p, P), ...spaced(shapes - qrs - p, T)];
  const values = new Float32Array(shapes * length);
  centres.forEach((centre, c) => {
    const width = c < qrs ? Math.max(NARROW, LEAST_WIDTH / samples) : WIDE;
    for (let k = 0; k < length; k++) {
      values[c * length + k] = Math.exp(-0.5 * (((k - before) / samples - centre) / width) ** 2);
    }
  });
  return { shapes, samples, length, before, values };
}

function spaced(count: number, { from, to }: { readonly from: number; readonly to: number }): readonly number[] {
  return Array.from({ length: count }, (_, i) => from + ((to - from) * i) / Math.max(1, count - 1));
}

/**
 * Every shape at every beat, [shapes, samples] into `out` (from zero). `times` in samples; a beat between two samples is
 * shared between them in proportion, so that the curve moves smoothly with its time.
 */
export function placeShapes(table: ShapeTable, times: ArrayLike<number>, out: Float64Array): void {
  const { shapes, samples, length, before, values } = table;
  out.fill(0);
  for (let b = 0; b < times.length; b++) {
    const time = times[b] ?? 0;
    const at = Math.floor(time);
    const share = time - at;
    for (let c = 0; c < shapes; c++) {
      for (let k = 0; k < length; k++) {
        const t = at - before + k;
        const value = values[c * length + k] ?? 0;
        if (t >= 0 && t < samples) out[c * samples + t] = (out[c * samples + t] ?? 0) + (1 - share) * value;
        if (t + 1 >= 0 && t + 1 < samples) out[c * samples + t + 1] = (out[c * samples + t + 1] ?? 0) + share * value;
      }
    }
  }
}
