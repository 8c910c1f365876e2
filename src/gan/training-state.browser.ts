/** A continued run equals the uninterrupted one to the last bit, on the backends that train in a browser. */
import { expect, it } from 'vitest';
import { namedBackend, startBackend, surveyBackends } from '../engine/backends.ts';
import { toyRun } from './testing/toy-run.ts';

it.each(['wasm', 'webgpu'] as const)('on %s, from between two epochs and from inside one', async (name) => {
  const { kernels } = await startBackend(namedBackend(name, await surveyBackends()), new Map());
  const whole = await toyRun(kernels, 2);
  for (const stopAt of [3, 4]) {
    const first = await toyRun(kernels, 2, { stopAt });
    if (first.stopped === null) throw new Error('it did not stop');
    const rest = await toyRun(kernels, 2, { from: first.stopped });
    expect([...first.losses, ...rest.losses]).toEqual(whole.losses);
    expect([...rest.state.keys()].filter((key) => !same(rest.state.get(key), whole.state.get(key)))).toEqual([]);
  }
});

function same(a: Float32Array | undefined, b: Float32Array | undefined): boolean {
  if (a === undefined || b === undefined || a.length !== b.length) return false;
  const [x, y] = [new Uint32Array(a.buffer), new Uint32Array(b.buffer)];
  return x.every((word, i) => word === y[i]);
}
