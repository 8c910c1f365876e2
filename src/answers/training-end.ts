/** How a training of a recipe that scores its epochs ended, in one sentence: on the page and on the command line. */
import type { Texts } from '../i18n/translate.ts';

export interface TrainingEnd {
  /** Last finished epoch. */
  readonly epoch: number;
  readonly end: 'completed' | 'settled' | 'stopped';
  /** The epoch that pairs are made from; null: the last. */
  readonly chosen: number | null;
}

/** Null where there is nothing to say beyond that it ended. */
export function endSentence({ epoch, end, chosen }: TrainingEnd, { t }: Pick<Texts, 't'>): string | null {
  if (chosen === null) return null;
  return t(end === 'settled' ? 'run.settled' : 'run.chosen', { epoch, chosen });
}
