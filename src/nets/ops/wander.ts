/**
 * Amounts [strips] and normal noise [knots · (strips + 1)] → a baseline that wanders, [T, 1, strips]. The noise has no
 * gradient. See `engine/wander.ts`.
 */
import { REACH } from '../../engine/ecg/trace-scales.ts';
import { matrix, picture } from '../ranks.ts';
import type { WanderAttributes } from './attributes.ts';
import type { Op } from './op.ts';
import { NO_KERAS } from './unportable.ts';

export const wander: Op<WanderAttributes> = {
  ...NO_KERAS,
  mixesSamples: false,
  keeps: { inputs: true, output: false },

  shape([amounts, noise, ...more], { samples }, refuse) {
    const strips = amounts?.[0] ?? 0;
    const knots = (noise?.[0] ?? 0) / (strips + 1);
    if (amounts?.length !== 1 || noise?.length !== 1 || !Number.isInteger(knots) || knots < 2 || more.length > 0) {
      throw refuse('an amount a strip and noise of two knots or more, for each strip and for all, are needed');
    }
    return [samples, 1, strips];
  },

  variables: () => [],
  forward: (context, inputs) => ({ output: wander.infer(context, inputs), saved: [] }),
  infer: ({ node, kernels }, [amounts, noise]) =>
    kernels.batch.wanders(matrix(amounts), matrix(noise), node.attributes.samples),

  backward(
    { node, kernels },
    { inputs: [amounts, noise] },
    { dOutput, wanted: [byAmounts = 'none', byNoise = 'none'] },
  ) {
    if (byNoise !== 'none') throw new Error(`${node.name}: noise has no gradient`);
    if (byAmounts === 'none') return [null, null];
    return [kernels.batch.wandersGradient(picture(dOutput), matrix(amounts), matrix(noise)), null];
  },

  cost: (_, __, [samples = 0, , strips = 0]) => ({ macs: 0, activations: 3 * samples * strips }),

  onnx(node, [amounts = '', noise = ''], writer) {
    const { name, attributes } = node;
    const { samples } = attributes;
    const [[strips = 0] = [], [numbers = 0] = []] = writer.inputShapes(node);
    const knots = numbers / (strips + 1);
    const s = writer.steps(name);
    // Linear between knots, the first and the last at the ends; the last line is common to all strips.
    const share = (t: number, knot: number): number =>
      Math.max(0, 1 - Math.abs((t * (knots - 1)) / Math.max(1, samples - 1) - knot));
    const between = Array.from({ length: samples * knots }, (_, i) => share(Math.floor(i / knots), i % knots));
    const own = Array.from({ length: (strips + 1) * strips }, (_, i) => {
      const line = Math.floor(i / strips);
      return Number(line === strips || line === i % strips);
    });
    const lines = s.do('MatMul', [s.numbers(between, [samples, knots]), s.reshape(noise, [0, knots, strips + 1])]);
    const both = s.do('MatMul', [lines, s.numbers(own, [strips + 1, strips])]);
    const reach = s.do('Mul', [s.do('Softplus', [amounts]), s.number(REACH)]);
    const made = s.do('Mul', [both, s.reshape(reach, [0, 1, strips])]);
    return s.reshape(made, [0, samples, 1, strips]);
  },
};
