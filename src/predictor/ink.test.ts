import { expect, it } from 'vitest';
import { reducedSide } from './ecg-cases.ts';
import { fitInkScale, NO_JITTER, toInk, writePicture } from './ink.ts';

it('reduces by area means, also where pixels are cut', () => {
  const images = Uint8Array.from([255, 255, 0, 255, 0, 0, 0, 255, 255]);
  // Each output covers 1.5 × 1.5 pixels: 1 whole, 2 halves, a quarter, over 2.25.
  const ink = toInk({ images, size: 3 }, 2);
  expect(ink[0]).toBeCloseTo(0.25 / 2.25, 6);
  expect(ink[1]).toBeCloseTo((1 + 0.5 + 0.25) / 2.25, 6);
  const mean = ink.reduce((sum, v) => sum + v, 0) / 4;
  expect(mean).toBeCloseTo(1 - images.reduce((sum, v) => sum + v, 0) / 9 / 255, 6);
});

it('leaves a picture of the right side as it is', () => {
  const images = Uint8Array.from([0, 51, 102, 255]);
  expect(Array.from(toInk({ images, size: 2 }, 2), (v) => Math.round(v * 255))).toEqual([255, 204, 153, 0]);
});

it('subtracts the mean training picture and divides by the spread', () => {
  const ink = Float32Array.from([0, 0.5, 1, 0.5, 9, 9]);
  const scale = fitInkScale(ink, 2, Uint32Array.from([0, 1]));
  expect(Array.from(scale.mean)).toEqual([0.5, 0.5]);
  const out = new Float32Array(2);
  const still = fitInkScale(Float32Array.from([0.25, 0.25]), 1, Uint32Array.from([0, 1]));
  expect(still.spread).toBe(1);
  writePicture(
    { ink: Float32Array.from([1]), side: 1, scale: { mean: new Float32Array([0.5]), spread: 0.25 } },
    0,
    NO_JITTER,
    out,
    1,
  );
  expect(out[1]).toBe(2);
});

it('moves and fades a picture, white paper moving in', () => {
  const ink = Float32Array.from([0.1, 0.2, 0.3, 0.4]);
  const scale = { mean: new Float32Array(4), spread: 1 };
  const out = new Float32Array(4);
  writePicture({ ink, side: 2, scale }, 0, { right: 1, down: 0, contrast: 0.5 }, out, 0);
  expect(Array.from(out, (v) => Math.round(100 * v))).toEqual([0, 5, 0, 15]);
  writePicture({ ink, side: 2, scale }, 0, { right: 0, down: -1, contrast: 1 }, out, 0);
  expect(Array.from(out, (v) => Math.round(100 * v))).toEqual([30, 40, 0, 0]);
});

it('never asks for more than 64 pixels, and for a side that can be halved', () => {
  expect([64, 128, 200, 70, 20, 6].map((size) => reducedSide(size, 3))).toEqual([64, 64, 64, 64, 16, 8]);
});
