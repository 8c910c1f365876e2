/** What is in the archive, and what it may not be used for. */
import { lazy, Suspense } from 'react';
import { loadPart } from '../../../platform/load-part.ts';
import { liveOf } from '../../../store/session-state.ts';
import { useIsSimulated, useSession } from '../../context/studio-context.tsx';
import { useTexts } from '../../context/texts-context.tsx';
import classes from './archive-contents.module.css';

// Answers are loaded with the first comparison, or here.
const MeasuredSoFar = lazy(() => loadPart(() => import('./measured-so-far.tsx')));

export function ArchiveContents() {
  const { t } = useTexts();
  const areDemoPatients = useIsSimulated();
  const isMeasured = useSession((s) => s.comparison.status === 'ready');
  const opened = useSession((s) => s.openedModel);
  const isSimulated = opened === null ? areDemoPatients : opened.trainedOn.source === 'demo';
  const size = useSession((s) => liveOf(s.training)?.started.config.size ?? s.config.size);
  return (
    <div className={classes.words}>
      <section>
        <h2>{t('download.contents.title')}</h2>
        <dl className={classes.files}>
          <dt>{t('download.contents.csv')}</dt>
          <dd>{t('download.contents.csv.text')}</dd>
          <dt>{t('download.contents.images')}</dt>
          <dd>{t('download.contents.images.text', { size })}</dd>
          <dt>{t('download.contents.manifest')}</dt>
          <dd>{t('download.contents.manifest.text')}</dd>
          <dt>{t('download.contents.card')}</dt>
          <dd>{t('download.contents.card.text')}</dd>
          {isMeasured ? (
            <>
              <dt>{t('download.contents.report')}</dt>
              <dd>{t('download.contents.report.text')}</dd>
            </>
          ) : null}
        </dl>
      </section>
      <Suspense fallback={<p>{t('chart.loading')}</p>}>
        <MeasuredSoFar />
      </Suspense>
      <section className={classes.limits}>
        <h2>{t('download.limits.title')}</h2>
        <ul>
          <li>{t('download.limits.synthetic')}</li>
          <li>{t('download.limits.diagnosis')}</li>
          <li>{t('download.limits.privacy')}</li>
          {isSimulated ? <li>{t('download.limits.simulated')}</li> : null}
        </ul>
      </section>
    </div>
  );
}
