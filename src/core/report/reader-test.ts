/**
 * What people see: readers who do not know which ECGs (or pairs of row and ECG) are synthetic say so of each. Plain data,
 * ready for `report.json`, where it stands as `readerTest` if the visitor wants it there. Readers are numbers; no patient is named.
 */
import type { Estimate } from './comparison.ts';

/** What is judged: the ECG alone, or with its row. */
export const READER_TASKS = ['ecgs', 'pairs'] as const;
export type ReaderTask = (typeof READER_TASKS)[number];

/**
 * Who the real ones are: put aside before the training; trained on, since too few were put aside; loaded beside an opened
 * network, which may have learned from them; or simulated for the test.
 */
export const REAL_SOURCES = ['holdout', 'training', 'loaded', 'simulated'] as const;
export type RealSource = (typeof REAL_SOURCES)[number];

/** `count` of `of`; `value` is their share, with its 95 % interval (Wilson). */
export interface Share extends Estimate {
  readonly count: number;
  readonly of: number;
}

export interface ReaderScores {
  /** Right answers. Guessing gives a half. */
  readonly accuracy: Share;
  /** Synthetic ones called synthetic. */
  readonly sensitivity: Share;
  /** Real ones called real. */
  readonly specificity: Share;
  /** How far apart real and synthetic are for the reader, in standard deviations: 0 = not at all; with its 95 % interval. */
  readonly dPrime: Estimate;
  /** 0: no leaning; above: leans to “real”, below: to “synthetic”. */
  readonly criterion: Estimate;
  /** Median of seconds a picture. */
  readonly seconds: number;
}

export interface ReaderTaskReport {
  readonly task: ReaderTask;
  readonly real: RealSource;
  /** Different pictures that were judged. */
  readonly pictures: number;
  readonly readers: readonly (ReaderScores & { readonly reader: number })[];
  /** Over all answers; intervals allow for readers and pictures that come more than once. */
  readonly together: ReaderScores;
}

export interface ReaderTestReport {
  readonly version: 1;
  readonly tasks: readonly ReaderTaskReport[];
}
