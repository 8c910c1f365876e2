import * as tf from '@tensorflow/tfjs';
import JSZip from 'jszip';
import * as ort from 'onnxruntime-web';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Rng } from '../../core/rng.ts';
import type { ImageSize, RunConfig } from '../../core/run-config.ts';
import { QUICK_LOOK } from '../../core/run-config.ts';
import type { TableSchema } from '../../core/table-schema.ts';
import { Parameters } from '../../engine/parameters.ts';
import { CpuKernels } from '../../engine/cpu/cpu-kernels.ts';
import { JointGan } from '../../gan/joint-gan.ts';
import { Network } from '../../nets/run.ts';
import { runOnnx } from '../../nets/testing/run-onnx.ts';
import { modernGenerator } from '../../recipes/modern/graphs.ts';
import { plainGenerator } from '../../recipes/modern/plain-generator.ts';
import { toyGenerator } from '../../recipes/modern/testing/toy-weights.ts';
import { paperNetworks, paperStep } from '../../recipes/paper/step.ts';
import { ZipPacker } from '../../export/zip-packer.ts';
import { exportModel } from './model-export.ts';
import { exportOnnx } from './onnx-export.ts';
import type { TrainedModel } from './trained-model.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const kernels = new CpuKernels();
const work = {
  signal: new AbortController().signal,
  onProgress: (): void => {},
  openPacker: () => new ZipPacker(),
};
const COLUMNS = 5;
const schema: TableSchema = {
  version: 1,
  width: COLUMNS,
  columns: Array.from({ length: COLUMNS }, (_, i) => ({
    name: i === 0 ? 'возраст' : `x${i}`,
    role: 'feature',
    type: 'continuous',
    threshold: null,
    coding: { kind: 'scale', min: 0, max: 9, decimals: 1 },
    offset: i,
    width: 1,
    missing: 0,
    fill: '',
  })),
};

/** A few steps, so that moving averages and biases are not the initial ones. */
async function trained(size: ImageSize, width: number): Promise<TrainedModel> {
  const config: RunConfig = { ...QUICK_LOOK, size, width, seed: 2, holdout: 0 };
  const gan = await JointGan.initial(config, COLUMNS, kernels);
  const rng = new Rng(1, 907);
  const input = {
    realImages: tf.tensor4d(rng.normals(2 * size * size), [2, size, size, 1]),
    realRows: tf.tensor2d(rng.normals(2 * COLUMNS), [2, COLUMNS]),
    noise: tf.tensor2d(rng.normals(200), [2, 100]),
  };
  for (const step of [1, 2, 3]) paperStep(kernels, paperNetworks(gan.networks), { ...input, seed: 1, step }).dispose();
  tf.dispose(Object.values(input));
  const model = { gan, config, schema, counts: { patients: 9, setAside: 0 }, source: 'demo', epoch: 3, steps: 3 };
  return model as unknown as TrainedModel;
}

function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a.length).toBe(b.length);
  let most = 0;
  for (let i = 0; i < a.length; i++) most = Math.max(most, Math.abs((a[i] ?? Number.NaN) - (b[i] ?? Number.NaN)));
  return most;
}

/** The files of one network as they lie in the archive, found by the paths that `model.json` gives. */
async function loadLayers(zip: JSZip, folder: string): Promise<tf.LayersModel> {
  const bytes = async (name: string): Promise<ArrayBuffer> => {
    const file = zip.file(`${folder}/${name}`);
    if (file === null) throw new Error(`no ${name}`);
    return file.async('arraybuffer');
  };
  const json = JSON.parse(new TextDecoder().decode(await bytes('model.json'))) as tf.io.ModelJSON;
  return tf.loadLayersModel({
    load: async () => {
      const groups = json.weightsManifest;
      const data = await Promise.all(groups.flatMap(({ paths }) => paths).map(bytes));
      return {
        modelTopology: json.modelTopology,
        weightSpecs: groups.flatMap(({ weights }) => weights),
        weightData: tf.io.concatenateArrayBuffers(data),
      };
    },
  });
}

beforeAll(async () => {
  await tf.setBackend('cpu');
  ort.env.wasm.numThreads = 1;
});

describe('model.zip in TensorFlow.js', () => {
  let model: TrainedModel;
  let zip: JSZip;
  beforeAll(async () => {
    model = await trained(64, 0.03);
    zip = await JSZip.loadAsync(await (await exportModel(model, true, work)).blob.arrayBuffer());
  });
  afterAll(() => model.gan.dispose());

  it('the generator: same noise, same picture and row', async () => {
    const layers = await loadLayers(zip, 'generator');
    const noise = tf.tensor2d(new Rng(3, 907).normals(300), [3, 100]);
    const [image, row] = layers.predict(noise) as tf.Tensor[];
    const ours = model.gan.generator.infer({ noise });
    expect(image?.shape).toEqual([3, 64, 64, 1]);
    expect(largestDifference(image?.dataSync() ?? [], ours['image']?.dataSync() ?? [])).toBeLessThan(1e-4);
    expect(largestDifference(row?.dataSync() ?? [], ours['row']?.dataSync() ?? [])).toBeLessThan(1e-4);
  });

  it('the discriminator: same picture and row, same judgement', async () => {
    const layers = await loadLayers(zip, 'discriminator');
    const rng = new Rng(4, 907);
    const images = tf.tensor4d(rng.normals(2 * 64 * 64), [2, 64, 64, 1]);
    const rows = tf.tensor2d(rng.normals(2 * COLUMNS), [2, COLUMNS]);
    const logits = layers.predict([images, rows]) as tf.Tensor;
    const ours = paperNetworks(model.gan.networks).discriminator.infer({ picture: images, row: rows });
    expect(largestDifference(logits.dataSync(), ours['logit']?.dataSync() ?? [])).toBeLessThan(1e-4);
  });

  it('is made of layers that Keras knows', async () => {
    const known =
      /^(InputLayer|Dense|BatchNormalization|LeakyReLU|Reshape|Conv2D|Conv2DTranspose|Dropout|Flatten|Concatenate)$/u;
    for (const folder of ['generator', 'discriminator']) {
      const { layers } = await loadLayers(zip, folder);
      for (const layer of layers) expect(layer.getClassName()).toMatch(known);
    }
  });
});

describe('generator.onnx in ONNX Runtime', () => {
  // Widths that give odd numbers of channels, and batches of one and of several.
  it.each<[ImageSize, number, number]>([
    [64, 0.03, 3],
    [64, 0.051, 1],
    [128, 0.02, 2],
    [200, 0.011, 2],
  ])('%i px at width %f, %i pairs: same noise, same picture and row', async (size, width, count) => {
    const model = await trained(size, width);
    const before = tf.memory().numTensors;
    const { blob, name } = await exportOnnx(model, work);
    expect(tf.memory().numTensors).toBe(before);
    expect(name).toBe('generator.onnx');
    const session = await ort.InferenceSession.create(new Uint8Array(await blob.arrayBuffer()));
    const noise = new Rng(5, 907).normals(count * 100);
    const { image, row } = await session.run({ noise: new ort.Tensor('float32', noise, [count, 100]) });
    const ours = model.gan.generator.infer({ noise: tf.tensor2d(noise, [count, 100]) });
    expect(image?.dims).toEqual([count, size, size, 1]);
    expect(row?.dims).toEqual([count, COLUMNS]);
    expect(largestDifference(image?.data as Float32Array, ours['image']?.dataSync() ?? [])).toBeLessThan(1e-4);
    expect(largestDifference(row?.data as Float32Array, ours['row']?.dataSync() ?? [])).toBeLessThan(1e-4);
    // Not because everything is grey.
    expect(
      Math.max(...(ours['image']?.dataSync() ?? [])) - Math.min(...(ours['image']?.dataSync() ?? [])),
    ).toBeGreaterThan(0.01);
    await session.release();
    model.gan.dispose();
  });

  it.each<[string, ImageSize]>([
    ['drawn as lines', 64],
    ['drawn as lines', 200],
    ['where no sheet was measured', 128],
  ])('of recipe modern, %s, %i px: same row and noise, same picture', async (kind, size) => {
    const shape = { size, width: 0.25, columns: COLUMNS, strips: 4 };
    const isDrawn = kind === 'drawn as lines';
    const graph = isDrawn ? modernGenerator(shape) : plainGenerator(shape);
    const parameters = isDrawn ? toyGenerator(graph, shape, 1) : Parameters.initial(graph.variables, 1, 0);
    const generator = new Network(graph, kernels, parameters);
    const rng = new Rng(6, 907);
    const inputs = Object.fromEntries(
      graph.nodes
        .filter(({ op }) => op === 'input')
        .map(({ name, shape: [length = 0] }) => {
          const values =
            name === 'row' ? Float32Array.from({ length: 2 * length }, () => rng.uniform()) : rng.normals(2 * length);
          return [name, tf.tensor2d(values, [2, length])] as const;
        }),
    );
    const { image } = await runOnnx(generator, inputs);
    const ours = generator.infer(inputs)['image'];
    expect(image?.shape).toEqual([2, size, size, 1]);
    expect(largestDifference(image?.values ?? [], ours?.dataSync() ?? [])).toBeLessThan(1e-3);
    // Not because everything is grey.
    const { variance } = tf.moments(ours ?? 0);
    expect(variance.dataSync<'float32'>()[0]).toBeGreaterThan(1e-4);
    tf.dispose([variance, ...(ours === undefined ? [] : [ours]), ...Object.values(inputs)]);
    generator.dispose();
  });

  it('says in the file how its rows are read, in UTF-8', async () => {
    const model = await trained(64, 0.01);
    const bytes = await (await exportOnnx(model, work)).blob.arrayBuffer();
    expect(Buffer.from(bytes).includes(Buffer.from(JSON.stringify(schema), 'utf8'))).toBe(true);
    expect(Buffer.from(bytes).includes('generatorSha256')).toBe(true);
    model.gan.dispose();
  });

  it('can be cancelled', async () => {
    const model = await trained(64, 0.01);
    const controller = new AbortController();
    const before = tf.memory().numTensors;
    const onProgress = (): void => controller.abort();
    await expect(exportOnnx(model, { signal: controller.signal, onProgress })).rejects.toThrow(
      expect.objectContaining({ name: 'AbortError' }) as Error,
    );
    expect(tf.memory().numTensors).toBe(before);
    model.gan.dispose();
  });
});
