/** What a checkpoint says besides its arrays. */
import * as z from 'zod/mini';
import type { DataSettings } from '../core/data-report.ts';
import type { KeptRun, RunIncident } from '../core/kept-run.ts';
import type { BackendName, RunConfig } from '../core/run-config.ts';
import { READING_VERSION } from '../core/reading-version.ts';
import { countShape, filledTextShape, finiteShape, textShape } from '../core/shapes/basics.ts';
import { fittedSchemaShape } from '../core/shapes/fitted-schema.ts';
import { shapeOrNull } from '../core/shapes/parse.ts';
import { backendShape, dataSettingsShape, incidentShape, runConfigShape } from '../core/shapes/run.ts';
import type { TableSchema } from '../core/table-schema.ts';

/** Where in a run a state was taken; the run goes on after it. */
export interface RunPosition {
  /** Last finished epoch. */
  readonly epoch: number;
  /** Steps done since the start of the run. */
  readonly steps: number;
  /** Steps done of the epoch under way. */
  readonly step: number;
  /** Its losses so far by the recipe's names: sums of (loss / steps per epoch). */
  readonly [loss: string]: number;
}

/**
 * Of `RunRecord`: 2 where the checkpoint has what the recipe measured, which 1 did not know; 3 where it has a score of every
 * epoch besides. Another version is not read.
 */
export const RECORD_VERSIONS = { plain: 1, prepared: 2, scored: 3 } as const;
type RecordVersion = (typeof RECORD_VERSIONS)[keyof typeof RECORD_VERSIONS];

/** No names, no ids, no file names, no rows: `settings` name columns only, and the fingerprint is a hash. */
export interface RunRecord {
  readonly version: RecordVersion;
  readonly appVersion: string;
  /** `READING_VERSION` of the version that prepared its patients; absent: 1. */
  readonly reading?: number;
  readonly run: string;
  readonly startedAt: number;
  readonly savedAt: number;
  /** As it was asked for, `auto` included. */
  readonly config: RunConfig;
  readonly backend: { readonly name: BackendName; readonly adapter: string };
  /** What was measured to be fastest and may change how numbers are rounded; plain data of the backend. */
  readonly tuning: unknown;
  readonly schema: TableSchema;
  readonly patients: number;
  /** As in `PairCounts`. */
  readonly persons?: number;
  /** Pairs put aside, never trained on. */
  readonly setAside: number;
  readonly source: 'files' | 'demo';
  /** How the patients were drawn, where they are simulated. */
  readonly demo: { readonly count: number; readonly seed: number } | null;
  /** Names columns only; never a file (`table` is null). */
  readonly settings: DataSettings;
  readonly fingerprint: string;
  readonly position: RunPosition;
  /** All epochs are done, or it ended by itself. */
  readonly isComplete: boolean;
  /** The best epoch so far, whose generator the checkpoint has besides; absent where the recipe scores none. */
  readonly best?: { readonly epoch: number; readonly steps: number; readonly score: number; readonly reseeds: number };
  readonly incidents: readonly RunIncident[];
  /** How often the random numbers were changed after a breakdown; 0 for most runs. */
  readonly reseeds: number;
}

const recordShape = z.looseObject({
  version: z.literal(Object.values(RECORD_VERSIONS)),
  appVersion: textShape,
  reading: z.optional(countShape),
  run: filledTextShape,
  startedAt: finiteShape,
  savedAt: finiteShape,
  config: runConfigShape,
  backend: z.looseObject({ name: backendShape, adapter: textShape }),
  schema: fittedSchemaShape,
  patients: countShape,
  persons: z.exactOptional(countShape),
  setAside: countShape,
  source: z.enum(['files', 'demo']),
  demo: z.nullable(z.looseObject({ count: countShape, seed: countShape })),
  settings: dataSettingsShape,
  fingerprint: textShape,
  position: z.catchall(z.object({ epoch: countShape, steps: countShape, step: countShape }), finiteShape),
  isComplete: z.boolean(),
  best: z.optional(z.object({ epoch: countShape, steps: countShape, score: finiteShape, reseeds: countShape })),
  incidents: z.array(incidentShape),
  reseeds: countShape,
});

/** Tables are read now as they were for it. Simulated patients always are. */
export function isReadAlike({ reading, source }: Pick<RunRecord, 'reading' | 'source'>): boolean {
  return source === 'demo' || (reading ?? 1) === READING_VERSION;
}

/** The record of a file whose hash was right; null when another version of this app wrote it. */
export function readRecord(meta: unknown): RunRecord | null {
  const record = shapeOrNull(recordShape, meta);
  // As it was written, with its fields in their order: a fingerprint is taken of parts of it. An older version knew fewer options.
  return record === null ? null : { ...(meta as RunRecord), config: record.config };
}

export function keptRun(record: RunRecord, more: Pick<KeptRun, 'bytes' | 'patientBytes' | 'isInUse'>): KeptRun {
  const { run, startedAt, savedAt, config, backend, position, isComplete, patients, persons, source, demo, settings } =
    record;
  return {
    id: run,
    startedAt,
    savedAt,
    config,
    backend: backend.name,
    epoch: position.epoch,
    steps: position.steps,
    isComplete,
    patients,
    ...(persons === undefined ? {} : { persons }),
    source,
    demo,
    settings,
    isReadAlike: isReadAlike(record),
    ...more,
  };
}
