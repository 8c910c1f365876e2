/**
 * Small pictures for tests, like an ECG lead: dark beats on white paper, with a rate, a height and a phase of their own; and an
 * embedding of them, as a network might make: coarse averages through a fixed random layer.
 */
import { Rng } from '../../core/rng.ts';
import type { EmbeddedImages } from '../embeddings.ts';
import { shrink } from '../ssim.ts';

export const SIDE = 16;
const WIDTH = 12;

export function beats(n: number, seed: number): Uint8Array {
  const out = new Uint8Array(n * SIDE * SIDE).fill(255);
  for (let i = 0; i < n; i++) {
    const rng = new Rng(seed, 905, i);
    const [height, width, phase, base] = [rng.between(2, 9), rng.between(4, 8), rng.between(0, 8), rng.between(9, 14)];
    for (let x = 0; x < SIDE; x++) {
      const beat = Math.exp(-0.5 * (((x + phase) % width) - width / 2) ** 2);
      const y = base - height * beat + 0.3 * rng.normal();
      for (let row = 0; row < SIDE; row++) {
        const ink = Math.exp(-((row - y) ** 2));
        out[(i * SIDE + row) * SIDE + x] = Math.round(255 * (1 - ink));
      }
    }
  }
  return out;
}

/** Grey snow. */
export function snow(n: number, seed: number): Uint8Array {
  const rng = new Rng(seed, 906);
  return Uint8Array.from({ length: n * SIDE * SIDE }, () => rng.below(256));
}

export function embed(images: Uint8Array): EmbeddedImages {
  const { size, bytes } = shrink({ size: SIDE, bytes: images }, 8);
  const n = images.length / (SIDE * SIDE);
  const weights = new Rng(1, 907).normals(size * size * WIDTH);
  const embeddings = new Float32Array(n * WIDTH);
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < WIDTH; k++) {
      let sum = 0;
      for (let p = 0; p < size * size; p++) {
        sum += (1 - (bytes[i * size * size + p] ?? 0) / 255) * (weights[p * WIDTH + k] ?? 0);
      }
      embeddings[i * WIDTH + k] = Math.max(0.1 * sum, sum);
    }
  }
  return { embeddings, images, patients: null };
}

export const PICTURE_BYTES = SIDE * SIDE;
