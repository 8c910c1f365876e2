/** Dense layers on the recorder. */
import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { Finish } from '../kernels.ts';
import { denseInputGradientProgram, denseParts, denseProgram } from './dense-programs.ts';
import type { Recorder } from './recorder.ts';
import { sumPartsProgram } from './sum-parts-program.ts';
import type { TileChoice } from './tiles.ts';

export class DenseLayers {
  readonly #recorder: Recorder;
  readonly #tiles: TileChoice;
  readonly #barriers: boolean;

  constructor(recorder: Recorder, tiles: TileChoice) {
    this.#recorder = recorder;
    this.#tiles = tiles;
    this.#barriers = tiles.kind === 'shared';
  }

  /** x · kernel, and what follows but dropout. */
  product(x: Tensor2D, kernel: Tensor2D, finish: Finish | null = null): Tensor2D {
    const [batch, inputs] = x.shape;
    const outputs = kernel.shape[1];
    const options = { batch, inputs, outputs, rows: this.#tiles.denseRows, barriers: this.#barriers };
    const parts = denseParts(inputs, outputs);
    const slope = finish === null ? null : finish.activation.slope;
    const bias = finish === null ? [] : [finish.bias];
    const y = this.#recorder.tensor<Tensor2D>([batch, outputs]);
    if (parts === 1) {
      this.#recorder.run(`dense/${batch}/${inputs}/${outputs}/${slope}`, () => denseProgram(options, parts, slope), {
        inputs: [x, kernel, ...bias],
        outputs: [y],
      });
      return y;
    }
    const size = batch * outputs;
    const sums = this.#recorder.tensor([parts, size]);
    this.#recorder.run(`dense/${batch}/${inputs}/${outputs}`, () => denseProgram(options, parts, null), {
      inputs: [x, kernel],
      outputs: [sums],
    });
    const follows = slope === null ? null : { slope, channels: outputs };
    this.#recorder.run(
      `sumParts/${parts}/${size}/${slope === null ? '' : `${slope}/${outputs}`}`,
      () => sumPartsProgram({ parts, size, arrays: 1, barriers: this.#barriers, follows }),
      { inputs: [sums, ...bias], outputs: [y] },
    );
    sums.dispose();
    return y;
  }

  inputGradient(dy: Tensor2D, kernel: Tensor2D): Tensor2D {
    const [batch, outputs] = dy.shape;
    const inputs = kernel.shape[0];
    const dx = this.#recorder.tensor<Tensor2D>([batch, inputs]);
    const make = () =>
      denseInputGradientProgram({ batch, inputs, outputs, rows: this.#tiles.denseRows, barriers: this.#barriers });
    this.#recorder.run(`denseInputGradient/${batch}/${inputs}/${outputs}`, make, {
      inputs: [dy, kernel],
      outputs: [dx],
    });
    return dx;
  }
}
