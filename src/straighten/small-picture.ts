/** A photograph as it is looked at: reduced, its paper (what no line is drawn on, in the light that fell there), and the ink on it. */
import type { GreyImage } from '../core/dataset.ts';
import { averageDown } from '../sheet/draw/average-down.ts';

/** Longest side on which lines are followed: five millimetres of a whole sheet are about twelve pixels. */
const FINE_SIDE = 720;
/** Longest side on which light and edges of the page are seen: a stroke is about a pixel wide. */
const COARSE_SIDE = 240;
/** Half of the widest stroke or letter that is closed, coarse pixels. */
const CLOSED = 3;

export interface SmallPicture {
  readonly fine: GreyImage;
  /** Sides of the whole picture in pixels of `fine`, which lacks what is less than one. */
  readonly whole: { readonly width: number; readonly height: number };
  /** Pixels of `fine` to one of `paper`. */
  readonly step: number;
  readonly paper: Plane;
}

/** Row-major numbers. */
export interface Plane {
  readonly width: number;
  readonly height: number;
  readonly values: Float32Array;
}

export function reduceBy({ width, height }: GreyImage, longest: number): number {
  return Math.max(1, Math.ceil(Math.max(width, height) / longest));
}

export function smallPicture(image: GreyImage): SmallPicture {
  const factor = reduceBy(image, FINE_SIDE);
  const fine = averageDown(image, factor);
  const step = reduceBy(fine, COARSE_SIDE);
  const whole = { width: image.width / factor, height: image.height / factor };
  return { fine, whole, step, paper: paperOf(averageDown(fine, step)) };
}

/** Lightest, then darkest, of a window: dark marks narrower than it vanish, edges of shadows and of the page stay where they are. */
function paperOf({ width, height, pixels }: GreyImage): Plane {
  const start = { width, height, values: Float32Array.from(pixels) };
  return blur(extreme(extreme(start, CLOSED, Math.max), CLOSED, Math.min), 1);
}

/** Of the windows of `2 reach + 1` pixels, rows then columns; beyond the border there is nothing. */
function extreme(plane: Plane, reach: number, choose: (a: number, b: number) => number): Plane {
  return alongBoth(plane, (line, out) => {
    for (let i = 0; i < line.length; i++) {
      let best = line[i] ?? 0;
      const end = Math.min(line.length - 1, i + reach);
      for (let k = Math.max(0, i - reach); k <= end; k++) best = choose(best, line[k] ?? 0);
      out[i] = best;
    }
  });
}

export function blur(plane: Plane, reach: number): Plane {
  return alongBoth(plane, (line, out) => {
    for (let i = 0; i < line.length; i++) {
      let [sum, count] = [0, 0];
      const end = Math.min(line.length - 1, i + reach);
      for (let k = Math.max(0, i - reach); k <= end; k++, count++) sum += line[k] ?? 0;
      out[i] = sum / count;
    }
  });
}

function alongBoth({ width, height, values }: Plane, work: (line: Float32Array, out: Float32Array) => void): Plane {
  const rows = new Float32Array(values.length);
  for (let y = 0; y < height; y++) {
    work(values.subarray(y * width, (y + 1) * width), rows.subarray(y * width, (y + 1) * width));
  }
  const out = new Float32Array(values.length);
  const [line, result] = [new Float32Array(height), new Float32Array(height)];
  for (let x = 0; x < width; x++) {
    for (let y = 0; y < height; y++) line[y] = rows[y * width + x] ?? 0;
    work(line, result);
    for (let y = 0; y < height; y++) out[y * width + x] = result[y] ?? 0;
  }
  return { width, height, values: out };
}

/** Between the middles of four pixels; beyond the outer ones like them. `x` and `y` continuous. */
export function sample({ width, height, values }: Plane, x: number, y: number): number {
  const px = Math.min(width - 1, Math.max(0, x - 0.5));
  const py = Math.min(height - 1, Math.max(0, y - 0.5));
  const [x0, y0] = [Math.floor(px), Math.floor(py)];
  const [x1, y1] = [Math.min(width - 1, x0 + 1), Math.min(height - 1, y0 + 1)];
  const [fx, fy] = [px - x0, py - y0];
  const top = (values[y0 * width + x0] ?? 0) * (1 - fx) + (values[y0 * width + x1] ?? 0) * fx;
  const bottom = (values[y1 * width + x0] ?? 0) * (1 - fx) + (values[y1 * width + x1] ?? 0) * fx;
  return top * (1 - fy) + bottom * fy;
}

/** How much darker than its paper each pixel of `fine` is: a share, 0 … `most`, so that black traces count no more than that. */
export function inkOf({ fine, paper, step }: SmallPicture, most: number): Plane {
  const { width, height, pixels } = fine;
  const values = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    // The row of paper, at the middles of its own pixels.
    const row = Float32Array.from({ length: paper.width }, (_, x) => sample(paper, x + 0.5, (y + 0.5) / step));
    for (let x = 0; x < width; x++) {
      const place = Math.min(paper.width - 1, Math.max(0, (x + 0.5) / step - 0.5));
      const left = Math.floor(place);
      const level = row[left] ?? 1;
      const light = level + (place - left) * ((row[Math.min(paper.width - 1, left + 1)] ?? 1) - level);
      const ink = 1 - (pixels[y * width + x] ?? 0) / Math.max(1, light);
      values[y * width + x] = ink < 0 ? 0 : ink > most ? most : ink;
    }
  }
  return { width, height, values };
}

export function turnedOver({ width, height, values }: Plane): Plane {
  const out = new Float32Array(values.length);
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) out[x * height + y] = values[y * width + x] ?? 0;
  return { width: height, height: width, values: out };
}
