/**
 * What a predictor of table columns is asked: every encoded column with its truths, and where in an encoded row its
 * prediction stands. Names as in `correlation.columns`: the column, or `column = value` for one of several values.
 */
import type { TableSchema } from '../core/table-schema.ts';
import { numberPatients } from './bootstrap.ts';
import { columnValues, encodedColumns } from './column-values.ts';

/** Fewer patients a class say nothing about an AUC. A number needs as many as two classes. */
const LEAST_PATIENTS = 10;

export interface Reading {
  readonly name: string;
  readonly role: 'feature' | 'target';
  /** A number; otherwise 0 or 1. */
  readonly isNumber: boolean;
  /** Position in an encoded row (of `schema.width`). */
  readonly position: number;
  /** [n] in units of the file, or 0 and 1; NaN = missing. */
  readonly truths: Float64Array;
}

/** `rows`: [n, schema.width], NaN = missing. */
export function readings(schema: TableSchema, rows: Float32Array): Reading[] {
  return columnValues(schema, rows).flatMap((source): Reading[] => {
    const { role, offset, coding } = source.column;
    const { names, columns } = encodedColumns([source]);
    return columns.map((truths, i) => ({
      name: names[i] ?? '',
      role,
      isNumber: source.kind === 'numbers',
      // Of two values written as two positions, the second one is read.
      position: offset + (coding.kind === 'many' && coding.values.length === 2 ? 1 : i),
      truths,
    }));
  });
}

/** Whether an AUC or a concordance of its truths would say anything. `patients`: [n] whose record it is; null: every record is a patient. */
export function hasEnoughPatients({ isNumber, truths }: Reading, patients: Int32Array | null): boolean {
  const { of } = numberPatients(patients, truths.length);
  const countOf = (isCounted: (truth: number) => boolean): number =>
    new Set(of.filter((_, row) => isCounted(truths[row] ?? Number.NaN))).size;
  return isNumber
    ? countOf((truth) => !Number.isNaN(truth)) >= 2 * LEAST_PATIENTS
    : countOf((truth) => truth === 1) >= LEAST_PATIENTS && countOf((truth) => truth === 0) >= LEAST_PATIENTS;
}

/** The yes-or-no questions among the targets; a target that is a number is none. */
export function yesOrNoTargets(schema: TableSchema, rows: Float32Array): Reading[] {
  return readings(schema, rows).filter(({ role, isNumber }) => role === 'target' && !isNumber);
}

/** Truths [n, readings.length], row-major, as `predictorScores` takes them. */
export function truthTable(asked: readonly Reading[]): Float64Array {
  const k = asked.length;
  const n = asked[0]?.truths.length ?? 0;
  const out = new Float64Array(n * k);
  for (const [i, { truths }] of asked.entries()) for (let row = 0; row < n; row++) out[row * k + i] = truths[row] ?? 0;
  return out;
}

/** The predictions [n, width] of the readings alone: [n, readings.length]. */
export function predictionTable(asked: readonly Reading[], predicted: Float32Array, width: number): Float64Array {
  const k = asked.length;
  const n = predicted.length / width;
  const out = new Float64Array(n * k);
  for (const [i, { position }] of asked.entries()) {
    for (let row = 0; row < n; row++) out[row * k + i] = predicted[row * width + position] ?? 0;
  }
  return out;
}
