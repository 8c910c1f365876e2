/** Synthetic pairs asked for, and what making them is expected to take. */
import type { CohortFacts } from './cohort.ts';
import type { CsvFormat } from './csv-format.ts';
import type { SignalFormat } from './sheet-signals.ts';
import type { MeasuredFacts } from './report/measured-facts.ts';

/** Which patients; a recipe that is not `rowFirst` knows only `where`. */
export interface CohortRequest {
  /**
   * Only pairs whose row fits, e.g. `age > 60 and LAD_st = 1`; null: all. Pairs keep their candidates' numbers, so gaps remain,
   * unless something is fixed or shares are wanted: then every row is drawn until it fits.
   */
  readonly where: string | null;
  /** The rest of a row is drawn given these cells, e.g. `LAD_st = 1 and male = 1`. Absent or null: none. */
  readonly fix?: string | null;
  /** How often values come, e.g. `LAD_st = 0.5 and rhythm = AF = 0.3`. Absent or null: as they do. */
  readonly shares?: string | null;
}

/** What is written beside a pair's row, where its ECG is drawn from traces. */
export interface DrawnAs {
  /** Side of the pictures, pixels. Absent or null: as they were trained. */
  readonly exportSize?: number | null;
  /** Files of its traces in millivolts and seconds. Absent: none. */
  readonly signals?: readonly SignalFormat[];
}

export interface PairsRequest extends CohortRequest, DrawnAs {
  /** Pairs that go into the archives. */
  readonly pairs: number;
  /** Number of the first candidate, from 0: other machines may take other ranges of the same set. */
  readonly first: number;
  readonly seed: number;
  /** Without ECGs that are nearer to a training patient's than `privacy.images.threshold`. */
  readonly leaveOutCopies?: boolean;
  /** Goes into the archive. Absent or null: nothing was measured, and that is said. */
  readonly measured?: MeasuredFacts | null;
  /** Absent: for programs. */
  readonly csv?: CsvFormat;
  /** Of the data card, as a tag (`ru`). Absent, or none that is complete: English. */
  readonly language?: string;
}

/** Measured on a sample of this network on this computer before an export starts. */
export interface PairsEstimate {
  /** Of `tried` candidates so many fit the condition; the same without one. */
  readonly fitting: number;
  readonly tried: number;
  /** How fixed values and wanted shares are met; null where none was asked for. */
  readonly cohort: CohortFacts | null;
  readonly bytesPerPair: number;
  /** Making them, everything included but the disk. */
  readonly secondsPerPair: number;
}

/** The export as a whole, from the estimate of a pair. */
export interface PairsForecast {
  readonly bytes: number;
  readonly seconds: number;
  readonly archives: number;
  readonly candidates: number;
}
