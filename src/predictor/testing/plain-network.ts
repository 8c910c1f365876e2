/** The network in ordinary ops with tfjs' own tape, for tests only. Shares the variables and the dropout bits, nothing else. */
import * as tf from '@tensorflow/tfjs';
import { dropoutMask } from '../../engine/dropout-mask.ts';
import type { Graph } from '../../nets/node.ts';
import type { DropoutRates, NetworkInput } from '../network-graph.ts';

export interface DropoutPlan {
  readonly seed: number;
  readonly step: number;
  readonly rates: DropoutRates;
}

function namesOf({ nodes }: Graph, prefix: 'image_' | 'row_', op: string): string[] {
  return nodes.flatMap((node) => (node.op === op && node.name.startsWith(prefix) ? [node.name] : []));
}

export function plainNetwork(
  graph: Graph,
  variables: ReadonlyMap<string, tf.Variable>,
  input: NetworkInput,
  dropout: DropoutPlan,
): tf.Tensor2D {
  const v = <T extends tf.Tensor>(name: string): T => variables.get(name) as tf.Tensor as T;
  let layer = 0;
  const activate = <T extends tf.Tensor>(raw: T, name: string, rate: number): T => {
    const y = tf.leakyRelu(tf.add(raw, v<tf.Tensor1D>(`${name}/bias`)), 0.1);
    const mask = dropoutMask(y.size, { rate, seed: dropout.seed, step: dropout.step, layer: layer++ });
    return tf.mul(y, tf.tensor(mask, y.shape)) as T;
  };
  const parts: tf.Tensor2D[] = [];
  if (input.picture !== null) {
    let picture = input.picture;
    for (const name of namesOf(graph, 'image_', 'convolve')) {
      const raw = tf.conv2d(picture, v<tf.Tensor4D>(`${name}/kernel`), 2, 'same');
      picture = activate(raw, name, dropout.rates.convolution);
      const [batch, height, width, channels] = picture.shape;
      const quarters = tf.reshape(picture, [batch, height, 4, width / 4, channels]);
      parts.push(tf.reshape(tf.mean(quarters, 3), [batch, -1]));
    }
  }
  if (input.profile !== null) parts.push(input.profile);
  if (input.row !== null) {
    let row = input.row;
    for (const name of namesOf(graph, 'row_', 'dense')) {
      row = activate(tf.matMul(row, v<tf.Tensor2D>(`${name}/kernel`)), name, dropout.rates.dense);
    }
    parts.push(row);
  }
  const both = tf.concat(parts, 1);
  const embedding = activate(tf.matMul(both, v<tf.Tensor2D>('embedding/kernel')), 'embedding', dropout.rates.dense);
  const last = input.row === null ? embedding : tf.concat([embedding, input.row], 1);
  return tf.add(tf.matMul(last, v<tf.Tensor2D>('logits/kernel')), v<tf.Tensor1D>('logits/bias'));
}
