import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, describe, expect, it } from 'vitest';
import { graphsOf } from '../recipes/recipes.ts';
import { CpuKernels } from '../engine/cpu/cpu-kernels.ts';
import { JointGan } from './joint-gan.ts';
import { readState, TOY_CONFIG, toyRun } from './testing/toy-run.ts';
import { stateBytes, stateShapes, tensorPieces } from './training-state.ts';

const kernels = new CpuKernels();

beforeAll(async () => {
  await tf.setBackend('cpu');
});

describe('a continued run', () => {
  let whole: Awaited<ReturnType<typeof toyRun>>;
  beforeAll(async () => {
    whole = await toyRun(kernels, 2);
  });

  // Nine patients in batches of four: three steps an epoch, so step 4 is inside the second. Other backends, and step 3 between
  // two epochs, are in the browser's test.
  it('interrupted inside an epoch equals the uninterrupted one to the last bit, and without the moments of Adam it would not', async () => {
    const { stopped, losses } = await toyRun(kernels, 2, { stopAt: 4 });
    if (stopped === null) throw new Error('it did not stop');
    const rest = await toyRun(kernels, 2, { from: stopped });
    expect([...losses, ...rest.losses]).toEqual(whole.losses);
    expect(rest.state).toEqual(whole.state);
    // The optimizer's moments are part of it, and have moved.
    expect(rest.state.get('generator/v/trunk/kernel')?.some((v) => v > 0)).toBe(true);

    const state = new Map([...stopped.state].filter(([name]) => name.includes('/value/')));
    const without = await toyRun(kernels, 2, { from: { ...stopped, state } });
    expect(without.state).not.toEqual(whole.state);
  });
});

describe('the state', () => {
  it('has the names, shapes and size that its plan says', async () => {
    const gan = await JointGan.initial(TOY_CONFIG, 3, kernels);
    const state = await readState(gan);
    const graphs = graphsOf(TOY_CONFIG, 3);
    expect([...state].map(([name, { length }]) => [name, length])).toEqual(
      stateShapes(graphs).map(({ name, shape }) => [name, shape.reduce((a, b) => a * b, 1)]),
    );
    expect([...state.values()].reduce((sum, { byteLength }) => sum + byteLength, 0)).toBe(stateBytes(graphs));
    gan.dispose();
  });

  it('is read in pieces that leave no tensors, and are no window into the tensor', async () => {
    const tensor = tf.tensor2d([1, 2, 3, 4, 5, 6], [2, 3]);
    const before = tf.memory().numTensors;
    const pieces: Float32Array[] = [];
    for await (const piece of tensorPieces(tensor, 4)) {
      pieces.push(new Float32Array(piece.buffer.slice(0)));
      piece.fill(0);
    }
    expect(pieces).toEqual([Float32Array.of(1, 2, 3, 4), Float32Array.of(5, 6)]);
    expect([...(await tensor.data())]).toEqual([1, 2, 3, 4, 5, 6]);
    expect(tf.memory().numTensors).toBe(before);
    tensor.dispose();
  });

  it('that cannot be read leaves no tensors', async () => {
    const before = tf.memory().numTensors;
    let asked = 0;
    const read = async (_: string, spec: { readonly shape: readonly number[] }): Promise<Float32Array> => {
      asked += 1;
      if (asked === 60) throw new Error('damaged');
      return new Float32Array(spec.shape.reduce((a, b) => a * b, 1));
    };
    await expect(JointGan.loaded(TOY_CONFIG, 3, kernels, read)).rejects.toThrow('damaged');
    expect(tf.memory().numTensors).toBe(before);
  });
});
