/** A table schema from a file that may come from anywhere: every field is looked at before it is believed. */
import { type PlausibilityRule, ruleColumns } from './plausibility.ts';
import { readRules } from './schema-file.ts';
import { COLUMN_ROLES, COLUMN_TYPES, type TableSchema } from './table-schema.ts';

const MOST_COLUMNS = 10_000;
const MOST_WIDTH = 50_000;
const MOST_TEXT = 10_000;
const MOST_DECIMALS = 15;

type Json = Readonly<Record<string, unknown>>;

/** What is wrong with a schema, at which column (empty: at none in particular). */
export class SchemaFault extends Error {
  readonly column: string;

  constructor(column: string, what: string) {
    super(what);
    this.name = 'SchemaFault';
    this.column = column;
  }
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.length <= MOST_TEXT;
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

function areTexts(value: unknown, least: number): value is readonly string[] {
  return (
    Array.isArray(value) &&
    value.length >= least &&
    value.length <= MOST_COLUMNS &&
    value.every(isText) &&
    new Set(value).size === value.length
  );
}

/** The width that the coding takes in an encoded row. */
function checkCoding(value: unknown, column: string): number {
  const fault = (): SchemaFault => new SchemaFault(column, 'its coding cannot be read');
  if (!isObject(value)) throw fault();
  const coding: Json = value;
  switch (coding['kind']) {
    case 'scale': {
      const { min, max, decimals } = coding;
      // The difference of two finite numbers may be infinite.
      const isRange = Number.isFinite(min) && Number.isFinite(Number(max) - Number(min)) && Number(min) < Number(max);
      if (!isRange || !isCount(decimals) || decimals > MOST_DECIMALS) throw fault();
      return 1;
    }
    case 'two':
      if (!areTexts(coding['values'], 2) || coding['values'].length !== 2) throw fault();
      return 1;
    case 'many':
      if (!areTexts(coding['values'], 2)) throw fault();
      return coding['values'].length;
    default:
      throw fault();
  }
}

function checkRules(value: unknown, columns: ReadonlySet<string>): void {
  let rules: readonly PlausibilityRule[];
  try {
    rules = readRules(value);
  } catch {
    throw new SchemaFault('', 'its rules cannot be read');
  }
  for (const column of rules.flatMap(ruleColumns)) {
    if (!columns.has(column)) throw new SchemaFault(column, 'a rule speaks of it, but it is not there');
  }
}

/** Returns the schema as it is, or throws `SchemaFault`. */
export function checkSchema(value: unknown): TableSchema {
  if (!isObject(value) || value['version'] !== 1) throw new SchemaFault('', 'it is of another version');
  const { columns, width } = value;
  if (!Array.isArray(columns) || columns.length === 0 || columns.length > MOST_COLUMNS) {
    throw new SchemaFault('', 'it has no list of columns');
  }
  const names = new Set<string>();
  /** By role: columns that are blank in the same rows share one. */
  const flags = new Map<string, Set<unknown>>();
  let next = 0;
  for (const column of columns as readonly unknown[]) {
    if (!isObject(column) || !isText(column['name']) || column['name'] === '') {
      throw new SchemaFault('', 'a column has no name');
    }
    const { name, role, type, threshold, offset, flag, blankFrom, missing, fill } = column;
    const fault = (what: string): SchemaFault => new SchemaFault(name, what);
    if (names.has(name)) throw fault('there are two columns of that name');
    names.add(name);
    if (!COLUMN_ROLES.some((known) => known === role) || (role !== 'feature' && role !== 'target')) {
      throw fault('its role is not one that is learned');
    }
    if (!COLUMN_TYPES.some((known) => known === type)) throw fault('its type is unknown');
    if (threshold !== null && !Number.isFinite(threshold)) throw fault('its threshold is no number');
    if (!isCount(missing) || !isText(fill)) throw fault('its blank cells are not described');
    const taken = checkCoding(column['coding'], name);
    if (offset !== next || column['width'] !== taken) throw fault('its place in the row is wrong');
    next += taken;
    if (flag === undefined) continue;
    if (blankFrom !== undefined && !Number.isFinite(blankFrom)) throw fault('its blank cells are not described');
    const sharers = flags.get(role) ?? new Set();
    if (sharers.has(flag)) continue;
    if (flag !== next) throw fault('its place in the row is wrong');
    flags.set(role, sharers.add(flag));
    next += 1;
  }
  checkRules(value['rules'], names);
  if (width !== next || next > MOST_WIDTH) throw new SchemaFault('', 'its width is wrong');
  return value as unknown as TableSchema;
}
