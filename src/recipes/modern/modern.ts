/** Recipe `modern`: the row first, from a row model; its ECG drawn on a measured sheet. See `docs/method-modern.md`. */
import { DISCRIMINATOR_LOSS, GENERATOR_LOSS } from '../../core/epoch-log.ts';
import type { Recipe } from '../recipe.ts';
import { NOISE_LENGTH, PANELS, STRIP_PLACES, USUAL_AMOUNTS } from './constants.ts';
import { modernCritic, modernGenerator, shapeCount } from './graphs.ts';
import { plainGenerator } from './plain-generator.ts';

/** Strips of a 3 × 4 sheet with one rhythm strip: what networks are counted with before anything is measured. */
const USUAL_STRIPS = 4;

export const modern = {
  name: 'modern',
  noise: NOISE_LENGTH,
  losses: [GENERATOR_LOSS, DISCRIMINATOR_LOSS],
  hasCrossEntropies: false,
  prepares: true,
  rowFirst: true,
  validates: true,
  leastPersons: 80,
  defaults: { size: 200, fit: 'keep', straighten: 'auto', width: 1, epochs: 40, batch: 16 },
  graphs: (shape, state) => {
    // The page counts networks by this, so it parses nothing; `measurementsOf` does, before anything is made of it.
    const strips = state === null ? USUAL_STRIPS : (state.arrays[STRIP_PLACES]?.length ?? null);
    const amounts = state?.arrays[USUAL_AMOUNTS]?.length;
    const panels = strips === null || amounts === undefined ? PANELS : amounts / (strips * shapeCount(shape));
    return {
      generator: strips === null ? plainGenerator(shape) : modernGenerator({ ...shape, strips, panels }),
      discriminator: modernCritic(shape),
    };
  },
} as const satisfies Recipe;
