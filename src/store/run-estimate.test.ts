import { describe, expect, it } from 'vitest';
import type { MachineReport } from '../core/machine.ts';
import { AS_PUBLISHED, QUICK_LOOK } from '../core/run-config.ts';
import { estimateRun, isTooLong, largestFitting, misfit, type Speed, speedOf, TYPICAL_DATA } from './run-estimate.ts';

function machine(maxBufferBytes: number | null, flops: number, isSoftware = false): MachineReport {
  const chosen = { name: 'webgpu' as const, adapter: 'test', isSoftware, maxBufferBytes, maxTotalBytes: null };
  return { usable: [chosen], unusable: [], chosen, flops, measurements: [] };
}

const speed = (flops: number): Speed => speedOf(machine(null, flops));

describe('what a run costs', () => {
  it('counts the last, smaller batch as a step', () => {
    expect(estimateRun(QUICK_LOOK, { patients: 101, columns: 5 }, speed(1e9)).stepsPerEpoch).toBe(11);
  });

  it('grows with the arithmetic, and never below what each step takes besides', () => {
    const time = (flops: number): number => estimateRun(QUICK_LOOK, TYPICAL_DATA, speed(flops)).totalSeconds;
    const overhead = time(Number.POSITIVE_INFINITY);
    expect(overhead).toBeGreaterThan(10);
    expect((time(1e9) - overhead) / (time(1e10) - overhead)).toBeCloseTo(10, 6);
  });
});

it('takes the overhead of a step from a measured one', () => {
  const measured = { ...machine(null, 1e15), measurements: [{ name: 'webgpu' as const, stepMs: 20 }] };
  expect(speedOf(measured).stepOverheadSeconds).toBeCloseTo(0.02, 4);
});

describe('what fits', () => {
  it('finds the published network too large for a 128 MiB limit and offers one that fits', () => {
    const small = machine(128 * 2 ** 20, 5e12);
    expect(misfit(AS_PUBLISHED, TYPICAL_DATA, small)).toEqual({ needed: 256_000_000, limit: 128 * 2 ** 20 });
    const offer = largestFitting(AS_PUBLISHED, TYPICAL_DATA, small);
    expect(offer).not.toBeNull();
    if (offer !== null) expect(misfit(offer, TYPICAL_DATA, small)).toBeNull();
  });

  it('takes a backend without a limit at its word', () => {
    expect(misfit(AS_PUBLISHED, TYPICAL_DATA, machine(null, 1e9))).toBeNull();
  });

  it('offers nothing where nothing fits', () => {
    expect(largestFitting(AS_PUBLISHED, TYPICAL_DATA, machine(1000, 1e9))).toBeNull();
  });
});

it('calls weeks too long, and an evening not', () => {
  expect(isTooLong(8 * 86_400)).toBe(true);
  expect(isTooLong(6 * 3600)).toBe(false);
});
