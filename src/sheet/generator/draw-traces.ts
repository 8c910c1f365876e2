/**
 * Traces drawn on a sheet of paper, as spans: a trace covers its column from the lower to the higher of two neighbouring
 * samples and half a line's width beyond; a pixel's ink is the covered part, averaged over the samples of its column. Traces
 * lie over one another as films do, 1 − Π(1 − c), and darken the paper by their opacity. Plain loops: the reference that
 * faster ones are held to.
 */

export interface Line {
  /** Pixels. */
  readonly halfWidth: number;
  /** Ink of a fully covered pixel, 0 … 1. */
  readonly opacity: number;
  /** Share of a pixel's ink that each of its four neighbours takes, the corners its square's: what scanning blurs. */
  readonly blur: number;
}

export interface TraceFrame {
  readonly size: number;
  readonly strips: number;
  readonly samples: number;
  /** Samples [from, to) are drawn. */
  readonly from: number;
  readonly to: number;
}

/** Coverage of a strip, 0 … 1, [size, size] into `out` (from zero). `rows`: [samples] pixels from the upper edge. */
export function coverOf(rows: ArrayLike<number>, frame: TraceFrame, line: Line, out: Float32Array): void {
  const { size, samples, from, to } = frame;
  const perColumn = samples / size;
  out.fill(0);
  for (let t = from; t < to; t++) {
    const column = Math.floor(t / perColumn);
    const here = rows[t] ?? 0;
    const next = t + 1 < to ? (rows[t + 1] ?? here) : here;
    const low = Math.max(0, Math.min(here, next) - line.halfWidth);
    const high = Math.min(size, Math.max(here, next) + line.halfWidth);
    for (let y = Math.floor(low); y < high; y++) {
      const covered = Math.min(y + 1, high) - Math.max(y, low);
      if (covered > 0) out[y * size + column] = (out[y * size + column] ?? 0) + covered / perColumn;
    }
  }
}

/** Ink of all strips together, 0 … 1, [size, size]. `rows`: [strips, samples]. */
export function inkOfTraces(rows: Float32Array, frame: TraceFrame, line: Line): Float32Array {
  const { size, strips, samples } = frame;
  const clear = new Float32Array(size * size).fill(1);
  const cover = new Float32Array(size * size);
  for (let s = 0; s < strips; s++) {
    coverOf(rows.subarray(s * samples, (s + 1) * samples), frame, line, cover);
    for (let i = 0; i < clear.length; i++) clear[i] = (clear[i] ?? 0) * (1 - (cover[i] ?? 0));
  }
  return blurred(
    clear.map((value) => line.opacity * (1 - value)),
    size,
    line.blur,
  );
}

/** Both ways; the picture's edge goes on beyond it. */
function blurred(ink: Float32Array, size: number, blur: number): Float32Array {
  if (blur === 0) return ink;
  const pass = (from: Float32Array, step: (y: number, x: number) => readonly [number, number]): Float32Array =>
    from.map((value, i) => {
      const [before, after] = step(Math.floor(i / size), i % size);
      return (1 - 2 * blur) * value + blur * ((from[before] ?? 0) + (from[after] ?? 0));
    });
  const last = size - 1;
  const down = pass(ink, (y, x) => [Math.max(0, y - 1) * size + x, Math.min(last, y + 1) * size + x]);
  return pass(down, (y, x) => [y * size + Math.max(0, x - 1), y * size + Math.min(last, x + 1)]);
}

/** Grey bytes [size, size] of ink on paper [size, size], levels 0 … 255. */
export function onPaper(paper: Float32Array, ink: Float32Array): Uint8Array {
  return Uint8Array.from(paper, (grey, i) => Math.max(0, Math.min(255, Math.round(grey * (1 - (ink[i] ?? 0))))));
}
