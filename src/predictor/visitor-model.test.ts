import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { EcgCases } from './ecg-cases.ts';
import { openVisitorModel } from './visitor-model.ts';

const { signal } = new AbortController();
const SIDE = 8;
const EXPECTED = { columns: 3, outputs: 2 };

interface Options {
  readonly rowFirst?: boolean;
  readonly activation?: 'sigmoid' | 'linear';
  readonly heads?: number;
}

/** outputs: sigmoid(mean pixel + Σ row) for every unit, so that answers can be worked out by hand. */
function buildModel({ rowFirst = false, activation = 'sigmoid', heads = 1 }: Options = {}): tf.LayersModel {
  const picture = tf.input({ shape: [SIDE, SIDE, 1], name: 'whatever' });
  const row = tf.input({ shape: [3], name: 'else' });
  const mean = tf.layers.globalAveragePooling2d({ dataFormat: 'channelsLast' }).apply(picture) as tf.SymbolicTensor;
  const both = tf.layers.concatenate().apply([mean, row]) as tf.SymbolicTensor;
  const outputs = Array.from(
    { length: heads },
    () => tf.layers.dense({ units: 2 / heads, activation, kernelInitializer: 'ones' }).apply(both) as tf.SymbolicTensor,
  );
  return tf.model({ inputs: rowFirst ? [row, picture] : [picture, row], outputs });
}

/** The files that `model.save('downloads://…')` would write. */
async function filesOf(model: tf.LayersModel): Promise<File[]> {
  const files: File[] = [];
  await model.save({
    save: async (artifacts) => {
      const { modelTopology, weightSpecs = [], weightData } = artifacts;
      const weightsManifest = [{ paths: ['./shard/weights.bin'], weights: weightSpecs }];
      files.push(
        new File([JSON.stringify({ format: 'layers-model', modelTopology, weightsManifest })], 'model.json'),
        new File([new Uint8Array(weightData as ArrayBuffer)], 'weights.bin'),
      );
      return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } };
    },
  });
  model.dispose();
  return files;
}

/** Two patients: one white and one black picture. */
function cases(size: number): EcgCases {
  const images = new Uint8Array(2 * size * size).fill(255, 0, size * size);
  const values = Float32Array.from([0.1, 0.2, 0.3, 0.5, Number.NaN, 0.1]);
  return { count: 2, pictures: { images, size }, rows: { values, columns: 3 } };
}

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
/** White is 1, black −1; the unknown cell is the mean of the known one. */
const ANSWERS = [sigmoid(1 + 0.6), sigmoid(1 + 0.6), sigmoid(-1 + 0.8), sigmoid(-1 + 0.8)];

beforeAll(async () => {
  await tf.setBackend('cpu');
});

let tensors = 0;
beforeEach(() => {
  tensors = tf.memory().numTensors;
});
afterEach(() => {
  expect(tf.memory().numTensors, 'tensors left over').toBe(tensors);
});

describe('openVisitorModel', () => {
  it.each([
    ['picture first', {}, SIDE],
    ['row first', { rowFirst: true }, SIDE],
    ['an output a target', { heads: 2 }, SIDE],
    ['larger pictures', {}, 20],
    ['smaller pictures', {}, 4],
  ])('predicts with %s', async (_, options, size) => {
    const model = await openVisitorModel(await filesOf(buildModel(options)), EXPECTED);
    const predicted = await model.predict(cases(size), signal);
    model.dispose();
    expect(predicted.length).toBe(4);
    predicted.forEach((p, i) => expect(p).toBeCloseTo(ANSWERS[i] ?? Number.NaN, 5));
  });

  it('says what is missing or unsuitable', async () => {
    const [json, weights] = await filesOf(buildModel());
    if (json === undefined || weights === undefined) throw new Error('no files');
    const text = await json.text();
    const rejects = (files: File[], code: string, params: object, expected = EXPECTED) =>
      expect(openVisitorModel(files, expected), code).rejects.toMatchObject({ code, params });
    await rejects([weights], 'predictor-no-json', {});
    await rejects([json], 'predictor-weights-missing', { file: 'model.json', missing: 'weights.bin' });
    await rejects([json, new File(['abc'], 'weights.bin')], 'predictor-weights-length', { files: ['weights.bin'] });
    const graph = text.replace('"layers-model"', '"graph-model"');
    for (const wrong of [graph, '{"a":1}', 'no json', '[]', '{"modelTopology":{},"weightsManifest":[]}']) {
      await rejects([new File([wrong], 'm.json'), weights], 'predictor-not-layers', { file: 'm.json' });
    }
    const strange = new File([text.replace('"class_name":"Dense"', '"class_name":"Mystery"')], 'model.json');
    await rejects([strange, weights], 'predictor-unreadable', { file: 'model.json' });
    // The library would look for the layer that is not there for ever.
    const unlinked = new File([text.replaceAll('["whatever",0,', '["nobody",0,')], 'model.json');
    await rejects([unlinked, weights], 'predictor-unreadable', { file: 'model.json' });
    const renamed = new File([text.replaceAll('/kernel"', '/other"')], 'model.json');
    await rejects([renamed, weights], 'predictor-unreadable', { file: 'model.json' });
    await rejects([json, weights], 'predictor-outputs', { outputs: 2, targets: 5 }, { columns: 3, outputs: 5 });
    await rejects([json, weights], 'predictor-columns', { columns: 3, features: 30 }, { columns: 30, outputs: 2 });
  });

  it('wants one picture and one row', async () => {
    const one = tf.sequential({ layers: [tf.layers.dense({ units: 2, inputShape: [3] })] });
    await expect(openVisitorModel(await filesOf(one), EXPECTED)).rejects.toMatchObject({
      code: 'predictor-inputs',
      params: { count: 1 },
    });
    const [a, b] = [tf.input({ shape: [3] }), tf.input({ shape: [4] })];
    const joined = tf.layers.concatenate().apply([a, b]) as tf.SymbolicTensor;
    const two = tf.model({
      inputs: [a, b],
      outputs: tf.layers.dense({ units: 2 }).apply(joined) as tf.SymbolicTensor,
    });
    await expect(openVisitorModel(await filesOf(two), EXPECTED)).rejects.toMatchObject({ code: 'predictor-shapes' });
  });

  it('refuses answers that are no probabilities, and can be cancelled', async () => {
    const model = await openVisitorModel(await filesOf(buildModel({ activation: 'linear' })), EXPECTED);
    await expect(model.predict(cases(SIDE), signal)).rejects.toMatchObject({ code: 'predictor-range' });
    await expect(model.predict(cases(SIDE), AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' });
    model.dispose();
  });
});
