/**
 * `EcgKernels` on arrays. The reference reads its tensors' numbers, which waits for a backend that has them elsewhere; wasm
 * gives its heap (`onArrays`), where this is also the fast way: few numbers, a branch or a scatter for each.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { type ArrayRun, mapped, type Named } from '../array-run.ts';
import { ArrayBatch } from '../batch/array-batch.ts';
import type { BatchKernels } from '../batch/batch-kernels.ts';
import { augment, augmentGradient, type AugmentSizes } from './augmenting.ts';
import { beatClock, beatClockGradient, type ClockArrays, type ClockSizes } from './beat-clock.ts';
import type {
  AugmentOptions,
  ClockInputs,
  ClockOptions,
  Drawing,
  DrawingOptions,
  EcgKernels,
  Panels,
  Pens,
  Sheet,
} from './ecg-kernels.ts';
import { mixPanels, mixPanelsGradient, type PanelArrays, type PanelSizes } from './panels.ts';
import { type SheetArrays, type SheetSizes, printSheet, printSheetGradient } from './sheet-printing.ts';
import { drawTraces, drawTracesGradient, type DrawingSizes, type TraceArrays } from './trace-drawing.ts';

export function clockSizes({ pace, noise }: ClockInputs, options: ClockOptions): ClockSizes {
  return { batch: pace.shape[0], beats: (noise.shape[1] - 1) / 2, ...options };
}

export function drawingSizes(y: Tensor4D, options: DrawingOptions): DrawingSizes {
  const [batch, samples, , strips] = y.shape;
  return { batch, samples, strips, ...options };
}

export function sheetSizes(picture: Tensor4D): SheetSizes {
  const [batch, height, width] = picture.shape;
  return { batch, height, width };
}

export function panelSizes({ shapes, cuts }: Panels, strips: number): PanelSizes {
  const [batch, samples, , count] = shapes.shape;
  return { batch, samples, shapes: count, strips, panels: cuts.size + 1 };
}

/** `picture` is what comes in; `grown`: what comes out, which is larger. */
export function augmentSizes(picture: Tensor4D, options: AugmentOptions, grown = false): AugmentSizes {
  const [batch, height, width, channels] = picture.shape;
  const less = grown ? 2 * options.margin : 0;
  return { batch, height: height - less, width: width - less, channels, ...options };
}

/** Of the result. */
export function augmentedShape({ batch, height, width, channels, margin }: AugmentSizes): number[] {
  return [batch, height + 2 * margin, width + 2 * margin, channels];
}

export class ArrayKernels implements EcgKernels {
  readonly batch: BatchKernels = new ArrayBatch((call) => this.onArrays(call));

  protected onArrays: ArrayRun = ({ inputs, outputs, compute }) => {
    const made = mapped(outputs, (shape) => new Float32Array(shape.reduce((product, n) => product * n, 1)));
    compute(
      mapped(inputs, (tensor: Tensor) => tensor.dataSync<'float32'>()),
      made,
    );
    const shapes: Readonly<Record<string, readonly number[]>> = outputs;
    return Object.fromEntries(
      Object.entries<Float32Array>(made).map(([key, values]) => [key, tf.tensor(values, [...(shapes[key] ?? [])])]),
    ) as ReturnType<ArrayRun>;
  };

  beatClock(inputs: ClockInputs, options: ClockOptions): Tensor4D {
    const sizes = clockSizes(inputs, options);
    return this.onArrays({
      inputs: { ...inputs } as Named<keyof ClockArrays, Tensor>,
      outputs: { y: [sizes.batch, sizes.samples, 1, 2] },
      compute: (arrays, { y }) => beatClock(arrays, sizes, y),
    }).y as Tensor4D;
  }

  beatClockGradient(dy: Tensor4D, inputs: ClockInputs, options: ClockOptions): Tensor2D {
    const sizes = clockSizes(inputs, options);
    return this.onArrays({
      inputs: { ...inputs, dy } as Named<keyof ClockArrays | 'dy', Tensor>,
      outputs: { dPace: [sizes.batch, 3] },
      compute: (arrays, { dPace }) => beatClockGradient(arrays.dy, arrays, sizes, dPace),
    }).dPace as Tensor2D;
  }

  mixPanels(panels: Panels, strips: number): Tensor4D {
    const sizes = panelSizes(panels, strips);
    return this.onArrays({
      inputs: { ...panels } as Named<keyof PanelArrays, Tensor>,
      outputs: { y: [sizes.batch, sizes.samples, 1, strips] },
      compute: (arrays, { y }) => mixPanels(arrays, sizes, y),
    }).y as Tensor4D;
  }

  mixPanelsGradient(
    dy: Tensor4D,
    panels: Panels,
  ): { readonly dShapes: Tensor4D; readonly dAmounts: Tensor2D; readonly dCuts: Tensor1D } {
    const sizes = panelSizes(panels, dy.shape[3]);
    const made = this.onArrays({
      inputs: { ...panels, dy } as Named<keyof PanelArrays | 'dy', Tensor>,
      outputs: { dShapes: panels.shapes.shape, dAmounts: panels.amounts.shape, dCuts: panels.cuts.shape },
      compute: (arrays, gradients) => mixPanelsGradient(arrays.dy, arrays, sizes, gradients),
    });
    return { dShapes: made.dShapes as Tensor4D, dAmounts: made.dAmounts as Tensor2D, dCuts: made.dCuts as Tensor1D };
  }

  drawTraces(y: Tensor4D, pens: Pens, options: DrawingOptions): Drawing {
    const sizes = drawingSizes(y, options);
    const width = sizes.samples / sizes.oversampling;
    const made = this.onArrays({
      inputs: { ...pens, y } as Named<keyof TraceArrays, Tensor>,
      outputs: {
        ink: [sizes.batch, sizes.height, width, 1],
        covers: [sizes.batch, sizes.height, width, sizes.strips],
      },
      compute: (arrays, { ink, covers }) => drawTraces(arrays, sizes, ink, covers),
    });
    return { ink: made.ink as Tensor4D, covers: made.covers as Tensor4D };
  }

  drawTracesGradient(
    dInk: Tensor4D,
    covers: Tensor4D,
    y: Tensor4D,
    pens: Pens,
    options: DrawingOptions,
  ): { readonly dy: Tensor4D; readonly dPen: Tensor2D; readonly dHalfWidth: Tensor1D } {
    const sizes = drawingSizes(y, options);
    const made = this.onArrays({
      inputs: { ...pens, y, dInk, covers } as Named<keyof TraceArrays | 'dInk' | 'covers', Tensor>,
      outputs: { dy: y.shape, dPen: pens.pen.shape, dHalfWidth: pens.halfWidth.shape },
      compute: (arrays, gradients) => drawTracesGradient(arrays, arrays, sizes, gradients),
    });
    return { dy: made.dy as Tensor4D, dPen: made.dPen as Tensor2D, dHalfWidth: made.dHalfWidth as Tensor1D };
  }

  printSheet(ink: Tensor4D, sheet: Sheet): Tensor4D {
    return this.onArrays({
      inputs: { ...sheet, ink } as Named<keyof SheetArrays, Tensor>,
      outputs: { picture: ink.shape },
      compute: (arrays, { picture }) => printSheet(arrays, sheetSizes(ink), picture),
    }).picture as Tensor4D;
  }

  printSheetGradient(
    dPicture: Tensor4D,
    ink: Tensor4D,
    sheet: Sheet,
  ): { readonly dInk: Tensor4D; readonly dDarkness: Tensor1D; readonly dBlur: Tensor4D; readonly dPaper: Tensor4D } {
    const made = this.onArrays({
      inputs: { ...sheet, ink, dPicture } as Named<keyof SheetArrays | 'dPicture', Tensor>,
      outputs: {
        dInk: ink.shape,
        dDarkness: sheet.darkness.shape,
        dBlur: sheet.blur.shape,
        dPaper: sheet.paper.shape,
      },
      compute: (arrays, gradients) => printSheetGradient(arrays.dPicture, arrays, sheetSizes(ink), gradients),
    });
    return {
      dInk: made.dInk as Tensor4D,
      dDarkness: made.dDarkness as Tensor1D,
      dBlur: made.dBlur as Tensor4D,
      dPaper: made.dPaper as Tensor4D,
    };
  }

  augment(x: Tensor4D, how: Tensor2D, options: AugmentOptions): Tensor4D {
    const sizes = augmentSizes(x, options);
    return this.onArrays({
      inputs: { x, how } as Named<'x' | 'how', Tensor>,
      outputs: { y: augmentedShape(sizes) },
      compute: (arrays, { y }) => augment(arrays.x, arrays.how, sizes, y),
    }).y as Tensor4D;
  }

  augmentGradient(dy: Tensor4D, how: Tensor2D, options: AugmentOptions): Tensor4D {
    const sizes = augmentSizes(dy, options, true);
    return this.onArrays({
      inputs: { dy, how } as Named<'dy' | 'how', Tensor>,
      outputs: { dx: [sizes.batch, sizes.height, sizes.width, sizes.channels] },
      compute: (arrays, { dx }) => augmentGradient(arrays.dy, arrays.how, sizes, dx),
    }).dx as Tensor4D;
  }
}
