/**
 * Takes uneven light off photographed sheets before they are measured: in which parts each picture is lighter or darker than
 * usual, at large scale, by which it is then divided. What all pictures share (grey paper, white margins) stays as it is, and
 * pictures lit alike are given back as they are.
 */
import { quantile } from '../../core/maths/moments.ts';
import type { Sheets } from './sheets.ts';

/** Tiles across and down. A tile is wider than any stroke, and narrower than a shadow. */
const TILES = 10;
/** Of a tile's grey levels: its paper, whatever is printed on it. */
const PAPER = 0.9;
/** A tile this much lighter or darker than usual, in one of so many pictures, is uneven light; less is what a camera or JPEG does. */
const UNEVEN = 0.03;
const SHARE_OF_PICTURES = 0.05;

/** The pictures in the same light, or `sheets` itself where they are. */
export function evenLight(sheets: Sheets): Sheets {
  const { count, size } = sheets;
  const light = Float32Array.from({ length: count * TILES * TILES }, () => 0);
  for (let n = 0; n < count; n++) lightOf(sheets, n, light.subarray(n * TILES * TILES, (n + 1) * TILES * TILES));
  const usual = Float32Array.from({ length: TILES * TILES }, (_, tile) => middleOf(light, tile, count));
  // How much a picture's pixels are to be multiplied by, by tile.
  const factors = light.map((level, i) => (usual[i % (TILES * TILES)] ?? 0) / level);
  const worst = Float32Array.from({ length: count }, (_, n) =>
    factors
      .subarray(n * TILES * TILES, (n + 1) * TILES * TILES)
      .reduce((most, factor) => Math.max(most, Math.abs(factor - 1)), 0),
  ).sort();
  if (count === 0 || quantile(worst, 1 - SHARE_OF_PICTURES) < UNEVEN) return sheets;
  const images = new Uint8Array(sheets.images.length);
  const places = Array.from({ length: size }, (_, i) => placeOf(i, size));
  for (let n = 0; n < count; n++) {
    const own = factors.subarray(n * TILES * TILES, (n + 1) * TILES * TILES);
    for (let y = 0; y < size; y++) {
      const { first, along } = places[y] ?? placeOf(y, size);
      for (let x = 0; x < size; x++) {
        const i = (n * size + y) * size + x;
        const column = places[x] ?? placeOf(x, size);
        const above = between(own, first * TILES + column.first, column.along);
        const below = between(own, (first + 1) * TILES + column.first, column.along);
        images[i] = Math.max(0, Math.min(255, Math.round((sheets.images[i] ?? 0) * (above + along * (below - above)))));
      }
    }
  }
  return { count, size, images };
}

/** The two tiles between whose middles a pixel lies, by the first; beyond the outer middles the slope goes on. */
function placeOf(pixel: number, size: number): { readonly first: number; readonly along: number } {
  const place = ((pixel + 0.5) * TILES) / size - 0.5;
  const first = Math.max(0, Math.min(TILES - 2, Math.floor(place)));
  return { first, along: place - first };
}

function between(values: Float32Array, at: number, along: number): number {
  const value = values[at] ?? 1;
  return value + along * ((values[at + 1] ?? 1) - value);
}

/** Paper of each tile of picture `n`, grey levels from 1. */
function lightOf({ size, images }: Sheets, n: number, out: Float32Array): void {
  const counts = new Uint32Array(TILES * TILES * 256);
  const tileOf = Array.from({ length: size }, (_, i) => Math.floor((i * TILES) / size));
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const tile = (tileOf[y] ?? 0) * TILES + (tileOf[x] ?? 0);
      const bin = tile * 256 + (images[(n * size + y) * size + x] ?? 0);
      counts[bin] = (counts[bin] ?? 0) + 1;
    }
  }
  for (let tile = 0; tile < TILES * TILES; tile++) {
    const own = counts.subarray(tile * 256, (tile + 1) * 256);
    const rank = (1 - PAPER) * own.reduce((sum, times) => sum + times, 0);
    let lighter = 0;
    let level = 255;
    while (level > 1 && lighter + (own[level] ?? 0) <= rank) {
      lighter += own[level] ?? 0;
      level -= 1;
    }
    out[tile] = level;
  }
}

function middleOf(light: Float32Array, tile: number, count: number): number {
  return quantile(Float32Array.from({ length: count }, (_, n) => light[n * TILES * TILES + tile] ?? 0).sort(), 0.5);
}
