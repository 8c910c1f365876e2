/**
 * The plain way to compute a GAN step's gradients, for tests only: two separate losses, differentiated by tfjs' own
 * tape, with ordinary ops. Shares nothing with the networks under test but the variables and the dropout bits.
 */
import * as tf from '@tensorflow/tfjs';
import { dropoutMask } from '../../../engine/dropout-mask.ts';
import { type Graph, type GraphNode } from '../../../nets/node.ts';
import { nodeOf } from '../../../nets/graph.ts';
import type { ConvolveAttributes } from '../../../nets/ops/attributes.ts';
import type { Parameters } from '../../../engine/parameters.ts';

type Variables = ReadonlyMap<string, tf.Variable>;

/** Copies of the parameters as tfjs variables named `prefix/name`. */
export function asVariables(parameters: Parameters, prefix: string): Map<string, tf.Variable> {
  return new Map(
    parameters
      .all()
      .map((p) => [p.name, tf.variable(tf.clone(p.value), p.slots.m !== undefined, `${prefix}/${p.name}`)]),
  );
}

/** Name, stride and channels of the convolutions of a kind, in order. */
function convolutions(graph: Graph, op: 'convolve' | 'convolve-transposed') {
  const isOne = (node: GraphNode): node is GraphNode<ConvolveAttributes> => node.op === op;
  return graph.nodes.filter(isOne).map(({ name, attributes: { stride, channels } }) => ({ name, stride, channels }));
}

/** Names of the Dense layers of the row. */
function rowLayers(graph: Graph): string[] {
  return graph.nodes.flatMap(({ op, name }) => (op === 'dense' && name.startsWith('row_') ? [name] : []));
}

function variable(variables: Variables, name: string): tf.Variable {
  const found = variables.get(name);
  if (found === undefined) throw new Error(`no variable ${name}`);
  return found;
}

export function plainGenerator(
  graph: Graph,
  variables: Variables,
  noise: tf.Tensor2D,
): { image: tf.Tensor4D; row: tf.Tensor2D } {
  const v = (name: string): tf.Variable => variable(variables, name);
  const normalise = <T extends tf.Tensor>(x: T, name: string): T => {
    const { mean, variance } = tf.moments(
      x,
      x.shape.slice(0, -1).map((_, axis) => axis),
    );
    const unit = tf.div(tf.sub(x, mean), tf.sqrt(tf.add(variance, 1e-3)));
    return tf.leakyRelu(tf.add(tf.mul(unit, v(`${name}/gamma`)), v(`${name}/beta`)), 0.3) as T;
  };
  const trunk = normalise(tf.matMul(noise, v('trunk/kernel') as unknown as tf.Tensor2D), 'trunk_norm');
  const [side = 0, , channels = 0] = nodeOf(graph, 'trunk_reshape').shape;
  let image: tf.Tensor4D = tf.reshape(trunk, [-1, side, side, channels]);
  for (const { name, stride, channels: outputs } of convolutions(graph, 'convolve-transposed')) {
    const [batch, height, width] = image.shape;
    const kernel = v(`${name}/kernel`) as unknown as tf.Tensor4D;
    const raw = tf.conv2dTranspose(
      image,
      kernel,
      [batch, height * stride, width * stride, outputs],
      stride,
      'same',
    ) as tf.Tensor4D;
    image = name === 'image_out' ? tf.tanh(raw) : normalise(raw, `${name}_norm`);
  }
  let row = trunk as tf.Tensor2D;
  for (const name of rowLayers(graph)) {
    const raw = tf.add<tf.Tensor2D>(tf.matMul(row, v(`${name}/kernel`) as unknown as tf.Tensor2D), v(`${name}/bias`));
    row = name === 'row_out' ? tf.sigmoid(raw) : normalise(raw, `${name}_norm`);
  }
  return { image, row };
}

/** `firstSample` says where in the joint batch [real; fake] this part stands, for its share of each dropout mask. */
export function plainDiscriminator(
  graph: Graph,
  variables: Variables,
  input: { image: tf.Tensor4D; row: tf.Tensor2D },
  dropout: { seed: number; step: number; firstSample: number; samples: number },
): tf.Tensor2D {
  const v = (name: string): tf.Variable => variable(variables, name);
  let layer = 0;
  const drop = <T extends tf.Tensor>(x: T): T => {
    const perSample = x.size / (x.shape[0] ?? 1);
    const { seed, step, firstSample, samples } = dropout;
    const whole = dropoutMask(perSample * samples, { rate: 0.3, seed, step, layer: layer++ });
    const begin = firstSample * perSample;
    return tf.mul(x, tf.tensor(whole.slice(begin, begin + x.size), x.shape)) as T;
  };
  let picture = input.image;
  for (const { name, stride } of convolutions(graph, 'convolve')) {
    const raw = tf.conv2d(picture, v(`${name}/kernel`) as unknown as tf.Tensor4D, stride, 'same');
    picture = drop(tf.leakyRelu(tf.add<tf.Tensor4D>(raw, v(`${name}/bias`)), 0.3));
  }
  let hidden = input.row;
  for (const name of rowLayers(graph)) {
    const raw = tf.matMul(hidden, v(`${name}/kernel`) as unknown as tf.Tensor2D);
    hidden = drop(tf.leakyRelu(tf.add<tf.Tensor2D>(raw, v(`${name}/bias`)), 0.3));
  }
  const both = tf.concat([tf.reshape(picture, [picture.shape[0], -1]), hidden], 1) as tf.Tensor2D;
  const joint = tf.matMul(both, v('joint/kernel') as unknown as tf.Tensor2D);
  const dropped = drop(tf.add<tf.Tensor2D>(joint, v('joint/bias')));
  return tf.add(tf.matMul(dropped, v('logit/kernel') as unknown as tf.Tensor2D), v('logit/bias'));
}

/** Mean sigmoid cross entropy of logits against all ones or all zeros. */
export function crossEntropy(label: 0 | 1, logits: tf.Tensor): tf.Scalar {
  return tf.mean(tf.softplus(label === 1 ? tf.neg(logits) : logits));
}
