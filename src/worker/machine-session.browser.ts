/** Choosing what to train on, in a browser whose only graphics are emulated. */
import { describe, expect, it } from 'vitest';
import { QUICK_LOOK } from '../core/run-config.ts';
import { startBackend } from '../engine/backends.ts';
import { MachineSession } from './machine-session.ts';

describe('auto', () => {
  it('measures a real step, does not take emulated graphics, and says what it measured', async () => {
    const report = await new MachineSession().report('auto');
    expect(report.usable.find(({ name }) => name === 'webgpu')?.isSoftware).toBe(true);
    expect(report.chosen.name).toBe('wasm');
    expect(report.measurements.map(({ name }) => name)).toEqual(['wasm']);
    expect(report.measurements[0]?.stepMs).toBeGreaterThan(0);
    expect(report.flops).toBeGreaterThan(1e7);
  });

  // Protects a visitor whose driver breaks: the page must fall back, not fail.
  it('passes over a backend that fails its step and names it', async () => {
    const machine = new MachineSession((info, started) =>
      info.name === 'wasm' ? Promise.reject(new Error('driver broke')) : startBackend(info, started),
    );
    const report = await machine.report('auto');
    expect(report.chosen.name).toBe('cpu');
    expect(report.usable.map(({ name }) => name)).not.toContain('wasm');
    expect(report.unusable).toContainEqual({ name: 'wasm', reason: 'driver broke' });
  });
});

it('a backend asked for by name is taken, emulated or not, and can change between runs', async () => {
  const machine = new MachineSession();
  const gpu = await machine.startFor({ ...QUICK_LOOK, backend: 'webgpu' }, 3);
  expect([gpu.info.name, gpu.info.isSoftware]).toEqual(['webgpu', true]);
  expect((await machine.startFor({ ...QUICK_LOOK, backend: 'cpu' }, 3)).info.name).toBe('cpu');
  expect(await machine.startFor({ ...QUICK_LOOK, backend: 'webgpu' }, 3)).toBe(gpu);
});
