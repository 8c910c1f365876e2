/**
 * SIMULATED patients as table rows in the shape of the article's file: `FIO` and `number_of_affected_coronary_artery`,
 * which its preparation drops, an id, and 35 columns that are modelled. Yes is 1, no is 0; a point is the decimal mark.
 */
import type { Patient } from './patient.ts';

interface TableColumn {
  readonly name: string;
  readonly cell: (patient: Patient) => string;
}

function flag(name: string, fact: (patient: Patient) => boolean): TableColumn {
  return { name, cell: (patient) => (fact(patient) ? '1' : '0') };
}

function count(name: string, value: (patient: Patient) => number): TableColumn {
  return { name, cell: (patient) => String(value(patient)) };
}

const COLUMNS: readonly TableColumn[] = [
  { name: 'patient_id', cell: (p) => p.id },
  { name: 'FIO', cell: (p) => p.name },
  flag('male', (p) => p.risk.male),
  count('age', (p) => p.risk.age),
  count('height', (p) => p.risk.height),
  count('weight', (p) => p.risk.weight),
  { name: 'BMI', cell: (p) => p.risk.bmi.toFixed(1) },
  flag('smoking', (p) => p.risk.smoking),
  flag('hypertension', (p) => p.risk.hypertension),
  flag('diabetes', (p) => p.risk.diabetes),
  flag('dyslipidemia', (p) => p.risk.dyslipidemia),
  { name: 'total_cholesterol', cell: (p) => (p.cholesterolMissing ? '' : p.risk.totalCholesterol.toFixed(1)) },
  flag('family_history', (p) => p.risk.familyHistory),
  flag('previous_MI', (p) => p.coronary.anteriorInfarct || p.coronary.lateralInfarct || p.coronary.inferiorInfarct),
  flag('MI_anterior', (p) => p.coronary.anteriorInfarct),
  flag('MI_lateral', (p) => p.coronary.lateralInfarct),
  flag('MI_inferior', (p) => p.coronary.inferiorInfarct),
  count('angina_class', (p) => p.coronary.anginaClass),
  count('heart_failure_class', (p) => p.heart.heartFailureClass),
  count('ejection_fraction', (p) => p.heart.ejectionFraction),
  flag('atrial_fibrillation', (p) => p.heart.atrialFibrillation),
  flag('LVH', (p) => p.heart.lvh),
  flag('LBBB', (p) => p.heart.leftBundleBlock),
  flag('RBBB', (p) => p.heart.rightBundleBlock),
  flag('ventricular_extrasystoles', (p) => p.heart.ventricularExtrasystoles),
  count('heart_rate', (p) => p.heart.heartRate),
  count('QRS_duration', (p) => p.heart.qrsDuration),
  count('systolic_pressure', (p) => p.heart.systolicPressure),
  count('diastolic_pressure', (p) => p.heart.diastolicPressure),
  { name: 'creatinine', cell: (p) => (p.creatinineMissing ? '' : String(p.heart.creatinine)) },
  flag('beta_blocker', (p) => p.heart.betaBlocker),
  flag('statin', (p) => p.risk.statin),
  count('number_of_affected_coronary_artery', (p) => p.coronary.affectedArteries),
  count('trunk_st', (p) => p.coronary.trunk),
  count('LAD_st', (p) => p.coronary.lad),
  count('lcx_stenosis', (p) => p.coronary.lcx),
  count('RCA_stenosis', (p) => p.coronary.rca),
  flag('transient_ischemia', (p) => p.coronary.transientIschemia),
];

export const TABLE_HEADER: readonly string[] = COLUMNS.map((column) => column.name);

export function tableRow(patient: Patient): readonly string[] {
  return COLUMNS.map((column) => column.cell(patient));
}

/** `;`-separated lines, header first. No cell holds a separator or a quote, so nothing is quoted. */
export function tableText(rows: readonly (readonly string[])[]): string {
  return [TABLE_HEADER, ...rows].map((row) => `${row.join(';')}\n`).join('');
}
