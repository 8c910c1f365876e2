/** What is known of an archive of two columns, made up. */
import { AS_PUBLISHED } from '../../core/run-config.ts';
import type { TableSchema } from '../../core/table-schema.ts';
import type { ArchiveFacts } from '../archive-facts.ts';
import type { SheetFit } from '../../core/sheet-fit.ts';

/** A column of whole numbers, without its name and role. */
export const COLUMN = { type: 'integer', threshold: null, offset: 0, width: 1, missing: 0, fill: '' } as const;
export const CODING = { kind: 'scale', min: 0, max: 99, decimals: 0 } as const;
export const SCHEMA: TableSchema = {
  version: 1,
  width: 2,
  columns: [
    { ...COLUMN, name: 'age, years', role: 'feature', coding: CODING },
    { ...COLUMN, name: 'LAD_st', role: 'target', type: 'binary', threshold: 50, coding: CODING, missing: 3, fill: '0' },
  ],
};
export const FACTS: ArchiveFacts = {
  appVersion: '1.2.3',
  config: AS_PUBLISHED,
  backend: 'webgpu (Test GPU)',
  epoch: 12,
  trainedOn: { patients: 40, setAside: 10, source: 'demo' },
  schema: SCHEMA,
  modelHash: 'abc',
  sheet: null,
  sampleSeed: 4,
  first: 0,
  measured: null,
  jpeg: { quality: 0.92, components: 1 },
  createdAt: '2026-01-01T00:00:00.000Z',
};

/** Of pictures that were measured. */
export const SHEET_FIT: SheetFit = {
  misfit: null,
  explained: 0.953,
  strips: 4,
  measured: 399,
  odd: 3,
  signals: { missing: 'not-printed' },
};
