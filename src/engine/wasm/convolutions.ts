/**
 * Convolutions and their gradients by our own WebAssembly. A picture is copied with zeros around it, a filter into panels of eight
 * output channels; then every place of a result is a sum of products of numbers that lie one behind another. A transposed
 * convolution of stride 2 is four convolutions, one for each parity of row and column.
 */
import { dispose, type Tensor1D, type Tensor4D } from '@tensorflow/tfjs-core';
import type { FilterSize, Stride } from '../kernels.ts';
import { type Axis, type Rectangle, rectanglesOf, tilesOf, wholeOf } from './convolution-bands.ts';
import { type FilterPart, transposedFilter, wholeFilter } from './filter-part.ts';
import {
  lyingDown,
  pad,
  type Padded,
  padded,
  paddedSize,
  type Padding,
  type Place,
  samePadded,
  type Shape,
} from './padded.ts';
import { addressOf, JOB, ownModule, runParts, shareOut, suitableParts } from './own-module.ts';
import { floats, newTensor, wasmMemory } from './wasm-heap.ts';
import { upTo, withBlocks } from './work-space.ts';

/** As in `src/assembly`: output channels side by side. */
const PANEL = 8;
/** Parts of a convolution that threads share, at most. */
const MOST_PARTS = 64;
/** Up to so many output channels, sums run along the inputs: panels would be half empty. */
const FEW = 4;
/** Up to so many output channels, a transposed convolution makes all four parities at once. */
const FEW_TRANSPOSED = 2;

/** A convolution of a padded picture, from one of its places on, into places of a result. */
interface Product {
  readonly part: FilterPart;
  readonly stride: Stride;
  readonly from: Place;
  /** Of the whole result. */
  readonly result: Shape;
  readonly to: Place;
  /** From place to place in the result; 2 leaves out every other. */
  readonly step: Stride;
}

/** Places that are written, rows and columns. */
const written = ({ result: [, height, width], step }: Product): Place => [height / step, width / step];

/** For a packed filter, a list of places, their bands, what does not count, and the numbers of a job. */
type WorkSpace = readonly [packed: number, places: number, bands: number, spare: number, job: number];

/** A product, and the parts of its result that meet the same taps. */
interface Plan {
  readonly product: Product;
  readonly isFew: boolean;
  readonly rectangles: readonly Rectangle[];
  /** Groups of places of all. */
  readonly groups: number;
  /** In floats. */
  readonly sizes: WorkSpace;
}

function planOf(product: Product, { picture, begin }: Padded): Plan {
  const tile = ownModule().tileRows();
  const { part, result, from, stride } = product;
  const [rows, columns] = written(product);
  const axis = (i: 0 | 1, outputs: number, taps: number): Axis => ({
    outputs,
    taps,
    stride,
    from: from[i],
    begin: begin[i],
    length: picture[i + 1] ?? 0,
  });
  const work = { samples: result[0], inputs: part.inputs, tile };
  const isFew = part.outputs <= FEW && (part.columns[2] * part.inputs) % 4 === 0;
  const [down, across] = [axis(0, rows, part.rows[2]), axis(1, columns, part.columns[2])];
  const rectangles = isFew ? [wholeOf(down, across)] : rectanglesOf(down, across, work);
  const groups = rectangles.reduce((sum, rectangle) => sum + tilesOf(rectangle, work), 0);
  const packed = part.rows[2] * part.columns[2] * part.inputs * upTo(PANEL, part.outputs);
  const spare = PANEL * MOST_PARTS + upTo(PANEL, part.outputs);
  return {
    product,
    isFew,
    rectangles,
    groups,
    sizes: [packed, 2 * tile * groups, BAND * rectangles.length, spare, JOB],
  };
}

/** Numbers of a band, as `src/assembly/convolve.ts` has them. */
const BAND = 6;

/** Multiplies the padded picture at `x` of this shape with a filter at `filter` into the result at `y`. */
function multiply(
  x: number,
  [, height, width, channels]: Shape,
  filter: number,
  y: number,
  { product, isFew, rectangles, groups }: Plan,
  [packed, places, bands, spare, job]: WorkSpace,
): void {
  const own = ownModule();
  const { part, stride, from, result, to, step } = product;
  const { rows, columns, inputs, outputs, steps } = part;
  const [pixel, line] = [4 * channels, 4 * width * channels];
  const toPixel = 4 * result[3];
  const toLine = result[2] * toPixel;
  const nowhere = spare + 4 * PANEL * MOST_PARTS;
  const run = columns[2] * inputs;
  let at = places;
  const numbers = rectangles.flatMap(({ rows: down, columns: across }) => {
    const laid = own.layPlaces(
      at,
      x +
        (from[0] + stride * down.begin + down.firstTap) * line +
        (from[1] + stride * across.begin + across.firstTap) * pixel,
      y + (to[0] + step * down.begin) * toLine + (to[1] + step * across.begin) * toPixel,
      nowhere,
      result[0],
      down.count,
      across.count,
      height * line,
      stride * line,
      stride * pixel,
      result[1] * toLine,
      step * toLine,
      step * toPixel,
    );
    at += 4 * 2 * own.tileRows() * laid;
    const met = across.taps * inputs;
    const begin = 4 * PANEL * (down.firstTap * run + across.firstTap * inputs);
    return [laid, begin, down.taps, met, line - 4 * met, 4 * PANEL * (run - met)];
  });
  const pack = isFew ? own.packFew : own.packFilter;
  pack(filter, packed, ...rows, ...columns, inputs, outputs, ...steps);
  const products = own.tileRows() * groups * rows[2] * run * outputs;
  const each = Math.ceil(groups / suitableParts(products, Math.min(MOST_PARTS, groups)));
  const shared = { parts: Math.ceil(groups / each), products };
  if (isFew) {
    runParts('convolveFew', job, [places, groups, packed, rows[2], run, line - 4 * run, outputs, spare, each], shared);
    return;
  }
  new Int32Array(wasmMemory().buffer, bands, numbers.length).set(numbers);
  const panelBytes = 4 * PANEL * rows[2] * run;
  const list = [bands, rectangles.length, packed, panelBytes] as const;
  runParts('convolve', job, [places, groups, ...list, outputs, spare, each], shared);
}

/** Products of a padded picture with parts of a filter, which together write all of a result, and the work space they share. */
interface PlannedProducts {
  readonly whole: Padded;
  readonly plans: readonly Plan[];
  readonly sizes: readonly number[];
}

/** By shapes: a network asks for the same few in every step. */
const known = new Map<string, PlannedProducts>();
const MOST_KNOWN = 256;

type Ask = readonly [kind: 'convolve' | 'transposed' | 'transposed at once', stride: Stride, x: Shape, filter: Shape];

function planned(
  ask: Ask,
  make: () => { readonly whole: Padded; readonly products: readonly Product[] },
): PlannedProducts {
  const key = `${ask.join()},${ownModule().tileRows()}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const { whole, products } = make();
  const plans = products.map((product) => planOf(product, whole));
  const most = [0, 1, 2, 3, 4].map((i) => Math.max(...plans.map(({ sizes }) => sizes[i] ?? 0)));
  const made = { whole, plans, sizes: [paddedSize(whole), ...most] };
  if (known.size === MOST_KNOWN) known.clear();
  known.set(key, made);
  return made;
}

function multiplyAll(x: Tensor4D, filter: Tensor4D, y: Tensor4D, { whole, plans, sizes }: PlannedProducts): void {
  withBlocks(sizes, (from, ...work) => {
    pad(x, from, whole);
    for (const plan of plans) {
      multiply(from, whole.shape, addressOf(filter), addressOf(y), plan, work as unknown as WorkSpace);
    }
  });
}

/** `Kernels.convolve`. */
export function convolve(x: Tensor4D, filter: Tensor4D, stride: Stride): Tensor4D {
  const products = planned(['convolve', stride, x.shape, filter.shape], () => {
    const [height, width, inputs, outputs] = filter.shape;
    const [picture, size] = lyingDown(x.shape, [height, width]);
    const places: Place = [Math.ceil(picture[1] / stride), Math.ceil(picture[2] / stride)];
    const result: Shape = [picture[0], ...places, outputs];
    const part = wholeFilter(size, inputs, outputs);
    const product: Product = { part, stride, from: [0, 0], result, to: [0, 0], step: 1 };
    return { whole: samePadded(picture, size, places, stride), products: [product] };
  });
  const [samples, rows, columns] = x.shape;
  const y = newTensor<Tensor4D>([samples, Math.ceil(rows / stride), Math.ceil(columns / stride), filter.shape[3]]);
  multiplyAll(x, filter, y, products);
  return y;
}

/** `Kernels.filterGradient`. */
export function filterGradient(
  x: Tensor4D,
  dy: Tensor4D,
  filterSize: FilterSize,
  stride: Stride,
  weights: Tensor1D | null,
): Tensor4D {
  const own = ownModule();
  const [picture, size] = lyingDown(x.shape, filterSize);
  const [samples, , , inputs] = picture;
  const [, rows, columns, outputs] = lyingDown(dy.shape, filterSize)[0];
  const whole = samePadded(picture, size, [rows, columns], stride);
  const result = newTensor<Tensor4D>([...filterSize, inputs, outputs]);
  const panels = upTo(PANEL, outputs);
  const [taps, run] = [size[0], size[1] * inputs];
  const line = 4 * whole.shape[2] * inputs;
  withBlocks(
    [paddedSize(whole), samples * rows * columns * panels, taps * upTo(own.tileRows(), run) * panels, JOB],
    (from = 0, gradient = 0, sums = 0, job = 0) => {
      pad(x, from, whole);
      own.packGradient(
        addressOf(dy),
        weights === null ? 0 : addressOf(weights),
        gradient,
        samples,
        rows * columns,
        outputs,
      );
      const [sample, row, column] = [whole.shape[1] * line, stride * line, 4 * stride * inputs];
      const numbers = [
        ...([from, gradient, sums, samples, rows, columns] as const),
        ...([sample, row, column, line, taps, run, outputs] as const),
      ] as const;
      const shared = (taps * panels) / PANEL;
      if (suitableParts(samples * rows * columns * taps * run * panels, shared) === 1) own.filterGradient(...numbers);
      else shareOut('filterGradient', job, numbers, shared);
      own.unpackGradient(sums, addressOf(result), taps, run, outputs);
    },
  );
  return result;
}

/** Taps of a side, last first. */
function turned(side: number): number[] {
  return Array.from({ length: side }, (_, i) => side - 1 - i);
}

/** Stride 1: a convolution with the filter turned by 180°, and what an even side pads less in front more behind. */
function transposedByOne(x: Tensor4D, filter: Tensor4D): Tensor4D {
  const products = planned(['transposed', 1, x.shape, filter.shape], () => {
    const [, , outputs, inputs] = filter.shape;
    const [picture, [height, width]] = lyingDown(x.shape, [filter.shape[0], filter.shape[1]]);
    const padding = (side: number): Padding => [side >> 1, (side - 1) >> 1];
    const part = transposedFilter([width, outputs, inputs], turned(height), turned(width));
    const result: Shape = [picture[0], picture[1], picture[2], outputs];
    const product: Product = { part, stride: 1, from: [0, 0], result, to: [0, 0], step: 1 };
    return { whole: padded(picture, padding(height), padding(width)), products: [product] };
  });
  const y = newTensor<Tensor4D>([x.shape[0], x.shape[1], x.shape[2], filter.shape[2]]);
  multiplyAll(x, filter, y, products);
  return y;
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

/** Inputs before and after its own that any phase meets. */
function reachOf(phases: readonly Phase[]): Padding {
  const most = (end: 0 | 1): number => Math.max(...phases.map(({ padding }) => padding[end]));
  return [most(0), most(1)];
}

/** Stride 2: four convolutions, one for each parity of row and column. */
function transposedByFour(x: Tensor4D, filter: Tensor4D): Tensor4D {
  const [samples, height, width] = x.shape;
  const [tallSide, wideSide, outputs, inputs] = filter.shape;
  const result: Shape = [samples, 2 * height, 2 * width, outputs];
  const products = planned(['transposed', 2, x.shape, filter.shape], () => {
    const [tall, wide] = [phasesOf(tallSide), phasesOf(wideSide)];
    const [rows, columns] = [reachOf(tall), reachOf(wide)];
    const four = tall.flatMap((down, row) =>
      wide.map((across, column): Product => ({
        part: transposedFilter([wideSide, outputs, inputs], down.taps, across.taps),
        stride: 1,
        from: [rows[0] - down.padding[0], columns[0] - across.padding[0]],
        result,
        to: [row, column],
        step: 2,
      })),
    );
    return { whole: padded(x.shape, rows, columns), products: four };
  });
  const y = newTensor<Tensor4D>([...result]);
  multiplyAll(x, filter, y, products);
  return y;
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
  const [batch, height, width, inputs] = x.shape;
  const outputs = filter.shape[2];
  const { taps, rows, columns } = phasesAsChannels(filter);
  const phases = newTensor<Tensor4D>([batch, height, width, 4 * outputs]);
  const products = planned(['transposed at once', 2, x.shape, filter.shape], () => {
    const part = wholeFilter([taps.shape[0], taps.shape[1]], inputs, 4 * outputs);
    const product: Product = { part, stride: 1, from: [0, 0], result: phases.shape, to: [0, 0], step: 1 };
    return { whole: padded(x.shape, rows, columns), products: [product] };
  });
  multiplyAll(x, taps, phases, products);
  const result = newTensor<Tensor4D>([batch, height * 2, width * 2, outputs]);
  ownModule().interleave(addressOf(phases), addressOf(result), batch * height, width, outputs);
  dispose([taps, phases]);
  return result;
}

/** Whether a transposed convolution can be had from convolutions: with stride 2 every output needs a tap. */
export function isTransposable([height, width]: readonly [number, number, ...number[]], stride: Stride): boolean {
  return stride === 1 || Math.min(height, width) > 1;
}

/** `Kernels.convolveTransposed`, where `isTransposable`. */
export function convolveTransposed(x: Tensor4D, filter: Tensor4D, stride: Stride): Tensor4D {
  if (stride === 1) return transposedByOne(x, filter);
  return filter.shape[2] <= FEW_TRANSPOSED ? transposedAtOnce(x, filter) : transposedByFour(x, filter);
}
