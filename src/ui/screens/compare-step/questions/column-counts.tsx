/** Counts per feature: all columns with values in one chart. */
import { lazy, Suspense, useMemo } from 'react';
import type { ComparisonReport } from '../../../../core/report/comparison.ts';
import { ChartFigure } from '../../../charts/chart-figure.tsx';
import { useTexts } from '../../../context/texts-context.tsx';
import classes from './question.module.css';
import { featureShares, shareTable } from '../../../../report-page/shares.ts';

const ShareBars = lazy(() => import('../../../charts/share-bars.tsx'));

export function ColumnCounts({ report }: { readonly report: ComparisonReport }) {
  const texts = useTexts();
  const { t, n } = texts;
  const pairs = useMemo(() => featureShares(report.columns.filter((c) => 'tv' in c)), [report]);
  if (pairs.length === 0) return null;
  return (
    <ChartFigure
      title={t('columns.counts.title')}
      caption={t('columns.counts.caption', {
        real: n.integer(report.n.real),
        synthetic: n.integer(report.n.synthetic),
      })}
      fileName="counts per feature"
      table={() => shareTable(texts, pairs)}
    >
      <Suspense fallback={<p className={classes.text}>{t('chart.loading')}</p>}>
        <ShareBars pairs={pairs} />
      </Suspense>
    </ChartFigure>
  );
}
