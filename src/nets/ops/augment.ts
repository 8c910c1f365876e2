/**
 * A picture [H, W, C] and how it changes [6] → the same sheet as another scan would give it. The changes are drawn by whoever
 * runs the network and have no gradient; the picture has one. See `engine/ecg/augmenting.ts`.
 */
import { matrix, picture } from '../ranks.ts';
import type { AugmentAttributes } from './attributes.ts';
import type { Op } from './op.ts';
import { NO_FILES } from './unportable.ts';

export const augment: Op<AugmentAttributes> = {
  ...NO_FILES,
  mixesSamples: false,
  keeps: { inputs: true, output: false },

  shape([x, how, ...more], { halfSquare, margin }, refuse) {
    if (x?.length !== 3 || how?.join() !== '6' || more.length > 0) {
      throw refuse('one picture and six numbers are needed');
    }
    const isWhole = [halfSquare, margin].every((pixels) => Number.isInteger(pixels) && pixels >= 0);
    if (!isWhole) throw refuse('half a square and a margin are of whole pixels');
    const [height = 0, width = 0, channels = 0] = x;
    return [height + 2 * margin, width + 2 * margin, channels];
  },

  variables: () => [],
  forward: (context, inputs) => ({ output: augment.infer(context, inputs), saved: [] }),
  infer: ({ node, kernels }, [x, how]) => kernels.augment(picture(x), matrix(how), node.attributes),

  backward({ node, kernels }, { inputs: [, how] }, { dOutput, wanted: [byPicture = 'none', byChanges = 'none'] }) {
    if (byChanges !== 'none') throw new Error(`${node.name}: the changes have no gradient`);
    if (byPicture === 'none') return [null, null];
    return [kernels.augmentGradient(picture(dOutput), matrix(how), node.attributes), null];
  },

  cost: (_, __, shape) => ({ macs: 0, activations: 2 * shape.reduce((product, n) => product * n, 1) }),
};
