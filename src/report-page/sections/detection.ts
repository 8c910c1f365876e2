/** Can a classifier tell them apart? AUCs of rows, ECGs and pairs beside those of real against real. */
import type { StudyReport } from '../../core/report/ecg-comparison.ts';
import type { Texts } from '../../i18n/translate.ts';
import { ecgCeilings, ecgVerdicts } from '../ecg-verdict.ts';
import { figure } from '../figures/figure.ts';
import { intervals } from '../figures/intervals.ts';
import { NOTHING } from '../html.ts';
import type { Section } from '../section.ts';
import { ceilingMarks, factsOf, numberOr, shortCeiling, whyNot } from './words.ts';

export function detectionSection(study: StudyReport, texts: Texts): Section {
  const { t } = texts;
  const { detection } = study;
  const ceilings = ecgCeilings(study)?.detection ?? null;
  const verdict = ecgVerdicts(study).detection;
  const ceiling = shortCeiling(texts, ceilings?.pairs ?? ceilings?.images ?? ceilings?.rows);
  const base = { id: 'detection', title: t('detection.question'), verdict, ceiling };
  const known = detection === null ? [] : [detection.rows, detection.images, detection.pairs].filter((v) => v !== null);
  if (detection === null || known.length === 0) {
    const reason = detection === null ? null : 'too-few';
    return { ...base, answer: [whyNot(texts, reason)], facts: [], score: t('comparison.none'), body: NOTHING };
  }
  const lines = (['rows', 'images', 'pairs'] as const)
    .map((part) => {
      const names = { rows: t('report.rows'), images: t('report.ecgs'), pairs: t('report.pairs') };
      const found = ceilings?.[part] ?? null;
      const value = detection[part];
      const alone = value === null ? [] : [{ kind: 'synthetic' as const, value, low: value, high: value }];
      return { name: names[part], marks: found === null ? alone : ceilingMarks(found) };
    })
    .filter(({ marks }) => marks.length > 0);
  return {
    ...base,
    answer: [
      t('detection.answer', {
        images: numberOr(texts, detection.images),
        rows: numberOr(texts, detection.rows),
        pairs: numberOr(texts, detection.pairs),
        ceiling,
      }),
    ],
    facts: factsOf(
      texts,
      { ceiling, better: 'lower', best: 0.5, n: countsOf(study, texts) },
      t(`detection.todo.${verdict}`),
    ),
    score: t('detection.short', { auc: numberOr(texts, detection.pairs ?? detection.images ?? detection.rows) }),
    body: figure(
      intervals({ label: t('detection.figure.title'), lines, include: [0.4, 1], reference: 0.5 }, texts),
      t('detection.figure.title'),
      t('detection.figure.caption'),
    ),
  };
}

export function countsOf({ n, split }: StudyReport, { t }: Texts): string {
  return t('report.n', { train: split.train.length, holdout: split.holdout.length, synthetic: n.synthetic });
}
