import { describe, expect, it } from 'vitest';
import type { MachineReport } from '../core/machine.ts';
import { AS_PUBLISHED } from '../core/run-config.ts';
import { presetConfig, presetOf, PRESETS, QUICK, suggestPreset } from './presets.ts';
import { TYPICAL_DATA } from './run-estimate.ts';

function machine(flops: number, maxBufferBytes: number | null = null): MachineReport {
  const chosen = { name: 'wasm' as const, adapter: '', isSoftware: false, maxBufferBytes, maxTotalBytes: null };
  return { usable: [chosen], unusable: [], chosen, flops, measurements: [] };
}

describe('presets', () => {
  it('are the measured recipe, but for the article’s', () => {
    expect(presetConfig('paper', null, TYPICAL_DATA)).toEqual(AS_PUBLISHED);
    for (const preset of ['quick', 'best'] as const) {
      expect(presetConfig(preset, machine(1e10), TYPICAL_DATA)).toMatchObject({ recipe: 'modern', fit: 'keep' });
    }
  });

  it('are known by their values, as this computer has them', () => {
    for (const preset of PRESETS) {
      expect(presetOf(presetConfig(preset, machine(1e11), TYPICAL_DATA), machine(1e11), TYPICAL_DATA)).toBe(preset);
    }
    expect(presetOf({ ...QUICK, epochs: 21 }, null, TYPICAL_DATA)).toBeNull();
  });

  it('take pictures as large as this computer draws in some minutes', () => {
    const size = (flops: number) => presetConfig('best', machine(flops), TYPICAL_DATA).size;
    expect([size(1e8), size(1e13)]).toEqual([64, 200]);
    const sizes = [1e8, 1e9, 3e9, 1e10, 3e10, 1e11, 1e13].map(size);
    expect(sizes).toEqual(sizes.toSorted((a, b) => a - b));
    // Of many patients fewer pixels are drawn in the same time.
    expect(presetConfig('best', machine(1e11), { ...TYPICAL_DATA, patients: 500_000 }).size).toBe(64);
    expect(presetConfig('best', null, TYPICAL_DATA).size).toBe(64);
  });

  it('suggest the best where it is done while one waits, and the quick look elsewhere', () => {
    expect(suggestPreset(machine(1e12), TYPICAL_DATA)).toBe('best');
    expect(suggestPreset(machine(1e7), TYPICAL_DATA)).toBe('quick');
    expect(suggestPreset(machine(1e12, 1000), TYPICAL_DATA)).toBe('quick');
  });
});
