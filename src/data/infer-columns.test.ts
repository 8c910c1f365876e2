import { namesOf } from './picture-names.ts';
import { describe, expect, it } from 'vitest';
import { AUTO_TEXT_FORMAT } from '../core/text-format.ts';
import { drawProfile, profileColumn, type ColumnProfile } from './column-profile.ts';
import { suggestColumn, type ColumnSuggestion } from './infer-columns.ts';
import { names } from '../intake/testing/files.ts';
import { parseTable } from './parse-table.ts';

const ROWS = 30;

function profile(name: string, cell: (i: number) => string, rows = ROWS): ColumnProfile {
  const lines = Array.from({ length: rows }, (_, i) => `"${cell(i)}"\t.`);
  const format = { ...AUTO_TEXT_FORMAT, separator: '\t' as const };
  const { header, columns, decimal } = parseTable([`"${name}"\tx`, ...lines].join('\n'), format, 'a.csv');
  const [column] = columns;
  if (column === undefined) throw new Error('no column');
  return profileColumn(column, {
    name: header[0] ?? '',
    marks: { marks: decimal, doubt: null },
    gapWords: new Set(),
    decided: null,
  });
}

function suggest(name: string, cell: (i: number) => string, rows = ROWS): ColumnSuggestion {
  return suggestColumn(profile(name, cell, rows), {
    isPicture: namesOf(['ecg0.jpg', 'ecg1.jpg', 'ecg2.jpg']),
    names,
    isCleared: false,
    isRecord: false,
    isOfPatient: false,
    isList: false,
    join: undefined,
  });
}

const cycle =
  (...values: string[]) =>
  (i: number): string =>
    values[i % values.length] ?? '';
const number = (i: number): string => String(40 + ((i * 7) % 31));

// Names of patients must not reach the schema, the model or the screen.
describe('personal columns are dropped and hidden', () => {
  it.each([
    ['FIO', cycle('x')],
    ['ФИО', cycle('Иванов')],
    ['ФИО пациента', cycle('а')],
    ['Ф.И.О. пациента', cycle('а')],
    ['PatientName', cycle('a', 'b', 'c')],
    ['eMail', cycle('a', 'b', 'c')],
    ['Пациент', cycle('Иванов', 'Петров', 'Сидоров', 'Козлов')],
    ['Фамилия', cycle('а', 'б', 'в')],
    ['patient_name', cycle('a', 'b', 'c')],
    ['Дата рождения', cycle('01.02.1960')],
    ['Год рождения', number],
    ['birth_date', cycle('1960-02-01')],
    ['Телефон', (i: number) => String(89_050_000_000 + i)],
    ['СНИЛС', (i: number) => `112-233-445 ${10 + i}`],
    ['E-mail', cycle('a')],
    ['Адрес', cycle('Москва')],
    // By content, whatever the name:
    ['q1', (i: number) => `Иванов${'абвгдежзик'[i % 10]} Иван ${'АБВ'[i % 3]}.`],
    ['q2', (i: number) => `J. Smith${'abcdefghijklmnopqrstuvwxyzabcd'[i]}`],
    ['q3', (i: number) => `+7 (905) 000-00-${10 + i}`],
    ['q4', (i: number) => String(89_050_000_000 + i)],
    ['q5', (i: number) => `p${i}@mail.ru`],
    // An insurance policy: its lowest and highest number would end up in the schema.
    ['oms', (i: number) => `77123456789${10_000 + i * 7}`],
  ])('%s (case %#)', (name, cell) => {
    expect(suggest(name, cell)).toMatchObject({ role: 'drop', personal: true });
  });

  it('names in a table of three rows', () => {
    expect(suggest('кто', cycle('Иванов Иван', 'Петрова Анна', 'Сидоров Пётр'), 3).personal).toBe(true);
  });

  it.each([
    ['birth_weight', number],
    ['Имя файла', cycle('ecg0', 'ecg1', 'ecg2')],
    ['policy_type', cycle('a', 'b')],
    ['Пациент', cycle('п1', 'п2', 'п3')],
    ['Диагноз', cycle('Myocardial Infarction', 'Healthy Control')],
    ['leukocytes', (i: number) => String(4_000_000_000 + i * 0.5)],
  ])('%s is not personal', (name, cell) => {
    expect(suggest(name, cell).personal).toBe(false);
  });
});

describe('roles and types', () => {
  it.each([
    ['Возраст', number, 'feature', 'integer', 'whole-numbers'],
    ['BMI', (i: number) => (20 + i / 10).toFixed(1), 'feature', 'continuous', 'decimals'],
    ['Пол', cycle('м', 'ж'), 'feature', 'binary', 'two-values'],
    ['smoker', cycle('0', '1', ''), 'feature', 'binary', 'two-values'],
    ['NYHA', cycle('1', '2', '3', '4'), 'feature', 'integer', 'whole-numbers'],
    ['rhythm', cycle('sinus', 'AF', 'paced'), 'feature', 'categorical', 'few-texts'],
    ['ишемия', cycle('0', '1'), 'target', 'binary', 'target-name'],
    ['class_MI', cycle('0', '1'), 'target', 'binary', 'target-name'],
    ['LAD_st', cycle('0', '50', '90'), 'target', 'binary', 'percent-stenosis'],
    ['trunk_st', cycle('0', '10'), 'target', 'binary', 'percent-stenosis'],
    ['marginal_st', cycle('0', '30', '90'), 'target', 'binary', 'percent-stenosis'],
    ['lcxStenosis', cycle('0', '30', '90'), 'target', 'binary', 'percent-stenosis'],
    // The ST segment: counted from 50 it would be 0 for everybody, and lost.
    ['V1_st', cycle('0', '0.5', '3'), 'feature', 'continuous', 'decimals'],
    ['aVF_st', cycle('0', '10', '50'), 'feature', 'integer', 'whole-numbers'],
    ['exercise_st', cycle('0', '1', '3'), 'feature', 'integer', 'whole-numbers'],
    ['Стеноз ПКА, %', cycle('0', '50', '90'), 'target', 'binary', 'percent-stenosis'],
    ['stenosis_LAD', cycle('0', '1'), 'target', 'binary', 'target-name'],
    ['number_of_affected_coronary_artery', cycle('0', '1', '2'), 'drop', 'integer', 'derived-from-targets'],
    ['число поражённых артерий', cycle('0', '1', '2'), 'drop', 'integer', 'derived-from-targets'],
    ['obesity', cycle('0', ''), 'drop', 'integer', 'one-value'],
    ['nothing', cycle('', 'NA'), 'drop', 'categorical', 'empty'],
    ['sbp', (i: number) => (i < 5 ? String(120 + i) : ''), 'drop', 'integer', 'mostly-blank'],
    ['comment', (i: number) => `text no ${'abcdefghijklmnopqrstuvwxyzabcd'[i]}`, 'drop', 'categorical', 'free-text'],
    ['admission', (i: number) => `${10 + i}.03.2020`, 'drop', 'categorical', 'date'],
    ['admission', cycle('2020-03-01 10:15', '2020-04-01 08:00', '2021-01-01 09:00'), 'drop', 'categorical', 'date'],
    ['patient_id', (i: number) => `p${i % 4}`, 'id', 'categorical', 'record-id'],
    ['id', (i: number) => String(i), 'id', 'integer', 'record-id'],
    ['PatientID', (i: number) => String(700 + i * 3), 'id', 'integer', 'record-id'],
    ['patient_number', (i: number) => String(700 + i * 3), 'id', 'integer', 'record-id'],
    ['Unnamed: 0', (i: number) => String(i), 'id', 'integer', 'record-id'],
    ['column 1', (i: number) => String(i + 1), 'id', 'integer', 'record-id'],
    ['Lp.', (i: number) => String(i + 1), 'id', 'integer', 'record-id'],
    ['Sıra', (i: number) => String(i < 12 ? i : i + 1), 'id', 'integer', 'record-id'],
    ['age', (i: number) => String(i + 1), 'feature', 'integer', 'whole-numbers'],
    ['number_of_stents', cycle('0', '1', '2', '3'), 'feature', 'integer', 'whole-numbers'],
    ['mrn', (i: number) => String(1_000_000_000 + i), 'id', 'integer', 'record-id'],
    ['№', (i: number) => String(i + 1), 'id', 'integer', 'record-id'],
    ['smoking_no', cycle('yes', 'no'), 'feature', 'binary', 'two-values'],
    ['icd_code', cycle('I20', 'I21', 'I25'), 'feature', 'categorical', 'few-texts'],
    ['file', (i: number) => `a${i}.PNG`, 'image', 'categorical', 'image-files'],
    ['ecg', cycle('ecg0', 'ECG1', 'ecg2'), 'image', 'categorical', 'image-files'],
  ])('%s: %#', (name, cell, role, type, reason) => {
    const suggestion = suggest(name, cell);
    expect(suggestion).toMatchObject({ role, type });
    expect(suggestion.reasons[0]).toBe(reason);
  });

  it('texts that hardly ever repeat are no categories, also in a small table', () => {
    expect(suggest('жалобы', (i) => `text ${'abcdefghijkl'[i]}`, 12)).toMatchObject({ role: 'drop' });
    expect(suggest('rhythm', cycle('sinus', 'AF', 'paced'), 12)).toMatchObject({ role: 'feature' });
  });

  it('per cent stenoses count from 50', () => {
    expect(suggest('LAD_st', cycle('0', '49', '50')).threshold).toBe(50);
    expect(suggest('NYHA', cycle('1', '2', '3')).threshold).toBeNull();
  });

  it('offers only types that the values can have', () => {
    expect(suggest('age', number).possibleTypes).toEqual(['integer', 'continuous', 'categorical']);
    expect(suggest('bmi', (i) => `${i}.5`).possibleTypes).toEqual(['continuous', 'integer', 'categorical']);
    expect(suggest('sex', cycle('0', '1')).possibleTypes).toContain('binary');
    expect(suggest('rhythm', cycle('a', 'b', 'c')).possibleTypes).toEqual(['categorical']);
    expect(suggest('troponin', (i) => String(i * 3), 60).possibleTypes).toEqual(['integer', 'continuous']);
  });
});

describe('what a column holds', () => {
  it('counts gaps, text among numbers, and equal numbers written differently as one', () => {
    expect(profile('a', cycle('1', '1.0', '01', '2', ''), 10)).toMatchObject({
      isNumeric: true,
      present: 8,
      missing: 2,
      numbers: { numbers: Float64Array.of(1, 2), rows: Uint32Array.of(6, 2) },
      unreadable: null,
    });
    expect(profile('a', (i) => (i === 3 ? 'x5' : String(i)), 20)).toMatchObject({
      isNumeric: true,
      missing: 1,
      unreadable: { count: 1, example: 'x5' },
    });
  });

  it('text in every fifth cell makes it a text column', () => {
    expect(profile('a', (i) => (i % 5 === 0 ? `x${i % 2}` : String(i)))).toMatchObject({
      isNumeric: false,
      unreadable: null,
    });
  });

  it('every value is in its picture', () => {
    const total = (one: ColumnProfile): number => {
      const picture = drawProfile(one);
      if (picture.kind === 'none') return 0;
      return picture.counts.reduce((a, b) => a + b, 0) + (picture.kind === 'bars' ? picture.others : 0);
    };
    expect(drawProfile(profile('a', number)).kind).toBe('histogram');
    expect(drawProfile(profile('a', cycle('10', '9', '2')))).toMatchObject({ values: ['2', '9', '10'] });
    for (const cell of [number, cycle('x', 'y'), (i: number) => `t${i}`]) expect(total(profile('a', cell))).toBe(ROWS);
    expect(drawProfile(profile('a', cycle('')))).toEqual({ kind: 'none' });
  });
});

describe('kinds of columns by their content', () => {
  it.each<[string, (i: number) => string, string, string]>([
    ['thal', cycle('3', '6', '7'), 'categorical', 'codes-with-gaps'],
    ['cp', cycle('1', '2', '3', '4'), 'integer', 'whole-numbers'],
    ['children', (i) => (i === 3 ? '9' : String(i % 4)), 'integer', 'whole-numbers'],
    ['smoker', (i) => (i % 3 === 0 ? 'x' : ''), 'binary', 'ticked-or-blank'],
  ])('%s', (name, cell, type, reason) => {
    expect(suggest(name, cell)).toMatchObject({ role: 'feature', type, reasons: [reason] });
  });

  it.each<[string, (i: number) => string]>([
    ['StudyDate', (i) => `201903${10 + (i % 20)}`],
    ['AcquisitionDateTime', (i) => `201903${10 + (i % 20)}0730${10 + i}`],
    ['admitted', (i) => `${10 + (i % 20)}-Mar-2019`],
    ['discharged', (i) => `${10 + (i % 20)}MAR2019`],
    ['visit_date', (i) => String(42_000 + i)],
    ['ecg_datetime', (i) => `${43_000 + i}.${1234 + i}`],
    ['seen', (i) => `2019-03-${10 + (i % 20)}T07:30:00`],
  ])('%s holds dates, which are left out', (name, cell) => {
    expect(suggest(name, cell)).toMatchObject({ role: 'drop', reasons: ['date'], personal: false });
  });

  it('numbers of something else than cases are numbers: "textnum"', () => {
    expect(suggest('textnum', (i) => String(40 + ((i * 7) % 45)))).toMatchObject({ role: 'feature', type: 'integer' });
    expect(suggest('visitnum', (i) => String(40 + ((i * 7) % 45)))).toMatchObject({ role: 'id' });
  });

  it.each<[string, (i: number) => string]>([
    ['a Medicare number', (i) => `1EG4-TE${i % 10}-MK${10 + i}`],
    ['a pension number', (i) => `12 ${300_000 + 7919 * i} A ${100 + i}`],
  ])('%s is an id, and never shown', (_, cell) => {
    expect(suggest('q', cell)).toMatchObject({ role: 'id', personal: true });
  });

  it('many rows have more groups than few', () => {
    const groups = (n: number) => (i: number) => `group ${'abcdefghijklmnopq'[i % n] ?? ''}`;
    expect(suggest('reason', groups(14), 280).role).toBe('feature');
    expect(suggest('reason', groups(14), 60).reasons).toEqual(['free-text']);
  });

  it('the name of the only doctor who signs is no tick', () => {
    expect(suggest('validated', (i) => (i % 3 === 0 ? 'Иванов Пётр Ильич' : '')).reasons).toEqual(['one-value']);
  });
});

// Each of 150,000 was handed to a function one by one, which is more than fits on the stack.
describe('a column of very many different values', () => {
  const MANY = 150_000;

  it.each([
    ['names of pictures', 'image', (i: number) => `ecg ${i}.jpg`],
    ['a shape of its own each', 'drop', (i: number) => i.toString(2).replaceAll('1', '7a').replaceAll('0', '-')],
    ['decimals', 'feature', (i: number) => String(i / 7)],
  ])('%s', (_, role, cell) => {
    expect(suggest('x7', cell, MANY).role).toBe(role);
  });
});
