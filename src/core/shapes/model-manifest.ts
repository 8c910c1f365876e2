/** `manifest.json` of a saved model, from a file that may come from anywhere: what it is, or what is wrong with it. */
import type { TrainedOn } from '../trained-on.ts';
import * as z from 'zod/mini';
import type { RunConfig } from '../run-config.ts';
import { sheetChoiceShape, textShape } from './basics.ts';
import { parseShape, ShapeFault } from './parse.ts';
import { runConfigShape } from './run.ts';

export const MODEL_FORMAT = 'ecg-pair-studio/model';
/** 2 where there is what the recipe measured of the patients, which 1 did not know. Both are opened. */
export const MODEL_FORMAT_VERSIONS = { plain: 1, prepared: 2 } as const;
export type ModelFormatVersion = (typeof MODEL_FORMAT_VERSIONS)[keyof typeof MODEL_FORMAT_VERSIONS];

export interface ChosenEpoch {
  readonly epoch: number;
  readonly steps: number;
  readonly reseeds: number;
  /** By the recipe's own score. */
  readonly score: number | null;
}

export interface ModelManifest {
  readonly formatVersion: ModelFormatVersion;
  readonly options: RunConfig;
  /** Last finished epoch, and steps done. */
  readonly epoch: number;
  readonly steps: number;
  /** How far the epoch after `epoch` had come: its steps, and the sums of its losses by name; null: not begun. */
  readonly unfinishedEpoch: { readonly step: number; readonly losses: Readonly<Record<string, number>> } | null;
  /** How often the random numbers of training were changed. */
  readonly reseeds: number;
  /** The epoch that the generator is of, where a full model goes on from a later one; null: that of `epoch`. */
  readonly chosen: ChosenEpoch | null;
  /** Discriminator and optimizer are there too. */
  readonly full: boolean;
  readonly trainedOn: TrainedOn;
  /** Lower-case hexadecimal. */
  readonly generatorSha256: string;
}

/** `foreign`: no model of this app; `version`: of another version of it; `damaged`: not as it was saved. */
export type ManifestFault = 'foreign' | 'version' | 'damaged';

export class ManifestError extends Error {
  readonly kind: ManifestFault;

  constructor(kind: ManifestFault, cause?: unknown) {
    super(kind, { cause });
    this.name = 'ManifestError';
    this.kind = kind;
  }
}

const MOST_STEPS = 2 ** 40;

const steps = z.number().check(z.int(), z.minimum(0), z.maximum(MOST_STEPS));
/** Not in files of the first versions. */
const stepsOrNone = z.pipe(
  z.optional(steps),
  z.transform((value: number | undefined) => value ?? 0),
);

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const options = z.pipe(
  // The first versions put no patients aside.
  z.transform((value: unknown) => (isRecord(value) ? { holdout: 0, ...value } : value)),
  runConfigShape,
);

const unfinishedEpoch = z.pipe(
  z.optional(z.catchall(z.object({ step: steps }), z.number())),
  z.transform((value) => {
    if (value === undefined) return null;
    const { step, ...losses } = value;
    return { step, losses };
  }),
);

const chosen = z.pipe(
  z.optional(z.object({ epoch: steps, steps, reseeds: steps, score: z.nullable(z.number()) })),
  z.transform((value: ChosenEpoch | undefined) => value ?? null),
);

const source = z.pipe(
  z.optional(textShape),
  z.transform((value): 'files' | 'demo' => (value === 'demo' ? 'demo' : 'files')),
);

const manifestShape: z.ZodMiniType<ModelManifest> = z.object({
  formatVersion: z.literal(Object.values(MODEL_FORMAT_VERSIONS)),
  options,
  epoch: steps,
  steps,
  unfinishedEpoch,
  reseeds: stepsOrNone,
  chosen,
  full: z.boolean(),
  trainedOn: z.object({
    patients: steps,
    persons: z.exactOptional(steps),
    setAside: stepsOrNone,
    straightened: z.exactOptional(steps),
    masked: z.exactOptional(steps),
    drawnOn: z.exactOptional(sheetChoiceShape),
    source,
  }),
  generatorSha256: z.string().check(z.regex(/^[0-9a-f]{64}$/u)),
});

/** Throws `ManifestError`. */
export function parseManifest(value: unknown): ModelManifest {
  if (!isRecord(value) || value['format'] !== MODEL_FORMAT) throw new ManifestError('foreign');
  try {
    return parseShape(manifestShape, value);
  } catch (error) {
    if (!(error instanceof ShapeFault)) throw error;
    // What a later version has.
    const isLater = error.place === 'formatVersion' || error.place === 'options.recipe';
    throw new ManifestError(isLater ? 'version' : 'damaged', error);
  }
}
