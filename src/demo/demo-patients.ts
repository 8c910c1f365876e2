/**
 * Demo patients: a data set of any size in the shape of the article's, made from a seed. ALL OF THEM ARE SIMULATED —
 * invented names, drawn risk factors and ECGs from a published dynamical model, so that the app can be tried
 * without anybody's data. Not real patients, and not to be used to learn medicine from.
 *
 * Patient i depends on (seed, i) only: the first patients of a larger set are the same. Pictures are drawn when asked for.
 * docs/demo-patients.md lists what each column does to the ECG.
 */
import type { DemoOptions } from '../core/demo-set.ts';
import { requireLimits } from '../core/option-limits.ts';
import type { GreyImage } from '../core/dataset.ts';
import { drawEcgPaper } from './ecg-paper.ts';
import { ECG_RATE, simulateEcg } from './ecg-signal.ts';
import { TABLE_HEADER, tableRow, tableText } from './patient-table.ts';
import { drawPatient } from './patient.ts';

export interface DemoPatient {
  /** Cells in the order of the header. */
  readonly row: readonly string[];
  /** `DEMO-000001.png`: the patient's id and an ending, so that picture and row pair by the id. */
  readonly fileName: string;
}

export interface DemoSet {
  readonly header: readonly string[];
  readonly patients: readonly DemoPatient[];
  /** The table as a `;`-separated text with header (to be stored as UTF-8). */
  toCsv(): string;
  /** The ECG of patient `index` (0-based) on paper, about 800 × 560, drawn anew at every call. */
  drawEcg(index: number): GreyImage;
}

/** `count` simulated patients. Throws `bad-option` where count or seed cannot be used, or an index is outside the set. */
export function makeDemoSet(options: DemoOptions): DemoSet {
  const { count, seed } = options;
  requireLimits('count', count);
  requireLimits('seed', seed);
  const patients = Array.from({ length: count }, (_, index) => {
    const patient = drawPatient(seed, index);
    return { row: tableRow(patient), fileName: `${patient.id}.png` };
  });
  return {
    header: TABLE_HEADER,
    patients,
    toCsv: () => tableText(patients.map((patient) => patient.row)),
    drawEcg: (index) => {
      if (!Number.isInteger(index) || index < 0 || index >= count)
        throw new RangeError(`no patient ${index} of ${count}`);
      return drawEcgPaper(simulateEcg(drawPatient(seed, index), { seed, index }).leads, ECG_RATE);
    },
  };
}
