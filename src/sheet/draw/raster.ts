/**
 * Antialiased dark lines on a grey picture: each segment is a capsule, a pixel's ink is how much of it the capsule covers
 * (½ + radius − distance, clamped), and overlapping segments keep the darker ink, so joints show no dots.
 * Not a general rasteriser: no fills, no curves, no blending.
 */

export interface Canvas {
  readonly width: number;
  readonly height: number;
  /** Row-major grey levels. */
  readonly pixels: Uint8Array;
}

export interface Pen {
  /** Pixels. */
  readonly radius: number;
  /** Grey level of full ink, 0 black. */
  readonly grey: number;
}

/** A line from (x0, y0) to (x1, y1); pixel centres lie at whole numbers plus a half. */
export function drawSegment(canvas: Canvas, pen: Pen, x0: number, y0: number, x1: number, y1: number): void {
  const { width, height, pixels } = canvas;
  const reach = pen.radius + 0.5;
  const left = Math.max(0, Math.floor(Math.min(x0, x1) - reach));
  const right = Math.min(width - 1, Math.ceil(Math.max(x0, x1) + reach));
  const top = Math.max(0, Math.floor(Math.min(y0, y1) - reach));
  const bottom = Math.min(height - 1, Math.ceil(Math.max(y0, y1) + reach));
  const dx = x1 - x0;
  const dy = y1 - y0;
  const lengthSquared = dx * dx + dy * dy;
  const perLength = lengthSquared > 0 ? 1 / lengthSquared : 0;
  for (let row = top; row <= bottom; row++) {
    const py = row + 0.5 - y0;
    for (let column = left; column <= right; column++) {
      const px = column + 0.5 - x0;
      const along = Math.min(1, Math.max(0, (px * dx + py * dy) * perLength));
      const ex = px - along * dx;
      const ey = py - along * dy;
      const squared = ex * ex + ey * ey;
      if (squared >= reach * reach) continue;
      const ink = Math.min(1, reach - Math.sqrt(squared));
      const at = row * width + column;
      const grey = Math.round(255 - ink * (255 - pen.grey));
      if (grey < (pixels[at] ?? 0)) pixels[at] = grey;
    }
  }
}

/** Segments through the points (x₀, y₀, x₁, y₁, …). */
export function drawPolyline(canvas: Canvas, pen: Pen, points: ArrayLike<number>): void {
  for (let i = 0; i + 3 < points.length; i += 2) {
    drawSegment(canvas, pen, points[i] ?? 0, points[i + 1] ?? 0, points[i + 2] ?? 0, points[i + 3] ?? 0);
  }
}

/**
 * Fills a rectangle with the darker of what is there and `grey`; where an edge cuts through a pixel, the pixel takes the
 * share of ink it is covered by.
 */
export function darkenRectangle(
  canvas: Canvas,
  grey: number,
  box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
): void {
  const right = Math.min(canvas.width, box.x + box.width);
  const bottom = Math.min(canvas.height, box.y + box.height);
  for (let row = Math.max(0, Math.floor(box.y)); row < bottom; row++) {
    const high = Math.min(row + 1, bottom) - Math.max(row, box.y);
    for (let column = Math.max(0, Math.floor(box.x)); column < right; column++) {
      const wide = Math.min(column + 1, right) - Math.max(column, box.x);
      const at = row * canvas.width + column;
      const level = Math.round(255 - high * wide * (255 - grey));
      if (level < (canvas.pixels[at] ?? 0)) canvas.pixels[at] = level;
    }
  }
}
