/** What is measured on the sheets themselves, without networks: their heart rates, and their traces alone. */
import type { HeartRateScores } from '../../../core/report/ecg-comparison.ts';
import type { PieceWork } from '../../../core/pace.ts';
import type { Sides } from '../../../core/report/comparison.ts';
import type { TableSchema } from '../../../core/table-schema.ts';
import { heartRates, heartRateScores } from '../../../report/heart-rate.ts';
import { beatDistances } from '../../../sheet/measure/beat-distances.ts';
import { InkOnly } from '../../../sheet/measure/ink-only.ts';
import { drawPairs, type PairSet } from './pair-set.ts';

/** Training pairs that the paper and the scale are learned from at most. */
const MOST_MEASURED = 500;

/** Null where it cannot be asked. Rejects with AbortError when cancelled. */
export async function measureHeartRates(
  sides: {
    readonly schema: TableSchema;
    readonly train: PairSet;
    readonly holdout: PairSet | null;
    readonly synthetic: PairSet;
    readonly seed: number;
  },
  work: PieceWork,
): Promise<HeartRateScores | null> {
  const { schema, holdout, synthetic, seed } = sides;
  if (holdout === null || heartRates(schema, sides.train.rows) === null) return null;
  const train = drawPairs(sides.train, MOST_MEASURED, seed);
  const [ofTraining, ofHoldout, ofSynthetic] = (await beatDistances(train, [train, holdout, synthetic], work)) ?? [];
  if (ofTraining === undefined || ofHoldout === undefined || ofSynthetic === undefined) return null;
  return heartRateScores({
    schema,
    training: { ...train, distances: ofTraining },
    holdout: { ...holdout, distances: ofHoldout },
    synthetic: { ...synthetic, distances: ofSynthetic },
    seed,
  });
}

/** Both sides as bare traces, on the paper of the real ones. */
export function inkOnly({ real, synthetic }: Sides<PairSet>): Sides<PairSet> {
  const ink = new InkOnly(real);
  return { real: { ...real, images: ink.of(real) }, synthetic: { ...synthetic, images: ink.of(synthetic) } };
}
