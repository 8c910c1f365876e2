import { describe, expect, it } from 'vitest';
import { type SchemaFile, writeSchemaFile } from '../schema-file.ts';
import { parseSchemaFile } from './schema-file.ts';

const FILE: SchemaFile = {
  columns: [
    { name: 'Возраст', role: 'feature', type: 'integer', threshold: null },
    {
      name: 'LAD_st',
      role: 'target',
      type: 'binary',
      threshold: 50,
      blanks: 'generate',
      reading: {
        replace: [{ from: '', to: '0' }],
        missingCodes: ['999'],
        asTexts: true,
        min: 0,
        max: 100,
        join: { below: 5, as: 'other' },
      },
    },
    { name: 'ДР', role: 'drop', type: 'categorical', threshold: null, age: { at: 'column', column: 'Дата ЭКГ' } },
    { name: 'scp_codes', role: 'drop', type: 'categorical', threshold: null, codes: ['NORM', 'IMI'] },
    { name: 'none', role: 'drop', type: 'categorical', threshold: null, codes: [] },
    { name: 'b', role: 'drop', type: 'categorical', threshold: null, age: { at: 'date', date: '2024-01-31' } },
  ],
  files: {
    table: 'Sheet2',
    text: { encoding: 'koi8-r', separator: ';', decimal: ',', header: 'patient' },
    pairing: { method: 'name', several: 'all' },
    sameOnce: true,
    sheet: { form: '12x1', order: 'cabrera' },
  },
  rules: [
    { kind: 'count', column: 'n', of: ['LAD_st', 'RCA_st'] },
    { kind: 'order', low: 'dbp', high: 'sbp' },
    { kind: 'range', column: 'age', min: 18, max: null },
  ],
};

describe('schema.json', () => {
  it('is read as it was written', () => {
    expect(parseSchemaFile(writeSchemaFile(FILE))).toEqual(FILE);
  });

  it('of an older version says nothing of the files; what is left out of them is recognised', () => {
    const { files: _, ...older } = FILE;
    expect(parseSchemaFile(writeSchemaFile(older))).toEqual(older);
    expect(parseSchemaFile('{"columns":[],"files":{"text":{"separator":"|"}}}').files).toEqual({
      table: null,
      text: { encoding: 'auto', separator: '|', decimal: 'auto', header: 'auto' },
      pairing: { method: 'auto', several: 'first' },
      sameOnce: false,
    });
  });

  it('may be a bare list, or the schema of a trained model', () => {
    const column = { name: 'a', role: 'feature', type: 'binary', threshold: null };
    expect(parseSchemaFile(JSON.stringify([column]))).toEqual({ columns: [column], rules: [] });
    const fitted = {
      ...column,
      coding: { kind: 'two', values: ['0', '1'] },
      offset: 0,
      width: 1,
      missing: 3,
      fill: '0',
    };
    const model = { version: 1, width: 2, columns: [{ ...fitted, flag: 1 }] };
    expect(parseSchemaFile(JSON.stringify(model)).columns).toEqual([{ ...column, blanks: 'generate' }]);
  });

  it.each([
    ['a number', '3', 'columns'],
    ['no columns', '{}', 'columns'],
    ['a column without a name', '[{"role":"drop","type":"binary"}]', '[0].name'],
    ['a role that does not exist', '[{"name":"a","role":"boss","type":"binary"}]', 'a.role'],
    ['the same in an object', '{"columns":[{"name":"a","role":"boss","type":"binary"}]}', 'a.role'],
    ['a threshold in words', '[{"name":"a","role":"drop","type":"binary","threshold":"50"}]', 'a.threshold'],
    ['a rule of no kind', '{"columns":[],"rules":[{"kind":"x"}]}', 'rules[0].kind'],
    ['letters that do not exist', '{"columns":[],"files":{"text":{"encoding":"x"}}}', 'files.text.encoding'],
    ['a pairing that does not exist', '{"columns":[],"files":{"pairing":{"method":"x"}}}', 'files.pairing.method'],
    ['rules that are no list', '{"columns":[],"rules":{}}', 'rules'],
  ])('%s is refused at its place', (_, text, place) => {
    expect(() => parseSchemaFile(text)).toThrow(
      expect.objectContaining({ code: 'schema-malformed', params: { place } }) as Error,
    );
  });

  it('what is no JSON, or of another version, is refused as such', () => {
    expect(() => parseSchemaFile('a;b')).toThrow(expect.objectContaining({ code: 'schema-not-json' }) as Error);
    expect(() => parseSchemaFile('{"version":2,"columns":[]}')).toThrow(
      expect.objectContaining({ code: 'schema-version' }) as Error,
    );
  });
});
