/** Greyscale bytes as canvas pixels, as they are or with their contrast stretched. */

export interface GreyRange {
  readonly low: number;
  readonly high: number;
}

/** The grey levels between which all but the darkest and lightest half per cent lie. */
export function greyRange(pixels: Uint8Array): GreyRange {
  const counts = new Uint32Array(256);
  for (const value of pixels) counts[value] = (counts[value] ?? 0) + 1;
  const tail = Math.floor(pixels.length * 0.005);
  const edge = (from: number, step: 1 | -1): number => {
    let seen = 0;
    let level = from;
    while (level >= 0 && level < 256) {
      seen += counts[level] ?? 0;
      if (seen > tail) return level;
      level += step;
    }
    return from;
  };
  return { low: edge(0, 1), high: edge(255, -1) };
}

/** `range` null shows the levels as they are; otherwise it is spread over black to white. */
export function greyToRgba(pixels: Uint8Array, range: GreyRange | null): Uint8ClampedArray<ArrayBuffer> {
  const low = range?.low ?? 0;
  const scale = range === null ? 1 : 255 / Math.max(1, range.high - range.low);
  const rgba = new Uint8ClampedArray(4 * pixels.length);
  pixels.forEach((value, i) => {
    const grey = (value - low) * scale;
    rgba[4 * i] = grey;
    rgba[4 * i + 1] = grey;
    rgba[4 * i + 2] = grey;
    rgba[4 * i + 3] = 255;
  });
  return rgba;
}
