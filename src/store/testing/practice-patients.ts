/** Made-up columns, rows and ECG-like pictures for `practice-worker.ts`. Not the demo patients of the product. */
import type { ColumnReport } from '../../core/data-report.ts';
import { Rng } from '../../core/rng.ts';
import { columnReport } from './builders.ts';

const BINARY = [
  'male',
  'smoker',
  'hypertension',
  'diabetes',
  'dyslipidemia',
  'obesity',
  'atrial_fibrillation',
  'bundle_branch_block',
  'family_history',
  'angina_class_2',
  'angina_class_3',
  'previous_infarction',
  'stroke',
  'aspirin',
  'beta_blocker',
  'ace_inhibitor',
  'statin',
  'diuretic',
  'anaemia',
  'thyroid_disease',
  'copd',
  'renal_insufficiency',
  'hyperuricemia',
  'valve_disease',
  'heart_failure',
];

export function practiceColumns(): ColumnReport[] {
  const hidden: ColumnReport = columnReport({
    name: 'FIO',
    role: 'drop',
    type: 'categorical',
    suggestedRole: 'drop',
    suggestedType: 'categorical',
    reasons: ['personal-name'],
    personal: true,
    possibleTypes: ['categorical'],
    present: 412,
    distinct: 410,
    picture: { kind: 'none' },
  });
  const id = columnReport({
    ...hidden,
    name: 'case_id',
    role: 'id',
    suggestedRole: 'id',
    personal: false,
    reasons: ['record-id'],
  });
  const numbers = (['age', 'bmi', 'sbp', 'ejection_fraction'] as const).map((name, i) =>
    columnReport({
      name,
      type: i === 1 ? 'continuous' : 'integer',
      reasons: [i === 1 ? 'decimals' : 'whole-numbers'],
      missing: i * 4,
      fill: i === 0 ? '' : '27',
      picture: { kind: 'histogram', min: 22, max: 91, counts: [1, 2, 5, 9, 14, 22, 28, 31, 24, 18, 9, 4, 2] },
      present: 412 - i * 4,
      distinct: 61,
    }),
  );
  const stenoses = ['trunk_st', 'LAD_st', 'lcx_stenosis', 'RCA_stenosis'].map((name) =>
    columnReport({
      name,
      role: 'target',
      type: 'binary',
      threshold: 50,
      suggestedRole: 'target',
      suggestedType: 'binary',
      reasons: ['percent-stenosis', 'target-name'],
      possibleTypes: ['binary', 'integer'],
      picture: { kind: 'histogram', min: 0, max: 100, counts: [60, 8, 6, 5, 9, 12, 14, 16, 12, 9, 4] },
      present: 412,
      distinct: 21,
    }),
  );
  const binaries = BINARY.map((name, i) =>
    columnReport({
      name,
      type: 'binary',
      suggestedType: 'binary',
      reasons: ['two-values'],
      possibleTypes: ['binary', 'integer', 'categorical'],
      picture: { kind: 'bars', values: ['0', '1'], counts: [412 - 12 * i, 12 * i + 20], others: 0 },
      present: 412,
      distinct: 2,
    }),
  );
  const derived = columnReport({
    name: 'number_of_affected_coronary_artery',
    role: 'drop',
    suggestedRole: 'drop',
    reasons: ['derived-from-targets'],
    picture: { kind: 'bars', values: ['0', '1', '2', '3'], counts: [120, 140, 90, 62], others: 0 },
    distinct: 4,
  });
  return [hidden, id, ...numbers, ...stenoses, ...binaries, derived];
}

export function practiceRow(seed: number, columns: readonly ColumnReport[]): string[] {
  const rng = new Rng(seed, 7);
  return columns.map((c) => {
    if (c.threshold !== null || c.type === 'binary') return rng.chance(0.35) ? '1' : '0';
    if (c.type === 'continuous') return (24 + 8 * rng.uniform()).toFixed(1);
    if (c.type === 'integer') return String(Math.round(62 + 10 * rng.normal()));
    return `case-${seed}`;
  });
}

const bump = (t: number, at: number, width: number, height: number): number =>
  height * Math.exp(-((t - at) ** 2) / (2 * width ** 2));

/** [size, size] greyscale: four rows of a beat train on grid paper, dissolved in noise as `clarity` goes to 0. */
export function practicePicture(seed: number, size: number, clarity: number): Uint8Array {
  const rng = new Rng(seed, 3);
  const pixels = new Float32Array(size * size).fill(236);
  const rate = rng.between(3, 5.5);
  for (let line = 0; line < 4; line++) {
    const middle = size * (0.16 + 0.23 * line);
    const gain = size * rng.between(0.06, 0.11) * (rng.chance(0.25) ? -1 : 1);
    const shift = rng.uniform();
    let before = middle;
    for (let x = 0; x < size; x++) {
      const t = ((x / size) * rate + shift) % 1;
      const level =
        bump(t, 0.2, 0.025, 0.15) + bump(t, 0.33, 0.012, 1) - bump(t, 0.36, 0.012, 0.3) + bump(t, 0.6, 0.05, 0.3);
      const y = middle - gain * level;
      for (let row = Math.floor(Math.min(y, before)); row <= Math.max(y, before); row++) {
        const at = row * size + x;
        if (row >= 0 && row < size) pixels[at] = 40;
      }
      before = y;
    }
  }
  return Uint8Array.from(pixels, (ink) => {
    const noise = 128 + 22 * rng.normal();
    return Math.max(0, Math.min(255, clarity * (ink + 6 * rng.normal()) + (1 - clarity) * noise));
  });
}
