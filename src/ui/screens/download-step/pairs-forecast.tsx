/** What the export will weigh and take, and how many patients fit the condition: from a few pairs made for it. */
import { PAIRS_PER_ARCHIVE } from '../../../core/option-limits.ts';
import { forecastPairs } from '../../../store/pairs-forecast.ts';
import { ErrorNotice, Notice } from '../../components/notice.tsx';
import { useSession } from '../../context/studio-context.tsx';
import { useTexts } from '../../context/texts-context.tsx';
import classes from './pairs-download.module.css';

/** Fewer of those tried than this make a share that says little. */
const FEW = 5;

export function PairsForecastLine({ pairs, where }: { readonly pairs: number; readonly where: string | null }) {
  const { t, n } = useTexts();
  const state = useSession((s) => s.pairsEstimate);
  switch (state.status) {
    case 'none':
      return null;
    case 'measuring':
      return <p className={classes.size}>{t('download.sizeMeasuring')}</p>;
    case 'failed':
      return <ErrorNotice error={state.error} />;
    case 'ready': {
      const { fitting, tried } = state.estimate;
      // Nothing can be said of the size of pairs that were not found.
      if (fitting === 0) return <Notice tone="warn">{t('download.where.none', { tried })}</Notice>;
      const { bytes, seconds, archives } = forecastPairs(pairs, state.estimate);
      return (
        <>
          {where === null ? null : fitting < FEW ? (
            <Notice tone="warn">{t('download.where.rare', { fitting, tried })}</Notice>
          ) : (
            <p className={classes.size} data-testid="where-share">
              {t('download.where.share', { percent: n.percent(fitting / tried), tried })}
            </p>
          )}
          <p className={classes.size} data-testid="pairs-forecast">
            <strong>{t('download.size', { bytes: n.bytes(bytes) })}</strong>{' '}
            {t('download.forecast', { time: n.duration(Math.max(1, seconds)) })}{' '}
            {archives > 1 ? t('download.forecast.archives', { count: archives, each: PAIRS_PER_ARCHIVE }) : ''}
          </p>
        </>
      );
    }
    default:
      return state satisfies never;
  }
}
