import { expect, it } from 'vitest';
import { csvOf } from './spreadsheet-text.ts';

it('quotes every cell, doubles quotes and keeps formulas from being run', () => {
  expect(
    csvOf([
      ['line', 'a,"b"'],
      ['=1+1', '-5'],
    ]),
  ).toBe('\ufeff"line","a,""b"""\r\n"\'=1+1","-5"\r\n');
});
