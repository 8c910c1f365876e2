/** Do the ECGs look right? KID, precision, recall, coverage and diversity beside real against real. */
import type { StudyReport } from '../../core/report/ecg-comparison.ts';
import type { Texts } from '../../i18n/translate.ts';
import { ecgCeilings, ecgVerdicts } from '../ecg-verdict.ts';
import { figure } from '../figures/figure.ts';
import { intervals } from '../figures/intervals.ts';
import { html, NOTHING } from '../html.ts';
import { drawTable, type Section } from '../section.ts';
import { countsOf } from './detection.ts';
import { ceilingMarks, factsOf, numberOr, shortCeiling, whyNot } from './words.ts';

const SCORES = ['kid', 'precision', 'recall', 'coverage', 'diversity'] as const;
const SHARES = ['precision', 'recall', 'coverage', 'diversity'] as const;

export function imagesSection(study: StudyReport, texts: Texts): Section {
  const { t, n } = texts;
  const { images } = study;
  const ceilings = ecgCeilings(study)?.images ?? null;
  const verdict = ecgVerdicts(study).images;
  const ceiling = shortCeiling(texts, ceilings?.recall);
  const base = { id: 'images', title: t('images.question'), verdict, ceiling };
  if (images === null || SCORES.every((score) => images[score] === null)) {
    const reason = images === null ? null : 'too-few';
    return { ...base, answer: [whyNot(texts, reason)], facts: [], score: t('comparison.none'), body: NOTHING };
  }
  const percent = (value: number | null): string => (value === null ? t('comparison.none') : n.percent(value));
  const lines = SHARES.flatMap((score) => {
    const marks = ceilingMarks(ceilings?.[score] ?? null);
    return marks.length === 0 ? [] : [{ name: t(`images.short.${score}`), marks }];
  });
  const head = [t('privacy.table.measure'), t('table.synthetic'), t('table.sample'), t('report.short.ceiling')];
  const rows = SCORES.map((score) => [
    t(`images.${score}`),
    numberOr(texts, images[score], 3),
    numberOr(texts, ceilings?.[score]?.synthetic, 3),
    shortCeiling(texts, ceilings?.[score], (value) => n.decimal(value, 3)),
  ]);
  return {
    ...base,
    answer: [
      t('images.answer', {
        precision: percent(images.precision),
        recall: percent(images.recall),
        diversity: numberOr(texts, images.diversity),
      }),
    ],
    facts: factsOf(
      texts,
      { ceiling: t('images.ceiling', { ceiling }), better: 'higher', best: 1, n: countsOf(study, texts) },
      t(`images.todo.${verdict}`),
    ),
    score: t('images.short', { recall: numberOr(texts, images.recall) }),
    body: html`${drawTable({ head, rows }, t('images.table.title'))}${
      lines.length === 0
        ? NOTHING
        : figure(
            intervals({ label: t('images.table.title'), lines, include: [0, 1] }, texts),
            t('images.table.title'),
            t('images.figure.caption'),
          )
    }`,
  };
}
