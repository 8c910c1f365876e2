/** What is written beside the pairs of an archive: how its model was made, and what became of the candidates. Plain data. */
import type { CohortFacts } from '../core/cohort.ts';
import type { CsvFormat } from '../core/csv-format.ts';
import type { RuleCheck } from '../core/plausibility.ts';
import type { MeasuredFacts } from '../core/report/measured-facts.ts';
import type { RunConfig } from '../core/run-config.ts';
import type { SignalFormat } from '../core/sheet-signals.ts';
import type { SheetFit } from '../core/sheet-fit.ts';
import type { TableSchema } from '../core/table-schema.ts';
import type { TrainedOn } from '../core/trained-on.ts';
import type { FilterOutcome } from './candidate-filter.ts';

/** What a finished training run says about itself. */
export interface ModelFacts {
  readonly appVersion: string;
  readonly config: RunConfig;
  readonly backend: string;
  /** Last finished epoch. */
  readonly epoch: number;
  readonly trainedOn: TrainedOn;
  readonly schema: TableSchema;
  /** SHA-256 of the generator's weights, hexadecimal. */
  readonly modelHash: string;
  /** What was found of the ECG sheets; null for a recipe that measures none. */
  readonly sheet: SheetFit | null;
}

export interface ArchiveFacts extends ModelFacts {
  readonly sampleSeed: number;
  /** Number of the first candidate, from 0. */
  readonly first: number;
  /** Absent: pairs are as they come. */
  readonly cohort?: CohortFacts;
  /** Null: nothing was measured of this model. */
  readonly measured: MeasuredFacts | null;
  /** Of pairs drawn from traces: where another size or signals were asked for. */
  readonly drawn?: { readonly size: number; readonly signals: readonly SignalFormat[]; readonly rate: number };
  readonly jpeg: { readonly quality: number; readonly components: 1 | 3 };
  /** How `pairs.csv` is written; absent: for programs. */
  readonly csv?: CsvFormat;
  /** ISO 8601; the only thing that differs between two equal runs. */
  readonly createdAt: string;
}

/** What became of the candidates of one archive. */
export interface ArchiveContent {
  readonly count: number;
  /** Candidates looked at, from `first` on; as many as `count` where nothing was filtered. */
  readonly candidates: number;
  readonly filters: readonly FilterOutcome[];
  /** The schema's rules of plausibility, checked on the rows of this archive. */
  readonly rules: readonly RuleCheck[];
}
