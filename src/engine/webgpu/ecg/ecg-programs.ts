/** `EcgKernels` on the recorder: one program an operation, a few for gradients by what all samples share. */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import {
  augmentedShape,
  augmentSizes,
  clockSizes,
  drawingSizes,
  panelSizes,
  sheetSizes,
} from '../../ecg/array-kernels.ts';
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
} from '../../ecg/ecg-kernels.ts';
import type { GpuProgram } from '../gpu-program.ts';
import type { Recorder } from '../recorder.ts';
import { augmentGradientProgram, augmentProgram } from './augment-programs.ts';
import { beatClockGradientProgram, beatClockProgram } from './beat-clock-programs.ts';
import { drawTracesGradientProgram, drawTracesProgram } from './drawing-programs.ts';
import {
  amountsGradientProgram,
  cutsGradientProgram,
  edgesGradientProgram,
  mixPanelsProgram,
  shapesGradientProgram,
} from './panel-programs.ts';
import {
  inkGradientProgram,
  paperGradientProgram,
  printSheetProgram,
  SHEET_PARTS,
  sheetParts,
  sheetSumsProgram,
} from './sheet-programs.ts';

export class EcgPrograms implements EcgKernels {
  readonly #recorder: Recorder;
  readonly #columnSums: (x: Tensor) => Tensor1D;

  /** `columnSums`: over all but the last axis. */
  constructor(recorder: Recorder, columnSums: (x: Tensor) => Tensor1D) {
    this.#recorder = recorder;
    this.#columnSums = columnSums;
  }

  beatClock(inputs: ClockInputs, options: ClockOptions): Tensor4D {
    const sizes = clockSizes(inputs, options);
    const { pace, noise, start, distance } = inputs;
    const from = [pace, noise, start, distance];
    return this.#make('beatClock', sizes, () => beatClockProgram(sizes), from, [sizes.batch, sizes.samples, 1, 2]);
  }

  beatClockGradient(dy: Tensor4D, inputs: ClockInputs, options: ClockOptions): Tensor2D {
    const sizes = clockSizes(inputs, options);
    const { pace, noise, start, distance } = inputs;
    const from = [pace, noise, start, distance, dy];
    return this.#make('beatClockGradient', sizes, () => beatClockGradientProgram(sizes), from, pace.shape);
  }

  mixPanels(panels: Panels, strips: number): Tensor4D {
    const sizes = panelSizes(panels, strips);
    const { shapes, amounts, cuts } = panels;
    const shape = [sizes.batch, sizes.samples, 1, strips];
    return this.#make('mixPanels', sizes, () => mixPanelsProgram(sizes), [shapes, amounts, cuts], shape);
  }

  mixPanelsGradient(
    dy: Tensor4D,
    panels: Panels,
  ): { readonly dShapes: Tensor4D; readonly dAmounts: Tensor2D; readonly dCuts: Tensor1D } {
    const sizes = panelSizes(panels, dy.shape[3]);
    const { shapes, amounts, cuts } = panels;
    const dShapes = this.#make<Tensor4D>(
      'dShapes',
      sizes,
      () => shapesGradientProgram(sizes),
      [amounts, cuts, dy],
      shapes.shape,
    );
    const dAmounts = this.#make<Tensor2D>(
      'dAmounts',
      sizes,
      () => amountsGradientProgram(sizes),
      [shapes, cuts, dy],
      amounts.shape,
    );
    const edges = [sizes.samples, sizes.panels];
    const byEdge = this.#make('byEdge', sizes, () => edgesGradientProgram(sizes), [shapes, amounts, dy], edges);
    const dCuts = this.#make<Tensor1D>('dCuts', sizes, () => cutsGradientProgram(sizes), [byEdge, cuts], cuts.shape);
    byEdge.dispose();
    return { dShapes, dAmounts, dCuts };
  }

  drawTraces(y: Tensor4D, { pen, halfWidth }: Pens, options: DrawingOptions): Drawing {
    const sizes = drawingSizes(y, options);
    const picture = [sizes.batch, sizes.height, sizes.samples / sizes.oversampling];
    const ink = this.#recorder.tensor<Tensor4D>([...picture, 1]);
    const covers = this.#recorder.tensor<Tensor4D>([...picture, sizes.strips]);
    this.#run('drawTraces', sizes, () => drawTracesProgram(sizes), [y, pen, halfWidth], [ink, covers]);
    return { ink, covers };
  }

  drawTracesGradient(
    dInk: Tensor4D,
    covers: Tensor4D,
    y: Tensor4D,
    { pen, halfWidth }: Pens,
    options: DrawingOptions,
  ): { readonly dy: Tensor4D; readonly dPen: Tensor2D; readonly dHalfWidth: Tensor1D } {
    const sizes = drawingSizes(y, options);
    const { batch, samples, strips } = sizes;
    const dy = this.#recorder.tensor<Tensor4D>(y.shape);
    const byHalf = this.#recorder.tensor(y.shape);
    const byPen = this.#recorder.tensor([batch, samples * strips]);
    const from = [dInk, covers, y, pen, halfWidth];
    this.#run('drawTracesGradient', sizes, () => drawTracesGradientProgram(sizes), from, [dy, byHalf, byPen]);
    const dHalfWidth = this.#columnSums(byHalf);
    const flat = this.#columnSums(byPen);
    const dPen = tf.reshape<tf.Rank.R2>(flat, [samples, strips]);
    tf.dispose([byHalf, byPen, flat]);
    return { dy, dPen, dHalfWidth };
  }

  printSheet(ink: Tensor4D, { darkness, blur, paper }: Sheet): Tensor4D {
    const sizes = sheetSizes(ink);
    return this.#make('printSheet', sizes, () => printSheetProgram(sizes), [ink, darkness, blur, paper], ink.shape);
  }

  printSheetGradient(
    dPicture: Tensor4D,
    ink: Tensor4D,
    { darkness, blur, paper }: Sheet,
  ): { readonly dInk: Tensor4D; readonly dDarkness: Tensor1D; readonly dBlur: Tensor4D; readonly dPaper: Tensor4D } {
    const sizes = sheetSizes(ink);
    const seen = [dPicture, darkness, blur, paper];
    const dInk = this.#make<Tensor4D>('inkGradient', sizes, () => inkGradientProgram(sizes), seen, ink.shape);
    const dPaper = this.#recorder.tensor<Tensor4D>(paper.shape);
    const parts = this.#recorder.tensor([sheetParts(sizes), SHEET_PARTS]);
    this.#run(
      'paperGradient',
      sizes,
      () => paperGradientProgram(sizes),
      [dPicture, ink, darkness, blur, paper],
      [dPaper, parts],
    );
    const dDarkness = this.#recorder.tensor<Tensor1D>(darkness.shape);
    const dBlur = this.#recorder.tensor<Tensor4D>(blur.shape);
    this.#run('sheetSums', sizes, () => sheetSumsProgram(sizes), [parts], [dDarkness, dBlur]);
    parts.dispose();
    return { dInk, dDarkness, dBlur, dPaper };
  }

  augment(x: Tensor4D, how: Tensor2D, options: AugmentOptions): Tensor4D {
    const sizes = augmentSizes(x, options);
    return this.#make('augment', sizes, () => augmentProgram(sizes), [x, how], augmentedShape(sizes));
  }

  augmentGradient(dy: Tensor4D, how: Tensor2D, options: AugmentOptions): Tensor4D {
    const sizes = augmentSizes(dy, options, true);
    const { batch, height, width, channels } = sizes;
    const make = (): GpuProgram => augmentGradientProgram(sizes);
    return this.#make('augmentGradient', sizes, make, [dy, how], [batch, height, width, channels]);
  }

  #make<T extends Tensor>(
    name: string,
    sizes: object,
    program: () => GpuProgram,
    inputs: readonly Tensor[],
    shape: readonly number[],
  ): T {
    const result = this.#recorder.tensor<T>(shape);
    this.#run(name, sizes, program, inputs, [result]);
    return result;
  }

  #run(
    name: string,
    sizes: object,
    program: () => GpuProgram,
    inputs: readonly Tensor[],
    outputs: readonly Tensor[],
  ): void {
    this.#recorder.run(`${name}/${Object.values(sizes).join('/')}`, program, { inputs, outputs });
  }
}
