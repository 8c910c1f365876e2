/** A complete record for tests; its epoch tells it from others. */
import { DEFAULT_DATA_SETTINGS } from '../../core/data-report.ts';
import { QUICK_LOOK } from '../../core/run-config.ts';
import type { TableSchema } from '../../core/table-schema.ts';
import type { RunRecord } from '../run-record.ts';

export const ONE_COLUMN: TableSchema = {
  version: 1,
  columns: [
    {
      name: 'a',
      role: 'feature',
      type: 'binary',
      threshold: null,
      coding: { kind: 'two', values: ['0', '1'] },
      offset: 0,
      width: 1,
      missing: 0,
      fill: '0',
    },
  ],
  width: 1,
};

export function numberedRecord(run: string, epoch: number, isComplete = false): RunRecord {
  return {
    version: 1,
    appVersion: '0',
    run,
    startedAt: 1000,
    savedAt: 1000 + epoch,
    config: { ...QUICK_LOOK, epochs: 10 },
    backend: { name: 'cpu', adapter: '' },
    tuning: null,
    schema: ONE_COLUMN,
    patients: 12,
    setAside: 0,
    source: 'files',
    demo: null,
    settings: DEFAULT_DATA_SETTINGS,
    fingerprint: 'f',
    position: { epoch, steps: 2 * epoch, step: 0, generatorLoss: 0, discriminatorLoss: 0 },
    isComplete,
    incidents: [],
    reseeds: 0,
  };
}
