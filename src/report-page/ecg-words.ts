/** The answers about ECGs, fit, use and copies as sentences: the same on the page and in the printed report. */
import type { Ceiling } from '../core/report/comparison.ts';
import type {
  Detection,
  EcgComparison,
  EcgPrivacy,
  Estimate,
  ImageScores,
  PredictorReport,
  PredictorScores,
} from '../core/report/ecg-comparison.ts';
import type { Texts } from '../i18n/translate.ts';
import { ceilingRange, numberOr } from './measure-words.ts';
import type { Direction } from './score-verdict.ts';

type Words = Pick<Texts, 't' | 'n'>;

/** "0.79 (0.7 to 0.86)" */
export function estimateWords({ t, n }: Words, estimate: Estimate | null, write?: (value: number) => string): string {
  if (estimate === null) return t('comparison.none');
  const say = write ?? ((value: number) => n.decimal(value));
  return t('comparison.between', { value: say(estimate.value), low: say(estimate.low), high: say(estimate.high) });
}

const LISTED = 4;

/** The first few names, and how many more. */
export function someNames({ t, n }: Words, names: readonly string[]): string {
  if (names.length <= LISTED) return n.names(names);
  return `${names.slice(0, LISTED - 1).join(', ')} ${t('count.more', { count: names.length - LISTED + 1 })}`;
}

export function ecgsAnswer({ t, n }: Words, { images, detection }: EcgComparison): string {
  const { precision, coverage } = images;
  const parts = [
    ...(precision === null || coverage === null
      ? []
      : [t('ecgs.answer.likeness', { precision: n.percent(precision), coverage: n.percent(coverage) })]),
    ...(detection.images === null ? [] : [t('ecgs.answer.detection', { auc: n.percent(detection.images) })]),
  ];
  return parts.length === 0 ? t('ecgs.answer.none') : parts.join(' ');
}

export function fitAnswer(words: Words, { joint }: Pick<EcgComparison, 'joint'>): string {
  const { t, n } = words;
  const { score, columns, unreadable, reason } = joint;
  const left = unreadable.length === 0 ? [] : [t('fit.answer.unreadable', { count: unreadable.length })];
  if (score === null) return t(`reason.${reason ?? 'too-few'}`);
  return [
    t('fit.answer', { score: n.decimal(score.value), low: n.decimal(score.low), high: n.decimal(score.high) }),
    t('fit.answer.columns', {
      count: columns.length,
      columns: someNames(
        words,
        columns.map((c) => c.name),
      ),
    }),
    ...left,
  ].join(' ');
}

/** What is tested on synthetic pairs by a visitor's predictor, or learned from them by the built-in one. */
export function madeScores(predictor: PredictorReport): PredictorScores | null {
  return predictor.source === 'visitor' ? predictor.realOnSynthetic : predictor.syntheticOnHoldout;
}

export function useAnswer(words: Words, predictor: PredictorReport): string {
  const { t, n } = words;
  const { realOnHoldout, augmentedOnHoldout, source, reason } = predictor;
  const real = realOnHoldout?.macro.auc ?? null;
  const synthetic = madeScores(predictor)?.macro.auc ?? null;
  if (realOnHoldout === null || real === null || synthetic === null) {
    return t(reason === null ? 'use.answer.unknown' : `reason.${reason}`);
  }
  const numbers = {
    synthetic: estimateWords(words, synthetic),
    real: estimateWords(words, real),
    n: n.integer(realOnHoldout.n),
  };
  const augmented = augmentedOnHoldout?.macro.auc ?? null;
  return [
    t(source === 'visitor' ? 'use.answer.visitor' : 'use.answer', numbers),
    ...(augmented === null ? [] : [t('use.answer.augmented', { augmented: estimateWords(words, augmented) })]),
    ...(reason === 'too-few' ? [t('reason.too-few')] : []),
    ...(real.low > 0.5 || source === 'visitor' ? [] : [t('use.answer.blind')]),
  ].join(' ');
}

/** Nothing where nothing is known: then `reason` says why. */
export function ecgPrivacyAnswer(words: Words, { images, pairs, membership, reason }: EcgPrivacy): string {
  const { t, n } = words;
  const percent = (value: number): string => n.percent(value, 1);
  const parts = [
    ...(images.copies === null
      ? []
      : [
          t(images.copies.value > 0 ? 'privacy.answer.images' : 'privacy.answer.imagesNone', {
            copies: estimateWords(words, images.copies, percent),
          }),
        ]),
    ...(pairs.copies === null
      ? []
      : [t('privacy.answer.pairs', { pairs: estimateWords(words, pairs.copies, percent) })]),
    ...(membership === null ? [] : [t('privacy.answer.membership', { membership: estimateWords(words, membership) })]),
    ...(reason === null ? [] : [t(`reason.${reason}`)]),
  ];
  return parts.join(' ');
}

/** A score with what it is held against, one line of a table. */
export interface ScoreLine {
  readonly key: keyof ImageScores | keyof Detection;
  readonly name: string;
  readonly value: number | null;
  readonly ceiling: Ceiling | null;
  readonly better: Direction;
}

export function imageLines({ t }: Words, { images, ceiling }: EcgComparison): ScoreLine[] {
  const line = (key: keyof ImageScores, better: Direction): ScoreLine => ({
    key,
    name: t(`ecgs.${key}`),
    value: images[key],
    ceiling: ceiling.images[key],
    better,
  });
  return [
    line('precision', 'higher'),
    line('recall', 'higher'),
    line('coverage', 'higher'),
    line('diversity', 'one'),
    line('kid', 'lower'),
  ];
}

export function detectionLines({ t }: Words, { detection, ceiling }: EcgComparison): ScoreLine[] {
  return (['rows', 'images', 'pairs'] as const).map((key) => ({
    key,
    name: t(`detection.${key}`),
    value: detection[key],
    ceiling: ceiling.detection[key],
    better: 'lower',
  }));
}

/** Name, score, at the ceiling's n, ceiling. */
export function scoreRow(words: Words, { key, name, value, ceiling }: ScoreLine): readonly string[] {
  // A distance without a scale: thousandths matter near 0, not in the thousands.
  const digits = key !== 'kid' ? 2 : Math.abs(value ?? 0) < 10 ? 4 : 1;
  const say = (number: number): string => words.n.decimal(number, digits);
  return [
    name,
    numberOr(words, value, digits),
    numberOr(words, ceiling?.synthetic, digits),
    ceilingRange(words, ceiling, say),
  ];
}

/**
 * What the published article reports for its own predictor (coronarography.ai) on 1,500,000 synthetic patients: main coronary
 * arteries and ischaemia together. No intervals were given, and no Brier score.
 */
export const ARTICLE_FIGURES = {
  auc: 0.79,
  accuracy: 0.88,
  precision: 0.73,
  recall: 0.63,
  f1: 0.67,
  brier: null,
} as const;
