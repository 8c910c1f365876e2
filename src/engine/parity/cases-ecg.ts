/** Beats, traces, ink and scans: against the formulas in plain tfjs ops, which differentiates them itself. */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import type { AugmentOptions, ClockInputs, Panels, Pens, Sheet } from '../ecg/ecg-kernels.ts';
import { both } from './gradient-case.ts';
import { around, given, input, normal, type ParityCase, type Tensors } from './parity-case.ts';

const logistic = (x: Tensor): Tensor =>
  tf.clipByValue(tf.mul(x, tf.add(1.5976, tf.mul(0.07056776, tf.square(x)))), -9.21, 9.21);

/** 1 − |f − t| for all beats and samples at once. */
function clock(t: Tensors, samples: number, shift: number): Tensor {
  const noise = input<Tensor2D>(t, 'noise');
  const [batch, numbers] = noise.shape;
  const beats = (numbers - 1) / 2;
  const [rate, irregular, extraLogit] = [0, 1, 2].map((i) => tf.slice(input(t, 'pace'), [0, i], [batch, 1]));
  if (rate === undefined || irregular === undefined || extraLogit === undefined) throw new Error('A pace has three');
  const mean = tf.exp(tf.add(input(t, 'distance'), tf.clipByValue(rate, -1.2, 1.2)));
  const sd = tf.minimum(tf.softplus(irregular), 0.6);
  const phase = tf.sigmoid(logistic(tf.slice(noise, [0, 0], [batch, 1])));
  const gaps = tf.mul(
    mean,
    tf.exp(tf.sub(tf.mul(sd, tf.slice(noise, [0, 1], [batch, beats])), tf.div(tf.square(sd), 2))),
  );
  // Cumulative sums as a product, which has a gradient; the first gap is not counted.
  const before = tf.tensor2d(
    Array.from({ length: beats * beats }, (_, i) => (i < beats || i % beats < Math.floor(i / beats) ? 0 : 1)),
    [beats, beats],
  );
  const extra = tf.sigmoid(tf.div(tf.add(extraLogit, logistic(tf.slice(noise, [0, 1 + beats], [batch, beats]))), 0.3));
  const first = tf.sub(input(t, 'start'), tf.mul(mean, phase));
  const times = tf.sub(tf.add(first, tf.matMul(gaps, before)), tf.mul(0.3, tf.mul(mean, extra)));
  const at = tf.add(tf.mul(times, samples), shift);
  const hats = tf.relu(tf.sub(1, tf.abs(tf.sub(tf.expandDims(at, 2), tf.range(0, samples)))));
  const kinds = tf.stack([tf.sub(1, extra), extra], 1);
  return tf.expandDims(tf.transpose(tf.matMul(kinds, hats), [0, 2, 1]), 2);
}

const clockCases = (
  [
    [1, 3, 7, 0],
    [3, 6, 13, 1.5],
    [16, 26, 20, 0.25],
  ] as const
).flatMap(([batch, beats, samples, shift]) =>
  both(
    // Where a beat lies is a sum of exponentials times the samples: short sums keep it in single precision.
    `beatClock ${batch} clocks of ${beats} beats in ${samples} samples`,
    {
      pace: normal(batch, 3),
      noise: normal(batch, 1 + 2 * beats),
      start: given([0.05], 1),
      distance: given([Math.log(0.2)], 1),
    },
    [batch, samples, 1, 2],
    ['pace'],
    (t) => clock(t, samples, shift),
    {
      forward: (kernels, t) => ({ y: kernels.beatClock(t as unknown as ClockInputs, { samples, shift }) }),
      backward: (kernels, { dy, ...t }) => ({
        d_pace: kernels.beatClockGradient(dy as Tensor4D, t as unknown as ClockInputs, { samples, shift }),
      }),
    },
  ),
);

function mixed(t: Tensors, [batch, samples, count, strips, panels]: readonly number[]): Tensor {
  const sides = [batch ?? 0, panels ?? 0, strips ?? 0, count ?? 0];
  const shapes = tf.reshape(input(t, 'shapes'), [batch ?? 0, samples ?? 0, count ?? 0]);
  const time = tf.div(tf.add(tf.range(0, samples ?? 0), 0.5), samples ?? 1);
  const open = tf.sigmoid(tf.mul(2 * (samples ?? 0), tf.sub(time, tf.expandDims(input(t, 'cuts'), 1))));
  const edges = tf.sub(
    tf.concat([tf.ones([1, samples ?? 0]), open], 0),
    tf.concat([open, tf.zeros([1, samples ?? 0])], 0),
  );
  const amounts = tf.split(tf.reshape(input(t, 'amounts'), sides), panels ?? 1, 1);
  const parts = amounts.map((amount, p) => {
    const of = tf.matMul(shapes, tf.squeeze(amount, [1]), false, true);
    return tf.mul(of, tf.reshape(tf.slice(edges, [p, 0], [1, samples ?? 0]), [1, samples ?? 0, 1]));
  });
  return tf.expandDims(tf.addN(parts), 2);
}

const panelCases = (
  [
    [2, 13, 3, 1, 2],
    [3, 24, 5, 4, 4],
    [1, 40, 32, 6, 3],
  ] as const
).flatMap((sizes) => {
  const [batch, samples, count, strips, panels] = sizes;
  return both(
    `mixPanels ${batch}x${samples}, ${count} shapes, ${strips} strips, ${panels} panels`,
    {
      shapes: normal(batch, samples, 1, count),
      amounts: normal(batch, panels * strips * count),
      cuts: given(
        Array.from({ length: panels - 1 }, (_, i) => (i + 1.1) / panels),
        panels - 1,
      ),
    },
    [batch, samples, 1, strips],
    ['shapes', 'amounts', 'cuts'],
    (t) => mixed(t, sizes),
    {
      forward: (kernels, t) => ({ y: kernels.mixPanels(t as unknown as Panels, strips) }),
      backward: (kernels, { dy, ...t }) => {
        const made = kernels.mixPanelsGradient(dy as Tensor4D, t as unknown as Panels);
        return { d_shapes: made.dShapes, d_amounts: made.dAmounts, d_cuts: made.dCuts };
      },
    },
  );
});

/** Each pixel's overlap with each span, for all rows at once. */
function inkOf(t: Tensors, height: number, oversampling: number): Tensor {
  const y = input<Tensor4D>(t, 'y');
  const [batch, samples, , strips] = y.shape;
  const last = tf.slice(y, [0, samples - 1, 0, 0], [batch, 1, 1, strips]);
  const next = tf.concat([tf.slice(y, [0, 1, 0, 0], [batch, samples - 1, 1, strips]), last], 1);
  const half = tf.exp(input(t, 'halfWidth'));
  // Minimum and maximum have no gradient where they spread.
  const everyRow = tf.ones([batch, height, samples, strips]);
  const within = (x: Tensor): Tensor =>
    tf.mul(tf.reshape(tf.clipByValue(x, 0, height - 1e-3), [batch, 1, samples, strips]), everyRow);
  const [low, high] = [within(tf.sub(tf.minimum(y, next), half)), within(tf.add(tf.maximum(y, next), half))];
  const rows = tf.mul(tf.reshape(tf.range(0, height), [1, height, 1, 1]), everyRow);
  const overlap = tf.relu(tf.sub(tf.minimum(high, tf.add(rows, 1)), tf.maximum(low, rows)));
  const inked = tf.mul(overlap, tf.sigmoid(input(t, 'pen')));
  const columns = tf.reshape(inked, [batch, height, samples / oversampling, oversampling, strips]);
  const bare = tf.sub(1, tf.mean(columns, 3));
  const strip = (s: number): Tensor => tf.slice(bare, [0, 0, 0, s], [batch, height, samples / oversampling, 1]);
  const all = Array.from({ length: strips }, (_, s) => strip(s));
  return tf.sub(
    1,
    all.reduce((product, one) => tf.mul(product, one)),
  );
}

const drawingCases = (
  [
    [1, 5, 1, 4, 1],
    [2, 12, 2, 7, 4],
    [3, 26, 4, 13, 2],
    [2, 64, 6, 16, 4],
  ] as const
).flatMap(([batch, samples, strips, height, oversampling]) => {
  const options = { height, oversampling };
  return both(
    `drawTraces ${batch}x${samples}, ${strips} strips, ${height} rows, ${oversampling} a column`,
    {
      // Some leave the picture.
      y: around(height / 2, height / 3, batch, samples, 1, strips),
      pen: normal(samples, strips),
      halfWidth: around(-1, 0.5, strips),
    },
    [batch, height, samples / oversampling, 1],
    ['y', 'pen', 'halfWidth'],
    (t) => inkOf(t, height, oversampling),
    {
      forward: (kernels, t) => {
        const { ink, covers } = kernels.drawTraces(input<Tensor4D>(t, 'y'), t as unknown as Pens, options);
        covers.dispose();
        return { y: ink };
      },
      backward: (kernels, { dy, ...t }) => {
        const [y, pens] = [input<Tensor4D>(t, 'y'), t as unknown as Pens];
        const { ink, covers } = kernels.drawTraces(y, pens, options);
        const made = kernels.drawTracesGradient(dy as Tensor4D, covers, y, pens, options);
        tf.dispose([ink, covers]);
        return { d_y: made.dy, d_pen: made.dPen, d_halfWidth: made.dHalfWidth };
      },
    },
  );
});

function printed(t: Tensors): Tensor {
  const ink = input<Tensor4D>(t, 'ink');
  const [batch, height, width] = ink.shape;
  const row = (at: number): Tensor => tf.slice(ink, [0, at, 0, 0], [batch, 1, width, 1]);
  const tall = tf.concat([row(0), ink, row(height - 1)], 1);
  const column = (at: number): Tensor => tf.slice(tall, [0, 0, at, 0], [batch, height + 2, 1, 1]);
  const padded = tf.concat<Tensor4D>([column(0) as Tensor4D, tall as Tensor4D, column(width - 1) as Tensor4D], 2);
  const spread = tf.conv2d(padded, input<Tensor4D>(t, 'blur'), 1, 'valid');
  const taken = tf.mul(tf.sigmoid(input(t, 'darkness')), spread);
  return tf.sub(tf.mul(tf.mul(2, tf.sigmoid(input(t, 'paper'))), tf.sub(1, taken)), 1);
}

const sheetCases = (
  [
    [1, 1, 1],
    [2, 5, 3],
    [3, 8, 13],
    [2, 16, 16],
  ] as const
).flatMap(([batch, height, width]) =>
  both(
    `printSheet ${batch}x${height}x${width}`,
    {
      ink: normal(batch, height, width, 1),
      darkness: normal(1),
      blur: normal(3, 3, 1, 1),
      paper: normal(height, width, 1),
    },
    [batch, height, width, 1],
    ['ink', 'darkness', 'blur', 'paper'],
    printed,
    {
      forward: (kernels, t) => ({ y: kernels.printSheet(input<Tensor4D>(t, 'ink'), t as unknown as Sheet) }),
      backward: (kernels, { dy, ...t }) => {
        const made = kernels.printSheetGradient(dy as Tensor4D, input<Tensor4D>(t, 'ink'), t as unknown as Sheet);
        return { d_ink: made.dInk, d_darkness: made.dDarkness, d_blur: made.dBlur, d_paper: made.dPaper };
      },
    },
  ),
);

/** Rows and columns picked by products with zeros and ones, which have a gradient. */
function scanned(t: Tensors, { halfSquare, margin }: AugmentOptions): Tensor {
  const x = input<Tensor4D>(t, 'x');
  const [batch, height, width, channels] = x.shape;
  const [high, wide] = [height + 2 * margin, width + 2 * margin];
  const how = input<Tensor2D>(t, 'how');
  const picked = (side: number, column: number): Tensor => {
    const by = tf.slice(how, [0, column], [batch, 1]);
    const from = tf.clipByValue(tf.add(by, tf.range(-margin, side + margin)), 0, side - 1);
    return tf.cast(tf.equal(tf.expandDims(from, 2), tf.range(0, side)), 'float32');
  };
  const near = (side: number, column: number): Tensor => {
    const by = tf.slice(how, [0, column], [batch, 1]);
    return tf.cast(tf.less(tf.abs(tf.sub(tf.range(0, side + 2 * margin), by)), halfSquare), 'float32');
  };
  const one = (column: number): Tensor => tf.reshape(tf.slice(how, [0, column], [batch, 1]), [batch, 1, 1, 1]);
  const rows = tf.matMul(picked(height, 0), tf.reshape(x, [batch, height, width * channels]));
  const turned = tf.transpose(tf.reshape(rows, [batch, high, width, channels]), [0, 2, 1, 3]);
  const columns = tf.matMul(picked(width, 1), tf.reshape(turned, [batch, width, high * channels]));
  const moved = tf.transpose(tf.reshape(columns, [batch, wide, high, channels]), [0, 2, 1, 3]);
  const hidden = tf.mul(
    tf.reshape(near(height, 2), [batch, high, 1, 1]),
    tf.reshape(near(width, 3), [batch, 1, wide, 1]),
  );
  return tf.mul(tf.add(tf.mul(moved, one(4)), one(5)), tf.sub(1, hidden));
}

const augmentCases = (
  [
    [1, 4, 5, 1, 1, 0],
    [3, 9, 6, 2, 2, 1],
    [4, 16, 16, 1, 3, 0],
    [4, 7, 5, 1, 2, 4],
  ] as const
).flatMap(([batch, height, width, channels, halfSquare, margin]) => {
  const options = { halfSquare, margin };
  return both(
    `augment ${batch}x${height}x${width}x${channels}, square ${halfSquare}, margin ${margin}`,
    {
      x: normal(batch, height, width, channels),
      how: given([0, 0, 2, 2, 1, 0, 2, -1, 0, 3, 0.75, 0.3, -3, 4, 3, 0, 1.25, -0.2, 1, 2, 9, 9, 0.5, 1], batch, 6),
    },
    [batch, height + 2 * margin, width + 2 * margin, channels],
    ['x'],
    (t) => scanned(t, options),
    {
      forward: (kernels, t) => ({
        y: kernels.augment(input<Tensor4D>(t, 'x'), input<Tensor2D>(t, 'how'), options),
      }),
      backward: (kernels, { dy, ...t }) => ({
        d_x: kernels.augmentGradient(dy as Tensor4D, input<Tensor2D>(t, 'how'), options),
      }),
    },
  );
});

export const ECG_CASES: readonly ParityCase[] = [
  ...clockCases,
  ...panelCases,
  ...drawingCases,
  ...sheetCases,
  ...augmentCases,
];
