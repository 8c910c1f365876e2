import { expect, it } from 'vitest';
import type { Progress } from '../../../core/progress.ts';
import { ECG_COMPARISON_PARTS } from '../../../core/report/ecg-comparison.ts';
import { partProgress } from './progress-budget.ts';

it('goes from nothing to all, never backwards, and names what is waited for', () => {
  const seen: Progress[] = [];
  const { front, beside } = partProgress((progress) => seen.push(progress));
  const other = beside('detection', 0.5, 1);
  for (const part of ECG_COMPARISON_PARTS) {
    const own = part === 'detection' ? front(part, 0, 0.5) : front(part);
    for (const fraction of [0.5, 0.25, 1]) own(fraction);
    other(0.2);
  }
  other(1);
  const done = seen.map((progress) => progress.done);
  expect(done).toEqual(done.toSorted((a, b) => a - b));
  expect(done.at(-1)).toBe(1000);
  const parts = seen.map(({ part }) => part).filter((part, i, all) => part !== all[i - 1]);
  expect(parts).toEqual(ECG_COMPARISON_PARTS);
});
