/**
 * What ours is held against: the same two networks as tf.layers models, trained the straightforward way with two
 * `minimize` calls of tf.train.adam. Nothing of our engine is in it.
 */
import * as tf from '@tensorflow/tfjs';
import { NOISE_LENGTH, planNetworks, type ConvLayer, type NetworkPlan } from '../core/network-plan.ts';
import { batches } from './bench-batch.ts';
import { COLUMNS, PRESETS, type BenchBackend, type Preset } from './bench-case.ts';
import type { Contestant } from './contestant.ts';

const SLOPE = 0.3;
const DROPOUT = 0.3;
const LEARNING_RATE = 1e-4;

type Symbol = tf.SymbolicTensor;

function apply(layer: tf.layers.Layer, x: Symbol): Symbol {
  return layer.apply(x) as Symbol;
}

function convolution({ outputs, stride }: ConvLayer) {
  return { filters: outputs, kernelSize: 5, strides: stride, padding: 'same' as const };
}

function generator(plan: NetworkPlan): tf.LayersModel {
  const normalised = (x: Symbol): Symbol =>
    apply(tf.layers.leakyReLU({ alpha: SLOPE }), apply(tf.layers.batchNormalization(), x));
  const noise = tf.input({ shape: [NOISE_LENGTH] });
  const trunk = normalised(apply(tf.layers.dense({ units: plan.generator.trunk.outputs, useBias: false }), noise));
  let image = apply(tf.layers.reshape({ targetShape: [plan.trunkSide, plan.trunkSide, plan.trunkChannels] }), trunk);
  for (const layer of plan.generator.image) {
    const isLast = layer.name === 'image_out';
    const transposed = tf.layers.conv2dTranspose({
      ...convolution(layer),
      useBias: false,
      ...(isLast ? { activation: 'tanh' as const } : {}),
    });
    image = isLast ? apply(transposed, image) : normalised(apply(transposed, image));
  }
  let row = trunk;
  for (const { name, outputs } of plan.generator.row) {
    row =
      name === 'row_out'
        ? apply(tf.layers.dense({ units: outputs, activation: 'sigmoid' }), row)
        : normalised(apply(tf.layers.dense({ units: outputs }), row));
  }
  return tf.model({ inputs: noise, outputs: [image, row] });
}

function discriminator(plan: NetworkPlan): tf.LayersModel {
  const activated = (x: Symbol): Symbol =>
    apply(tf.layers.dropout({ rate: DROPOUT }), apply(tf.layers.leakyReLU({ alpha: SLOPE }), x));
  const image = tf.input({ shape: [plan.size, plan.size, 1] });
  const row = tf.input({ shape: [plan.columns] });
  let picture: Symbol = image;
  for (const layer of plan.discriminator.image)
    picture = activated(apply(tf.layers.conv2d(convolution(layer)), picture));
  let hidden: Symbol = row;
  for (const { outputs } of plan.discriminator.row)
    hidden = activated(apply(tf.layers.dense({ units: outputs }), hidden));
  const both = tf.layers.concatenate().apply([apply(tf.layers.flatten(), picture), hidden]) as Symbol;
  const joint = apply(
    tf.layers.dropout({ rate: DROPOUT }),
    apply(tf.layers.dense({ units: plan.discriminator.joint.outputs }), both),
  );
  return tf.model({ inputs: [image, row], outputs: apply(tf.layers.dense({ units: 1 }), joint) });
}

/** The trained tensors of a model, as the optimizer wants them. */
function trained(model: tf.LayersModel): tf.Variable[] {
  return model.trainableWeights.map((weight) => weight.read() as tf.Variable);
}

/** Built on the current backend. */
export function stockGan(preset: Preset, backend: BenchBackend): Contestant {
  const { size, width, batch } = PRESETS[preset];
  const plan = planNetworks({ size, width, columns: COLUMNS });
  const g = generator(plan);
  const d = discriminator(plan);
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
