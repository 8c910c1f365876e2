import { expect, it } from 'vitest';
import { readRecord } from './run-record.ts';
import { numberedRecord } from './testing/numbered-record.ts';

it('a record of a version without --fit had its pictures squeezed; all else stays as it was written', () => {
  const record = numberedRecord('r', 1);
  const { fit, ...config } = record.config;
  expect(fit).toBeDefined();
  expect(readRecord({ ...record, config })).toEqual({ ...record, config: { ...config, fit: 'stretch' } });
});
