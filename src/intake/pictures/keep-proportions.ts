/**
 * A picture in a square with its proportions kept, white beside it: laid on white first and then reduced, so that it lies at
 * the same place at every size, to a fraction of a pixel. The white is not stored.
 */
import type { GreyImage } from '../../core/dataset.ts';
import { resizeGrey } from './grey-image.ts';

const WHITE = 255;

/** What is not white of a square picture. */
export interface OnWhite {
  /** Row or column of the square that the first one here is. */
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array<ArrayBuffer>;
}

/** A square picture reduced as Pillow does it, squeezed, and with its proportions kept. */
export interface Reduced {
  readonly stretch: Uint8Array<ArrayBuffer>;
  /** Null: it was square, and both are the same. */
  readonly keep: OnWhite | null;
}

export function reduceTo(image: GreyImage, size: number): Reduced {
  const { width, height } = image;
  // The wide side first: what follows is small, and both need it. Where that is the height, Pillow's order costs a pass more.
  const narrow = width >= height ? resizeGrey(image, size, height) : image;
  const stretch = Uint8Array.from(resizeGrey(narrow, size, size).pixels);
  if (width === height) return { stretch, keep: null };
  const small = width > height ? narrow : resizeGrey(image, width, size);
  const wide = width > height ? { width: size, height: width } : { width: height, height: size };
  return { stretch, keep: withoutWhite(resizeGrey(onWhite(small, wide), size, size)) };
}

/** In the middle of a white picture that is at least as large. */
function onWhite(image: GreyImage, { width, height }: Pick<GreyImage, 'width' | 'height'>): GreyImage {
  const pixels = new Uint8Array(width * height).fill(WHITE);
  const left = Math.floor((width - image.width) / 2);
  const top = Math.floor((height - image.height) / 2);
  for (let y = 0; y < image.height; y++) {
    pixels.set(image.pixels.subarray(y * image.width, (y + 1) * image.width), (top + y) * width + left);
  }
  return { width, height, pixels };
}

function withoutWhite({ width, height, pixels }: GreyImage): OnWhite {
  let [left, right, top, bottom] = [width, 0, height, 0];
  pixels.forEach((grey, i) => {
    if (grey === WHITE) return;
    const [x, y] = [i % width, Math.floor(i / width)];
    left = Math.min(left, x);
    right = Math.max(right, x + 1);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y + 1);
  });
  if (right === 0) return { left: 0, top: 0, width: 0, height: 0, pixels: new Uint8Array(0) };
  const inner = new Uint8Array((right - left) * (bottom - top));
  for (let y = top; y < bottom; y++) {
    inner.set(pixels.subarray(y * width + left, y * width + right), (y - top) * (right - left));
  }
  return { left, top, width: right - left, height: bottom - top, pixels: inner };
}

/** The square picture into `out` [size, size]. */
export function layOnWhite({ left, top, width, height, pixels }: OnWhite, out: Uint8Array, size: number): void {
  out.fill(WHITE);
  for (let y = 0; y < height; y++) out.set(pixels.subarray(y * width, (y + 1) * width), (top + y) * size + left);
}
