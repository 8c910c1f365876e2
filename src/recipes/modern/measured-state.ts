/** What `modern` measures of its patients, as it is kept with a run and a model: the row model, the sheet, and usual values. */
import * as z from 'zod/mini';
import { countShape, finiteShape } from '../../core/shapes/basics.ts';
import { MISFITS, type SheetFit } from '../../core/sheet-fit.ts';
import { fittedSchemaShape } from '../../core/shapes/fitted-schema.ts';
import { SCALE_SOURCES, NO_SCALE, type FoundScale } from '../../core/sheet-scale.ts';
import { parseShape } from '../../core/shapes/parse.ts';
import type { TableSchema } from '../../core/table-schema.ts';
import { STRIP_PLACES } from './constants.ts';
import { readRows, writeRows } from '../../rows/rows-file.ts';
import type { RowModel } from '../../rows/row-model.ts';
import type { LinearLaw } from '../../sheet/generator/linear-law.ts';
import type { SheetModel } from '../../sheet/generator/sheet-model.ts';
import { signalKey } from '../../sheet/generator/trace-signals.ts';
import { type PreparedState, type StateArray, stateArray } from '../prepared-state.ts';

const LAWS = ['weights', 'distance', 'irregularity', 'wander', 'early'] as const;
const PARTS = ['mean', 'byRow', 'byNoise'] as const;

const countOrNone = z.pipe(
  z.optional(countShape),
  z.transform((value: number | undefined) => value ?? 0),
);

/** The first models did not say. */
const scaleShape = z.pipe(
  z.optional(
    z.union([
      z.object({ millivolts: finiteShape, seconds: finiteShape, source: z.enum(SCALE_SOURCES), gain: finiteShape }),
      z.object({ missing: z.enum(NO_SCALE) }),
    ]),
  ),
  z.transform((found: FoundScale | undefined): FoundScale => found ?? { missing: 'not-measured' }),
);

const factsShape = z.object({
  /** How rows are coded: names, ranges and categories of the modelled columns. */
  schema: fittedSchemaShape,
  /** `rows.json` */
  rows: z.string(),
  /** Why the pictures are not drawn as sheets; null: they are. */
  misfit: z.nullable(z.enum(MISFITS)),
  /** Share of the ink that is explained, middle picture. */
  explained: finiteShape,
  /** Pictures measured, and those of them that the sheet does not describe. Not in the first models. */
  measured: countOrNone,
  odd: countOrNone,
  elsewhere: z.exactOptional(countShape),
  layout: z.exactOptional(z.object({ rows: countShape, columns: countShape, rhythm: countShape })),
  sheet: z.nullable(
    z.object({
      size: countShape,
      columns: countShape,
      noises: countShape,
      edges: z.array(finiteShape),
      tied: z.array(z.boolean()),
      scale: scaleShape,
      /** Side of the finer paper; absent: there is none. */
      fineSize: z.exactOptional(countShape),
      shapes: countShape,
      line: z.object({ halfWidth: finiteShape, opacity: finiteShape, blur: finiteShape }),
    }),
  ),
});

/** Usual numbers and how far they spread, one a position. */
export interface Usual {
  readonly mean: Float32Array<ArrayBuffer>;
  readonly spread: Float32Array<ArrayBuffer>;
}

export interface Measurements {
  readonly schema: TableSchema;
  readonly rowModel: RowModel;
  /** `strips` are the sheet's. */
  readonly fit: Omit<SheetFit, 'strips' | 'signals'>;
  /** Null: the pictures are no sheets that could be measured. */
  readonly sheet: SheetModel | null;
  /** Of an encoded row [columns]. */
  readonly row: Usual;
  /** Of a picture [S · S] in [−1, 1]. */
  readonly picture: Usual;
}

const held = (values: Float32Array): Float32Array<ArrayBuffer> => Float32Array.from(values);

export function stateOf({ schema, rowModel, fit, sheet, row, picture }: Measurements): PreparedState {
  const arrays: Record<string, StateArray> = {
    'row.mean': row.mean,
    'row.spread': row.spread,
    'picture.mean': picture.mean,
    'picture.spread': picture.spread,
  };
  const facts = { schema, rows: writeRows(rowModel), ...fit, sheet: null };
  if (sheet === null) return { facts, arrays };
  const { size, columns, noises, edges, tied, scale, shapes, fine, line } = sheet;
  arrays[STRIP_PLACES] = Float64Array.from(sheet.strips);
  arrays['sheet.paper'] = held(sheet.paper);
  if (fine !== null) arrays['sheet.fine'] = held(fine.grey);
  for (const law of LAWS) for (const part of PARTS) arrays[`sheet.${law}.${part}`] = held(sheet[law][part]);
  return {
    facts: {
      ...facts,
      sheet: {
        size,
        columns,
        noises,
        edges,
        tied,
        scale,
        shapes,
        line,
        ...(fine === null ? {} : { fineSize: fine.size }),
      },
    },
    arrays,
  };
}

function fitOf({
  misfit,
  explained,
  measured,
  odd,
  layout,
  elsewhere,
}: z.infer<typeof factsShape>): Measurements['fit'] {
  return {
    misfit,
    explained,
    measured,
    odd,
    ...(layout === undefined ? {} : { layout }),
    ...(elsewhere === undefined ? {} : { elsewhere }),
  };
}

export function sheetFitOf(state: PreparedState): SheetFit {
  const facts = parseShape(factsShape, state.facts);
  return {
    ...fitOf(facts),
    strips: state.arrays[STRIP_PLACES]?.length ?? 0,
    signals: signalsFit(facts.sheet === null ? null : sheetOf(state, facts.sheet)),
  };
}

function signalsFit(sheet: SheetModel | null): SheetFit['signals'] {
  const key = signalKey(sheet);
  return 'missing' in key ? key : key.scale;
}

function floatsOf(state: PreparedState, name: string): Float32Array<ArrayBuffer> {
  return stateArray<Float32Array<ArrayBuffer>>(state, name, Float32Array);
}

function sheetOf(state: PreparedState, facts: NonNullable<z.infer<typeof factsShape>['sheet']>): SheetModel {
  const law = (name: (typeof LAWS)[number]): LinearLaw => {
    const [mean, byRow, byNoise] = PARTS.map((part) => floatsOf(state, `sheet.${name}.${part}`));
    if (mean === undefined || byRow === undefined || byNoise === undefined) throw new Error('A law has three parts');
    return { outputs: mean.length, mean, byRow, byNoise };
  };
  const { fineSize, ...others } = facts;
  return {
    ...others,
    fine: fineSize === undefined ? null : { size: fineSize, grey: floatsOf(state, 'sheet.fine') },
    strips: [...stateArray<Float64Array<ArrayBuffer>>(state, STRIP_PLACES, Float64Array)],
    paper: floatsOf(state, 'sheet.paper'),
    weights: law('weights'),
    distance: law('distance'),
    irregularity: law('irregularity'),
    wander: law('wander'),
    early: law('early'),
  };
}

/** `rows.json` */
export function rowsText(state: PreparedState): string {
  return parseShape(factsShape, state.facts).rows;
}

/** Throws `StateFault` or `ShapeFault` where it is not what `stateOf` writes. */
export function measurementsOf(state: PreparedState): Measurements {
  const facts = parseShape(factsShape, state.facts);
  const { schema, rows, sheet } = facts;
  const usual = (name: string): Usual => ({
    mean: floatsOf(state, `${name}.mean`),
    spread: floatsOf(state, `${name}.spread`),
  });
  return {
    schema,
    rowModel: readRows(rows),
    fit: fitOf(facts),
    row: usual('row'),
    picture: usual('picture'),
    sheet: sheet === null ? null : sheetOf(state, sheet),
  };
}
