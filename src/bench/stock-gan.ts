/**
 * What ours is held against: the same two networks as tf.layers models, trained the straightforward way with two
 * `minimize` calls of tf.train.adam. Nothing of our engine is in it.
 */
import * as tf from '@tensorflow/tfjs';
import type { Graph } from '../nets/node.ts';
import { kerasTopology } from '../nets/layers-model.ts';
import { paperDiscriminator, paperGenerator } from '../recipes/paper/graphs.ts';
import { batches } from './bench-batch.ts';
import { COLUMNS, PRESETS, type BenchBackend, type Preset } from './bench-case.ts';
import type { Contestant } from './contestant.ts';

const LEARNING_RATE = 1e-4;

/** The article's layers, built and trained by tf.layers alone. */
function stockModel(graph: Graph): Promise<tf.LayersModel> {
  return tf.loadLayersModel({ load: () => Promise.resolve({ modelTopology: Object(kerasTopology(graph)) as object }) });
}

/** The trained tensors of a model, as the optimizer wants them. */
function trained(model: tf.LayersModel): tf.Variable[] {
  return model.trainableWeights.map((weight) => weight.read() as tf.Variable);
}

/** Built on the current backend. */
export async function stockGan(preset: Preset, backend: BenchBackend): Promise<Contestant> {
  const { size, width, batch } = PRESETS[preset];
  const shape = { size, width, columns: COLUMNS };
  const g = await stockModel(paperGenerator(shape));
  const d = await stockModel(paperDiscriminator(shape));
  const gOptimizer = tf.train.adam(LEARNING_RATE);
  const dOptimizer = tf.train.adam(LEARNING_RATE);
  const upload = batches({ size, batch, columns: COLUMNS });
  const ones = tf.ones([batch, 1]);
  const zeros = tf.zeros([batch, 1]);
  const training = { training: true };

  const step = (): tf.Tensor => {
    const { images, rows, noise } = upload();
    const judge = (pair: tf.Tensor[]): tf.Tensor => d.apply(pair, training) as tf.Tensor;
    const fakes = (): tf.Tensor[] => g.apply(noise, training) as tf.Tensor[];
    const dLoss = dOptimizer.minimize(
      () => {
        const real = tf.losses.sigmoidCrossEntropy(ones, judge([images, rows]));
        return tf.add<tf.Scalar>(real, tf.losses.sigmoidCrossEntropy(zeros, judge(fakes())));
      },
      true,
      trained(d),
    );
    const gLoss = gOptimizer.minimize(() => tf.losses.sigmoidCrossEntropy(ones, judge(fakes())), true, trained(g));
    if (dLoss === null || gLoss === null) throw new Error('The optimizer returned no loss');
    const losses = tf.stack([gLoss, dLoss]);
    tf.dispose([images, rows, noise, dLoss, gLoss]);
    return losses;
  };
  return {
    backend,
    step,
    dispose: () => {
      g.dispose();
      d.dispose();
      gOptimizer.dispose();
      dOptimizer.dispose();
      tf.dispose([ones, zeros]);
    },
  };
}
