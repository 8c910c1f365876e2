/** Small tables for tests: columns of texts as a file has them → schema and encoded rows. */
import { Rng } from '../../core/rng.ts';
import type { ColumnCoding, SchemaColumn, TableSchema } from '../../core/table-schema.ts';
import type { ColumnValues } from '../column-values.ts';
import type { CompareInput, CompareWork } from '../compare-tables.ts';
import type { PieceWork } from '../../core/pace.ts';

export type Table = Readonly<Record<string, readonly (number | string)[]>>;

type TestCoding = { readonly type: SchemaColumn['type']; readonly coding: ColumnCoding };

export function numbers(min: number, max: number, decimals = 0): TestCoding {
  return { type: decimals === 0 ? 'integer' : 'continuous', coding: { kind: 'scale', min, max, decimals } };
}

export function texts(...values: string[]): TestCoding {
  const [low = '', high = ''] = values;
  return values.length === 2
    ? { type: 'binary', coding: { kind: 'two', values: [low, high] } }
    : { type: 'categorical', coding: { kind: 'many', values } };
}

export function schemaOf(columns: Readonly<Record<string, TestCoding>>): TableSchema {
  let offset = 0;
  const fitted = Object.entries(columns).map(([name, { type, coding }]): SchemaColumn => {
    const width = coding.kind === 'many' ? coding.values.length : 1;
    offset += width;
    return {
      name,
      role: 'feature',
      type,
      threshold: null,
      coding,
      offset: offset - width,
      width,
      missing: 0,
      fill: '',
    };
  });
  return { version: 1, columns: fitted, width: offset };
}

/** As `encodeRows` of src/data does it; an empty text is a missing cell (NaN). */
export function encode(schema: TableSchema, table: Table): Float32Array {
  const n = Object.values(table)[0]?.length ?? 0;
  const out = new Float32Array(n * schema.width);
  for (const { name, offset, width, coding } of schema.columns) {
    for (const [row, cell] of (table[name] ?? []).entries()) {
      const at = row * schema.width + offset;
      if (cell === '') out.fill(Number.NaN, at, at + width);
      else if (coding.kind === 'scale') out[at] = (Number(cell) - coding.min) / (coding.max - coding.min);
      else if (coding.kind === 'two') out[at] = Number(String(cell) === coding.values[1]);
      else out[at + coding.values.indexOf(String(cell))] = 1;
    }
  }
  return out;
}

const column = (name: string, coding: TestCoding): SchemaColumn => {
  const [only] = schemaOf({ [name]: coding }).columns;
  if (only === undefined) throw new Error('no column');
  return only;
};

export function numberColumn(values: readonly number[], name = 'x'): ColumnValues {
  return { kind: 'numbers', column: column(name, numbers(0, 1, 3)), values: Float64Array.from(values) };
}

export function codedColumn(codes: readonly number[], levels: number, name = 'c'): ColumnValues {
  const names = Array.from({ length: levels }, (_, i) => `v${i}`);
  return { kind: 'values', column: column(name, texts(...names)), texts: names, codes: Int16Array.from(codes) };
}

/** Dependent risk factors: age raises blood pressure and, with smoking, disease. */
export const PATIENT_SCHEMA = schemaOf({
  age: numbers(20, 90),
  pressure: numbers(80, 220, 1),
  smoker: texts('no', 'yes'),
  disease: texts('0', '1'),
  class: texts('a', 'b', 'c'),
});

export function patients(n: number, seed: number): Record<string, (number | string)[]> {
  const rng = new Rng(seed, 900);
  const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));
  const table: Record<string, (number | string)[]> = { age: [], pressure: [], smoker: [], disease: [], class: [] };
  for (let i = 0; i < n; i++) {
    const z = rng.normal();
    const smokes = rng.chance(0.4);
    const risk = z + (smokes ? 1 : 0) + 0.5 * rng.normal();
    table['age']?.push(Math.round(clamp(56 + 11 * z, 20, 90)));
    table['pressure']?.push(Number(clamp(135 + 14 * z + 9 * rng.normal(), 80, 220).toFixed(1)));
    table['smoker']?.push(smokes ? 'yes' : 'no');
    table['disease']?.push(risk > 0.6 ? '1' : '0');
    table['class']?.push(risk > 1 ? 'c' : risk > 0 ? 'b' : 'a');
  }
  return table;
}

export const QUIET: CompareWork = {
  onProgress: () => undefined,
  isCancelled: () => false,
  rest: async () => undefined,
};

export const QUIET_PIECE: PieceWork = {
  onFraction: () => undefined,
  isCancelled: () => false,
  rest: async () => undefined,
};

/** A comparison of `n` training rows, with nobody put aside. */
export function nobodyAside(n: number): Pick<CompareInput, 'holdout' | 'split'> {
  return { holdout: null, split: { train: Array.from({ length: n }, (_, i) => i), holdout: [] } };
}
