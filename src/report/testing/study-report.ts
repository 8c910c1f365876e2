/** A complete report for tests: the rows of `comparisonReport` and the ECGs of `ecgComparison`, with facts and examples. */
import type { EcgComparison, StudyReport } from '../../core/report/ecg-comparison.ts';
import { QUICK_LOOK } from '../../core/run-config.ts';
import type { StudyFacts } from '../../core/report/study-facts.ts';
import { assembleStudyReport } from '../study-report.ts';
import type { ExamplePairs } from '../../core/report/example-pairs.ts';
import { comparisonReport } from './comparison-report.ts';
import { ecgComparison } from './ecg-comparison.ts';

export function studyReport(ecgs: EcgComparison | null = ecgComparison()): StudyReport {
  const rows = comparisonReport();
  // One network, one set of pairs: as many on both sides of the report.
  const n = { train: rows.n.real, holdout: 5, synthetic: rows.n.synthetic };
  const split = {
    train: Array.from({ length: n.train }, (_, i) => i),
    holdout: Array.from({ length: n.holdout }, (_, i) => n.train + i),
  };
  return assembleStudyReport({ ...rows, split }, ecgs === null ? null : { ...ecgs, n });
}

export const FACTS: StudyFacts = {
  appVersion: '1.2.3',
  config: QUICK_LOOK,
  backend: 'wasm',
  epoch: 30,
  trainedOn: { patients: 80, setAside: 20, source: 'files' },
  schema: {
    version: 1,
    width: 1,
    columns: [
      {
        name: 'age <years> & "more"',
        role: 'feature',
        type: 'integer',
        threshold: null,
        coding: { kind: 'scale', min: 30, max: 88, decimals: 0 },
        offset: 0,
        width: 1,
        missing: 3,
        fill: '60',
      },
    ],
  },
  modelHash: 'abc123',
  sheet: null,
  createdAt: '2026-01-31T12:00:00.000Z',
};

export function examplePairs(count = 3, size = 64): ExamplePairs {
  return {
    size,
    // A grey picture of one pixel.
    pictures: Array.from(
      { length: count },
      () =>
        'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==',
    ),
    columns: ['age', 'smoker'],
    rows: Array.from({ length: count }, (_, i) => [String(50 + i), 'yes']),
  };
}
