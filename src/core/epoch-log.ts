/** What is written down of every epoch of a training: its losses by the names that its recipe gives them. */

/** Losses by name, in the recipe's order. */
export type Losses = Readonly<Record<string, number>>;

/** Losses of the two networks that play against each other, as recipes call them that have them. */
export const GENERATOR_LOSS = 'generatorLoss';
export const DISCRIMINATOR_LOSS = 'discriminatorLoss';

export interface EpochLog {
  readonly epoch: number;
  /** Means over the epoch's steps. */
  readonly losses: Losses;
  readonly seconds: number;
  /**
   * Only of recipes that score every epoch by patients they do not learn from: 0 … 1, 1 where it is as good as real; null where
   * that could not be said.
   */
  readonly validation?: number | null;
}

/**
 * An epoch as a line of `log.jsonl`: the losses of the two networks first, where every version of this file had them, and
 * what else the recipe has behind everything.
 */
export function logLine(
  { epoch, losses, seconds, validation }: EpochLog,
  backend: string,
): Record<string, number | string | null> {
  const { [GENERATOR_LOSS]: generator, [DISCRIMINATOR_LOSS]: discriminator, ...others } = losses;
  return {
    epoch,
    ...(generator === undefined ? {} : { [GENERATOR_LOSS]: generator }),
    ...(discriminator === undefined ? {} : { [DISCRIMINATOR_LOSS]: discriminator }),
    seconds,
    backend,
    ...others,
    ...(validation === undefined ? {} : { validation }),
  };
}
