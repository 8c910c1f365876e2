/**
 * The gradients of a convolution written as forward convolutions. tfjs's wasm backend is fast only forwards (XNNPACK):
 * it has no filter gradient, and its input gradient is a plain loop. Rearranging is done here, on the heap: tfjs's
 * transposes, slices and stacks cost more than the arithmetic of small networks.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';
import type { FilterSize, Stride } from '../kernels.ts';
import { floats, newTensor } from './wasm-heap.ts';

type Padding = readonly [before: number, after: number];

/** x [B,H,W,I] * filter [h,w,I,O] with explicit padding, stride 1. */
function convolvePadded(x: Tensor4D, filter: Tensor4D, rows: Padding, columns: Padding, dilation: number): Tensor4D {
  return tf.conv2d(x, filter, 1, [[0, 0], [...rows], [...columns], [0, 0]], 'NHWC', dilation);
}

/** `Kernels.convolve` with the filter filled up with zeros to as many rows and columns as the stride. */
export function convolveLengthened(x: Tensor4D, filter: Tensor4D, stride: Stride): Tensor4D {
  const [height, width] = filter.shape;
  const more = (side: number): [number, number] => [0, Math.max(0, stride - side)];
  const longer = tf.pad(filter, [more(height), more(width), [0, 0], [0, 0]]);
  const y = tf.conv2d(x, longer, stride, 'same');
  longer.dispose();
  return y;
}

/** `same` padding of an axis of `length` that a filter of `side` with this stride turns into `outputs`. */
function samePadding(length: number, outputs: number, side: number, stride: Stride): Padding {
  const total = Math.max((outputs - 1) * stride + side - length, 0);
  const before = total >> 1;
  return [before, total - before];
}

/** [B,H,W,C] → [C,H,W,B]. */
function swapSamplesAndChannels(x: Tensor4D): Tensor4D {
  const [samples, height, width, channels] = x.shape;
  const places = height * width;
  const result = newTensor<Tensor4D>([channels, height, width, samples]);
  const [from, to] = [floats(x), floats(result)];
  let at = 0;
  for (let c = 0; c < channels; c++) {
    for (let p = 0; p < places; p++) {
      for (let s = 0, source = p * channels + c; s < samples; s++, source += places * channels) {
        to[at++] = from[source] ?? 0;
      }
    }
  }
  return result;
}

/** [B,h,w,O] → [h,w,B,O], each sample multiplied by its weight. */
function samplesInside(dy: Tensor4D, weights: Tensor1D | null): Tensor4D {
  const [samples, height, width, channels] = dy.shape;
  const places = height * width;
  const result = newTensor<Tensor4D>([height, width, samples, channels]);
  const [from, to] = [floats(dy), floats(result)];
  const perSample = weights === null ? null : floats(weights);
  let source = 0;
  for (let s = 0; s < samples; s++) {
    const weight = perSample === null ? 1 : (perSample[s] ?? 0);
    for (let p = 0; p < places; p++) {
      const at = (p * samples + s) * channels;
      for (let c = 0; c < channels; c++) to[at + c] = weight * (from[source++] ?? 0);
    }
  }
  return result;
}

/** [I,≥h,≥w,O] → [h,w,I,O]. */
function tapsFirst(gradient: Tensor4D, [rows, columns]: FilterSize): Tensor4D {
  const [inputs, height, width, outputs] = gradient.shape;
  const result = newTensor<Tensor4D>([rows, columns, inputs, outputs]);
  const [from, to] = [floats(gradient), floats(result)];
  for (let i = 0; i < inputs; i++) {
    for (let tap = 0; tap < rows * columns; tap++) {
      const [row, column] = [Math.floor(tap / columns), tap % columns];
      let source = ((i * height + row) * width + column) * outputs;
      const at = (tap * inputs + i) * outputs;
      for (let o = 0; o < outputs; o++) to[at + o] = from[source++] ?? 0;
    }
  }
  return result;
}

/**
 * `Kernels.filterGradient`. Channels take the place of samples and samples that of channels: dy is a filter as large
 * as the picture, dilated by the stride, that slides to h × w places (more where the stride leaves pixels unused).
 */
export function filterGradient(
  x: Tensor4D,
  dy: Tensor4D,
  size: FilterSize,
  stride: Stride,
  weights: Tensor1D | null,
): Tensor4D {
  const rows = samePadding(x.shape[1], dy.shape[1], size[0], stride);
  const columns = samePadding(x.shape[2], dy.shape[2], size[1], stride);
  const picture = swapSamplesAndChannels(x);
  const filter = samplesInside(dy, weights);
  const gradient = convolvePadded(picture, filter, rows, columns, stride);
  const result = tapsFirst(gradient, size);
  tf.dispose([picture, filter, gradient]);
  return result;
}

/** Taps (row, column) of filter [h,w,O,I], as a filter [rows,columns,I,O]. */
function pickTaps(filter: Tensor4D, rows: readonly number[], columns: readonly number[]): Tensor4D {
  const [, side, outputs, inputs] = filter.shape;
  const result = newTensor<Tensor4D>([rows.length, columns.length, inputs, outputs]);
  const [from, to] = [floats(filter), floats(result)];
  let at = 0;
  for (const row of rows) {
    for (const column of columns) {
      const source = (row * side + column) * outputs * inputs;
      for (let i = 0; i < inputs; i++) {
        for (let o = 0; o < outputs; o++) to[at++] = from[source + o * inputs + i] ?? 0;
      }
    }
  }
  return result;
}

/** Taps of a side, last first. */
function turned(side: number): number[] {
  return Array.from({ length: side }, (_, i) => side - 1 - i);
}

/** Stride 1: a convolution with the filter turned by 180°, and what an even side pads less in front more behind. */
function transposedByOne(x: Tensor4D, filter: Tensor4D): Tensor4D {
  const [height, width] = filter.shape;
  const taps = pickTaps(filter, turned(height), turned(width));
  const padding = (side: number): Padding => [side >> 1, (side - 1) >> 1];
  const isOdd = height % 2 === 1 && width % 2 === 1;
  const result = isOdd ? tf.conv2d(x, taps, 1, 'same') : convolvePadded(x, taps, padding(height), padding(width), 1);
  taps.dispose();
  return result;
}

interface Phase {
  readonly taps: readonly number[];
  readonly padding: Padding;
}

/**
 * Which taps of a side of k meet which inputs, for even and odd outputs of a stride-2 transposed convolution. `same` padding
 * of an even length is p = ⌊(k − 2) / 2⌋ before: output 2j + r takes f[a]·x[j − (a − r − p) / 2]. For k = 5, output 2j takes
 * f[3]·x[j−1] + f[1]·x[j], output 2j+1 takes f[4]·x[j−1] + f[2]·x[j] + f[0]·x[j+1].
 */
function phasesOf(side: number): readonly Phase[] {
  const before = (side - 2) >> 1;
  return [0, 1].map((r) => {
    const taps = turned(side).filter((a) => (a - r - before) % 2 === 0);
    const reach = (a: number): number => (a - r - before) / 2;
    return { taps, padding: [reach(taps[0] ?? 0), -reach(taps.at(-1) ?? 0)] };
  });
}

/** Writes part [B,H,W,O] to the places (2i + row, 2j + column) of whole [B,2H,2W,O]. */
function spread(part: Tensor4D, whole: Tensor4D, row: number, column: number): void {
  const [samples, height, width, channels] = part.shape;
  const [from, to] = [floats(part), floats(whole)];
  let source = 0;
  for (let line = 0; line < samples * height; line++) {
    let at = ((2 * line + row) * 2 * width + column) * channels;
    for (let j = 0; j < width; j++) {
      for (let c = 0; c < channels; c++) to[at + c] = from[source++] ?? 0;
      at += 2 * channels;
    }
  }
}

/** Stride 2: four dense convolutions, one for each parity of row and column. */
function transposedByFour(x: Tensor4D, filter: Tensor4D): Tensor4D {
  const [batch, height, width] = x.shape;
  const result = newTensor<Tensor4D>([batch, height * 2, width * 2, filter.shape[2]]);
  phasesOf(filter.shape[0]).forEach((rows, row) => {
    phasesOf(filter.shape[1]).forEach((columns, column) => {
      const taps = pickTaps(filter, rows.taps, columns.taps);
      const part = convolvePadded(x, taps, rows.padding, columns.padding, 1);
      spread(part, result, row, column);
      tf.dispose([taps, part]);
    });
  });
  return result;
}

/** XNNPACK computes 8 output channels at a time, used or not: up to 2 channels, all four phases fit into one go. */
const FEW_CHANNELS = 2;

/** Inputs before and after its own that any phase meets. */
function reachOf(phases: readonly Phase[]): Padding {
  const most = (end: 0 | 1): number => Math.max(...phases.map(({ padding }) => padding[end]));
  return [most(0), most(1)];
}

/** The four phases of a filter as channels [rows,columns,I,4·O], zeros where a phase lacks a tap of the others. */
function phasesAsChannels(filter: Tensor4D): { taps: Tensor4D; rows: Padding; columns: Padding } {
  const [height, width, outputs, inputs] = filter.shape;
  const [tall, wide] = [phasesOf(height), phasesOf(width)];
  const [rows, columns] = [reachOf(tall), reachOf(wide)];
  const channels = 4 * outputs;
  const across = columns[0] + columns[1] + 1;
  const taps = newTensor<Tensor4D>([rows[0] + rows[1] + 1, across, inputs, channels]);
  const [from, to] = [floats(filter), floats(taps)];
  to.fill(0);
  tall.forEach((phaseRows, row) => {
    wide.forEach((phaseColumns, column) => {
      phaseRows.taps.forEach((vertical, i) => {
        phaseColumns.taps.forEach((horizontal, j) => {
          const source = (vertical * width + horizontal) * outputs * inputs;
          const y = i + rows[0] - phaseRows.padding[0];
          const x = j + columns[0] - phaseColumns.padding[0];
          for (let input = 0; input < inputs; input++) {
            const at = ((y * across + x) * inputs + input) * channels + (row * 2 + column) * outputs;
            for (let o = 0; o < outputs; o++) to[at + o] = from[source + o * inputs + input] ?? 0;
          }
        });
      });
    });
  });
  return { taps, rows, columns };
}

/** Stride 2 with few output channels: one convolution. */
function transposedAtOnce(x: Tensor4D, filter: Tensor4D): Tensor4D {
  const [batch, height, width] = x.shape;
  const outputs = filter.shape[2];
  const { taps, rows, columns } = phasesAsChannels(filter);
  const phases = convolvePadded(x, taps, rows, columns, 1);
  const result = newTensor<Tensor4D>([batch, height * 2, width * 2, outputs]);
  const [from, to] = [floats(phases), floats(result)];
  const rowSize = 2 * width * outputs;
  let source = 0;
  for (let line = 0; line < batch * height; line++) {
    for (let j = 0; j < width; j++) {
      const at = 2 * (line * rowSize + j * outputs);
      for (let c = 0; c < 2 * outputs; c++) to[at + c] = from[source++] ?? 0;
      for (let c = 0; c < 2 * outputs; c++) to[at + rowSize + c] = from[source++] ?? 0;
    }
  }
  tf.dispose([taps, phases]);
  return result;
}

/** Whether a transposed convolution can be had from convolutions: with stride 2 every output needs a tap. */
export function isTransposable([height, width]: readonly [number, number, ...number[]], stride: Stride): boolean {
  return stride === 1 || Math.min(height, width) > 1;
}

/** `Kernels.convolveTransposed`, where `isTransposable`. */
export function convolveTransposed(x: Tensor4D, filter: Tensor4D, stride: Stride): Tensor4D {
  if (stride === 1) return transposedByOne(x, filter);
  return filter.shape[2] <= FEW_CHANNELS ? transposedAtOnce(x, filter) : transposedByFour(x, filter);
}
