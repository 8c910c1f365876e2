/** What the export will weigh and take, and how many patients fit the condition: from a few pairs made for it. */
import type { CohortFacts } from '../../../core/cohort.ts';
import { PAIRS_PER_ARCHIVE } from '../../../core/option-limits.ts';
import { forecastPairs } from '../../../store/pairs-forecast.ts';
import { ErrorNotice, Notice } from '../../components/notice.tsx';
import { useSession } from '../../context/studio-context.tsx';
import { useTexts } from '../../context/texts-context.tsx';
import classes from './pairs-download.module.css';

/** Fewer of those tried than this make a share that says little. */
const FEW = 5;

/** A share of one in thousands is not nought. */
const digitsOf = (share: number): number => (share < 0.01 ? 2 : 0);

/** How what was asked for is met. */
function CohortLine({ cohort }: { readonly cohort: CohortFacts }) {
  const { t, n } = useTexts();
  const { method, weightColumn, acceptance, nearness } = cohort;
  return (
    <>
      <p className={classes.size} data-testid="cohort-share">
        {t('download.cohort.share', { percent: n.percent(acceptance, digitsOf(acceptance)) })}{' '}
        {nearness === 0 ? null : t('download.cohort.near')}
      </p>
      {method === 'weights' ? (
        <Notice tone="warn">{t('download.cohort.weights', { column: weightColumn ?? '' })}</Notice>
      ) : null}
    </>
  );
}

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
      const { fitting, tried, cohort } = state.estimate;
      // Nothing can be said of the size of pairs that were not found.
      if (fitting === 0) return <Notice tone="warn">{t('download.where.none', { tried })}</Notice>;
      const { bytes, seconds, archives } = forecastPairs(pairs, state.estimate);
      return (
        <>
          {cohort === null ? null : <CohortLine cohort={cohort} />}
          {where === null || cohort !== null ? null : fitting < FEW ? (
            <Notice tone="warn">{t('download.where.rare', { fitting, tried })}</Notice>
          ) : (
            <p className={classes.size} data-testid="where-share">
              {t('download.where.share', { percent: n.percent(fitting / tried, digitsOf(fitting / tried)), tried })}
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
