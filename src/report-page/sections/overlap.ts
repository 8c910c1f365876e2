/** Do real and synthetic overlap? PCA and t-SNE of the rows and of the ECGs. For the eye: no score. */
import type { Point, Sides } from '../../core/report/comparison.ts';
import type { StudyReport } from '../../core/report/ecg-comparison.ts';
import type { Texts } from '../../i18n/translate.ts';
import { figure, kindsKey } from '../figures/figure.ts';
import { scatter } from '../figures/scatter.ts';
import { html, NOTHING, type Html } from '../html.ts';
import type { Section } from '../section.ts';

interface Maps {
  readonly pca: Sides<readonly Point[]> & { readonly explainedVarianceRatio: Sides<readonly number[]> };
  readonly tsne: Sides<readonly Point[]> & { readonly perplexity: number };
}

function maps({ pca, tsne }: Maps, heading: string, { t, n }: Texts): Html {
  if (pca.real.length === 0) return NOTHING;
  const share = (side: 'real' | 'synthetic', i: number): string => n.percent(pca.explainedVarianceRatio[side][i] ?? 0);
  const counts = { realCount: pca.real.length, syntheticCount: pca.synthetic.length };
  const pcaCaption = t('overlap.pca.caption', {
    ...counts,
    real1: share('real', 0),
    synthetic1: share('synthetic', 0),
    real2: share('real', 1),
    synthetic2: share('synthetic', 1),
  });
  const tsneCaption = t('overlap.tsne.caption', { ...counts, perplexity: n.decimal(tsne.perplexity, 1) });
  return html`<h3>${heading}</h3>
    <div class="two">
      ${figure(scatter(pca, t('overlap.pca.title')), t('overlap.pca.title'), pcaCaption)}${figure(scatter(tsne, t('overlap.tsne.title')), t('overlap.tsne.title'), tsneCaption)}
    </div>`;
}

export function overlapSection({ projections }: StudyReport, texts: Texts): Section {
  const { t, n } = texts;
  const carried = (side: 'real' | 'synthetic'): string =>
    n.percent(projections.pca.explainedVarianceRatio[side].reduce((sum, share) => sum + share, 0));
  const ecgs = projections.images;
  return {
    id: 'overlap',
    title: t('overlap.question'),
    verdict: 'look',
    answer: [t('overlap.answer', { real: carried('real'), synthetic: carried('synthetic') })],
    facts: [
      { name: t('fact.direction'), value: t('overlap.direction') },
      { name: t('fact.todo'), value: t('overlap.todo') },
    ],
    score: t('comparison.none'),
    ceiling: t('comparison.none'),
    body: html`${kindsKey(texts)}${maps(projections, t('report.maps.rows'), texts)}${ecgs === null ? NOTHING : maps(ecgs, t('report.maps.ecgs'), texts)}`,
  };
}
