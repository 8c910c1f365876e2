/**
 * What can be said of a training in plain words, with the numbers behind it: rules of thumb, and silence where they do not
 * apply. In a normal run the discriminator is far ahead for the first dozen epochs (losses near 0.05 and 9 were measured),
 * and the tiles are all grey for the first: so nothing is said of either before `SETTLED` epochs.
 */
import type { Losses } from './epoch-log.ts';
import { bestOf, type EpochScore } from './past-epochs.ts';

export type TrainingAdvice =
  /** In each of the last `epochs` epochs the discriminator knew nearly all; the generator's loss does not fall. */
  | {
      readonly kind: 'discriminator-wins';
      readonly epochs: number;
      readonly discriminatorLoss: number;
      readonly generatorLoss: number;
    }
  /** Synthetic pictures differ by `variety` of what real ones do, at the last `times` measurements. */
  | { readonly kind: 'tiles-repeat'; readonly variety: number; readonly times: number }
  | { readonly kind: 'improving'; readonly best: number; readonly score: number }
  /** `epochs`: since the best one. */
  | { readonly kind: 'not-improving'; readonly best: number; readonly score: number; readonly epochs: number };

interface EpochLosses {
  readonly epoch: number;
  readonly losses: Losses;
}

export const SETTLED = 30;
/** Epochs, or points of a merged curve, that must agree. */
const WINDOW = 10;
/** At chance it is 2·ln 2 ≈ 1.386. */
const KNOWS_ALL = 0.1;
/** −ln of the chance that a fake passes: less than one in fifty. */
const FOUND_OUT = 4;
/** A normal run went down to 0.41 after its first epochs. */
const ALIKE = 0.25;
const ALIKE_TIMES = 3;
/** Measurements without a better one, and the share of the epochs so far that they span: early ones come close together. */
const PATIENCE = 5;
const PATIENCE_SHARE = 0.2;

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

function discriminatorWins(epochs: readonly EpochLosses[]): TrainingAdvice[] {
  const losses = epochs.flatMap(({ epoch, losses: { generatorLoss, discriminatorLoss } }) =>
    generatorLoss === undefined || discriminatorLoss === undefined
      ? []
      : [{ epoch, generator: generatorLoss, discriminator: discriminatorLoss }],
  );
  const last = losses.slice(-WINDOW);
  const before = losses.slice(-2 * WINDOW, -WINDOW);
  if (before.length < WINDOW || (last[0]?.epoch ?? 0) <= SETTLED - WINDOW) return [];
  const generatorLoss = mean(last.map(({ generator }) => generator));
  const isWinning =
    last.every(({ discriminator }) => discriminator < KNOWS_ALL) &&
    generatorLoss > FOUND_OUT &&
    generatorLoss >= mean(before.map(({ generator }) => generator));
  if (!isWinning) return [];
  const discriminatorLoss = mean(last.map(({ discriminator }) => discriminator));
  const span = (last.at(-1)?.epoch ?? 0) - (before.at(-1)?.epoch ?? 0);
  return [{ kind: 'discriminator-wins', epochs: span, discriminatorLoss, generatorLoss }];
}

function tilesRepeat(scores: readonly EpochScore[]): TrainingAdvice[] {
  const last = scores.slice(-ALIKE_TIMES);
  const varieties = last.flatMap(({ epoch, variety }) => (variety === null || epoch < SETTLED ? [] : [variety]));
  if (varieties.length < ALIKE_TIMES || varieties.some((variety) => variety >= ALIKE)) return [];
  return [{ kind: 'tiles-repeat', variety: mean(varieties), times: ALIKE_TIMES }];
}

function trend(scores: readonly EpochScore[]): TrainingAdvice[] {
  const known = scores.filter(({ score }) => score !== null);
  const best = bestOf(known);
  const last = known.at(-1);
  if (best === null || best.score === null || last === undefined || known.length <= PATIENCE) return [];
  const { epoch, score } = best;
  const since = known.length - 1 - known.indexOf(best);
  const epochs = last.epoch - epoch;
  return since < PATIENCE || epochs < PATIENCE_SHARE * last.epoch
    ? [{ kind: 'improving', best: epoch, score }]
    : [{ kind: 'not-improving', best: epoch, score, epochs }];
}

/**
 * Both in the order of their epochs; `losses`: cross entropies, none for a recipe that has others. Troubles first; then
 * whether it still gets better, once there is enough to tell.
 */
export function adviceFor(losses: readonly EpochLosses[], scores: readonly EpochScore[]): TrainingAdvice[] {
  return [...discriminatorWins(losses), ...tilesRepeat(scores), ...trend(scores)];
}
