/** The pen: how wide and how dark a trace is where it is at rest, from the ink across it. */
import { SEEN, type Traces } from './follow-traces.ts';
import type { FoundLayout } from './find-layout.ts';
import type { Line } from '../generator/draw-traces.ts';
import { spreadOf, type Sheets } from './sheets.ts';

/** Steps to the columns beside, pixels, below which a trace is level. */
const LEVEL = 0.3;
/** Rows looked at above and below, and where no level column is found. */
const AROUND = 2;
const FALLBACK = 0.0022;
/** A pen's opacity: how dark it looks in a small picture is a matter of its width. */
const OPACITY = 0.9;
const MOST_BLUR = 0.25;

export function measureLine(sheets: Sheets, paper: Float32Array, traces: Traces, layout: FoundLayout): Line {
  const { size, images } = sheets;
  let [columns, ink, spread] = [0, 0, 0];
  for (const n of spreadOf(sheets.count)) {
    layout.strips.forEach((strip, s) => {
      const from = (n * layout.strips.length + s) * size;
      const height = (x: number): number => traces.heights[from + x] ?? 0;
      for (let x = layout.left + 1; x < layout.right - 1; x++) {
        if ([x - 1, x, x + 1].some((k) => traces.seen[from + k] !== SEEN.line)) continue;
        if (Math.abs(height(x) - height(x - 1)) > LEVEL || Math.abs(height(x) - height(x + 1)) > LEVEL) continue;
        const row = strip - height(x);
        for (let y = Math.max(0, Math.floor(row) - AROUND); y <= Math.min(size - 1, Math.floor(row) + AROUND); y++) {
          const light = paper[y * size + x] ?? 255;
          // Signed, so that the noise of the paper cancels out.
          const dark = (light - (images[(n * size + y) * size + x] ?? 0)) / Math.max(1, light);
          ink += dark;
          spread += dark * (y + 0.5 - row) ** 2;
        }
        columns += 1;
      }
    });
  }
  if (columns === 0 || ink <= 0) return { halfWidth: FALLBACK * size, opacity: OPACITY, blur: 0 };
  const halfWidth = ink / columns / (2 * OPACITY);
  // A box of width w on pixels has a variance of w² / 12 and a pixel's own; a blur adds twice its share.
  const blur = (spread / ink - 1 / 12 - halfWidth ** 2 / 3) / 2;
  return { halfWidth, opacity: OPACITY, blur: Math.max(0, Math.min(MOST_BLUR, blur)) };
}
