import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, describe, expect, it } from 'vitest';
import { Rng } from '../../core/rng.ts';
import { EnergyDistance } from './energy-distance.ts';
import { LookTensors } from './look-tensors.ts';
import { SheetLook } from './sheet-look.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

function pictures(count: number, size: number, seed: number) {
  const rng = new Rng(seed, 1);
  return { size, images: Uint8Array.from({ length: count * size * size }, () => rng.below(256)) };
}

function asImage({ size, images }: { size: number; images: Uint8Array }): tf.Tensor4D {
  return tf.tensor4d(
    Float32Array.from(images, (grey) => grey / 127.5 - 1),
    [images.length / size ** 2, size, size, 1],
  );
}

describe.each([64, 200])('at %i pixels', (size) => {
  const look = new SheetLook(pictures(6, size, 1), 4);

  it('looks at pictures on the device as at bytes', async () => {
    const some = pictures(3, size, 2);
    const tensors = new LookTensors(look, size);
    const found = await tensors.look(asImage(some)).look.data();
    const expected = look.of(some);
    expect(expected).toHaveLength(12);
    found.forEach((value, i) => expect(value).toBeCloseTo(expected[i] ?? 0, 3));
    tensors.dispose();
  });

  it('has the gradient of central differences', async () => {
    const tensors = new LookTensors(look, size);
    const image = asImage(pictures(2, size, 3));
    const by = tf.tensor2d(new Rng(4, 1).normals(8), [2, 4]);
    const gradient = tensors.gradient(by, tensors.look(image));
    const way = tf.tensor4d(new Rng(5, 1).normals(2 * size * size), image.shape);
    const at = async (step: number) => {
      const { look: moved } = tensors.look(tf.add(image, tf.mul(way, step)));
      return (await tf.sum(tf.mul(moved, by)).data())[0] ?? 0;
    };
    const numeric = ((await at(1e-2)) - (await at(-1e-2))) / 2e-2;
    const [exact = 0] = await tf.sum(tf.mul(gradient, way)).data();
    expect(Math.abs(exact)).toBeGreaterThan(0.1);
    expect(exact / numeric).toBeCloseTo(1, 2);
    tensors.dispose();
  });
});

describe('the energy distance', () => {
  const normals = (n: number, seed: number, shift = 0) => new Rng(seed, 1).normals(n * 3).map((x) => x + shift);
  // Two views: of the second everything is twice as far apart.
  const views = (one: Float32Array) => tf.tensor3d([...one, ...one.map((x) => 2 * x)], [2, one.length / 3, 3]);
  const real = normals(80, 1);
  const energy = new EnergyDistance(Float32Array.from([...real, ...real.map((x) => 2 * x)]), [2, 80, 3]);
  const of = async (made: tf.Tensor3D) => (await energy.of(made).distance.data())[0] ?? Number.NaN;

  it('is near 0 for others of the same kind, and large for others moved or all alike', async () => {
    expect(Math.abs(await of(views(normals(80, 2))))).toBeLessThan(0.03);
    expect(await of(views(normals(80, 2, 1)))).toBeGreaterThan(0.15);
    expect(await of(tf.zeros([2, 80, 3]))).toBeGreaterThan(0.15);
  });

  it('has the gradient of central differences', async () => {
    const made = views(normals(5, 3, 0.5));
    const gradient = await energy.of(made).gradient.data();
    for (const i of [0, 7, 14, 22]) {
      const moved = (step: number) =>
        tf.add<tf.Tensor3D>(made, tf.tensor3d(new Float32Array(30).fill(step, i, i + 1), made.shape));
      const numeric = ((await of(moved(1e-2))) - (await of(moved(-1e-2)))) / 2e-2;
      expect(gradient[i]).toBeCloseTo(numeric, 3);
    }
  });
});
