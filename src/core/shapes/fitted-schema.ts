/** A fitted table schema from a file that may come from anywhere: every field is looked at before it is believed. */
import * as z from 'zod/mini';
import { ruleColumns } from '../plausibility.ts';
import { COLUMN_TYPES, type SchemaColumn, type TableSchema } from '../table-schema.ts';
import { countShape, filledTextShape, finiteShape, MOST_COLUMNS, ruleShape, textShape } from './basics.ts';
import { requireShape, ShapeFault } from './parse.ts';

const MOST_WIDTH = 50_000;
const MOST_DECIMALS = 15;

/** What is wrong with a schema: a code of the texts (`what.<code>`), at which column (empty: at none in particular). */
export type SchemaFaultCode =
  | 'version'
  | 'columns'
  | 'name'
  | 'twice'
  | 'role'
  | 'type'
  | 'threshold'
  | 'blanks'
  | 'coding'
  | 'place'
  | 'rules'
  | 'rule-column'
  | 'width';

export class SchemaFault extends Error {
  readonly code: SchemaFaultCode;
  readonly column: string;

  constructor(code: SchemaFaultCode, column = '') {
    super(code);
    this.name = 'SchemaFault';
    this.code = code;
    this.column = column;
  }
}

const different = z.refine<readonly string[]>((values) => new Set(values).size === values.length);
const values = z.array(textShape).check(z.minLength(2), z.maxLength(MOST_COLUMNS), different);

const coding = z.discriminatedUnion('kind', [
  z
    .object({
      kind: z.literal('scale'),
      min: finiteShape,
      max: finiteShape,
      decimals: countShape.check(z.maximum(MOST_DECIMALS)),
    })
    // The difference of two finite numbers may be infinite.
    .check(z.refine(({ min, max }) => min < max && Number.isFinite(max - min))),
  z.object({ kind: z.literal('two'), values: z.tuple([textShape, textShape]).check(z.refine(([a, b]) => a !== b)) }),
  z.object({ kind: z.literal('many'), values }),
]);

const column: z.ZodMiniType<SchemaColumn, SchemaColumn> = z.object({
  name: filledTextShape,
  role: z.enum(['feature', 'target']),
  type: z.enum(COLUMN_TYPES),
  threshold: z.nullable(finiteShape),
  coding,
  offset: countShape,
  width: countShape,
  flag: z.exactOptional(countShape),
  blankFrom: z.exactOptional(finiteShape),
  missing: countShape,
  fill: textShape,
});

export const fittedSchemaShape: z.ZodMiniType<TableSchema, TableSchema> = z.object({
  version: z.literal(1),
  rules: z.exactOptional(z.array(ruleShape)),
  learned: z.exactOptional(z.array(ruleShape)),
  columns: z.array(column).check(z.minLength(1), z.maxLength(MOST_COLUMNS)),
  width: countShape.check(z.maximum(MOST_WIDTH)),
});

const FIELD_FAULT: Readonly<Record<string, SchemaFaultCode>> = {
  name: 'name',
  role: 'role',
  type: 'type',
  threshold: 'threshold',
  coding: 'coding',
  offset: 'place',
  width: 'place',
  flag: 'place',
  blankFrom: 'blanks',
  missing: 'blanks',
  fill: 'blanks',
};

function explain({ path }: ShapeFault, value: unknown): SchemaFault {
  const [field, index, part] = path;
  if (field === 'rules' || field === 'learned') return new SchemaFault('rules');
  if (field === 'width') return new SchemaFault('width');
  if (field !== 'columns') return new SchemaFault('version');
  if (typeof index !== 'number') return new SchemaFault('columns');
  const list: unknown = Reflect.get(Object(value), 'columns');
  const name: unknown = Array.isArray(list) ? Reflect.get(Object(list[index]), 'name') : undefined;
  const isNamed = typeof name === 'string' && filledTextShape.safeParse(name).success;
  if (!isNamed) return new SchemaFault('name');
  return new SchemaFault(FIELD_FAULT[String(part)] ?? 'columns', name);
}

/** Positions in the row follow one another; columns that are blank in the same rows share a flag by role. */
function checkPlaces({ columns, width }: TableSchema): void {
  const flags = new Map<string, Set<number>>();
  let next = 0;
  for (const {
    name,
    role,
    coding: { kind, ...more },
    ...place
  } of columns) {
    const taken = kind === 'many' && 'values' in more ? more.values.length : 1;
    if (place.offset !== next || place.width !== taken) throw new SchemaFault('place', name);
    next += taken;
    if (place.flag === undefined) continue;
    const sharers = flags.get(role) ?? new Set();
    if (sharers.has(place.flag)) continue;
    if (place.flag !== next) throw new SchemaFault('place', name);
    flags.set(role, sharers.add(place.flag));
    next += 1;
  }
  if (width !== next) throw new SchemaFault('width');
}

/** The schema, or throws `SchemaFault`. */
export function parseFittedSchema(value: unknown): TableSchema {
  let schema: TableSchema;
  try {
    schema = requireShape(fittedSchemaShape, value);
  } catch (error) {
    throw error instanceof ShapeFault ? explain(error, value) : error;
  }
  const names = new Set<string>();
  for (const { name } of schema.columns) {
    if (names.has(name)) throw new SchemaFault('twice', name);
    names.add(name);
  }
  checkPlaces(schema);
  const unknown = [...(schema.rules ?? []), ...(schema.learned ?? [])]
    .flatMap(ruleColumns)
    .find((name) => !names.has(name));
  if (unknown !== undefined) throw new SchemaFault('rule-column', unknown);
  return schema;
}
