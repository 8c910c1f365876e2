/** The convolution kernels on the recorder: picks programs and tiles, splits what is too long for one dispatch. */
import type { Tensor, Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';
import type { Stride } from '../kernels.ts';
import { convolutionShape, shapeKey } from './convolution-shape.ts';
import { convolveProgram, rowGroups } from './convolve-program.ts';
import { convolveToOneProgram } from './convolve-to-one-program.ts';
import { convolveTransposedProgram } from './convolve-transposed-program.ts';
import { filterGradientParts, filterGradientProgram } from './filter-gradient-program.ts';
import type { GpuProgram } from './gpu-program.ts';
import type { Recorder } from './recorder.ts';
import { sumPartsProgram } from './sum-parts-program.ts';
import { tileFor, tileKey, type Tile, type TileChoice } from './tiles.ts';

const FILTER_SIDE = 5;

/** Runs a product over `rows` in dispatches of at most `flopPerDispatch`. */
export function runByRows(
  recorder: Recorder,
  job: {
    readonly key: string;
    readonly rows: number;
    readonly flop: number;
    readonly tile: Tile;
    readonly choice: TileChoice;
    readonly make: (groups: number) => GpuProgram;
    readonly inputs: readonly Tensor[];
    readonly outputs: readonly Tensor[];
  },
): void {
  const all = rowGroups(job.rows, job.tile);
  const dispatches = Math.max(1, Math.min(all, Math.ceil(job.flop / job.choice.flopPerDispatch)));
  const each = Math.ceil(all / dispatches);
  for (let first = 0; first < all; first += each) {
    const groups = Math.min(each, all - first);
    recorder.run(`${job.key}/${tileKey(job.tile)}/${groups}`, () => job.make(groups), {
      inputs: job.inputs,
      outputs: job.outputs,
      params: new Uint32Array([first]),
    });
  }
}

export class Convolutions {
  readonly #recorder: Recorder;
  readonly #choice: TileChoice;

  constructor(recorder: Recorder, choice: TileChoice) {
    this.#recorder = recorder;
    this.#choice = choice;
  }

  /** `finish`: a bias and the slope of the LeakyReLU that follow. */
  convolve(
    x: Tensor4D,
    filter: Tensor4D,
    stride: Stride,
    finish: { readonly bias: Tensor1D; readonly slope: number } | null = null,
  ): Tensor4D {
    const [side, , inputs, outputs] = filter.shape;
    const shape = convolutionShape(x.shape, side, stride);
    const y = this.#recorder.tensor<Tensor4D>([shape.batch, shape.smallHeight, shape.smallWidth, outputs]);
    const rows = shape.batch * shape.smallHeight * shape.smallWidth;
    const tile = tileFor(outputs, this.#choice);
    const slope = finish === null ? null : finish.slope;
    runByRows(this.#recorder, {
      key: `convolve/${shapeKey(shape)}/${inputs}/${outputs}/${slope}`,
      rows,
      flop: 2 * rows * side * side * inputs * outputs,
      tile,
      choice: this.#choice,
      make: (groups) => convolveProgram({ shape, inputs, outputs, tile, groups, slope }),
      inputs: finish === null ? [x, filter] : [x, filter, finish.bias],
      outputs: [y],
    });
    return y;
  }

  convolveTransposed(x: Tensor4D, filter: Tensor4D, stride: Stride): Tensor4D {
    const [side, , outputs, inputs] = filter.shape;
    const [batch, smallHeight, smallWidth] = x.shape;
    const shape = convolutionShape([batch, smallHeight * stride, smallWidth * stride], side, stride);
    const y = this.#recorder.tensor<Tensor4D>([batch, shape.height, shape.width, outputs]);
    const key = `${shapeKey(shape)}/${inputs}/${outputs}`;
    if (outputs === 1) {
      this.#recorder.run(`convolveToOne/${key}`, () => convolveToOneProgram(shape, inputs), {
        inputs: [x, filter],
        outputs: [y],
      });
      return y;
    }
    const rows = batch * smallHeight * smallWidth;
    const tile = tileFor(outputs, this.#choice);
    runByRows(this.#recorder, {
      key: `convolveTransposed/${key}`,
      rows,
      flop: 2 * rows * side * side * inputs * outputs,
      tile,
      choice: this.#choice,
      make: (groups) => convolveTransposedProgram({ shape, inputs, outputs, tile, groups }),
      inputs: [x, filter],
      outputs: [y],
    });
    return y;
  }

  filterGradient(x: Tensor4D, dy: Tensor4D, stride: Stride, weights: Tensor1D | null): Tensor4D {
    const inputs = x.shape[3];
    const outputs = dy.shape[3];
    const shape = convolutionShape(x.shape, FILTER_SIDE, stride);
    const rows = FILTER_SIDE * FILTER_SIDE * inputs;
    const positions = shape.batch * shape.smallHeight * shape.smallWidth;
    const parts = filterGradientParts(shape, inputs, outputs);
    const tile = tileFor(outputs, this.#choice, rows);
    const weighted = weights !== null;
    const gradient = this.#recorder.tensor<Tensor4D>([FILTER_SIDE, FILTER_SIDE, inputs, outputs]);
    const sums = parts === 1 ? gradient : this.#recorder.tensor([parts, rows * outputs]);
    runByRows(this.#recorder, {
      key: `filterGradient/${shapeKey(shape)}/${inputs}/${outputs}/${weighted}`,
      rows,
      flop: 2 * rows * positions * outputs,
      tile,
      choice: this.#choice,
      make: (groups) => {
        const program = filterGradientProgram({ shape, inputs, outputs, tile, parts, weighted });
        return { ...program, workgroups: [groups, program.workgroups[1], program.workgroups[2]] };
      },
      inputs: weights === null ? [x, dy] : [x, dy, weights],
      outputs: [sums],
    });
    if (sums !== gradient) {
      this.#recorder.run(
        `sumParts/${parts}/${rows * outputs}`,
        () => sumPartsProgram({ parts, size: rows * outputs, arrays: 1, barriers: this.#choice.kind === 'shared' }),
        {
          inputs: [sums],
          outputs: [gradient],
        },
      );
      sums.dispose();
    }
    return gradient;
  }
}
