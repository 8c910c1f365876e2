import { expect, it } from 'vitest';
import type { TextFormat } from '../core/text-format.ts';
import { csvChoice } from './csv-choice.ts';
import { dataReport } from './testing/builders.ts';

function reportWith(format: Partial<TextFormat> | null, source: 'files' | 'demo' = 'files') {
  const report = dataReport({ source });
  if (report.table === null || report.table.format === null) throw new Error('no table');
  return { ...report, table: { ...report.table, format: format && { ...report.table.format, ...format } } };
}

it.each([
  ['a German or Russian table', reportWith({ separator: ';', decimal: ',' }), '.', ';', ',', 'excel'],
  ['a table of a program', reportWith({ separator: ',', decimal: '.' }), ',', ',', '.', 'programs'],
  [
    'the same with a byte order mark',
    reportWith({ separator: ',', decimal: '.', hasBom: true }),
    ',',
    ',',
    '.',
    'excel',
  ],
  ['tabs', reportWith({ separator: '\t', decimal: '.' }), ',', '\t', '.', 'excel'],
  ['a workbook, read in Russian', reportWith(null), ',', ';', ',', 'excel'],
  ['demo patients, read in Russian', reportWith({ separator: ';' }, 'demo'), ',', ';', ',', 'programs'],
  ['nothing, read in English', null, '.', ',', '.', 'programs'],
] as const)('%s', (_, report, mark, separator, decimal, first) => {
  expect(csvChoice(report, mark)).toEqual({ excel: { use: 'excel', separator, decimal }, first });
});
