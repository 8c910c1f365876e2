/**
 * Tables as the product itself has them for recipe `modern`: read, typed and split by the product's own intake (a fifth of the
 * patients put aside by its seed), rows as the recipe's row model gets them.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Dataset } from '../../src/core/dataset.ts';
import type { TableSchema } from '../../src/core/table-schema.ts';
import type { RowSet } from '../../src/data/split-rows.ts';
import { DEMO_DEFAULTS } from '../../src/core/demo-set.ts';
import { makeDemoSet } from '../../src/demo/demo-patients.ts';
import { intake, type Given } from '../../src/intake/testing/files.ts';
import { rowTable } from '../../src/recipes/modern/row-coding.ts';
import { givenAwayTargets } from '../../src/report/given-away.ts';
import type { RowColumn, RowTable } from '../../src/rows/row-table.ts';
import type { BenchTable } from './tables.ts';

const HOLD_OUT = 0.2;

function demoFiles(seed: number): Given {
  const set = makeDemoSet({ ...DEMO_DEFAULTS, seed });
  return { tables: { 'demo.csv': set.toCsv() }, images: set.patients.map(({ fileName }) => fileName) };
}

/** Every CSV and picture of a folder; pictures are only named, never read. */
function folderFiles(folder: string): Given {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).toSorted();
  const tables = Object.fromEntries(
    names.filter((name) => /\.csv$/iu.test(name)).map((name) => [name, readFileSync(join(folder, name))]),
  );
  return { tables, images: names.filter((name) => /\.(?:jpe?g|png)$/iu.test(name)) };
}

function tableOf(schema: TableSchema, { rows, blanks, patients, imageIndex }: RowSet): RowTable {
  const count = imageIndex.length;
  const dataset: Dataset = { count, size: 64, schema, rows, blanks, images: new Uint8Array() };
  return rowTable({ dataset, pairs: Uint32Array.from({ length: count }, (_, pair) => pair), persons: patients });
}

/** `table` with the columns of `training`, levels by their texts: read by itself, it may have them in another order. */
function alignTo(training: RowTable, table: RowTable): RowTable {
  const columns = training.columns.map((column): RowColumn => {
    const own = table.columns.find(({ name, kind }) => name === column.name && kind === column.kind);
    if (own === undefined) throw new Error(`no column ${column.name}`);
    if (own.kind !== 'category' || column.kind !== 'category') return own;
    const codes = own.codes.map((code) => column.levels.indexOf(own.levels[code] ?? ''));
    return { ...column, codes };
  });
  return { ...table, columns };
}

/** As many other demo patients, who are nobody's copies: what perfect rows look like. */
export function otherDemo(training: RowTable, seed: number): RowTable {
  const { prepared } = intake(demoFiles(DEMO_DEFAULTS.seed + seed));
  if (prepared === null) throw new Error('no pairs');
  const { schema, train } = prepared.split({ share: 0, seed });
  return alignTo(training, tableOf(schema, train));
}

/** Null: the demo patients. Targets that another column gives away are not among those that are predicted. */
export function productTable(folder: string | null, seed: number): BenchTable {
  const { prepared, report } = intake(folder === null ? demoFiles(DEMO_DEFAULTS.seed) : folderFiles(folder));
  if (prepared === null) throw new Error(`no pairs: ${report.problem?.code ?? ''}`);
  const { schema, train, holdout } = prepared.split({ share: HOLD_OUT, seed });
  const training = tableOf(schema, train);
  const targets = schema.columns.filter(({ role, coding }) => role === 'target' && coding.kind === 'two');
  const away = new Set(givenAwayTargets(schema, train.rows).map(({ target }) => target));
  const open = targets.filter(({ name }) => !away.has(name));
  return {
    name: folder ?? 'demo',
    training,
    holdout: tableOf(schema, holdout),
    fresh: folder === null ? otherDemo(training, seed) : null,
    choice: {
      drop: [],
      person: null,
      atLeast50: [],
      targets: (open.length > 0 ? open : targets).map(({ name }) => name),
      leave: schema.columns.filter(({ role }) => role === 'target').map(({ name }) => name),
    },
  };
}
