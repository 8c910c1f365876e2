/** Choosing what to train on, in a browser whose only graphics are emulated. */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { type BackendName, QUICK_LOOK } from '../core/run-config.ts';
import { type RunningBackend, startBackend } from '../engine/backends.ts';
import { measureStep } from '../gan/step-probe.ts';
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

// Protects against drivers that run but compute nonsense; the expected losses must be the same on every backend. That they are
// those of cpu too is seen above, where it is chosen: a step of it takes many times as long.
it.each(['wasm', 'webgpu'] as const)('the measured step is right on %s, and a wrong one is noticed', async (name) => {
  const { kernels } = (await new MachineSession().startFor({ ...QUICK_LOOK, backend: name }, 3)).backend;
  await expect(measureStep(kernels, () => performance.now())).resolves.toBeGreaterThan(0);
  const broken = new Proxy(kernels, {
    get(target, key) {
      if (key === 'tanh') return (x: Tensor) => tf.mul(x, 0.5);
      const value: unknown = Reflect.get(target, key);
      // Bound, because kernels have private fields.
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
  await expect(measureStep(broken, () => performance.now())).rejects.toMatchObject({
    params: { reason: 'wrong-results' },
  });
});

it('a backend asked for by name is taken, emulated or not, and can change between runs', async () => {
  const machine = new MachineSession();
  const use = async (backend: BackendName): Promise<RunningBackend> => {
    const lease = await machine.startFor({ ...QUICK_LOOK, backend }, 3);
    lease.release();
    return lease.backend;
  };
  const gpu = await use('webgpu');
  expect([gpu.info.name, gpu.info.isSoftware]).toEqual(['webgpu', true]);
  expect((await use('cpu')).info.name).toBe('cpu');
  expect(await use('webgpu')).toBe(gpu);
});

// Seen: a training begun while the page was still measuring ended with "The current backend is not wasm".
it('measuring waits for a training, and leaves its backend alone', async () => {
  const machine = new MachineSession();
  const [training, again] = await Promise.all([
    machine.startFor({ ...QUICK_LOOK, backend: 'wasm' }, 3),
    machine.startAgain('wasm', undefined),
  ]);
  expect(again.backend).toBe(training.backend);
  let isMeasured = false;
  const report = machine.report('cpu').then(() => {
    isMeasured = true;
  });
  for (let i = 0; i < 3; i++) await measureStep(training.backend.kernels, () => performance.now());
  expect(tf.getBackend()).toBe('wasm');
  expect(isMeasured).toBe(false);
  training.release();
  again.release();
  await report;
  // A network that was trained on wasm is asked for pairs after that.
  expect(tf.getBackend()).toBe('cpu');
  await machine.withBackend(training.backend, () => expect(tf.getBackend()).toBe('wasm'));
});

// A lease that a failed start keeps would block every other backend until the page is opened again.
it('a start that fails holds nobody up, tried once or again', async () => {
  let fails = 2;
  const machine = new MachineSession((info, started, tiles) => {
    if (info.name === 'wasm' && fails-- > 0) return Promise.reject(new Error('driver broke'));
    return startBackend(info, started, tiles);
  });
  await expect(machine.startFor({ ...QUICK_LOOK, backend: 'wasm' }, 3)).rejects.toThrow('driver broke');
  const again = await machine.startAgain('wasm', undefined);
  expect(fails).toBeLessThan(0);
  again.release();
  const other = await machine.startFor({ ...QUICK_LOOK, backend: 'cpu' }, 3);
  expect(other.backend.info.name).toBe('cpu');
});
