/**
 * The picture half where no sheet could be measured (photographs, other layouts, no ECGs at all): a plain convolutional
 * generator of a picture from noise and row. It knows nothing of ECGs; the critic is the same.
 */
import { GraphBuilder } from '../../nets/graph.ts';
import type { Graph } from '../../nets/node.ts';
import { LEAKY_SLOPE, NOISE_LENGTH, ROW_LIMIT } from './constants.ts';
import type { NetworkShape } from '../recipe.ts';

/** Channels at width 1, from the smallest picture on. */
const CHANNELS = [64, 48, 32] as const;
const REDUCTION = 8;
const LEAKY = { slope: LEAKY_SLOPE, dropout: null } as const;

export function plainGenerator({ size, width, columns }: NetworkShape): Graph {
  const g = new GraphBuilder('generator');
  const row = g.add('standardise', 'row_score', { limit: ROW_LIMIT }, [g.input('row', [columns])]);
  const all = g.join('all', [g.input('noise', [NOISE_LENGTH]), row]);
  const side = size / REDUCTION;
  const [first, ...others] = CHANNELS.map((channels) => Math.max(4, Math.round(channels * width)));
  const channels = first ?? 4;
  const trunk = g.add('dense', 'trunk', { units: side * side * channels, bias: LEAKY, squash: null }, [all]);
  let last = g.add('reshape', 'trunk_picture', { shape: [side, side, channels] }, [trunk]);
  const up = { kernel: [4, 4], stride: 2 } as const;
  for (const [i, more] of others.entries()) {
    last = g.add('convolve-transposed', `up_${i + 1}`, { ...up, channels: more, bias: LEAKY, squash: null }, [last]);
  }
  const out = { ...up, channels: 1, bias: null, squash: 'tanh' } as const;
  return g.build({ image: g.add('convolve-transposed', 'image_out', out, [last]) }, ['ema']);
}
