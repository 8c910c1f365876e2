/** How a training goes, as one of a few sentences: rules of thumb on the losses and on how much the tiles differ. */
import type { Losses } from '../core/epoch-log.ts';
import type { RunConfig } from '../core/run-config.ts';
import { RECIPES } from '../recipes/recipes.ts';
import type { PairView } from '../worker/protocol.ts';
import type { Live } from './session-state.ts';

export type Words = 'starting' | 'measured' | 'both' | 'alike' | 'ahead' | 'behind';

/** Until then noise is normal, and so is a discriminator that knows it. */
const FIRST_EPOCHS = 10;
/** Mean spread between tiles, grey levels of 255, below which they look the same. */
const ALIKE = 3;
/** A discriminator at chance has 2·ln 2 ≈ 1.386. */
const GUESSING = 1.36;
const FAR_AHEAD = 0.08;

/** Mean over all pixels of the standard deviation across the pictures, in grey levels. */
export function spreadOf(view: PairView): number {
  const pixels = view.size * view.size;
  let total = 0;
  for (let p = 0; p < pixels; p++) {
    let sum = 0;
    let squares = 0;
    for (let i = 0; i < view.count; i++) {
      const value = view.images[i * pixels + p] ?? 0;
      sum += value;
      squares += value * value;
    }
    const mean = sum / view.count;
    total += Math.sqrt(Math.max(0, squares / view.count - mean * mean));
  }
  return total / pixels;
}

/** Whether the rules of thumb hold for a recipe's losses. */
export function canReadLosses({ recipe }: Pick<RunConfig, 'recipe'>): boolean {
  return RECIPES[recipe].hasCrossEntropies;
}

/** `isReadable`: its losses are of the kind that the rules are about. */
export function wordsFor(
  live: Pick<Live, 'epoch' | 'last' | 'grid'> & { readonly started: Pick<Live['started'], 'sheet'> },
  isReadable: boolean,
): Words {
  const { sheet } = live.started;
  if (live.last === null || live.epoch < FIRST_EPOCHS) {
    return sheet !== null && sheet.misfit === null ? 'measured' : 'starting';
  }
  const losses: Losses = isReadable ? live.last.losses : {};
  const { generatorLoss: g = Number.NaN, discriminatorLoss: d = Number.NaN } = losses;
  if (d < FAR_AHEAD && g > 4) return 'ahead';
  if (live.grid !== null && spreadOf(live.grid.view) < ALIKE) return 'alike';
  if (Math.abs(d - GUESSING) < 0.04 && Math.abs(g - 0.69) < 0.05) return 'behind';
  return 'both';
}
