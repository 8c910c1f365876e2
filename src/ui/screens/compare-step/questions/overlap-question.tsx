/** Do real and synthetic overlap? Two maps of the rows; there is no score, the eye decides. */
import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { ComparisonReport, Point, Sides } from '../../../../core/comparison.ts';
import type { ChartTable } from '../../../../report-page/shares.ts';
import { ChartFigure } from '../../../charts/chart-figure.tsx';
import { Scatter, type Shown } from '../../../charts/scatter.tsx';
import { useTexts } from '../../../context/texts-context.tsx';
import { KindsKey } from './kinds-key.tsx';
import { Question } from './question.tsx';
import classes from './question.module.css';

const SHOWN = ['both', 'real', 'synthetic'] as const satisfies readonly Shown[];

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

export function OverlapQuestion({ report }: { readonly report: ComparisonReport }) {
  const { t, n } = useTexts();
  const { pca, rows } = report.projections;
  const ratio = pca.explainedVarianceRatio;
  return (
    <Question
      name="overlap"
      title={t('overlap.question')}
      verdict="look"
      answer={t('overlap.answer', { real: n.percent(sum(ratio.real)), synthetic: n.percent(sum(ratio.synthetic)) })}
      picture={
        <div className={classes.thumbnail}>
          <Scatter label={t('overlap.pca.title')} points={pca} shown="both" />
          <KindsKey />
        </div>
      }
      facts={[
        { name: t('fact.ceiling'), value: t('overlap.ceiling') },
        { name: t('fact.direction'), value: t('overlap.direction') },
        {
          name: t('fact.n'),
          value: t('comparison.n', { real: n.integer(rows.real.length), synthetic: n.integer(rows.synthetic.length) }),
        },
        { name: t('fact.todo'), value: t('overlap.todo') },
      ]}
      charts={<Clouds report={report} />}
    />
  );
}

function Clouds({ report }: { readonly report: ComparisonReport }) {
  const { t, n } = useTexts();
  const [shown, setShown] = useState<Shown>('both');
  const { pca, tsne, rows } = report.projections;
  const counts = { realCount: n.integer(rows.real.length), syntheticCount: n.integer(rows.synthetic.length) };
  const percent = (share: number | undefined): string => n.percent(share ?? 0);
  const { real, synthetic } = pca.explainedVarianceRatio;
  const pcaCaption = t('overlap.pca.caption', {
    real1: percent(real[0]),
    synthetic1: percent(synthetic[0]),
    real2: percent(real[1]),
    synthetic2: percent(synthetic[1]),
    ...counts,
  });
  const tsneCaption = t('overlap.tsne.caption', { perplexity: n.decimal(tsne.perplexity), ...counts });

  const table = (points: Sides<readonly Point[]>): ChartTable => ({
    head: [t('overlap.row'), t('table.type'), t('overlap.x'), t('overlap.y')],
    rows: (['real', 'synthetic'] as const).flatMap((side) =>
      points[side].map(([x, y], i) => [
        String((rows[side][i] ?? i) + 1),
        t(`kind.${side}`),
        n.decimal(x),
        n.decimal(y),
      ]),
    ),
  });
  return (
    <section className={classes.group}>
      <div className={classes.groupHead}>
        <KindsKey />
        <SegmentedControl
          aria-label={t('overlap.show')}
          value={shown}
          onChange={(value) => setShown(SHOWN.find((s) => s === value) ?? 'both')}
          data={SHOWN.map((value) => ({ value, label: t(value === 'both' ? 'overlap.both' : `kind.${value}`) }))}
        />
      </div>
      <div className={classes.side}>
        <ChartFigure title={t('overlap.pca.title')} caption={pcaCaption} fileName="pca" table={() => table(pca)}>
          <Scatter label={pcaCaption} points={pca} shown={shown} />
        </ChartFigure>
        <ChartFigure title={t('overlap.tsne.title')} caption={tsneCaption} fileName="t-sne" table={() => table(tsne)}>
          <Scatter label={tsneCaption} points={tsne} shown={shown} />
        </ChartFigure>
      </div>
    </section>
  );
}
