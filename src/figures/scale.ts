/** Scales of the charts: round ticks, linear positions, and the diverging colours of the heat maps. Pure. */

export interface Extent {
  readonly min: number;
  readonly max: number;
}

/** Smallest and largest; 0 … 1 without values, and never without width. */
export function extentOf(values: Iterable<number>): Extent {
  let min = Infinity;
  let max = -Infinity;
  for (const value of values) {
    min = Math.min(min, value);
    max = Math.max(max, value);
  }
  if (min > max) return { min: 0, max: 1 };
  return min === max ? { min: min - 0.5, max: max + 0.5 } : { min, max };
}

/** Position of `value` on 0 … `length`. */
export function place(value: number, { min, max }: Extent, length: number): number {
  return ((value - min) / (max - min)) * length;
}

/** About `count` round numbers within the extent. */
export function roundTicks({ min, max }: Extent, count: number): number[] {
  const rough = (max - min) / Math.max(1, count);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((m) => m * power >= rough) ?? 10) * power;
  const ticks: number[] = [];
  // Adding 0 makes −0 a plain 0.
  for (let i = Math.ceil(min / step); i * step <= max + step * 1e-9; i++) ticks.push(i * step + 0);
  return ticks;
}

export type Rgb = readonly [r: number, g: number, b: number];

/**
 * Purple – pale – green: told apart with every kind of colour blindness (ColorBrewer PRGn), and neither the blue of
 * real nor the orange of synthetic. On a dark ground the middle is dark.
 */
const DIVERGING = {
  light: { low: [118, 42, 131], middle: [247, 245, 240], high: [27, 120, 55] },
  dark: { low: [206, 151, 222], middle: [32, 42, 51], high: [104, 200, 130] },
} as const satisfies Record<string, Record<string, Rgb>>;

export type Scheme = keyof typeof DIVERGING;

/** The colour of `value` on −1 … 1; beyond that as the ends. */
export function divergingColour(value: number, scheme: Scheme): Rgb {
  const { low, middle, high } = DIVERGING[scheme];
  const share = Math.min(1, Math.abs(value));
  const end = value < 0 ? low : high;
  const mix = (a: number, b: number): number => Math.round(a + (b - a) * share);
  return [mix(middle[0], end[0]), mix(middle[1], end[1]), mix(middle[2], end[2])];
}

/** Black or white, whichever is read better on this colour (by WCAG luminance). */
export function inkOn([r, g, b]: Rgb): string {
  const linear = [r, g, b].map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
  const luminance = 0.2126 * (linear[0] ?? 0) + 0.7152 * (linear[1] ?? 0) + 0.0722 * (linear[2] ?? 0);
  return luminance > 0.179 ? '#10161c' : '#ffffff';
}

export const cssColour = ([r, g, b]: Rgb): string => `rgb(${r} ${g} ${b})`;
