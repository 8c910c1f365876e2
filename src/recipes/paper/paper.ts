/** Recipe `paper`: the published article's method, as it was. See `docs/method.md`. */
import { DISCRIMINATOR_LOSS, GENERATOR_LOSS } from '../../core/epoch-log.ts';
import { AS_PUBLISHED } from '../../core/run-config.ts';
import type { Recipe } from '../recipe.ts';
import { NOISE_LENGTH } from './constants.ts';
import { paperDiscriminator, paperGenerator } from './graphs.ts';

const { size, fit, straighten, width, epochs, batch } = AS_PUBLISHED;

export const paper = {
  name: 'paper',
  noise: NOISE_LENGTH,
  losses: [GENERATOR_LOSS, DISCRIMINATOR_LOSS],
  hasCrossEntropies: true,
  prepares: false,
  rowFirst: false,
  validates: false,
  leastPersons: 0,
  defaults: { size, fit, straighten, width, epochs, batch },
  graphs: (shape) => ({ generator: paperGenerator(shape), discriminator: paperDiscriminator(shape) }),
} as const satisfies Recipe;
