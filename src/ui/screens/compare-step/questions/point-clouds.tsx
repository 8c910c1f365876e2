/** Two maps of rows or of ECGs, real and synthetic together: the eye decides what no score says. */
import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { Point, Projections, Sides } from '../../../../core/report/comparison.ts';
import type { ChartTable } from '../../../../report-page/shares.ts';
import { ChartFigure } from '../../../charts/chart-figure.tsx';
import { Scatter, type Shown } from '../../../charts/scatter.tsx';
import { useTexts } from '../../../context/texts-context.tsx';
import { KindsKey } from './kinds-key.tsx';
import classes from './question.module.css';

const SHOWN = ['both', 'real', 'synthetic'] as const satisfies readonly Shown[];

interface PointCloudsProps {
  readonly of: 'rows' | 'ecgs';
  readonly projections: Projections;
}

export function PointClouds({ of, projections }: PointCloudsProps) {
  const { t, n } = useTexts();
  const [shown, setShown] = useState<Shown>('both');
  const { pca, tsne, rows } = projections;
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
    <section className={classes.group} data-testid={`maps-${of}`}>
      <h3>{t(`maps.${of}.title`)}</h3>
      <p className={classes.text}>{t(`maps.${of}.text`)}</p>
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
        <ChartFigure
          title={t('overlap.pca.title')}
          caption={pcaCaption}
          fileName={`pca ${of}`}
          table={() => table(pca)}
        >
          <Scatter label={pcaCaption} points={pca} shown={shown} />
        </ChartFigure>
        <ChartFigure
          title={t('overlap.tsne.title')}
          caption={tsneCaption}
          fileName={`t-sne ${of}`}
          table={() => table(tsne)}
        >
          <Scatter label={tsneCaption} points={tsne} shown={shown} />
        </ChartFigure>
      </div>
    </section>
  );
}
