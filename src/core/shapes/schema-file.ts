/** Reads `schema.json` (`core/schema-file.ts` writes it), and the `schema.json` of a trained model. */
import * as z from 'zod/mini';
import { AppError } from '../app-error.ts';
import { PAIRING_METHODS, SEVERAL_CHOICES } from '../data-report.ts';
import { STRAIGHTEN_CHOICES } from '../run-config.ts';
import {
  AUTO_TEXT_FORMAT,
  DECIMAL_MARKS,
  ENCODINGS,
  HEADERS,
  SEPARATORS,
  type TextFormatChoice,
} from '../text-format.ts';
import { type FileChoices, SCHEMA_VERSION, type SchemaFile } from '../schema-file.ts';
import { BLANK_CHOICES, COLUMN_ROLES, COLUMN_TYPES, type ColumnReading, type ColumnSetting } from '../table-schema.ts';
import { filledTextShape, limitShape, listOrNone, sheetChoiceShape, textShape, writtenRuleShape } from './basics.ts';
import { parseShape, ShapeFault } from './parse.ts';

const reading = z.pipe(
  z.object({
    replace: listOrNone(z.object({ from: textShape, to: textShape })),
    missingCodes: listOrNone(filledTextShape),
    min: limitShape,
    max: limitShape,
    join: z.optional(z.object({ below: z.number(), as: filledTextShape })),
    asTexts: z.optional(z.boolean()),
  }),
  z.transform(({ join, asTexts, ...read }): ColumnReading => ({
    ...read,
    ...(join === undefined ? {} : { join }),
    ...(asTexts === true ? { asTexts } : {}),
  })),
);

const age = z.discriminatedUnion('at', [
  z.object({ at: z.literal('column'), column: filledTextShape }),
  z.object({ at: z.literal('date'), date: filledTextShape }),
]);

/** A column as a person decided it, or as a trained model has it. */
export const columnSettingShape = z.pipe(
  z.object({
    name: filledTextShape,
    role: z.enum(COLUMN_ROLES),
    type: z.enum(COLUMN_TYPES),
    threshold: limitShape,
    blanks: z.optional(z.enum(BLANK_CHOICES)),
    reading: z.optional(reading),
    age: z.optional(z.nullable(age)),
    codes: z.optional(z.array(filledTextShape)),
    isCleared: z.optional(z.boolean()),
    flag: z.optional(z.number()),
  }),
  z.transform((column): ColumnSetting => {
    const { name, role, type, threshold } = column;
    // The schema of a trained model says by a flag that blanks were generated.
    const blanks = column.blanks ?? (column.flag === undefined ? undefined : 'generate');
    return {
      name,
      role,
      type,
      threshold,
      ...(blanks === undefined ? {} : { blanks }),
      ...(column.reading === undefined ? {} : { reading: column.reading }),
      ...(column.age === undefined || column.age === null ? {} : { age: column.age }),
      ...(column.codes === undefined ? {} : { codes: column.codes }),
      ...(column.isCleared === true ? { isCleared: true } : {}),
    };
  }),
);

/** One of some words; what is not said is recognised. */
function autoOr<T extends string>(values: readonly T[]): z.ZodMiniType<T | 'auto'> {
  const all: readonly (T | 'auto')[] = ['auto', ...values];
  return z._default(z.literal(all), 'auto') as z.ZodMiniType<T | 'auto'>;
}

/** The compiler asks for every field of the choice. */
const textFields: { readonly [K in keyof TextFormatChoice]: z.ZodMiniType<TextFormatChoice[K]> } = {
  encoding: autoOr(ENCODINGS),
  separator: autoOr(SEPARATORS),
  decimal: autoOr(DECIMAL_MARKS),
  header: autoOr(HEADERS),
};

const fileChoices = z.pipe(
  z.object({
    table: z.optional(z.nullable(filledTextShape)),
    text: z.optional(z.object(textFields)),
    pairing: z.optional(z.object({ method: autoOr(PAIRING_METHODS), several: z.optional(z.enum(SEVERAL_CHOICES)) })),
    sameOnce: z.optional(z.boolean()),
    straighten: z.optional(z.enum(STRAIGHTEN_CHOICES)),
    onlyStraight: z.optional(z.boolean()),
    sheet: z.optional(sheetChoiceShape),
  }),
  z.transform(({ table, text, pairing, sameOnce, straighten, onlyStraight, sheet }): FileChoices => ({
    table: table ?? null,
    text: text ?? AUTO_TEXT_FORMAT,
    pairing: { method: pairing?.method ?? 'auto', several: pairing?.several ?? 'first' },
    sameOnce: sameOnce ?? false,
    ...(straighten === undefined ? {} : { straighten }),
    ...(onlyStraight === undefined ? {} : { onlyStraight }),
    ...(sheet === undefined ? {} : { sheet }),
  })),
);

const columnList = z.array(columnSettingShape);
const schemaFile = z.object({
  version: z.optional(z.literal(SCHEMA_VERSION)),
  columns: columnList,
  rules: listOrNone(writtenRuleShape),
  learned: listOrNone(writtenRuleShape),
  files: z.optional(fileChoices),
});

/** The field that is wrong, with the name of its column where it has one: `LAD_st.role`. */
function placeOf({ path, place }: ShapeFault, file: unknown): string {
  const at = path.findIndex((key) => typeof key === 'number');
  const index = path[at];
  if (typeof index !== 'number' || (at > 0 && path[at - 1] !== 'columns')) return place;
  const list: unknown = at === 0 ? file : Reflect.get(Object(file), 'columns');
  const name: unknown = Array.isArray(list) ? Reflect.get(Object(list[index]), 'name') : undefined;
  return typeof name === 'string' && name !== '' ? [name, ...path.slice(at + 1).map(String)].join('.') : place;
}

function withoutVersion({ columns, rules, learned, files }: z.infer<typeof schemaFile>): SchemaFile {
  return { columns, rules, ...(learned.length === 0 ? {} : { learned }), ...(files === undefined ? {} : { files }) };
}

/** Throws `schema-malformed` with the first field that is wrong. A bare list of columns is read as well. */
export function parseSchemaFile(json: string): SchemaFile {
  let file: unknown;
  try {
    file = JSON.parse(json);
  } catch (error) {
    throw new AppError('schema-not-json', {}, error);
  }
  try {
    return Array.isArray(file)
      ? { columns: parseShape(columnList, file), rules: [] }
      : withoutVersion(parseShape(schemaFile, file));
  } catch (error) {
    if (!(error instanceof ShapeFault)) throw error;
    const place = placeOf(error, file);
    throw place === 'version'
      ? new AppError('schema-version', { version: SCHEMA_VERSION })
      : new AppError('schema-malformed', { place: place === '' ? 'columns' : place });
  }
}
