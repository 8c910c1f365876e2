/** Recipe `paper`: the published article's method, as it was. See `docs/method.md`. */
import { DISCRIMINATOR_LOSS, GENERATOR_LOSS } from '../../core/epoch-log.ts';
import type { Recipe } from '../recipe.ts';
import { NOISE_LENGTH } from './constants.ts';
import { paperDiscriminator, paperGenerator } from './graphs.ts';

export const paper: Recipe = {
  name: 'paper',
  noise: NOISE_LENGTH,
  losses: [GENERATOR_LOSS, DISCRIMINATOR_LOSS],
  hasCrossEntropies: true,
  graphs: (shape) => ({ generator: paperGenerator(shape), discriminator: paperDiscriminator(shape) }),
};
