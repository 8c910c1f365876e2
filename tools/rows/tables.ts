/** Tables for the benchmark of the row model: demo patients, a CSV of your own, planted ones; each as training and put-aside rows. */
import { readFileSync } from 'node:fs';
import Papa from 'papaparse';
import { Rng } from '../../src/core/rng.ts';
import type { ColumnCoding, SchemaColumn, TableSchema } from '../../src/core/table-schema.ts';
import { makeDemoSet } from '../../src/demo/demo-patients.ts';
import type { ColumnValues } from '../../src/report/column-values.ts';
import { takeTable, type RowColumn, type RowTable } from '../../src/rows/row-table.ts';

/** Columns that are no part of a patient, whose patient a row is, what is to be predicted, and what gives it away. */
export interface TableChoice {
  readonly drop: readonly string[];
  readonly person: string | null;
  /** Columns in per cent that are asked “at least 50”. */
  readonly atLeast50: readonly string[];
  readonly targets: readonly string[];
  readonly leave: readonly string[];
}

export interface BenchTable {
  readonly name: string;
  readonly training: RowTable;
  readonly holdout: RowTable;
  /** Other real rows, as many as are trained on: what perfect looks like. Null: there are none. */
  readonly fresh: RowTable | null;
  readonly choice: TableChoice;
}

function columnOf(name: string, cells: readonly string[], isThresholded: boolean): RowColumn | null {
  const known = [...new Set(cells.filter((cell) => cell !== ''))];
  if (known.length < 2) return null;
  const isNumeric = known.every((cell) => Number.isFinite(Number(cell)));
  if (isThresholded) {
    const codes = Int32Array.from(cells, (cell) => (cell === '' ? -1 : Number(Number(cell) >= 50)));
    return { name, kind: 'category', levels: ['0', '1'], codes };
  }
  if (!isNumeric || known.length === 2) {
    if (!isNumeric && known.length > 0.5 * cells.length) return null;
    const levels = known.sort((a, b) => (isNumeric ? Number(a) - Number(b) : a < b ? -1 : 1));
    return { name, kind: 'category', levels, codes: Int32Array.from(cells, (cell) => levels.indexOf(cell)) };
  }
  const decimals = Math.max(...known.map((cell) => cell.split('.')[1]?.length ?? 0));
  return {
    name,
    kind: 'number',
    decimals,
    values: Float64Array.from(cells, (cell) => (cell === '' ? Number.NaN : Number(cell))),
  };
}

function tableOf(header: readonly string[], rows: readonly (readonly string[])[], choice: TableChoice): RowTable {
  const columns = header.flatMap((name, i) => {
    if (choice.drop.includes(name) || name === choice.person) return [];
    const column = columnOf(
      name,
      rows.map((row) => row[i] ?? ''),
      choice.atLeast50.includes(name),
    );
    return column === null ? [] : [column];
  });
  const at = choice.person === null ? -1 : header.indexOf(choice.person);
  const numbers = new Map<string, number>();
  const persons = Int32Array.from(rows, (row, i) => {
    const id = at < 0 ? String(i) : (row[at] ?? '');
    const number = numbers.get(id) ?? numbers.size;
    numbers.set(id, number);
    return number;
  });
  return { rows: rows.length, columns, persons };
}

/** Columns with one value in training are left out on all sides. */
function withoutConstants(tables: readonly RowTable[]): RowTable[] {
  const [training] = tables;
  const isKept = training?.columns.map((column) => {
    const values: ArrayLike<number> = column.kind === 'number' ? column.values : column.codes;
    const known = new Set(
      Array.from(values).filter((value) => (column.kind === 'number' ? !Number.isNaN(value) : value >= 0)),
    );
    return known.size > 1;
  });
  return tables.map((table) => ({ ...table, columns: table.columns.filter((_, i) => isKept?.[i] === true) }));
}

const DEMO: TableChoice = {
  drop: ['FIO', 'number_of_affected_coronary_artery', 'patient_id'],
  person: null,
  atLeast50: ['trunk_st', 'LAD_st', 'lcx_stenosis', 'RCA_stenosis'],
  targets: ['trunk_st', 'LAD_st', 'lcx_stenosis', 'RCA_stenosis', 'transient_ischemia'],
  leave: [],
};

/** `count` demo patients to train on, a thousand put aside and `count` others. Simulated people. */
export function demoTable(count: number, seed: number): BenchTable {
  const sets = [100, 200, 300].map((base, i) => makeDemoSet({ count: i === 1 ? 1000 : count, seed: base + seed }));
  const header = sets[0]?.header ?? [];
  const all = tableOf(
    header,
    sets.flatMap(({ patients }) => patients.map(({ row }) => row)),
    DEMO,
  );
  const range = (from: number, rows: number): RowTable =>
    takeTable(
      all,
      Uint32Array.from({ length: rows }, (_, i) => from + i),
    );
  const [training, holdout, fresh] = withoutConstants([
    range(0, count),
    range(count, 1000),
    range(count + 1000, count),
  ]);
  if (training === undefined || holdout === undefined || fresh === undefined) throw new Error('no demo patients');
  return { name: 'demo', training, holdout, fresh, choice: DEMO };
}

/** A fifth of the persons (seeded) put aside. With `isInner`, of what remains a fifth again: to choose settings on. */
export function csvTable(
  path: string,
  choice: TableChoice,
  options: { readonly seed: number; readonly isInner: boolean },
): BenchTable {
  const { data } = Papa.parse<string[]>(readFileSync(path, 'utf8').trim(), { skipEmptyLines: true });
  const [header = [], ...rows] = data;
  let whole = tableOf(header, rows, choice);
  let aside: RowTable | null = null;
  for (let part = 0; part < (options.isInner ? 2 : 1); part++) {
    const persons = whole.persons ?? new Int32Array();
    const ids = [...new Set(persons)];
    const order = new Rng(options.seed, 950, part).permutation(ids.length);
    const isAside = new Set(Array.from(order.subarray(0, Math.round(0.2 * ids.length)), (i) => ids[i]));
    const rowsOf = (side: boolean): number[] => [...persons.keys()].filter((row) => isAside.has(persons[row]) === side);
    aside = takeTable(whole, rowsOf(true));
    whole = takeTable(whole, rowsOf(false));
  }
  const [training, holdout] = withoutConstants(aside === null ? [] : [whole, aside]);
  if (training === undefined || holdout === undefined) throw new Error('no rows');
  return { name: path.split('/').at(-2) ?? path, training, holdout, fresh: null, choice };
}

/** `table` as the report sees it, with the codings of `training`. */
export function reportColumns(table: RowTable, training: RowTable): ColumnValues[] {
  return table.columns.map((column, i): ColumnValues => {
    const schema = schemaOf(training).columns[i];
    if (schema === undefined) throw new Error('tables of two kinds');
    return column.kind === 'number'
      ? { kind: 'numbers', column: schema, values: column.values }
      : { kind: 'values', column: schema, texts: column.levels, codes: Int16Array.from(column.codes) };
  });
}

const schemas = new WeakMap<RowTable, TableSchema>();

export function schemaOf(training: RowTable): TableSchema {
  const known = schemas.get(training);
  if (known !== undefined) return known;
  let offset = 0;
  const columns = training.columns.map((column): SchemaColumn => {
    const numbers =
      column.kind === 'number' ? column.values.filter((value) => !Number.isNaN(value)).sort() : new Float64Array();
    const coding: ColumnCoding =
      column.kind === 'number'
        ? { kind: 'scale', min: numbers[0] ?? 0, max: numbers.at(-1) ?? 1, decimals: column.decimals }
        : column.levels.length === 2
          ? { kind: 'two', values: [column.levels[0] ?? '', column.levels[1] ?? ''] }
          : { kind: 'many', values: column.levels };
    const width = coding.kind === 'many' ? coding.values.length : 1;
    offset += width;
    const type =
      column.kind === 'number'
        ? column.decimals === 0
          ? 'integer'
          : 'continuous'
        : coding.kind === 'two'
          ? 'binary'
          : 'categorical';
    return {
      name: column.name,
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
  const schema: TableSchema = { version: 1, columns, width: offset };
  schemas.set(training, schema);
  return schema;
}

/** Encoded as the report's detector takes it; blanks are NaN. */
export function encodeTable(table: RowTable, training: RowTable): Float32Array {
  const schema = schemaOf(training);
  const out = new Float32Array(table.rows * schema.width);
  for (const [i, { offset, width, coding }] of schema.columns.entries()) {
    const column = table.columns[i];
    if (column === undefined) continue;
    for (let row = 0; row < table.rows; row++) {
      const at = row * schema.width + offset;
      if (column.kind === 'number') {
        const value = column.values[row] ?? Number.NaN;
        out[at] = coding.kind === 'scale' ? (value - coding.min) / (coding.max - coding.min) : value;
        continue;
      }
      const code = column.codes[row] ?? -1;
      if (code < 0) out.fill(Number.NaN, at, at + width);
      else if (width === 1) out[at] = code;
      else out[at + code] = 1;
    }
  }
  return out;
}
