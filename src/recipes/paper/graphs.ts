/**
 * The article's two networks (see `docs/method.md`), Keras layers with Keras defaults. This is the one place that says what
 * they are made of.
 */
import type { ImageSize } from '../../core/run-config.ts';
import { type Graph } from '../../nets/node.ts';
import { GraphBuilder } from '../../nets/graph.ts';
import { DROPOUT_RATE, KERNEL_SIDE, LEAKY_SLOPE, NOISE_LENGTH, NORM } from './constants.ts';

export interface NetworkShape {
  /** Side of the square pictures, pixels; 8 divides it. */
  readonly size: ImageSize;
  /** Scales every hidden width; 1 is the article's network. */
  readonly width: number;
  /** Numbers of an encoded row. */
  readonly columns: number;
}

const KERNEL = [KERNEL_SIDE, KERNEL_SIDE] as const;
const LINEAR = { slope: 1, dropout: null } as const;
const ROW_UNITS = [400, 200, 128, 64] as const;
/** Pictures are halved, or doubled, so often. */
const REDUCTION = 8;

function scaledBy(width: number): (units: number) => number {
  return (units) => Math.max(1, Math.round(units * width));
}

/** Noise [100] → a picture [S, S, 1] in [−1, 1] and a row [columns] in [0, 1], from one trunk. */
export function paperGenerator({ size, width, columns }: NetworkShape): Graph {
  const scaled = scaledBy(width);
  const g = new GraphBuilder('generator');
  const side = size / REDUCTION;
  const channels = scaled(256);
  const noise = g.input('noise', [NOISE_LENGTH]);
  const trunkUnits = side * side * channels;
  g.add('dense', 'trunk', { units: trunkUnits, bias: null, squash: null }, [noise]);
  const trunk = g.add('norm', 'trunk_norm', NORM, ['trunk']);

  let picture = g.add('reshape', 'trunk_reshape', { shape: [side, side, channels] }, [trunk]);
  const upsampling = [
    { name: 'image_1', channels, stride: 1 },
    { name: 'image_2', channels: scaled(128), stride: 2 },
    { name: 'image_3', channels: scaled(64), stride: 2 },
  ] as const;
  for (const { name, ...layer } of upsampling) {
    g.add('convolve-transposed', name, { ...layer, kernel: KERNEL, bias: null, squash: null }, [picture]);
    picture = g.add('norm', `${name}_norm`, NORM, [name]);
  }
  const last = { channels: 1, kernel: KERNEL, stride: 2, bias: null, squash: 'tanh' } as const;
  const image = g.add('convolve-transposed', 'image_out', last, [picture]);

  let hidden = trunk;
  for (const [i, units] of ROW_UNITS.entries()) {
    const name = `row_${i + 1}`;
    g.add('dense', name, { units: scaled(units), bias: LINEAR, squash: null }, [hidden]);
    hidden = g.add('norm', `${name}_norm`, NORM, [name]);
  }
  const row = g.add('dense', 'row_out', { units: columns, bias: LINEAR, squash: 'sigmoid' }, [hidden]);
  return g.build({ image, row });
}

/** A picture [S, S, 1] in [−1, 1] and a row [columns] in [0, 1] → a logit [1], "real" above 0. */
export function paperDiscriminator({ size, width, columns }: NetworkShape): Graph {
  const scaled = scaledBy(width);
  const g = new GraphBuilder('discriminator');
  let masks = 0;
  const bias = (slope: number) => ({ slope, dropout: { rate: DROPOUT_RATE, layer: masks++ } });
  let picture = g.input('picture', [size, size, 1]);
  let hidden = g.input('row', [columns]);
  const downsampling = [
    { channels: scaled(64), stride: 2 },
    { channels: scaled(128), stride: 2 },
    { channels: scaled(256), stride: 2 },
    { channels: scaled(256), stride: 1 },
  ] as const;
  for (const [i, layer] of downsampling.entries()) {
    const attributes = { ...layer, kernel: KERNEL, bias: bias(LEAKY_SLOPE), squash: null };
    picture = g.add('convolve', `image_${i + 1}`, attributes, [picture]);
  }
  for (const [i, units] of ROW_UNITS.entries()) {
    const attributes = { units: scaled(units), bias: bias(LEAKY_SLOPE), squash: null };
    hidden = g.add('dense', `row_${i + 1}`, attributes, [hidden]);
  }
  const numbers = g.shapeOf(picture).reduce((product, n) => product * n, 1);
  const flat = g.add('reshape', 'picture_flat', { shape: [numbers] }, [picture]);
  const both = g.add('concat', 'both', {}, [flat, hidden]);
  const joint = g.add('dense', 'joint', { units: scaled(25), bias: bias(1), squash: null }, [both]);
  const logit = g.add('dense', 'logit', { units: 1, bias: LINEAR, squash: null }, [joint]);
  return g.build({ logit });
}
