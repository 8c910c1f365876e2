/** Whom a network learned from, in numbers. */
import type { SheetChoice } from './sheet-choice.ts';

/** Pairs of a row and an ECG, and of how many patients they are. */
export interface PairCounts {
  /** Pairs: as many as patients, unless `persons` says otherwise. */
  readonly patients: number;
  /** Patients, where there are fewer of them than pairs. Absent: each pair is of another patient, as far as anything tells. */
  readonly persons?: number;
}

export interface TrainedCounts extends PairCounts {
  /** Pairs that were put aside before anything was fitted, and never trained on. */
  readonly setAside: number;
  /** Of the pairs trained on, those whose picture was a photograph or scan and was straightened. Absent: none. */
  readonly straightened?: number;
  /** Of the pairs trained on, those of whose picture parts were painted over. Absent: none. */
  readonly masked?: number;
  /** What ECGs that were read as signals were drawn on. Absent: there were none. */
  readonly drawnOn?: SheetChoice;
}

export interface TrainedOn extends TrainedCounts {
  readonly source: 'files' | 'demo';
}

/** `persons`: one number a pair, the same for pairs of the same patient. */
export function pairCounts(persons: ArrayLike<number>): PairCounts {
  const patients = persons.length;
  const different = new Set(Array.from(persons)).size;
  return different < patients ? { patients, persons: different } : { patients };
}
