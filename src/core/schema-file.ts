/**
 * `schema.json`: what a clinic has decided about its columns, once for all its tables. The page saves and loads it, and
 * `--schema` reads it; so is the `schema.json` of a trained model. Names of columns and values, never a patient's.
 */
import { AppError } from './app-error.ts';
import type { PlausibilityRule } from './plausibility.ts';
import { RULE_KINDS } from './plausibility.ts';
import {
  BLANK_CHOICES,
  COLUMN_ROLES,
  COLUMN_TYPES,
  type AgeRule,
  type ColumnReading,
  type ColumnSetting,
} from './table-schema.ts';

export interface SchemaFile {
  readonly columns: readonly ColumnSetting[];
  readonly rules: readonly PlausibilityRule[];
}

const FORMAT = 'ecg-pair-studio/columns';
const VERSION = 1;

export function writeSchemaFile({ columns, rules }: SchemaFile): string {
  const written = columns.map(({ name, role, type, threshold, blanks, reading, age }) => ({
    name,
    role,
    type,
    threshold,
    ...(blanks === undefined ? {} : { blanks }),
    ...(reading === undefined ? {} : { reading }),
    ...(age === undefined || age === null ? {} : { age }),
  }));
  return `${JSON.stringify({ format: FORMAT, version: VERSION, columns: written, rules }, null, 2)}\n`;
}

type Fields = Readonly<Record<string, unknown>>;

function refuse(detail: string): never {
  throw new AppError('schema-malformed', { detail });
}

function fields(value: unknown, what: string): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Fields)
    : refuse(`${what} is no object`);
}

function text(value: unknown, what: string): string {
  return typeof value === 'string' && value !== '' ? value : refuse(`${what} is no text`);
}

function oneOf<T extends string>(value: unknown, allowed: readonly T[], what: string): T {
  return allowed.find((item) => item === value) ?? refuse(`${what} is none of ${allowed.join(', ')}`);
}

function limit(value: unknown, what: string): number | null {
  if (value === undefined || value === null) return null;
  return typeof value === 'number' && Number.isFinite(value) ? value : refuse(`${what} is no number`);
}

function list<T>(value: unknown, what: string, read: (item: unknown, what: string) => T): T[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value.map((item) => read(item, what)) : refuse(`${what} is no list`);
}

function readReading(value: unknown, what: string): ColumnReading {
  const { replace, missingCodes, min, max } = fields(value, `${what}.reading`);
  return {
    replace: list(replace, `${what}.reading.replace`, (item, place) => {
      const { from, to } = fields(item, place);
      if (typeof from !== 'string' || typeof to !== 'string') return refuse(`${place} has no texts "from" and "to"`);
      return { from, to };
    }),
    missingCodes: list(missingCodes, `${what}.reading.missingCodes`, (code, place) => text(code, place)),
    min: limit(min, `${what}.reading.min`),
    max: limit(max, `${what}.reading.max`),
  };
}

function readAge(value: unknown, what: string): AgeRule {
  const { at, column, date } = fields(value, `${what}.age`);
  return oneOf(at, ['column', 'date'] as const, `${what}.age.at`) === 'column'
    ? { at: 'column', column: text(column, `${what}.age.column`) }
    : { at: 'date', date: text(date, `${what}.age.date`) };
}

function readColumn(item: unknown): ColumnSetting {
  const column = fields(item, 'a column');
  const name = text(column['name'], 'the name of a column');
  const { role, type, threshold, blanks, reading, age, flag } = column;
  // The schema of a trained model says by a flag that blanks were generated.
  const choice = blanks ?? (typeof flag === 'number' ? 'generate' : undefined);
  return {
    name,
    role: oneOf(role, COLUMN_ROLES, `${name}.role`),
    type: oneOf(type, COLUMN_TYPES, `${name}.type`),
    threshold: limit(threshold, `${name}.threshold`),
    ...(choice === undefined ? {} : { blanks: oneOf(choice, BLANK_CHOICES, `${name}.blanks`) }),
    ...(reading === undefined ? {} : { reading: readReading(reading, name) }),
    ...(age === undefined || age === null ? {} : { age: readAge(age, name) }),
  };
}

function readRule(item: unknown): PlausibilityRule {
  const rule = fields(item, 'a rule');
  const kind = oneOf(rule['kind'], RULE_KINDS, 'the kind of a rule');
  switch (kind) {
    case 'count':
      return {
        kind,
        column: text(rule['column'], 'the column of a rule'),
        of: list(rule['of'], 'the columns of a rule', text),
      };
    case 'order':
      return {
        kind,
        low: text(rule['low'], 'the lower column of a rule'),
        high: text(rule['high'], 'the higher column'),
      };
    case 'range':
      return {
        kind,
        column: text(rule['column'], 'the column of a rule'),
        min: limit(rule['min'], 'the lower limit of a rule'),
        max: limit(rule['max'], 'the upper limit of a rule'),
      };
    default:
      return kind satisfies never;
  }
}

/** A list of rules; none where there is no list. Throws `schema-malformed`. */
export function readRules(value: unknown): PlausibilityRule[] {
  return list(value, 'rules', readRule);
}

/** Throws `schema-malformed` with the first thing that is wrong. A bare list of columns is read as well. */
export function parseSchemaFile(json: string): SchemaFile {
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch {
    return refuse('it is no JSON');
  }
  if (Array.isArray(parsed)) return { columns: parsed.map(readColumn), rules: [] };
  const { columns, rules, version } = fields(parsed, 'the file');
  if (!Array.isArray(columns)) return refuse('it has no list "columns"');
  if (version !== undefined && version !== VERSION) return refuse(`its version is not ${VERSION}`);
  return { columns: columns.map(readColumn), rules: readRules(rules) };
}
