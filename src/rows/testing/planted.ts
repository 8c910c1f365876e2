/** Tables with something planted in them, for tests. */
import { Rng } from '../../core/rng.ts';
import type { CategoryColumn, NumberColumn, RowColumn, RowTable } from '../row-table.ts';

export function numberColumn(name: string, values: readonly number[], decimals = 0): NumberColumn {
  const factor = 10 ** decimals;
  return {
    name,
    kind: 'number',
    decimals,
    values: Float64Array.from(values, (value) => Math.round(value * factor) / factor),
  };
}

export function answerColumn(name: string, answers: readonly (boolean | null)[]): CategoryColumn {
  return {
    name,
    kind: 'category',
    levels: ['0', '1'],
    codes: Int32Array.from(answers, (one) => (one === null ? -1 : Number(one))),
  };
}

export function tableOf(columns: readonly RowColumn[], persons: Int32Array | null = null): RowTable {
  const [first] = columns;
  const rows = first === undefined ? 0 : first.kind === 'number' ? first.values.length : first.codes.length;
  return { rows, columns, persons };
}

export function numbersOf(table: RowTable, name: string): Float64Array {
  const column = table.columns.find((one) => one.name === name);
  if (column?.kind !== 'number') throw new Error(`no number ${name}`);
  return column.values;
}

export function codesOf(table: RowTable, name: string): Int32Array {
  const column = table.columns.find((one) => one.name === name);
  if (column?.kind !== 'category') throw new Error(`no category ${name}`);
  return column.codes;
}

/** Patients with a body mass index that is computed (but for a share of exceptions), a disease, blanks and a noise column. */
export function patients(n: number, seed: number, exceptions = 0): RowTable {
  const rng = new Rng(seed, 960);
  const rows = Array.from({ length: n }, () => {
    const male = rng.chance(0.5);
    const height = Math.round((male ? 177 : 165) + 7 * rng.normal());
    const weight = Math.round(0.9 * (height - 100) + 9 * rng.normal() + 8);
    const age = Math.round(Math.min(90, Math.max(25, 58 + 12 * rng.normal())));
    const isWrong = rng.chance(exceptions);
    const bmi = isWrong ? 20 + 15 * rng.uniform() : weight / (height / 100) ** 2;
    const smokes = rng.chance(0.35);
    const pressure = 118 + 0.4 * (age - 58) + 0.5 * (bmi - 27) + 12 * rng.normal();
    const diastolic = pressure - 20 - 30 * rng.uniform();
    const disease = rng.uniform() < 1 / (1 + Math.exp(-(-1.5 + 0.07 * (age - 58) + (smokes ? 1.2 : 0))));
    const isBlank = rng.uniform() < (disease ? 0.05 : 0.4);
    const noise = rng.uniform() * 100;
    return {
      male,
      height,
      weight,
      age,
      bmi,
      smokes,
      pressure,
      diastolic,
      disease,
      isBlank,
      noise,
      marker: rng.normal() + (disease ? 1 : 0),
    };
  });
  return tableOf([
    answerColumn(
      'male',
      rows.map((row) => row.male),
    ),
    numberColumn(
      'age',
      rows.map((row) => row.age),
    ),
    numberColumn(
      'height',
      rows.map((row) => row.height),
    ),
    numberColumn(
      'weight',
      rows.map((row) => row.weight),
    ),
    numberColumn(
      'bmi',
      rows.map((row) => row.bmi),
      1,
    ),
    answerColumn(
      'smokes',
      rows.map((row) => row.smokes),
    ),
    numberColumn(
      'pressure',
      rows.map((row) => row.pressure),
    ),
    numberColumn(
      'diastolic',
      rows.map((row) => row.diastolic),
    ),
    answerColumn(
      'disease',
      rows.map((row) => row.disease),
    ),
    numberColumn(
      'marker',
      rows.map((row) => (row.isBlank ? Number.NaN : row.marker)),
      2,
    ),
    numberColumn(
      'noise',
      rows.map((row) => row.noise),
      1,
    ),
  ]);
}
