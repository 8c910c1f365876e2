import { expect, it } from 'vitest';
import { questionVerdicts } from './questions.ts';
import { comparisonReport } from './testing/comparison-report.ts';
import { ecgComparison } from './testing/ecg-comparison.ts';

it('has a verdict for every question, those of the ECGs when they are measured', () => {
  const rows = { columns: 'close', pairs: 'apart' };
  expect(questionVerdicts(comparisonReport(), null)).toEqual({
    ...rows,
    ecgs: 'unmeasured',
    fit: 'unmeasured',
    privacy: 'no-sign-rows',
    use: 'unmeasured',
  });
  expect(questionVerdicts(comparisonReport(), ecgComparison())).toEqual({
    ...rows,
    ecgs: 'apart',
    fit: 'apart',
    privacy: 'no-sign',
    use: 'close',
  });
});
