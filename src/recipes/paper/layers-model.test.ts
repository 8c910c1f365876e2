import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import { countParameters, type VariableSpec } from '../../core/variable-spec.ts';
import { Rng } from '../../core/rng.ts';
import { QUICK_LOOK } from '../../core/run-config.ts';
import { CpuKernels } from '../../engine/cpu/cpu-kernels.ts';
import { JointGan } from '../../gan/joint-gan.ts';
import { modelJson } from '../../nets/layers-model.ts';
import type { Parameters } from '../../engine/parameters.ts';
import { paperNetworks, paperStep } from './step.ts';

const kernels = new CpuKernels();

async function load(json: object, specs: readonly VariableSpec[], parameters: Parameters): Promise<tf.LayersModel> {
  const { modelTopology } = json as { modelTopology: object };
  const values = specs.map((spec) => new Uint8Array(parameters.get(spec.name).value.dataSync().slice().buffer));
  const weightData = new Uint8Array(values.flatMap((bytes) => [...bytes])).buffer;
  const weightSpecs = specs.map(({ name, shape }) => ({ name, shape: [...shape], dtype: 'float32' as const }));
  return tf.loadLayersModel(tf.io.fromMemory({ modelTopology, weightSpecs, weightData }));
}

beforeAll(async () => {
  await tf.setBackend('cpu');
});

// Protects two things at once: that our networks are the Keras networks of the article, layer by layer with the same
// defaults (tf.layers computes them independently), and that a saved model is the model that was trained.
it('computes what TensorFlow.js computes from the same Keras layers', { timeout: 60_000 }, async () => {
  const gan = await JointGan.initial({ ...QUICK_LOOK, width: 0.03, seed: 2 }, 5, kernels);
  const rng = new Rng(1, 97);
  const noise = tf.tensor2d(rng.normals(400), [4, 100]);
  const realImages = tf.tensor4d(
    Float32Array.from({ length: 4 * 4096 }, () => rng.between(-1, 1)),
    [4, 64, 64, 1],
  );
  const realRows = tf.tensor2d(
    Float32Array.from({ length: 20 }, () => rng.uniform()),
    [4, 5],
  );
  // A few steps, so that moving averages and biases are not the initial ones.
  for (const step of [1, 2, 3])
    paperStep(kernels, paperNetworks(gan.networks), { realImages, realRows, noise, seed: 1, step }).dispose();

  const { generator, discriminator } = paperNetworks(gan.networks);
  const graphs = { generator: generator.graph, discriminator: discriminator.graph };
  const gSpecs = graphs.generator.variables;
  const g = await load(modelJson(graphs.generator) as object, gSpecs, generator.parameters);
  expect(g.countParams()).toBe(countParameters(gSpecs));
  const [image, row] = g.predict(noise) as tf.Tensor[];
  const ours = generator.infer({ noise });
  expect(tf.max(tf.abs(tf.sub(image ?? 0, ours['image'] ?? 1))).dataSync()[0]).toBeLessThan(1e-5);
  expect(tf.max(tf.abs(tf.sub(row ?? 0, ours['row'] ?? 1))).dataSync()[0]).toBeLessThan(1e-5);

  const dSpecs = graphs.discriminator.variables;
  const d = await load(modelJson(graphs.discriminator) as object, dSpecs, discriminator.parameters);
  expect(d.countParams()).toBe(countParameters(dSpecs));
  const logits = d.predict([realImages, realRows]) as tf.Tensor;
  const judged = discriminator.infer({ picture: realImages, row: realRows });
  expect(tf.max(tf.abs(tf.sub(logits, judged['logit'] ?? 1))).dataSync()[0]).toBeLessThan(1e-5);
});
