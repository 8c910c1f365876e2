import { expect, it } from 'vitest';
import { estimateEcgComparison, isFast } from './ecg-comparison-estimate.ts';

const work = { train: 400, holdout: 100, synthetic: 400 } as const;
const cpu = { flops: 1e10, stepOverheadSeconds: 0.01 };

it('grows with patients, and shrinks with speed', () => {
  const base = estimateEcgComparison(work, cpu);
  expect(base).toBeGreaterThan(60);
  expect(base).toBeLessThan(3600);
  // Trainings take as many steps of many patients as of a few hundred, until five passes are more.
  expect(estimateEcgComparison({ ...work, train: 20_000, synthetic: 1000 }, cpu)).toBeGreaterThan(2 * base);
  expect(estimateEcgComparison({ ...work, train: 40, synthetic: 40 }, cpu)).toBeLessThan(base / 2);
  expect(estimateEcgComparison(work, { flops: 5e12, stepOverheadSeconds: 0.002 })).toBeLessThan(base / 4);
});

it('does not take the overhead of the large networks for that of the small ones', () => {
  const slow = estimateEcgComparison(work, { ...cpu, stepOverheadSeconds: 5 });
  expect(slow).toBeLessThan(3 * estimateEcgComparison(work, cpu));
});

it('is fast on a real graphics processor only', () => {
  const chip = { adapter: '', isSoftware: false, maxBufferBytes: null, maxTotalBytes: null };
  expect(isFast({ ...chip, name: 'webgpu' })).toBe(true);
  expect(isFast({ ...chip, name: 'webgpu', isSoftware: true })).toBe(false);
  expect(isFast({ ...chip, name: 'wasm' })).toBe(false);
});
