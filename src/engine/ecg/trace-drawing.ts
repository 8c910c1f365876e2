/**
 * Traces as lines: between two samples the line covers a span of its column, [lower − w, higher + w] pixels, and a pixel's
 * ink is the part of it that spans cover, times the pen. Strips cross as ink does: 1 − Π (1 − cover). On arrays, with the
 * gradient, which only the pixels at a span's two ends feel.
 */
import { clamp, sigmoid } from './scalar.ts';

export interface DrawingSizes {
  readonly batch: number;
  readonly samples: number;
  readonly strips: number;
  readonly height: number;
  readonly oversampling: number;
}

/** Spans end this far above the picture's lower edge, so that the pixel of an end is always one of the picture's. */
export const BELOW = 1e-3;

export interface TraceArrays {
  /** [B, T, S] */
  readonly y: Float32Array;
  /** [T, S] */
  readonly pen: Float32Array;
  /** [S] */
  readonly halfWidth: Float32Array;
}

/** ink [B, H, W] and covers [B, H, W, S]. */
export function drawTraces(
  { y, pen, halfWidth }: TraceArrays,
  sizes: DrawingSizes,
  ink: Float32Array,
  covers: Float32Array,
): void {
  const { batch, samples, strips, height, oversampling } = sizes;
  const width = samples / oversampling;
  const opacity = pen.map((logit) => sigmoid(logit) / oversampling);
  covers.fill(0);
  for (let b = 0; b < batch; b++) {
    for (let s = 0; s < strips; s++) {
      const half = Math.exp(halfWidth[s] ?? 0);
      for (let t = 0; t < samples; t++) {
        const here = y[(b * samples + t) * strips + s] ?? 0;
        const next = t + 1 < samples ? (y[(b * samples + t + 1) * strips + s] ?? 0) : here;
        const low = clamp(Math.min(here, next) - half, 0, height - BELOW);
        const high = clamp(Math.max(here, next) + half, 0, height - BELOW);
        const part = opacity[t * strips + s] ?? 0;
        const column = Math.floor(t / oversampling);
        for (let row = Math.floor(low); row <= Math.floor(high); row++) {
          const i = ((b * height + row) * width + column) * strips + s;
          covers[i] = (covers[i] ?? 0) + part * (Math.min(high, row + 1) - Math.max(low, row));
        }
      }
    }
  }
  for (let i = 0; i < ink.length; i++) {
    let bare = 1;
    for (let s = 0; s < strips; s++) bare *= 1 - (covers[i * strips + s] ?? 0);
    ink[i] = 1 - bare;
  }
}

/** dy [B, T, S], dPen [T, S] and dHalfWidth [S]. */
export function drawTracesGradient(
  { dInk, covers }: { readonly dInk: Float32Array; readonly covers: Float32Array },
  { y, pen, halfWidth }: TraceArrays,
  sizes: DrawingSizes,
  { dy, dPen, dHalfWidth }: { dy: Float32Array; dPen: Float32Array; dHalfWidth: Float32Array },
): void {
  const { batch, samples, strips, height, oversampling } = sizes;
  const width = samples / oversampling;
  /** By the cover of strip s at a pixel: dInk · Π over the other strips of (1 − cover). */
  const byCover = (pixel: number, s: number): number => {
    let others = dInk[pixel] ?? 0;
    for (let r = 0; r < strips; r++) if (r !== s) others *= 1 - (covers[pixel * strips + r] ?? 0);
    return others;
  };
  const opacity = pen.map(sigmoid);
  for (const array of [dy, dPen, dHalfWidth]) array.fill(0);
  for (let b = 0; b < batch; b++) {
    for (let s = 0; s < strips; s++) {
      const half = Math.exp(halfWidth[s] ?? 0);
      let byHalf = 0;
      for (let t = 0; t < samples; t++) {
        const i = (b * samples + t) * strips + s;
        const j = t + 1 < samples ? i + strips : i;
        const here = y[i] ?? 0;
        const next = y[j] ?? 0;
        const isLower = here <= next;
        const upper = Math.min(here, next) - half;
        const lower = Math.max(here, next) + half;
        const low = clamp(upper, 0, height - BELOW);
        const high = clamp(lower, 0, height - BELOW);
        const top = b * height * width + Math.floor(t / oversampling);
        const p = t * strips + s;
        const part = (opacity[p] ?? 0) / oversampling;
        // A span that ends outside the picture does not feel where.
        const byLow = upper > 0 && upper < height - BELOW ? -part * byCover(top + Math.floor(low) * width, s) : 0;
        const byHigh = lower > 0 && lower < height - BELOW ? part * byCover(top + Math.floor(high) * width, s) : 0;
        dy[i] = (dy[i] ?? 0) + (isLower ? byLow : byHigh);
        dy[j] = (dy[j] ?? 0) + (isLower ? byHigh : byLow);
        byHalf += byHigh - byLow;
        let covered = 0;
        for (let row = Math.floor(low); row <= Math.floor(high); row++) {
          covered += byCover(top + row * width, s) * (Math.min(high, row + 1) - Math.max(low, row));
        }
        dPen[p] = (dPen[p] ?? 0) + covered * part * (1 - (opacity[p] ?? 0));
      }
      dHalfWidth[s] = (dHalfWidth[s] ?? 0) + byHalf * half;
    }
  }
}
