/** The batch-norm and bias-gradient kernels on the recorder. */
import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core';
import type { NormOptions, NormStatistics } from '../kernels.ts';
import { columnLayout, type ColumnLayout } from './column-layout.ts';
import { columnSumsProgram } from './column-sums-program.ts';
import { f32 } from './gpu-program.ts';
import {
  normApplyProgram,
  normGradientApplyProgram,
  normGradientShortProgram,
  normGradientSumsProgram,
  normShortProgram,
} from './norm-programs.ts';
import { normMergeProgram, normPartsProgram } from './norm-statistics-programs.ts';
import type { Recorder } from './recorder.ts';
import { sumPartsProgram } from './sum-parts-program.ts';

function layoutOf(x: Tensor, barriers: boolean): ColumnLayout {
  const channels = x.shape[x.shape.length - 1] ?? 1;
  return columnLayout(x.size / channels, channels, barriers);
}

export class Norms {
  readonly #recorder: Recorder;
  readonly #barriers: boolean;

  constructor(recorder: Recorder, barriers: boolean) {
    this.#recorder = recorder;
    this.#barriers = barriers;
  }

  normActivate<T extends Tensor>(
    x: T,
    gamma: Tensor1D,
    beta: Tensor1D,
    options: NormOptions,
  ): { y: T; statistics: NormStatistics } {
    const layout = layoutOf(x, this.#barriers);
    const { rows, channels, parts } = layout;
    const mean = this.#recorder.tensor<Tensor1D>([channels]);
    const variance = this.#recorder.tensor<Tensor1D>([channels]);
    const statistics = { mean, variance };
    if (layout.isShort) {
      const y = this.#recorder.tensor<T>(x.shape);
      this.#recorder.run(this.#key('normShort', layout, options), () => normShortProgram(layout, options), {
        inputs: [x, gamma, beta],
        outputs: [y, mean, variance],
      });
      return { y, statistics };
    }
    const isWhole = parts === 1;
    const means = isWhole ? mean : this.#recorder.tensor([parts, channels]);
    const squares = isWhole ? variance : this.#recorder.tensor([parts, channels]);
    this.#recorder.run(`normParts/${rows}/${channels}`, () => normPartsProgram(layout), {
      inputs: [x],
      outputs: [means, squares],
    });
    if (!isWhole) {
      this.#recorder.run(`normMerge/${rows}/${channels}`, () => normMergeProgram(layout), {
        inputs: [means, squares],
        outputs: [mean, variance],
      });
      means.dispose();
      squares.dispose();
    }
    return { y: this.normActivateInference(x, gamma, beta, statistics, options), statistics };
  }

  normActivateInference<T extends Tensor>(
    x: T,
    gamma: Tensor1D,
    beta: Tensor1D,
    { mean, variance }: NormStatistics,
    options: NormOptions,
  ): T {
    const layout = layoutOf(x, this.#barriers);
    const y = this.#recorder.tensor<T>(x.shape);
    this.#recorder.run(this.#key('normApply', layout, options), () => normApplyProgram(layout, options), {
      inputs: [x, gamma, beta, mean, variance],
      outputs: [y],
    });
    return y;
  }

  normActivateGradient<T extends Tensor>(
    dy: T,
    x: T,
    gamma: Tensor1D,
    beta: Tensor1D,
    { mean, variance }: NormStatistics,
    options: NormOptions,
  ): { dx: T; dGamma: Tensor1D; dBeta: Tensor1D } {
    const layout = layoutOf(x, this.#barriers);
    const dx = this.#recorder.tensor<T>(x.shape);
    const dGamma = this.#recorder.tensor<Tensor1D>(gamma.shape);
    const dBeta = this.#recorder.tensor<Tensor1D>(beta.shape);
    const inputs = [dy, x, gamma, beta, mean, variance];
    if (layout.isShort) {
      this.#recorder.run(
        this.#key('normGradientShort', layout, options),
        () => normGradientShortProgram(layout, options),
        { inputs, outputs: [dx, dGamma, dBeta] },
      );
      return { dx, dGamma, dBeta };
    }
    this.#sums(layout, [dBeta, dGamma], (outputs) => {
      this.#recorder.run(
        this.#key('normGradientSums', layout, options),
        () => normGradientSumsProgram(layout, options),
        {
          inputs,
          outputs,
        },
      );
    });
    this.#recorder.run(
      this.#key('normGradientApply', layout, options),
      () => normGradientApplyProgram(layout, options),
      {
        inputs: [...inputs, dBeta, dGamma],
        outputs: [dx],
      },
    );
    return { dx, dGamma, dBeta };
  }

  biasGradient(dy: Tensor, weights: Tensor1D | null): Tensor1D {
    const layout = layoutOf(dy, this.#barriers);
    const gradient = this.#recorder.tensor<Tensor1D>([layout.channels]);
    const perSample = layout.rows / (dy.shape[0] ?? 1);
    const weight = weights === null ? '' : ` * weights[row / ${perSample}u]`;
    const weightInput = weights === null ? [] : [{ name: 'weights', element: 'f32' as const }];
    this.#sums(layout, [gradient], (outputs) => {
      this.#recorder.run(
        `biasGradient/${layout.rows}/${layout.channels}/${weights === null ? 0 : perSample}`,
        () =>
          columnSumsProgram({
            layout,
            inputs: [{ name: 'dy', element: layout.element }, ...weightInput],
            before: '',
            perRow: '',
            values: [`dy[at]${weight}`],
          }),
        { inputs: weights === null ? [dy] : [dy, weights], outputs },
      );
    });
    return gradient;
  }

  /** Of bias and LeakyReLU from the result y, in one reading of dy. */
  biasActivateGradients<T extends Tensor>(dy: T, y: T, slope: number): { dx: T; dBias: Tensor1D } {
    const layout = layoutOf(dy, this.#barriers);
    const { element, rows, channels } = layout;
    const dx = this.#recorder.tensor<T>(dy.shape);
    const dBias = this.#recorder.tensor<Tensor1D>([channels]);
    this.#sums(layout, [dBias], (outputs) => {
      this.#recorder.run(
        `biasActivateGradients/${rows}/${channels}/${slope}`,
        () =>
          columnSumsProgram({
            layout,
            inputs: [
              { name: 'dy', element },
              { name: 'y', element },
            ],
            also: [{ name: 'dx', element }],
            before: '',
            perRow: `let raw = dy[at] * select(${element}(${f32(slope)}), ${element}(1.0f), y[at] > ${element}());\ndx[at] = raw;`,
            values: ['raw'],
          }),
        { inputs: [dy, y], outputs: [...outputs, dx] },
      );
    });
    return { dx, dBias };
  }

  /** Column sums into `totals`: at once, or in parts that are then added up. */
  #sums(layout: ColumnLayout, totals: readonly Tensor1D[], run: (outputs: readonly Tensor[]) => void): void {
    const { parts, channels } = layout;
    if (parts === 1) {
      run(totals);
      return;
    }
    const partial = totals.map(() => this.#recorder.tensor([parts, channels]));
    run(partial);
    this.#recorder.run(
      `sumParts/${parts}/${channels}/${totals.length}`,
      () => sumPartsProgram({ parts, size: channels, arrays: totals.length, barriers: this.#barriers }),
      { inputs: partial, outputs: totals },
    );
    for (const tensor of partial) tensor.dispose();
  }

  #key(name: string, { rows, channels }: ColumnLayout, { epsilon, slope }: NormOptions): string {
    return `${name}/${rows}/${channels}/${epsilon}/${slope}`;
  }
}
