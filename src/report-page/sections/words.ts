/** Estimates, ceilings and reasons as texts of the ECG sections. */
import type { Ceiling } from '../../core/report/comparison.ts';
import type { Estimate, NoScoreReason } from '../../core/report/ecg-comparison.ts';
import type { Texts } from '../../i18n/translate.ts';
import type { Mark } from '../figures/intervals.ts';
import { numberOr } from '../measure-words.ts';
import type { Fact } from '../section.ts';

type Words = Pick<Texts, 't' | 'n'>;
export type Write = (value: number) => string;

/** "0.71 (0.62 to 0.79)" */
export function estimateWords(words: Words, estimate: Estimate | null | undefined, write?: Write): string {
  if (estimate === null || estimate === undefined) return words.t('comparison.none');
  const say = write ?? ((value: number) => words.n.decimal(value, 2));
  return words.t('report.interval', {
    value: say(estimate.value),
    low: say(estimate.low),
    high: say(estimate.high),
  });
}

/** A ceiling of one split has no width: then the one number. */
export function shortCeiling(words: Words, ceiling: Ceiling | null | undefined, write?: Write): string {
  if (ceiling === null || ceiling === undefined) return words.t('comparison.none');
  const { mean, low, high } = ceiling;
  if (low === high) return write?.(mean) ?? words.n.decimal(mean, 2);
  return estimateWords(words, { value: mean, low, high }, write);
}

export function whyNot({ t }: Words, reason: NoScoreReason | null): string {
  return reason === null ? t('report.notMeasured') : t('report.notMeasured.because', { reason: t(`reason.${reason}`) });
}

/** The usual facts below an answer. */
export function factsOf(
  words: Words,
  known: { readonly ceiling: string; readonly better: 'higher' | 'lower'; readonly best: number; readonly n: string },
  todo: string,
): Fact[] {
  const { t } = words;
  return [
    { name: t('report.short.ceiling'), value: known.ceiling },
    { name: t('fact.direction'), value: t(`direction.${known.better}`, { best: known.best }) },
    { name: t('fact.n'), value: known.n },
    { name: t('fact.todo'), value: todo },
  ];
}

/** A ceiling and the score at its own n, as marks. */
export function ceilingMarks(ceiling: Ceiling | null): Mark[] {
  if (ceiling === null) return [];
  const { mean, low, high, synthetic } = ceiling;
  return [
    { kind: 'real', value: mean, low, high },
    { kind: 'synthetic', value: synthetic, low: synthetic, high: synthetic },
  ];
}

export function estimateMark(kind: Mark['kind'], estimate: Estimate | null): Mark[] {
  return estimate === null ? [] : [{ kind, ...estimate }];
}

export { numberOr };
