/** Tables as laboratories and statistics programs print them, with lines around the patients. */
import { describe, expect, it } from 'vitest';
import { AUTO_TEXT_FORMAT } from '../core/text-format.ts';
import { rowsOf } from '../intake/testing/files.ts';
import { joinNames } from './around-rows.ts';
import { parseTable, type ParsedTable } from './parse-table.ts';

const ROWS = 12;
const patients = Array.from({ length: ROWS }, (_, i) => `p${i + 1};${40 + i};${i % 2 === 0 ? 'm' : 'f'};${20 + i / 2}`);
const parse = (...lines: readonly string[]): ParsedTable => parseTable(lines.join('\n'), AUTO_TEXT_FORMAT, 'a.csv');
const notes = ({ noted }: ParsedTable): string[] => noted.map(({ kind, number }) => `${kind} ${number}`);

describe('lines below the names', () => {
  it.each([
    [';years;;kg/m2', 'labels'],
    ['code;[y];m/f;[kg/m²]', 'labels'],
    ['string;int;string;float', 'labels'],
    ['----;---;----;---', 'labels'],
    ['Patient;Age at visit;Sex of patient;Body mass index', 'labels'],
  ])('%j are no patient', (line, kind) => {
    const table = parse('id;age;sex;bmi', line, ...patients);
    expect(notes(table)).toEqual([`${kind} 2`]);
    expect(table.header).toEqual(['id', 'age', 'sex', 'bmi']);
    expect(table.rowCount).toBe(ROWS);
  });

  it('are names where the first line leaves columns open', () => {
    const table = parse('Patient;;Measured;', 'id;age;sex;bmi', ...patients);
    expect(notes(table)).toEqual(['two-lines 2']);
    expect(table.header).toEqual(['Patient id', 'Patient age', 'Measured sex', 'Measured bmi']);
    expect(rowsOf(table)[0]).toEqual(['p1', '40', 'm', '20']);
  });

  it('names, units, and both again on the next page', () => {
    const head = ['id;age;sex;bmi', ';years;;kg/m2'];
    const table = parse(...head, ...patients.slice(0, 6), ...head, ...patients.slice(6));
    expect(notes(table)).toEqual(['labels 2', 'header-again 9', 'header-again 10']);
    expect(table.rowCount).toBe(ROWS);
  });

  it.each(['p0;39;m;n.d.', 'p0;n.d.;m;19', ';;f;', 'p0;pending;m;30'])('a patient with gaps stays one: %s', (line) => {
    expect(parse('id;age;sex;bmi', line, ...patients).rowCount).toBe(ROWS + 1);
  });
});

it.each([
  [
    ['', 'Blood pressure', '', 'K'],
    ['id', 'systolic', 'diastolic', ''],
    ['id', 'Blood pressure systolic', 'Blood pressure diastolic', 'K'],
  ],
  [
    ['id', 'BP', 'BP'],
    ['id', 'sys', 'dia'],
    ['id', 'BP sys', 'BP dia'],
  ],
  [['id', 'age'], ['', 'years'], null],
] as const)('%j over %j is %j', (first, second, names) => {
  expect(joinNames(first, second)).toEqual(names);
});

describe('lines below the patients', () => {
  it.each([
    [['Total;;;312'], ['total 14']],
    [['Итого:;;;312'], ['total 14']],
    [
      ['Mean;46;;22', 'SD;3;;1'],
      ['total 15', 'total 14'],
    ],
    [['', ';46;;22'], []],
    [['* measured at rest'], ['remark 14']],
    [['Source: registry of the clinic;;;'], ['remark 14']],
    [
      ['Total;;;312', '', 'bmi: as told by the patient'],
      ['remark 16', 'total 14'],
    ],
  ])('%j are %j', (lines, expected) => {
    const table = parse('id;age;sex;bmi', ...patients, ...lines);
    const found = notes(table).filter((note) => /total|remark/u.test(note));
    expect(found.toSorted()).toEqual(expected.toSorted());
    expect(table.rowCount).toBe(expected.length === 0 ? ROWS + 1 : ROWS);
  });

  it('totals of a group are none either', () => {
    const table = parse('id;age;sex;bmi', ...patients.slice(0, 6), 'Subtotal;240;;120', ...patients.slice(6));
    expect(notes(table)).toEqual(['total 8']);
  });

  it.each([
    ['a file that is cut off', 'p13;4', 'too-few 14'],
    ['a patient called Max', 'Max;52;m;21', null],
  ])('%s is something else', (_, line, note) => {
    const named = patients.map((row, i) => row.replace(/^p\d+/u, `${'abcdefghijkl'[i]}nna`));
    const table = parse('id;age;sex;bmi', ...(note === null ? named : patients), line);
    expect(notes(table)).toEqual(note === null ? [] : [note]);
  });
});
