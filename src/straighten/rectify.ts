/**
 * The sheet out of the picture: seen from straight ahead, in even light. Bicubic (Keys 1981, a = −0.5) from the picture, which is
 * averaged down first where that is more than twice too fine, and divided by the light that fell on the paper.
 */
import type { GreyImage } from '../core/dataset.ts';
import type { SheetPlace } from '../core/sheet-place.ts';
import { averageDown } from '../sheet/draw/average-down.ts';
import { apply, fromUnitSquare, type Homography, type Point, scaled } from './homography.ts';
import { type Plane, sample, type SmallPicture } from './small-picture.ts';

/** Longest side of what comes out: far more than any network sees. */
const MOST_SIDE = 1200;
/** Pixels between places where the light is looked up. */
const LIGHT_STEP = 8;
const WHITE = 255;
/** Weights of the bicubic kernel are tabled at so many places between two pixels. */
const PLACES = 64;
/** Of the longer side: beside the edges of the page its thickness and the table are seen, and are painted over. */
const EDGE = 0.004;
/** The darkest of a sheet, a share of its pixels: its ink, which becomes black. */
const INK_SHARE = 0.002;
/** Grey ink is made no darker than this makes it: a pale print stays pale. */
const MOST_BLACK = 0.45;

function keys(distance: number): number {
  const d = Math.abs(distance);
  if (d < 1) return (1.5 * d - 2.5) * d * d + 1;
  return d < 2 ? ((-0.5 * d + 2.5) * d - 4) * d + 2 : 0;
}

const KERNEL = Float32Array.from({ length: (PLACES + 1) * 4 }, (_, i) =>
  keys((i % 4) - 1 - Math.floor(i / 4) / PLACES),
);

function lengthOf(a: Point, b: Point): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1]);
}

/** Sides of what comes out: as fine as the picture where that is finest, or `longest`. */
function sizeOf(
  place: SheetPlace,
  { width, height }: Pick<GreyImage, 'width' | 'height'>,
  longest: number,
): { width: number; height: number } {
  const [p0, p1, p2, p3] = scaled(place.corners, width, height);
  const along = Math.max(
    lengthOf(p0, p1),
    lengthOf(p3, p2),
    place.aspect * Math.max(lengthOf(p0, p3), lengthOf(p1, p2)),
  );
  const long = Math.min(longest, along * Math.max(1, 1 / place.aspect));
  const [w, h] = place.aspect >= 1 ? [long, long / place.aspect] : [long * place.aspect, long];
  return { width: Math.max(1, Math.round(w)), height: Math.max(1, Math.round(h)) };
}

/** How light the paper is under each of a grid of places of what comes out: [rows, columns], `LIGHT_STEP` apart. */
function lightUnder(paper: Plane, toPaper: Homography, size: { width: number; height: number }): Plane {
  const width = Math.ceil(size.width / LIGHT_STEP) + 2;
  const height = Math.ceil(size.height / LIGHT_STEP) + 2;
  const values = new Float32Array(width * height);
  for (let j = 0; j < height; j++) {
    for (let i = 0; i < width; i++) {
      const [x, y] = apply(toPaper, [(i * LIGHT_STEP) / size.width, (j * LIGHT_STEP) / size.height]);
      values[j * width + i] = Math.max(1, sample(paper, x, y));
    }
  }
  return { width, height, values };
}

export function rectify(
  image: GreyImage,
  { paper, whole, step }: Pick<SmallPicture, 'paper' | 'whole' | 'step'>,
  place: SheetPlace,
  longest = MOST_SIDE,
): GreyImage {
  const size = sizeOf(place, image, longest);
  const [p0, p1, , p3] = scaled(place.corners, image.width, image.height);
  const finer = Math.min(lengthOf(p0, p1) / size.width, lengthOf(p0, p3) / size.height);
  const factor = Math.max(1, Math.floor(finer));
  const source = averageDown(image, factor);
  const light = lightUnder(paper, fromUnitSquare(scaled(place.corners, whole.width / step, whole.height / step)), size);
  const toSource = fromUnitSquare(scaled(place.corners, image.width / factor, image.height / factor));
  return darkened(withoutEdges(resample(source, toSource, light, size)));
}

function resample(
  source: GreyImage,
  toSource: Homography,
  light: Plane,
  { width, height }: { readonly width: number; readonly height: number },
): GreyImage {
  const pixels = new Uint8Array(width * height);
  const [h0 = 0, h1 = 0, h2 = 0, h3 = 0, h4 = 0, h5 = 0, h6 = 0, h7 = 0, h8 = 1] = toSource;
  const row = new Float32Array(width);
  const { width: w, height: h } = source;
  for (let y = 0; y < height; y++) {
    lightOfRow(light, y, row);
    const v = (y + 0.5) / height;
    for (let x = 0; x < width; x++) {
      const u = (x + 0.5) / width;
      const depth = h6 * u + h7 * v + h8;
      const px = (h0 * u + h1 * v + h2) / depth - 0.5;
      const py = (h3 * u + h4 * v + h5) / depth - 0.5;
      const left = Math.floor(px);
      const top = Math.floor(py);
      const at = y * width + x;
      // Beside the picture there is paper.
      if (left < 1 || top < 1 || left > w - 3 || top > h - 3) {
        pixels[at] = isBeside(px, py, w, h) ? WHITE : lit(nearest(source, px, py), row[x] ?? 1);
        continue;
      }
      const kx = 4 * Math.round((px - left) * PLACES);
      const ky = 4 * Math.round((py - top) * PLACES);
      const [x0, x1, x2, x3] = [KERNEL[kx] ?? 0, KERNEL[kx + 1] ?? 0, KERNEL[kx + 2] ?? 0, KERNEL[kx + 3] ?? 0];
      let sum = 0;
      for (let k = 0; k < 4; k++) {
        const i = (top - 1 + k) * w + left - 1;
        const across =
          x0 * (source.pixels[i] ?? 0) +
          x1 * (source.pixels[i + 1] ?? 0) +
          x2 * (source.pixels[i + 2] ?? 0) +
          x3 * (source.pixels[i + 3] ?? 0);
        sum += (KERNEL[ky + k] ?? 0) * across;
      }
      pixels[at] = lit(sum, row[x] ?? 1);
    }
  }
  return { width, height, pixels };
}

function isBeside(px: number, py: number, width: number, height: number): boolean {
  return px < -0.5 || py < -0.5 || px > width - 0.5 || py > height - 0.5;
}

function nearest({ width, height, pixels }: GreyImage, px: number, py: number): number {
  const x = Math.min(width - 1, Math.max(0, Math.round(px)));
  const y = Math.min(height - 1, Math.max(0, Math.round(py)));
  return pixels[y * width + x] ?? 0;
}

function lit(level: number, light: number): number {
  const share = level / light;
  return share >= 1 ? WHITE : share <= 0 ? 0 : Math.round(share * WHITE);
}

function lightOfRow({ width, values }: Plane, y: number, out: Float32Array): void {
  const place = (y + 0.5) / LIGHT_STEP;
  const top = Math.floor(place);
  const down = place - top;
  for (let x = 0; x < out.length; x++) {
    const along = (x + 0.5) / LIGHT_STEP;
    const left = Math.floor(along);
    const i = top * width + left;
    const above = (values[i] ?? 1) + (along - left) * ((values[i + 1] ?? 1) - (values[i] ?? 1));
    const j = i + width;
    const below = (values[j] ?? 1) + (along - left) * ((values[j + 1] ?? 1) - (values[j] ?? 1));
    out[x] = above + down * (below - above);
  }
}

function withoutEdges(sheet: GreyImage): GreyImage {
  const { width, height, pixels } = sheet;
  const edge = Math.ceil(EDGE * Math.max(width, height));
  for (let y = 0; y < height; y++) {
    const isOutside = y < edge || y >= height - edge;
    const row = pixels.subarray(y * width, (y + 1) * width);
    if (isOutside) row.fill(WHITE);
    else {
      row.fill(WHITE, 0, edge);
      row.fill(WHITE, width - edge);
    }
  }
  return sheet;
}

/** The ink black, as on a clean sheet: in a photograph, blurred and in daylight, it is grey. */
function darkened({ width, height, pixels }: GreyImage): GreyImage {
  const counts = new Uint32Array(256);
  for (const level of pixels) counts[level] = (counts[level] ?? 0) + 1;
  let black = 0;
  for (let sum = counts[0] ?? 0; sum < INK_SHARE * pixels.length && black < MOST_BLACK * WHITE; black++) {
    sum += counts[black + 1] ?? 0;
  }
  const table = Uint8Array.from({ length: 256 }, (_, level) =>
    Math.max(0, Math.round(((level - black) * WHITE) / (WHITE - black))),
  );
  return { width, height, pixels: pixels.map((level) => table[level] ?? 0) };
}
