/** Made-up cases with a known answer: a dark bar in half of the pictures, a high first column in half of the rows. */
import { Rng } from '../../core/rng.ts';
import type { EcgCases } from '../ecg-cases.ts';
import type { Effort } from '../effort.ts';
import type { Targets } from '../targets.ts';

export const TOY_EFFORT: Effort = {
  widths: { convolutions: [4, 4], row: [8], embedding: 8 },
  batch: 8,
  steps: 100,
  passes: { least: 1, most: 20 },
  learningRate: 0.01,
  dropout: { convolution: 0.1, dense: 0.2 },
  jitter: { right: 1, down: 0, contrast: 0.1 },
  validation: 0.2,
  patience: 20,
};

/** So many epochs, however many cases. */
export function epochs(count: number): Effort {
  return { ...TOY_EFFORT, passes: { least: count, most: count } };
}

export interface PlantedCases {
  readonly cases: EcgCases;
  /** Two outputs: the bar, and the first column. */
  readonly targets: Targets;
}

const COLUMNS = 3;

/** `size` pixels a side, a multiple of 4. */
export function plantedCases(count: number, size: number, seed: number): PlantedCases {
  const rng = new Rng(seed, 97);
  const images = new Uint8Array(count * size * size);
  const rows = new Float32Array(count * COLUMNS);
  const values = new Float32Array(count * 2);
  for (let n = 0; n < count; n++) {
    const [hasBar, isHigh] = [rng.chance(0.5), rng.chance(0.5)];
    values.set([Number(hasBar), Number(isHigh)], 2 * n);
    for (let i = 0; i < size * size; i++) {
      const isBar = hasBar && Math.floor(i / size) === size >> 1;
      images[n * size * size + i] = isBar ? 120 + rng.below(80) : 170 + rng.below(80);
    }
    for (let c = 0; c < COLUMNS; c++) rows[n * COLUMNS + c] = rng.uniform() + (c === 0 && isHigh ? 0.7 : 0);
  }
  return {
    cases: { count, pictures: { images, size }, rows: { values: rows, columns: COLUMNS } },
    targets: { values, outputs: 2 },
  };
}

/** Values of output `k` of [count, outputs]. */
export function outputOf(values: Float32Array, outputs: number, k: number): Float32Array {
  return Float32Array.from({ length: values.length / outputs }, (_, n) => values[n * outputs + k] ?? Number.NaN);
}
