/**
 * Ink [H, W, 1] on a learned sheet → a picture [H, W, 1] in [−1, 1]. The paper's lightness, how dark ink is and how it spreads
 * are learned. See `engine/ecg/sheet-printing.ts`.
 */
import type { Sheet } from '../../engine/ecg/ecg-kernels.ts';
import { picture } from '../ranks.ts';
import type { NoAttributes } from './attributes.ts';
import type { Op, OpContext } from './op.ts';
import { NO_KERAS } from './unportable.ts';

const PARTS = ['darkness', 'blur', 'paper'] as const;

function sheetOf({ node, parameters }: OpContext<NoAttributes>): Sheet {
  return {
    darkness: parameters.vector(`${node.name}/darkness`),
    blur: parameters.filter(`${node.name}/blur`),
    paper: parameters.filter(`${node.name}/paper`),
  };
}

export const printSheet: Op<NoAttributes> = {
  ...NO_KERAS,
  mixesSamples: false,
  keeps: { inputs: true, output: false },

  shape([ink, ...more], _, refuse) {
    if (ink?.length !== 3 || ink[2] !== 1 || more.length > 0) throw refuse('one picture of ink is printed');
    return ink;
  },

  variables(name, [ink = []]) {
    const shapes = { darkness: [1], blur: [3, 3, 1, 1], paper: ink };
    return PARTS.map((part) => ({
      name: `${name}/${part}`,
      shape: shapes[part],
      initial: 'zeros' as const,
      trainable: true,
    }));
  },

  forward: (context, inputs) => ({ output: printSheet.infer(context, inputs), saved: [] }),
  infer: (context, [ink]) => context.kernels.printSheet(picture(ink), sheetOf(context)),

  backward(context, { inputs }, { dOutput, sink }) {
    const made = context.kernels.printSheetGradient(picture(dOutput), picture(inputs[0]), sheetOf(context));
    const gradients = { darkness: made.dDarkness, blur: made.dBlur, paper: made.dPaper };
    if (sink === null) context.tensors.dispose(Object.values(gradients));
    else for (const part of PARTS) sink.take(`${context.node.name}/${part}`, gradients[part]);
    return [made.dInk];
  },

  cost: (_, __, [height = 0, width = 0]) => ({ macs: 9 * height * width, activations: 2 * height * width }),

  onnx(node, [ink = ''], writer) {
    const { name, shape } = node;
    const s = writer.steps(name);
    const dark = s.do('Mul', [writer.channelsFirst(ink), s.do('Sigmoid', [writer.weight(`${name}/darkness`)])]);
    const spread = s.do('Conv', [s.withEdges(dark), writer.kernel(`${name}/blur`)]);
    const paper = s.reshape(s.do('Sigmoid', [writer.weight(`${name}/paper`)]), [1, 1, ...shape.slice(0, 2)]);
    const light = s.do('Mul', [paper, s.do('Sub', [s.number(1), spread])]);
    return writer.asChannelsFirst(s.do('Sub', [s.do('Mul', [light, s.number(2)]), s.number(1)]));
  },
};
