import { expect, it } from 'vitest';
import type { DataReport } from '../../core/data-report.ts';
import { englishTexts } from '../../i18n/english.ts';
import { foundSummary } from './found.ts';

/** Five hundred rows with an ECG each. */
const report = (patients: number, patientColumn: string | null): DataReport =>
  ({
    table: { rows: 500 },
    columns: [{}, {}],
    images: { readable: 500 },
    usable: { pairs: 500, patients, patientColumn, width: 2 },
  }) as unknown as DataReport;

// Who comes twice is one patient.
it('says of how many patients the ECGs are, where a column tells, and else that rows are patients', () => {
  const said = (of: DataReport): string => foundSummary(of, englishTexts());
  expect(said(report(466, 'id'))).toBe('500 rows, 2 columns, 500 ECGs of 466 patients');
  expect(said(report(500, 'id'))).toBe('500 patients, 2 columns, 500 ECGs');
  expect(said(report(500, null))).toBe('500 patients, 2 columns, 500 ECGs');
});
