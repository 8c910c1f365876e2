/** Two real data sets, where `REAL_DATA` names the folder that has them; skipped elsewhere. Never copied here. */
import { pathToFileURL } from 'node:url';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { IntakeResult } from './intake.ts';
import { intake } from './testing/files.ts';

const ROOT = pathToFileURL(`${process.env['REAL_DATA'] ?? 'no-real-data'}/`);
const has = (name: string): boolean => existsSync(new URL(`${name}/table.csv`, ROOT));

function load(name: string, limit: number | null = null): IntakeResult {
  return intake({
    tables: { 'table.csv': readFileSync(new URL(`${name}/table.csv`, ROOT)) },
    images: readdirSync(new URL(`${name}/images/`, ROOT)).map((file) => `images/${file}`),
    settings: { limit },
  });
}

function named(
  { report }: IntakeResult,
  test: (column: IntakeResult['report']['columns'][number]) => boolean,
): string[] {
  return report.columns.filter(test).map(({ name }) => name);
}

// What a cardiologist would find silly shows here first.
describe.skipIf(!has('ptbxl-500'))('PTB-XL, 500 patients', () => {
  it('all pair by the image column; ids are not learned; diagnoses are targets', () => {
    const result = load('ptbxl-500');
    expect(result.report).toMatchObject({
      problem: null,
      usable: { pairs: 500, patients: 466, patientColumn: 'patient_id', width: 44 },
    });
    expect(result.report.pairing).toMatchObject({ method: 'column', keyColumn: 'image', rowsWithoutImage: [] });
    expect(named(result, ({ role }) => role === 'id')).toEqual(['ecg_id', 'patient_id']);
    expect(named(result, ({ role }) => role === 'target')).toEqual(
      ['NORM', 'MI', 'STTC', 'CD', 'HYP'].map((code) => `class_${code}`),
    );
    expect(named(result, ({ role }) => role === 'drop')).toEqual([]);
  });

  it('a few blanks are filled with the median, many are generated', () => {
    const { columns } = load('ptbxl-500').report;
    const blank = columns.filter(({ missing }) => missing > 0);
    expect(blank.map(({ name, missing, fill, blanks }) => [name, missing, fill, blanks])).toEqual([
      ['age', 4, '52', 'fill'],
      ['height_cm', 341, '165', 'generate'],
      ['weight_kg', 112, '69', 'generate'],
      // Known for every fifth patient only: filled in, everybody would have a left axis.
      ['left_axis', 411, '1', 'generate'],
    ]);
  });

  it('with the first 60, columns that no longer vary are named and left out', () => {
    const result = load('ptbxl-500', 60);
    const constant = named(result, ({ reasons }) => reasons.includes('constant'));
    expect(constant).toHaveLength(17);
    expect(constant).toEqual(expect.arrayContaining(['height_cm', 'pacemaker', 'scp_AMI', 'scp_PACE']));
    expect(result.report.usable).toMatchObject({ pairs: 60, width: 26 });
  });

  it('every real row comes back as it is in the table', () => {
    const { prepared } = load('ptbxl-500');
    const lines = readFileSync(new URL('ptbxl-500/table.csv', ROOT), 'utf8').trim().split('\n');
    const header = lines[0]?.split(',') ?? [];
    for (const at of [0, 250, 499]) {
      const cells = lines[at + 1]?.split(',') ?? [];
      const expected = prepared?.schema.columns.map(
        ({ name, fill, flag }) => cells[header.indexOf(name)] || (flag === undefined ? fill : ''),
      );
      expect(prepared?.texts(at)).toEqual(expected);
    }
  });
});

describe.skipIf(!has('ptbdb'))('PTB Diagnostic, 69 records', () => {
  it('all pair; patient and record are ids', () => {
    const result = load('ptbdb');
    expect(result.report).toMatchObject({
      problem: null,
      usable: { pairs: 69, patients: 56, patientColumn: 'patient', width: 31 },
    });
    expect(named(result, ({ role }) => role === 'id')).toEqual(['patient', 'record']);
  });

  it('also without the image column: by the record, which tells the records of a patient apart', () => {
    const text = readFileSync(new URL('ptbdb/table.csv', ROOT), 'utf8').trim();
    const table = text
      .split('\n')
      .map((line) => line.slice(line.indexOf(',') + 1))
      .join('\n');
    const images = readdirSync(new URL('ptbdb/images/', ROOT));
    const { report } = intake({ tables: { 'table.csv': table }, images });
    expect(report.pairing).toMatchObject({
      method: 'name',
      keyColumn: 'record',
      rowsWithoutImage: [],
      extraImages: [],
    });
    expect(report.pairing.pairs).toHaveLength(69);
  });

  it('stenoses count from 50 per cent, once each; what follows from them is left out', () => {
    const result = load('ptbdb');
    expect(named(result, ({ role }) => role === 'target')).toEqual(['LAD_stenosis', 'LCX_stenosis', 'RCA_stenosis']);
    expect(named(result, ({ threshold }) => threshold === 50)).toEqual([
      'LAD_stenosis',
      'LCX_stenosis',
      'RCA_stenosis',
    ]);
    expect(named(result, ({ reasons }) => reasons.includes('derived-from-targets'))).toEqual([
      'vessels_involved',
      'LAD_ge50',
      'LCX_ge50',
      'RCA_ge50',
    ]);
  });

  it('every blank of a modelled column is filled or comes back blank', () => {
    const { prepared } = load('ptbdb');
    const flagged = prepared?.schema.columns.filter(({ flag }) => flag !== undefined) ?? [];
    expect(flagged.map(({ name, missing }) => [name, missing])).toEqual([
      ['smoker', 34],
      ['former_mi', 6],
      ['LAD_stenosis', 50],
      ['LCX_stenosis', 50],
      ['RCA_stenosis', 50],
    ]);
    const rows = Array.from({ length: 69 }, (_, i) => prepared?.texts(i) ?? []);
    prepared?.schema.columns.forEach(({ flag, missing }, i) => {
      expect(rows.filter((row) => row[i] === '')).toHaveLength(flag === undefined ? 0 : missing);
    });
  });

  it('what is known of three or four patients is not filled in for the others', () => {
    expect(named(load('ptbdb'), ({ reasons }) => reasons.includes('mostly-blank'))).toEqual([
      'sbp',
      'dbp',
      'lvedp_cmH2O',
      'med_ca_antagonist',
    ]);
  });

  it('the reason for admission is one of eight texts, and comes back as text', () => {
    const { report, prepared } = load('ptbdb');
    expect(report.columns.find(({ name }) => name === 'reason_for_admission')).toMatchObject({
      role: 'feature',
      type: 'categorical',
      distinct: 8,
      missing: 1,
      fill: 'Healthy control',
    });
    const at = prepared?.schema.columns.findIndex(({ name }) => name === 'reason_for_admission') ?? -1;
    expect(prepared?.texts(0)[at]).toBe('Myocardial infarction');
  });
});
