import { expect, it } from 'vitest';
import { estimateEcgComparison, isFast } from './ecg-comparison-estimate.ts';

const work = { train: 400, holdout: 100, synthetic: 400, size: 64 } as const;
const cpu = { flops: 1e10, stepOverheadSeconds: 0.01 };

it('grows with patients and pictures, and shrinks with speed', () => {
  const base = estimateEcgComparison(work, cpu);
  expect(base).toBeGreaterThan(60);
  expect(base).toBeLessThan(3600);
  expect(estimateEcgComparison({ ...work, train: 800, synthetic: 800 }, cpu)).toBeGreaterThan(1.8 * base);
  expect(estimateEcgComparison({ ...work, size: 200 }, cpu)).toBeGreaterThan(base);
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
