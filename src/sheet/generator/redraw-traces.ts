/**
 * Traces of a sheet drawn at another size than they were made for: as lines through the same places, with a pen as wide on paper, not as
 * a picture that is scaled. Strokes are as wide upright as level; below the trained size nothing is drawn here.
 */
import { drawPolyline } from '../draw/raster.ts';
import { between, samplesIn, type TraceFrame } from './trace-signals.ts';

/** What a trained generator draws with. */
export interface SheetPens {
  /** [strips] half a line's width, pixels of the trained size. */
  readonly halfWidths: ArrayLike<number>;
  /** [strips] share of the paper's light that a line takes, 0 … 1. */
  readonly darkness: ArrayLike<number>;
}

/** Points of a line for each pixel of the larger picture. */
const POINTS_A_PIXEL = 2;

/**
 * Grey bytes [side, side]. `rows` [samples, strips]: pixels of the trained size from the upper edge; `paper` [side, side] grey
 * bytes. Ink is drawn where the panels are.
 */
export function redrawTraces(
  rows: ArrayLike<number>,
  frame: TraceFrame,
  { halfWidths, darkness }: SheetPens,
  { side, paper }: { readonly side: number; readonly paper: Uint8Array },
): Uint8Array<ArrayBuffer> {
  const { size, samples, strips, edges } = frame;
  const scale = side / size;
  const canvas = { width: side, height: side, pixels: Uint8Array.from(paper) };
  const step = samples / (side * POINTS_A_PIXEL);
  strips.forEach((place, s) => {
    const at = (k: number): number => rows[k * strips.length + s] ?? place;
    const points: number[] = [];
    for (let panel = 0; panel < edges.length - 1; panel++) {
      const [first, last] = samplesIn(frame, { from: panel, to: panel + 1 });
      for (let t = first; t <= last; t += step) {
        points.push(((t + 0.5) * side) / samples, between(at, t, first, last) * scale);
      }
    }
    const pen = { radius: (halfWidths[s] ?? 0) * scale, grey: Math.round(255 * (1 - (darkness[s] ?? 1))) };
    drawPolyline(canvas, pen, points);
  });
  return canvas.pixels;
}
