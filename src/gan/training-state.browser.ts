/** A continued run equals the uninterrupted one to the last bit, on the backends that train in a browser. */
import { expect, it } from 'vitest';
import { namedBackend, startBackend, surveyBackends } from '../engine/backends.ts';
import { toyRun } from './testing/toy-run.ts';

// Three steps an epoch: step 3 is between two, 4 inside the second, where more has to be kept.
it.each([
  ['wasm', [3, 4]],
  ['webgpu', [4]],
] as const)('on %s, stopped after steps %j', async (name, stops) => {
  const { kernels } = await startBackend(namedBackend(name, await surveyBackends()), new Map());
  const whole = await toyRun(kernels, 2);
  for (const stopAt of stops) {
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
