/**
 * The networks of recipe `modern`. The generator knows what an ECG sheet is: beats at times from a clock, each a mixture of
 * learned shapes, of its own in every panel and strip; a wandering baseline; a small convolution for what beats do not explain;
 * all drawn as lines of ink on a learned sheet. The critic sees a picture and two rows, its own and another patient's.
 *
 * Random numbers come in apart from each other, so that a picture can be asked for again with a single thing changed.
 */
import type { ImageSize } from '../../core/run-config.ts';
import { GraphBuilder } from '../../nets/graph.ts';
import type { Graph } from '../../nets/node.ts';
import {
  AMPLITUDE,
  BEATS,
  CRITIC_CHANNELS,
  FEATURES,
  HIDDEN_PART,
  KNOTS,
  LEAKY_SLOPE,
  NOISE_LENGTH,
  NORM,
  PANELS,
  ROW_LIMIT,
  SHAPE_BEFORE,
  SHAPE_LENGTH,
  SHAPES,
  STYLE_UNITS,
  TEXTURE,
} from './constants.ts';

export interface ModernShape {
  /** Side of the square pictures, pixels. */
  readonly size: ImageSize;
  /** Scales the beat shapes and the critic's channels. */
  readonly width: number;
  /** Numbers of an encoded row. */
  readonly columns: number;
  /** Traces across the whole sheet, one below another: the rows of leads and the rhythm strips. */
  readonly strips: number;
  /** Leads of a strip, side by side, two or more; absent: four. */
  readonly panels?: number;
}

/** Samples of time. */
export interface TimeAxis {
  readonly samples: number;
  /** Samples a column. */
  readonly oversampling: number;
  /** Of a beat's shape; odd. */
  readonly shapeLength: number;
  /** Of a shape, before its beat. */
  readonly shapeBefore: number;
}

const LINEAR = { slope: 1, dropout: null } as const;
const LEAKY = { slope: LEAKY_SLOPE, dropout: null } as const;
const PLAIN = { bias: LINEAR, squash: null } as const;

/** Enough samples a column for a QRS complex to fall between two. */
export function timeAxis(size: ImageSize): TimeAxis {
  const oversampling = size <= 64 ? 4 : 2;
  const samples = size * oversampling;
  // Odd, so that it has a middle.
  const shapeLength = Math.floor(samples * SHAPE_LENGTH) | 1;
  return { samples, oversampling, shapeLength, shapeBefore: Math.floor(shapeLength * SHAPE_BEFORE) };
}

/** Beat shapes of a generator. */
export function shapeCount({ width }: Pick<ModernShape, 'width'>): number {
  return Math.max(8, Math.round(SHAPES * width));
}

/** How many standard normal numbers each of the generator's random inputs takes. */
export function randomLengths({
  size,
  strips,
}: Pick<ModernShape, 'size' | 'strips'>): Readonly<Record<'noise' | 'clock' | 'wander' | 'texture', number>> {
  return {
    noise: NOISE_LENGTH,
    clock: 1 + 2 * BEATS,
    wander: KNOTS * (strips + 1),
    texture: timeAxis(size).samples * TEXTURE.noise,
  };
}

/**
 * `row` [columns] in [0, 1] and random numbers (`randomLengths`) → `image` [S, S, 1] in [−1, 1]. Numbers of a row are
 * standardised by `row_score`. Kernels of `shapes` [length, 1, 2, C] are over time backwards: entry k is the shape
 * length − 1 − k samples behind its first.
 */
export function modernGenerator(shape: ModernShape): Graph {
  const { size, columns, strips, panels = PANELS } = shape;
  const { samples, oversampling, shapeLength, shapeBefore } = timeAxis(size);
  const count = shapeCount(shape);
  const lengths = randomLengths(shape);
  const g = new GraphBuilder('generator');
  const dense = (name: string, units: number, from: string, bias: typeof LINEAR | typeof LEAKY = LINEAR): string =>
    g.add('dense', name, { units, bias, squash: null }, [from]);

  const noise = g.input('noise', [lengths.noise]);
  const row = g.add('standardise', 'row_score', { limit: ROW_LIMIT }, [g.input('row', [columns])]);
  const mapped = [dense('style_noise', STYLE_UNITS, noise, LEAKY), dense('style_row', STYLE_UNITS, row, LEAKY)];
  const style = dense('style', STYLE_UNITS, g.join('style_both', mapped), LEAKY);
  const all = g.join('all', [noise, row, style]);

  // A filter reads from its middle, and a sample stands for the middle of its time.
  const shift = (shapeLength - 1) / 2 - shapeBefore - 0.5;
  const pace = [dense('pace', 3, all), g.input('clock', [lengths.clock])];
  const beats = g.add('beat-clock', 'beats', { samples, shift }, pace);
  const alongTime = { kernel: [shapeLength, 1], stride: 1, bias: null, squash: null } as const;
  const shapes = g.add('convolve', 'shapes', { ...alongTime, channels: count }, [beats]);
  const amounts = dense('amounts', panels * strips * count, all);
  const leads = g.add('mix-panels', 'leads', { strips, panels }, [shapes, amounts]);

  const reach = [dense('wander_reach', strips, all), g.input('wander', [lengths.wander])];
  const wander = g.add('wander', 'baseline', { samples }, reach);

  const texture = g.add('reshape', 'texture_time', { shape: [samples, 1, TEXTURE.noise] }, [
    g.input('texture', [lengths.texture]),
  ]);
  const near = { kernel: [TEXTURE.kernel, 1], stride: 1, squash: null } as const;
  const seen = g.join('texture_seen', [shapes, texture]);
  const rough = g.add('convolve', 'texture_1', { ...near, channels: TEXTURE.channels, bias: null }, [seen]);
  const normed = g.add('norm', 'texture_norm', NORM, [rough]);
  const film = dense('texture_style', 2 * TEXTURE.channels, style);
  const styled = g.add('modulate', 'texture_styled', { slope: LEAKY_SLOPE }, [normed, film]);
  const residue = g.add('convolve', 'texture_2', { ...near, channels: strips, bias: LINEAR }, [styled]);

  const traces = g.add('lay-traces', 'traces', { amplitude: AMPLITUDE * size }, [leads, wander, residue]);
  const ink = g.add('draw-traces', 'ink', { height: size, oversampling }, [traces]);
  return g.build({ image: g.add('print-sheet', 'sheet', {}, [ink]) }, ['ema']);
}

/** Pixels to add on every side so that a picture can be halved `times` times. */
function marginFor(size: number, times: number): number {
  const step = 2 ** times;
  return (Math.ceil(size / step) * step - size) / 2;
}

/**
 * A `picture` [S, S, 1] in [−1, 1] and how it is `changed` [6] (`engine/ecg/augmenting.ts`), its `row` and an `other` one
 * [columns] in [0, 1] → `logits` [2]: real with its row, and real with the other. The picture is seen against the mean of all
 * (`picture_score`): without that a critic learns nothing of lines that are a few pixels of a sheet.
 */
export function modernCritic({ size, width, columns }: Omit<ModernShape, 'strips' | 'panels'>): Graph {
  const channels = Math.max(4, Math.round(CRITIC_CHANNELS * width));
  const isLarge = size > 64;
  const g = new GraphBuilder('discriminator');
  const scored = g.add('standardise', 'picture_score', { limit: null }, [g.input('picture', [size, size, 1])]);
  const change = { halfSquare: Math.floor(size * HIDDEN_PART), margin: marginFor(size, isLarge ? 4 : 3) };
  const changed = g.add('augment', 'changed_picture', change, [scored, g.input('changed', [6])]);
  const layers = [
    { kernel: 5, stride: 2, channels },
    ...(isLarge ? [{ kernel: 4, stride: 2, channels } as const] : []),
    { kernel: 4, stride: 2, channels: 2 * channels },
    { kernel: 4, stride: 2, channels: 4 * channels },
    { kernel: 3, stride: 1, channels: 4 * channels },
    { kernel: 1, stride: 1, channels },
  ] as const;
  let last = changed;
  for (const [i, { kernel: side, ...layer }] of layers.entries()) {
    const attributes = { ...layer, kernel: [side, side], bias: LEAKY, squash: null } as const;
    last = g.add('convolve', `picture_${i + 1}`, attributes, [last]);
  }
  const numbers = g.shapeOf(last).reduce((product, n) => product * n, 1);
  const flat = g.add('reshape', 'picture_flat', { shape: [numbers] }, [last]);
  const features = g.add('dense', 'features', { units: FEATURES, bias: LEAKY, squash: null }, [flat]);
  const varied = g.add('minibatch-deviation', 'varied', {}, [features]);
  const own = g.add('dense', 'own', { units: 1, ...PLAIN }, [varied]);
  const rows = (['row', 'other'] as const).map((name) =>
    g.add('standardise', `${name}_score`, { limit: null }, [g.input(name, [columns])]),
  );
  return g.build({ logits: g.add('match-rows', 'logits', {}, [features, own, ...rows]) });
}
