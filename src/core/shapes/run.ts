/** Shapes of what is remembered of a training: its configuration, the choices about its data, what may be kept. */
import * as z from 'zod/mini';
import type { Keeping, RunIncident } from '../kept-run.ts';
import { isWithin, type LimitedOption } from '../option-limits.ts';
import {
  BACKENDS,
  type Fit,
  FITS,
  IMAGE_SIZES,
  RECIPE_NAMES,
  type RunConfig,
  type Straighten,
  STRAIGHTEN_CHOICES,
} from '../run-config.ts';
import { countShape, finiteShape, textShape } from './basics.ts';

const within = (option: LimitedOption) => z.number().check(z.refine((value) => isWithin(option, value)));

export const backendShape = z.enum(BACKENDS);

const recipeShape = z.string().check(z.refine((name) => RECIPE_NAMES.some((known) => known === name))) as z.ZodMiniType<
  RunConfig['recipe'],
  RunConfig['recipe']
>;

/** The first versions squeezed every picture. */
const fitShape = z.pipe(
  z.optional(z.enum(FITS)),
  z.transform((fit: Fit | undefined): Fit => fit ?? 'stretch'),
);

/** The first versions straightened none. */
const straightenShape = z.pipe(
  z.optional(z.enum(STRAIGHTEN_CHOICES)),
  z.transform((straighten: Straighten | undefined): Straighten => straighten ?? 'off'),
);

export const runConfigShape: z.ZodMiniType<RunConfig> = z.object({
  recipe: recipeShape,
  size: z.literal(IMAGE_SIZES),
  fit: fitShape,
  straighten: straightenShape,
  width: within('width'),
  epochs: within('epochs'),
  batch: within('batch'),
  seed: within('seed'),
  backend: z.enum(['auto', ...BACKENDS]),
  holdout: within('holdout'),
});

const kind = z.looseObject({ kind: textShape });
const rectangle = z.object({ x: finiteShape, y: finiteShape, width: finiteShape, height: finiteShape });
const edit = z.object({
  turns: z.literal([0, 1, 2, 3]),
  tilt: finiteShape,
  crop: z.nullable(rectangle),
  asItIs: z.exactOptional(z.literal(true)),
});

/**
 * The choices about a data set. Those of columns and rules are checked against the table when it is read; here they only have
 * to be of the right kind, so that a record of an older version opens.
 */
export const dataSettingsShape = z.looseObject({
  table: z.nullable(textShape),
  text: z.looseObject({ encoding: textShape, separator: textShape, decimal: textShape }),
  columns: z.array(z.looseObject({ name: textShape, role: textShape, type: textShape })),
  rules: z.array(kind),
  learned: z.exactOptional(z.array(kind)),
  pairing: z.looseObject({ method: textShape, orderConfirmed: z.boolean(), several: textShape }),
  pictures: z.looseObject({ all: edit, own: z.record(textShape, edit), masks: z.array(rectangle) }),
  sameOnce: z.boolean(),
  onlyStraight: z.exactOptional(z.boolean()),
  sheet: z.exactOptional(z.looseObject({ form: textShape, order: textShape })),
  limit: z.nullable(countShape),
});

export const keepingShape: z.ZodMiniType<Keeping, Keeping> = z.object({ runs: z.boolean(), patients: z.boolean() });

export const incidentShape: z.ZodMiniType<RunIncident, RunIncident> = z.object({
  kind: z.enum(['device-lost', 'out-of-memory', 'not-finite']),
  epoch: countShape,
  backTo: countShape,
  at: finiteShape,
});
