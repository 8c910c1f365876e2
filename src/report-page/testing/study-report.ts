/** A complete report for tests: the rows of `comparisonReport` and the ECGs of `ecgComparison`, with facts and examples. */
import type { EcgComparison, StudyReport } from '../../core/ecg-comparison.ts';
import { QUICK_LOOK } from '../../core/run-config.ts';
import type { StudyFacts } from '../../core/study-facts.ts';
import type { ExamplePairs } from '../sections/examples.ts';
import { comparisonReport } from './comparison-report.ts';
import { ecgComparison } from './ecg-comparison.ts';

export function studyReport(ecgs: EcgComparison | null = ecgComparison()): StudyReport {
  const rows = comparisonReport();
  const split = {
    train: Array.from({ length: 80 }, (_, i) => i),
    holdout: Array.from({ length: 20 }, (_, i) => 80 + i),
  };
  return {
    ...rows,
    split,
    detection: ecgs?.detection ?? null,
    images: ecgs?.images ?? null,
    joint: ecgs?.joint ?? null,
    predictor: ecgs?.predictor ?? null,
    projections: { ...rows.projections, images: ecgs?.projections.images ?? null },
    privacy: {
      ...rows.privacy,
      ...(ecgs?.privacy ?? { images: null, pairs: null, membership: null, reason: null }),
    },
    ceiling:
      ecgs === null
        ? rows.ceiling
        : { ...rows.ceiling, ...ecgs.ceiling, privacy: { ...rows.ceiling.privacy, ...ecgs.ceiling.privacy } },
  };
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
  createdAt: '2026-01-31T12:00:00.000Z',
};

export function examplePairs(count = 3, size = 64): ExamplePairs {
  return {
    size,
    count,
    images: Uint8Array.from({ length: count * size * size }, (_, i) => (i % 7 === 0 ? 20 : 240)),
    columns: ['age', 'smoker'],
    rows: Array.from({ length: count }, (_, i) => [String(50 + i), 'yes']),
  };
}
