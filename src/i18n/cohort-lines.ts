/** A cohort in words, for the data card and for the command line: one line a thing that was asked for, and how it was met. */
import type { CohortFacts, CohortValue } from '../core/cohort.ts';
import type { CardTexts } from './card-texts.ts';

export function cohortLines(
  { fixed, shares, where, method, weightColumn, acceptance, nearness }: CohortFacts,
  { c, n }: Pick<CardTexts, 'c' | 'n'>,
): string[] {
  const percent = (share: number): string => n.percent(share, share < 0.1 ? 2 : 1);
  const value = (cell: CohortValue): string =>
    `${cell.column} = ${cell.value === '' ? c('dataCard.blank') : cell.value}`;
  return [
    ...fixed.map((cell) => c('dataCard.cohort.fixed', { value: value(cell) })),
    ...shares.map((cell) => c('dataCard.cohort.share', { value: value(cell), percent: percent(cell.share) })),
    ...(where === null ? [] : [c('dataCard.cohort.where', { where })]),
    ...(method === 'weights' ? [c('dataCard.cohort.weights', { column: weightColumn ?? '' })] : []),
    ...(nearness === 0
      ? []
      : [nearness === null ? c('dataCard.cohort.far') : c('dataCard.cohort.near', { distance: n.decimal(nearness) })]),
    c('dataCard.cohort.taken', { percent: percent(acceptance) }),
  ];
}
