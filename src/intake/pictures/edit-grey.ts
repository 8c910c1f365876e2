/** Turning, straightening, cutting and painting over a grey picture. What is not asked for leaves every byte as it is. */
import type { GreyImage } from '../../core/dataset.ts';
import { insidePicture, type PictureEdit, type QuarterTurns, type Rectangle } from '../../core/picture-edit.ts';

function turn(image: GreyImage, turns: QuarterTurns): GreyImage {
  if (turns === 0) return image;
  const { width, height, pixels } = image;
  const [w, h] = turns === 2 ? [width, height] : [height, width];
  const out = new Uint8Array(pixels.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = turns === 1 ? x * w + (w - 1 - y) : turns === 2 ? (h - 1 - y) * w + (w - 1 - x) : (h - 1 - x) * w + y;
      out[at] = pixels[y * width + x] ?? 0;
    }
  }
  return { width: w, height: h, pixels: out };
}

/** About the centre, on a sheet of the same size, bilinear; what comes in from outside is like the nearest border pixel. */
function tilt(image: GreyImage, degrees: number): GreyImage {
  if (degrees === 0) return image;
  const { width, height, pixels } = image;
  const out = new Uint8Array(pixels.length);
  const angle = (degrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const [cx, cy] = [(width - 1) / 2, (height - 1) / 2];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const fromX = Math.min(width - 1, Math.max(0, cx + cos * (x - cx) + sin * (y - cy)));
      const fromY = Math.min(height - 1, Math.max(0, cy - sin * (x - cx) + cos * (y - cy)));
      const [x0, y0] = [Math.floor(fromX), Math.floor(fromY)];
      const [x1, y1] = [Math.min(width - 1, x0 + 1), Math.min(height - 1, y0 + 1)];
      const [fx, fy] = [fromX - x0, fromY - y0];
      const top = (pixels[y0 * width + x0] ?? 0) * (1 - fx) + (pixels[y0 * width + x1] ?? 0) * fx;
      const bottom = (pixels[y1 * width + x0] ?? 0) * (1 - fx) + (pixels[y1 * width + x1] ?? 0) * fx;
      out[y * width + x] = Math.round(top * (1 - fy) + bottom * fy);
    }
  }
  return { width, height, pixels: out };
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Whole pixels, at least one; right and bottom are behind the last. */
function boxOf(rectangle: Rectangle, { width, height }: GreyImage): Box {
  const { x, y, width: w, height: h } = insidePicture(rectangle);
  const left = Math.min(width - 1, Math.round(x * width));
  const top = Math.min(height - 1, Math.round(y * height));
  return {
    left,
    top,
    right: Math.min(width, Math.max(left + 1, Math.round((x + w) * width))),
    bottom: Math.min(height, Math.max(top + 1, Math.round((y + h) * height))),
  };
}

function cut(image: GreyImage, crop: Rectangle | null): GreyImage {
  if (crop === null) return image;
  const { left, top, right, bottom } = boxOf(crop, image);
  const pixels = new Uint8Array((right - left) * (bottom - top));
  for (let y = top; y < bottom; y++) {
    pixels.set(image.pixels.subarray(y * image.width + left, y * image.width + right), (y - top) * (right - left));
  }
  return { width: right - left, height: bottom - top, pixels };
}

/** The median of the pixels just around a box: paper, not ink. White where the box is the whole picture. */
function paperAround(image: GreyImage, { left, top, right, bottom }: Box): number {
  const counts = new Uint32Array(256);
  let total = 0;
  const count = (x: number, y: number): void => {
    if (x < 0 || y < 0 || x >= image.width || y >= image.height) return;
    const level = image.pixels[y * image.width + x] ?? 0;
    counts[level] = (counts[level] ?? 0) + 1;
    total += 1;
  };
  for (let x = left - 1; x <= right; x++) [top - 1, bottom].forEach((y) => count(x, y));
  for (let y = top; y < bottom; y++) [left - 1, right].forEach((x) => count(x, y));
  let below = 0;
  for (let level = 0; level < 256; level++) {
    below += counts[level] ?? 0;
    if (total > 0 && 2 * below >= total) return level;
  }
  return 255;
}

function paintOver(image: GreyImage, masks: readonly Rectangle[]): GreyImage {
  if (masks.length === 0) return image;
  const out = { ...image, pixels: image.pixels.slice() };
  for (const mask of masks) {
    const box = boxOf(mask, image);
    const paper = paperAround(image, box);
    for (let y = box.top; y < box.bottom; y++) {
      out.pixels.fill(paper, y * out.width + box.left, y * out.width + box.right);
    }
  }
  return out;
}

export function editGrey(image: GreyImage, edit: PictureEdit, masks: readonly Rectangle[]): GreyImage {
  return cut(paintOver(tilt(turn(image, edit.turns), edit.tilt), masks), edit.crop);
}
