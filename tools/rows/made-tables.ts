/**
 * Made-up tables in the shape of public ones, for sizes that no file here has: 303 patients with 59 columns, and 68,671 with 12
 * and the slips of the pen that such a table has. Nobody's data; other rows of the same law are what perfect looks like.
 */
import { Rng } from '../../src/core/rng.ts';
import { takeTable, type RowColumn, type RowTable } from '../../src/rows/row-table.ts';
import { factorTable } from './speed.ts';
import type { BenchTable, TableChoice } from './tables.ts';

const NO_CHOICE: TableChoice = { drop: [], person: null, atLeast50: [], targets: [], leave: [] };
/** Of a large table so many rows a side are compared; the model is fitted on all. */
const COMPARED = 2000;

function numbers(name: string, values: readonly number[], decimals = 0): RowColumn {
  const factor = 10 ** decimals;
  return {
    name,
    kind: 'number',
    decimals,
    values: Float64Array.from(values, (value) => Math.round(value * factor) / factor),
  };
}

function levels(name: string, names: readonly string[], codes: readonly number[]): RowColumn {
  return { name, kind: 'category', levels: names, codes: Int32Array.from(codes) };
}

const chance = (logit: number): number => 1 / (1 + Math.exp(-logit));

/** Age in days, pressures with wrong digits, three-step laboratory values, a heart disease that depends on most of it. */
function heartRows(rows: number, seed: number): RowTable {
  const rng = new Rng(seed, 956);
  const made = Array.from({ length: rows }, () => {
    const age = Math.round(365.25 * Math.min(65, Math.max(30, 53 + 7 * rng.normal())));
    const male = rng.chance(0.35);
    const height = (male ? 170 : 161) + 7 * rng.normal();
    const weight = Math.max(35, 0.9 * (height - 100) + 12 + 12 * rng.normal());
    const bmi = weight / (height / 100) ** 2;
    const systolic = 10 * Math.round((122 + 0.4 * (age / 365.25 - 53) + 0.8 * (bmi - 27) + 14 * rng.normal()) / 10);
    const diastolic = Math.min(systolic - 10, 10 * Math.round((0.45 * systolic + 24 + 6 * rng.normal()) / 10));
    const slip = rng.uniform();
    const cholesterol = Number(rng.chance(0.25)) + Number(rng.chance(chance(-2 + 0.05 * (bmi - 27))));
    const glucose = cholesterol > 0 && rng.chance(0.4) ? 1 + Number(rng.chance(0.5)) : Number(rng.chance(0.05));
    const smokes = rng.chance(male ? 0.22 : 0.02);
    const drinks = rng.chance(smokes ? 0.25 : 0.03);
    const active = rng.chance(0.8);
    const logit =
      0.06 * (systolic - 127) +
      0.05 * (age / 365.25 - 53) +
      0.5 * cholesterol +
      0.02 * (weight - 74) -
      0.2 * Number(active);
    return {
      age,
      male,
      height,
      weight,
      // A digit too many or too few.
      systolic: slip < 0.001 ? systolic * 10 : slip < 0.002 ? Math.round(systolic / 10) : systolic,
      diastolic: slip > 0.986 ? diastolic * 10 : diastolic,
      cholesterol,
      glucose,
      smokes,
      drinks,
      active,
      disease: rng.chance(chance(logit)),
    };
  });
  const of = <K extends keyof (typeof made)[number]>(key: K) => made.map((row) => row[key]);
  const bits = (key: 'smokes' | 'drinks' | 'active' | 'disease'): RowColumn =>
    levels(key, ['0', '1'], of(key).map(Number));
  const steps = ['1', '2', '3'];
  return {
    rows,
    persons: null,
    columns: [
      numbers('age', of('age')),
      levels('gender', ['1', '2'], of('male').map(Number)),
      numbers('height', of('height')),
      numbers('weight', of('weight'), 1),
      numbers('systolic', of('systolic')),
      numbers('diastolic', of('diastolic')),
      levels('cholesterol', steps, of('cholesterol')),
      levels('glucose', steps, of('glucose')),
      bits('smokes'),
      bits('drinks'),
      bits('active'),
      bits('disease'),
    ],
  };
}

/** Rows from … to of one table, so that all have the same levels. */
function sides(table: RowTable, counts: readonly number[]): RowTable[] {
  let from = 0;
  return counts.map((count) => {
    const first = from;
    from += count;
    return takeTable(
      table,
      Uint32Array.from({ length: count }, (_, i) => first + i),
    );
  });
}

export const MADE_TABLES = ['wide', 'heart'] as const;

export interface MadeTable {
  readonly table: BenchTable;
  /** What the model is fitted on. */
  readonly fitted: RowTable;
}

/** A training side, a fifth put aside, and others. */
export function madeTable(name: (typeof MADE_TABLES)[number], seed: number): MadeTable {
  const rows = name === 'wide' ? 303 : 68_671;
  const aside = Math.min(COMPARED, Math.round(rows / 4));
  const fresh = Math.min(COMPARED, rows);
  const all = name === 'wide' ? factorTable(rows + aside + fresh, 59, seed) : heartRows(rows + aside + fresh, seed);
  const [fitted, holdout, others] = sides(all, [rows, aside, fresh]);
  if (fitted === undefined || holdout === undefined || others === undefined) throw new Error('no rows');
  const target = name === 'wide' ? ['x56'] : ['disease'];
  const training = rows <= COMPARED ? fitted : (sides(fitted, [COMPARED])[0] ?? fitted);
  return {
    fitted,
    table: { name, training, holdout, fresh: others, choice: { ...NO_CHOICE, targets: target } },
  };
}
