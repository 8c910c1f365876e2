import { describe, expect, it } from 'vitest';
import type { ColumnSetting } from '../core/table-schema.ts';
import { bytesIn, intake, makeTable } from './testing/files.ts';

// The clinician's own table: what identifies a patient must not be seen on a screen, in a file or in a model.
describe('a Russian hospital table', () => {
  const header =
    'ФИО;Дата рождения;Телефон;№ истории;Возраст;Пол;ИМТ;Стеноз ПМЖВ, %;Стеноз ПКА, %;Число пораженных артерий;Файл';
  const names = Array.from({ length: 14 }, (_, i) => `Иванов${'абвгдежзиклмно'[i]} Пётр Ильич`);
  const table = makeTable(header, 14, (i) =>
    [
      names[i],
      `0${1 + (i % 9)}.02.1960`,
      `+7 905 123-45-${10 + i}`,
      `H${700 + i}`,
      i === 2 ? names[2] : 50 + i,
      i % 2 ? 'м' : 'ж',
      `2${i % 5},${i % 10}`,
      (i * 30) % 100,
      i === 5 ? '' : (i * 20) % 100,
      i % 3,
      `ecg_${i}`,
    ].join(';'),
  );
  const images = Array.from({ length: 14 }, (_, i) => `ecg_${i}.jpg`);
  const { report, prepared } = intake({
    tables: { 'таблица.csv': bytesIn(table.replaceAll('\n', '\r\n'), 'windows-1251') },
    images,
  });

  it('is read as it is', () => {
    expect(report.table?.format).toEqual({
      encoding: 'windows-1251',
      hasBom: false,
      looksWrong: false,
      separator: ';',
      decimal: ',',
    });
    expect(report.problem).toBeNull();
    expect(report.pairing).toMatchObject({ method: 'column', keyColumn: 'Файл', rowsWithoutImage: [] });
  });

  it('gets the roles a cardiologist would give', () => {
    const found = Object.fromEntries(
      report.columns.map(({ name, role, type, threshold }) => [name, [role, type, threshold]]),
    );
    expect(found).toMatchObject({
      Возраст: ['feature', 'integer', null],
      Пол: ['feature', 'binary', null],
      ИМТ: ['feature', 'continuous', null],
      'Стеноз ПМЖВ, %': ['target', 'binary', 50],
      'Стеноз ПКА, %': ['target', 'binary', 50],
      Файл: ['image', 'categorical', null],
    });
    const dropped = report.columns.filter(({ role }) => role === 'drop' || role === 'id').map(({ name }) => name);
    expect(dropped).toEqual(['ФИО', 'Дата рождения', 'Телефон', '№ истории', 'Число пораженных артерий']);
  });

  it('nothing personal is in the report or the schema', () => {
    const personal = /Пётр|\.02\.1960|905|Иванов/u;
    expect(JSON.stringify(report)).not.toMatch(personal);
    expect(JSON.stringify(prepared?.schema)).not.toMatch(personal);
    expect(JSON.stringify(prepared?.schema)).not.toMatch(/ФИО|Телефон|рожд|истории|H70/u);
    // The name that slipped into the age column is counted, and not quoted.
    expect(report.columns[4]?.unreadable).toEqual({ count: 1, example: '' });
  });

  it('personal values stay hidden when a visitor lets the column be learned', () => {
    const columns: ColumnSetting[] = [{ name: 'ФИО', role: 'feature', type: 'categorical', threshold: null }];
    const forced = intake({ tables: { 'a.csv': table }, images, settings: { columns } }).report;
    expect(JSON.stringify(forced)).not.toMatch(/Пётр|Иванов/u);
  });
});
