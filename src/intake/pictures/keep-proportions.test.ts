import { describe, expect, it } from 'vitest';
import type { GreyImage } from '../../core/dataset.ts';
import { Rng } from '../../core/rng.ts';
import { resizeGrey } from './grey-image.ts';
import { layOnWhite, reduceTo } from './keep-proportions.ts';

function random(width: number, height: number): GreyImage {
  const rng = new Rng(1, 7);
  // Within what no filter overshoots: where one is cut off depends on the order of the passes.
  return { width, height, pixels: Uint8Array.from({ length: width * height }, () => 80 + rng.below(100)) };
}

function kept(image: GreyImage, size: number): Uint8Array {
  const { stretch, keep } = reduceTo(image, size);
  if (keep === null) return stretch;
  const out = new Uint8Array(size * size);
  layOnWhite(keep, out, size);
  return out;
}

/** The picture on a white square of its longer side. */
function onWhite({ width, height, pixels }: GreyImage): GreyImage {
  const side = Math.max(width, height);
  const out = new Uint8Array(side * side).fill(255);
  const [left, top] = [Math.floor((side - width) / 2), Math.floor((side - height) / 2)];
  for (let y = 0; y < height; y++) out.set(pixels.subarray(y * width, (y + 1) * width), (top + y) * side + left);
  return { width: side, height: side, pixels: out };
}

describe.each([
  [300, 180],
  [180, 300],
  [301, 40],
  [90, 33],
])('a picture of %i × %i', (width, height) => {
  const image = random(width, height);

  it('is squeezed as Pillow does it', () => {
    for (const size of [64, 128, 200]) {
      expect(reduceTo(image, size).stretch).toEqual(Uint8Array.from(resizeGrey(image, size, size).pixels));
    }
  });

  it('keeps its proportions as if it had been laid on a white square before', () => {
    for (const size of [64, 128, 200]) {
      const whole = resizeGrey(onWhite(image), size, size).pixels;
      // Of noise, passes in another order are rounded otherwise.
      kept(image, size).forEach((grey, i) => expect(Math.abs(grey - (whole[i] ?? 0))).toBeLessThanOrEqual(2));
    }
  });

  it('does not store the white', () => {
    const { keep } = reduceTo(image, 64);
    const longer = Math.max(width, height);
    expect(keep?.pixels.length).toBeLessThan(64 * (64 * (Math.min(width, height) / longer) + 6));
  });
});

it('a square picture is the same either way, and stored once', () => {
  expect(reduceTo(random(150, 150), 64).keep).toBeNull();
});

it('a white picture is white', () => {
  const white = { width: 80, height: 40, pixels: new Uint8Array(3200).fill(255) };
  expect(kept(white, 64)).toEqual(new Uint8Array(4096).fill(255));
});
