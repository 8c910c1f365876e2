import { expect, it } from 'vitest';
import { assembleStudyReport } from './study-report.ts';
import { comparisonReport } from './testing/comparison-report.ts';
import { ecgComparison } from './testing/ecg-comparison.ts';
import { studyReport } from './testing/study-report.ts';

/** Every path to a ceiling or to null, e.g. `images.kid`. */
function pathsOf(value: unknown, at = ''): string[] {
  if (value === null) return [at];
  if (Array.isArray(value) || typeof value !== 'object') return [];
  const isCeiling = 'mean' in value && 'low' in value && 'high' in value;
  if (isCeiling) return [at];
  return Object.entries(value).flatMap(([key, inner]) => pathsOf(inner, at === '' ? key : `${at}.${key}`));
}

const valueAt = (tree: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((inner, key) => (inner as Record<string, unknown> | null)?.[key], tree);

/** What patients put aside reach is a ceiling of the same score. */
const scoreOf = (path: string): string => path.replace(/^holdout\./u, '');

// A ceiling that is not where its score is would be read as another score's.
it('every ceiling has its score at the same place', () => {
  const study = studyReport();
  const paths = pathsOf(study.ceiling).filter((path) => !path.startsWith('columns'));
  expect(paths.length).toBeGreaterThanOrEqual(20);
  for (const path of paths) expect(valueAt(study, scoreOf(path)), path).not.toBeUndefined();
});

it('has the sections of the published definitions, measured or null', () => {
  const names = ['split', 'columns', 'shapesScore', 'correlation', 'pairsScore', 'projections', 'detection', 'images'];
  const others = ['joint', 'predictor', 'privacy', 'ceiling'];
  for (const study of [studyReport(), studyReport(null)]) {
    for (const name of [...names, ...others]) expect(study).toHaveProperty(name);
    expect(Object.keys(study.privacy).toSorted()).toEqual(['images', 'membership', 'pairs', 'reason', 'rows']);
    expect(JSON.stringify(study)).not.toMatch(/NaN|undefined/u);
  }
  expect(studyReport(null)).toMatchObject({ detection: null, images: null, joint: null, predictor: null });
});

it('never joins comparisons of different patients', () => {
  const rows = comparisonReport();
  const n = { train: rows.n.real, holdout: 0, synthetic: rows.n.synthetic };
  expect(() => assembleStudyReport(rows, ecgComparison({ n: { ...n, train: 7 } }))).toThrow('different patients');
  expect(() => assembleStudyReport(rows, ecgComparison({ n, seed: 2 }))).toThrow('different patients');
  expect(assembleStudyReport(rows, ecgComparison({ n })).joint).not.toBeNull();
});
