import { describe, expect, it } from 'vitest';
import { Rng } from '../core/rng.ts';
import { PictureLikeness } from './picture-likeness.ts';

const SIZE = 64;

/** Sixty-four pixels of one level a box of 2 × 2, each picture normal around 128. */
function noise(count: number, seed: number, mean = 128, sigma = 20): Uint8Array {
  const rng = new Rng(seed, 900);
  const bytes = new Uint8Array(count * SIZE * SIZE);
  for (let i = 0; i < count; i++) {
    for (let y = 0; y < SIZE; y += 2) {
      for (let x = 0; x < SIZE; x += 2) {
        const level = Math.min(255, Math.max(0, Math.round(mean + sigma * rng.normal())));
        for (const [dy, dx] of [
          [0, 0],
          [0, 1],
          [1, 0],
          [1, 1],
        ] as const) {
          bytes[(i * SIZE + y + dy) * SIZE + x + dx] = level;
        }
      }
    }
  }
  return bytes;
}

const real = PictureLikeness.of({ size: SIZE, bytes: noise(128, 1) }, new Rng(1, 901));
const measure = (bytes: Uint8Array) => real?.measure({ size: SIZE, bytes }) ?? { likeness: -1, variety: -1 };

describe('likeness', () => {
  it('is that of the formula', () => {
    // The real pictures themselves: no distance at all.
    const same = measure(noise(128, 1));
    expect(same.likeness).toBeCloseTo(1, 12);
    expect(same.variety).toBeCloseTo(1, 12);
    // Means σ apart in every box: d² / Σ σ² = 1, and a little more for what sixteen pictures vary (1/16 of σ² and of the deviation).
    const apart = measure(noise(1024, 2, 148));
    expect(apart.likeness).toBeGreaterThan(0.48);
    expect(apart.likeness).toBeLessThan(0.51);
    // All pictures the same as the mean: Σ σ² is missing altogether.
    const grey = measure(new Uint8Array(16 * SIZE * SIZE).fill(128));
    expect(grey.likeness).toBeGreaterThan(0.48);
    expect(grey.likeness).toBeLessThan(0.51);
    expect(grey.variety).toBe(0);
  });

  it('is high for sixteen other real ones, and their variety is real', () => {
    const fresh = measure(noise(16, 3));
    expect(fresh.likeness).toBeGreaterThan(0.88);
    expect(fresh.variety).toBeCloseTo(1, 1);
  });

  it('sees tiles that repeat', () => {
    const one = noise(1, 4);
    const repeated = new Uint8Array(16 * one.length);
    for (let i = 0; i < 16; i++) repeated.set(one, i * one.length);
    expect(measure(repeated).variety).toBe(0);
    expect(measure(repeated).likeness).toBeLessThan(0.4);
  });

  it('takes sizes that the boxes do not divide', () => {
    const odd = (count: number) => ({
      size: 100,
      bytes: Uint8Array.from({ length: count * 1e4 }, (_, i) => (i * 37) % 251),
    });
    const likeness = PictureLikeness.of(odd(40), new Rng(1, 902));
    expect(likeness?.measure(odd(40)).likeness).toBeCloseTo(1, 9);
  });

  it('says nothing of few pictures, or of such that are all the same', () => {
    expect(PictureLikeness.of({ size: SIZE, bytes: noise(31, 1) }, new Rng(1, 901))).toBeNull();
    expect(PictureLikeness.of({ size: SIZE, bytes: new Uint8Array(40 * SIZE * SIZE) }, new Rng(1, 901))).toBeNull();
  });
});
