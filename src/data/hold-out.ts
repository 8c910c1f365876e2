/**
 * Patients put aside before anything is fitted, so that copying can be told from learning. Whole patients, drawn by seed;
 * who is drawn depends on the seed and the patient's key, not on the order of rows. Not stratified.
 */
import { AppError } from '../core/app-error.ts';
import { pcg4d, STREAM } from '../core/rng.ts';
import { holdOutCount, MIN_PAIRS } from '../core/run-config.ts';
import type { Patients } from './patients.ts';

export interface HoldOutOptions {
  /** Share of the patients, 0 … 0.5. */
  readonly share: number;
  readonly seed: number;
}

/** Positions of pairs, ascending. */
export interface Sides {
  readonly train: readonly number[];
  readonly holdout: readonly number[];
}

/** Two words from a text and a seed, as one number in [0, 2⁵³). */
function draw(seed: number, key: string): number {
  const words = Uint32Array.of(seed, STREAM.holdOut, key.length, 0);
  for (let i = 0; i < key.length; i++) {
    const [a = 0, b = 0, c = 0, d = 0] = words;
    pcg4d(a ^ key.charCodeAt(i), b, c, d + i, words);
  }
  const [high = 0, low = 0] = words;
  return high * 2 ** 21 + (low >>> 11);
}

/** Throws `holdout-too-large` when fewer than `MIN_PAIRS` pairs would be left to train on. */
export function holdOut(patients: Patients, { share, seed }: HoldOutOptions): Sides {
  const drawn = patients.keys
    .map((key, patient) => ({ key, patient, order: draw(seed, key) }))
    .toSorted((a, b) => a.order - b.order || (a.key < b.key ? -1 : a.key > b.key ? 1 : a.patient - b.patient));
  const aside = new Set(drawn.slice(0, holdOutCount(patients.count, share)).map(({ patient }) => patient));
  const train: number[] = [];
  const holdout: number[] = [];
  patients.index.forEach((patient, pair) => (aside.has(patient) ? holdout : train).push(pair));
  if (holdout.length > 0 && train.length < MIN_PAIRS) {
    throw new AppError('holdout-too-large', {
      share: Math.round(share * 100),
      count: train.length,
      minimum: MIN_PAIRS,
    });
  }
  return { train, holdout };
}
