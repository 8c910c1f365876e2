/** What a trained model says about itself in a report: how it was made, of whom, and no patient. Plain data. */
import type { TrainedOn } from '../trained-on.ts';
import type { RunConfig } from '../run-config.ts';
import type { SheetFit } from '../sheet-fit.ts';
import type { TableSchema } from '../table-schema.ts';

export interface StudyFacts {
  readonly appVersion: string;
  readonly config: RunConfig;
  /** With its adapter, where it has one. */
  readonly backend: string;
  /** Last finished epoch. */
  readonly epoch: number;
  /** Pairs trained on, and pairs put aside before anything was fitted. */
  readonly trainedOn: TrainedOn;
  readonly schema: TableSchema;
  /** SHA-256 of the generator's weights, hexadecimal. */
  readonly modelHash: string;
  /** What was found of the ECG sheets; null for a recipe that measures none. */
  readonly sheet: SheetFit | null;
  /** ISO 8601. */
  readonly createdAt: string;
}
