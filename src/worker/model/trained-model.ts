/** A trained network with all that belongs to it. */
import type { StudyData } from '../../core/dataset.ts';
import type { RunConfig } from '../../core/run-config.ts';
import type { TableSchema } from '../../core/table-schema.ts';
import { pairCounts, type TrainedCounts } from '../../core/trained-on.ts';
import { hasFlags, withBlankRates } from '../../data/blank-rates.ts';
import type { RunningBackend } from '../../engine/backends.ts';
import type { JointGan } from '../../gan/joint-gan.ts';
import type { EpochProgress } from '../../gan/trainer.ts';

export interface TrainedModel {
  readonly gan: JointGan;
  readonly backend: RunningBackend;
  readonly config: RunConfig;
  readonly schema: TableSchema;
  /** What it was trained on, and what was put aside. Throws `model-needs-patients` for a model that came from a file. */
  readonly study: StudyData;
  /** Of a model that came from a file, which says how many pairs those were. */
  readonly counts?: TrainedCounts;
  readonly source: 'files' | 'demo';
  /** Last finished epoch. */
  epoch: number;
  /** Steps done, those of an unfinished last epoch included. */
  steps: number;
  /** How far the epoch after `epoch` has come; absent where it has not begun. */
  progress?: EpochProgress;
  /**
   * Only of a past epoch of a recipe that scores its epochs: the state in which the run ended, which is saved with it so that
   * training can go on, and this epoch's score.
   */
  readonly end?: { readonly model: TrainedModel; readonly score: number | null };
  /** How often the random numbers of training were changed after a breakdown; absent for most. */
  readonly reseeds?: number;
}

/** Rows that are looked at for the rates of blanks, which are then right to one or two per cent. */
const RATED_ROWS = 1000;

/** The schema to make pairs with, once training has ended: blanks come as often as among the patients. */
export async function settledSchema({
  schema,
  gan,
  config,
  patients,
}: Pick<TrainedModel, 'schema' | 'gan' | 'config'> & { readonly patients: number }): Promise<TableSchema> {
  if (!hasFlags(schema)) return schema;
  return withBlankRates(schema, await gan.sampler(config.seed).previewRows(RATED_ROWS), patients);
}

/** For manifests: pairs trained on, and pairs put aside and never trained on. */
export function trainedCounts(model: TrainedModel): TrainedCounts {
  if (model.counts !== undefined) return model.counts;
  const { study } = model;
  const { straightened, masked, drawnOn } = study;
  return {
    ...pairCounts(study.patients.train),
    setAside: study.holdout.count,
    ...(straightened === undefined ? {} : { straightened }),
    ...(masked === undefined ? {} : { masked }),
    ...(drawnOn === undefined ? {} : { drawnOn }),
  };
}
