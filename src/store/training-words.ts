/** How a training goes, as one of a few sentences: rules of thumb on the losses, and on how much the tiles differ beside real ECGs. */
import type { Losses } from '../core/epoch-log.ts';
import type { RunConfig } from '../core/run-config.ts';
import { RECIPES } from '../recipes/recipes.ts';
import type { PairView } from '../worker/protocol.ts';
import type { Live } from './session-state.ts';

export type Words = 'starting' | 'measured' | 'both' | 'learning' | 'alike' | 'ahead' | 'behind';

export interface Commentary {
  readonly words: Words;
  /** How much the tiles differ from one another, as a share of what real ECGs do; null: not known. */
  readonly share: number | null;
}

/** Until then noise is normal, and so is a discriminator that knows it. */
const FIRST_EPOCHS = 10;
/** Tiles that differ by less than this share of what real ECGs do have collapsed; a normal run went down to 0.4. */
const ALIKE = 0.25;
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

function shareOf({ grid, past }: Pick<Live, 'grid' | 'past'>, real: PairView | null): number | null {
  const wanted = real === null || real.count < 2 ? 0 : spreadOf(real);
  // Of another size they differ by other amounts: finer lines are darker.
  if (grid === null || wanted === 0 || real?.size !== grid.view.size) return past.at(-1)?.variety ?? null;
  return spreadOf(grid.view) / wanted;
}

/** `isReadable`: its losses are of the kind that the rules are about; `real`: some of the patients, null where none are at hand. */
export function commentaryOn(
  live: Pick<Live, 'epoch' | 'last' | 'grid' | 'past'> & { readonly started: Pick<Live['started'], 'sheet'> },
  { isReadable, real }: { readonly isReadable: boolean; readonly real: PairView | null },
): Commentary {
  const { sheet } = live.started;
  const share = shareOf(live, real);
  // A model that learns on has no epoch of this run behind it, but a grid of its own.
  const epoch = Math.max(live.epoch, live.grid?.epoch ?? 0);
  if (epoch < FIRST_EPOCHS) {
    return { words: sheet !== null && sheet.misfit === null ? 'measured' : 'starting', share };
  }
  const losses: Losses = isReadable && live.last !== null ? live.last.losses : {};
  const { generatorLoss: g = Number.NaN, discriminatorLoss: d = Number.NaN } = losses;
  if (d < FAR_AHEAD && g > 4) return { words: 'ahead', share };
  if (share !== null && share < ALIKE) return { words: 'alike', share };
  if (Math.abs(d - GUESSING) < 0.04 && Math.abs(g - 0.69) < 0.05) return { words: 'behind', share };
  return { words: share === null ? 'learning' : 'both', share };
}
