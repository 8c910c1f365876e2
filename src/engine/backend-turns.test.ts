/** Protects a training from a measurement that makes another backend tfjs's current one in the middle of it. */
import { describe, expect, it } from 'vitest';
import { BackendTurns } from './backend-turns.ts';

const settled = (): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, 0);
  });

describe('turns', () => {
  it('work on one backend overlaps, work on another waits for all of it', async () => {
    const turns = new BackendTurns();
    const log: string[] = [];
    const first = await turns.hold('wasm');
    const second = await turns.hold('wasm');
    const third = turns.hold('webgpu').then((release) => {
      log.push('webgpu');
      return release;
    });
    first();
    await settled();
    expect(log).toEqual([]);
    second();
    await third;
    expect(log).toEqual(['webgpu']);
  });

  it('those who wait come in their order, those for the same backend together', async () => {
    const turns = new BackendTurns();
    const log: string[] = [];
    const release = await turns.hold('cpu');
    const waiting = (['webgpu', 'wasm', 'webgpu'] as const).map(async (name, i) => {
      const done = await turns.hold(name);
      log.push(`${name} ${i}`);
      await settled();
      done();
    });
    await settled();
    release();
    await Promise.all(waiting);
    expect(log).toEqual(['webgpu 0', 'webgpu 2', 'wasm 1']);
  });

  it('a release counts once', async () => {
    const turns = new BackendTurns();
    const first = await turns.hold('wasm');
    await turns.hold('wasm');
    first();
    first();
    let isGranted = false;
    void turns.hold('cpu').then(() => {
      isGranted = true;
    });
    await settled();
    expect(isGranted).toBe(false);
  });
});
