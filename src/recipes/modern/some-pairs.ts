/** Some of the patients' pairs, laid one behind another. */
import { Rng } from '../../core/rng.ts';
import type { Patients } from '../recipe-training.ts';
import type { PairSet } from './learned-sheets.ts';

/** The pairs `pairs` of patients. */
export function pairsOf({ dataset }: Pick<Patients, 'dataset'>, pairs: ArrayLike<number>): PairSet {
  const { size, schema, images, rows } = dataset;
  const pixels = size * size;
  const own = { images: new Uint8Array(pairs.length * pixels), rows: new Float32Array(pairs.length * schema.width) };
  for (let i = 0; i < pairs.length; i++) {
    const pair = pairs[i] ?? 0;
    own.images.set(images.subarray(pair * pixels, (pair + 1) * pixels), i * pixels);
    own.rows.set(rows.subarray(pair * schema.width, (pair + 1) * schema.width), i * schema.width);
  }
  return { size, ...own };
}

/** Drawn with replacement. */
export function anyPairs(patients: Patients, count: number, rng: Rng): PairSet {
  const { pairs } = patients;
  return pairsOf(
    patients,
    Array.from({ length: count }, () => pairs[rng.below(pairs.length)] ?? 0),
  );
}
