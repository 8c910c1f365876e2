/** Step 4: real and synthetic ECGs side by side, each with its row; then the rows of both kinds, measured. */
import { Button } from '@mantine/core';
import { lazy, Suspense, useCallback, useEffect, useState } from 'react';
import { loadPart } from '../../../platform/load-part.ts';
import { isTraining, liveOf, reportOf } from '../../../store/session-state.ts';
import { Icon } from '../../components/icons.tsx';
import { EpochInUse } from '../../components/epoch-in-use.tsx';
import { FewPatients } from '../../components/few-patients.tsx';
import { ErrorNotice } from '../../components/notice.tsx';
import { Screen } from '../../components/screen.tsx';
import { useActions, useSession } from '../../context/studio-context.tsx';
import { useTexts } from '../../context/texts-context.tsx';
import { KindMark } from '../../pictures/kind-mark.tsx';
import { TileGrid } from '../../pictures/tile-grid.tsx';
import { ComparedRows } from './compared-rows.tsx';
import classes from './compare-screen.module.css';

// Answers and their figures are not needed before there is something to compare.
const ComparisonSummary = lazy(() => loadPart(() => import('./comparison-summary.tsx')));
const ReaderStage = lazy(() => loadPart(() => import('./reader-test/reader-stage.tsx')));
const ReaderTest = lazy(() => loadPart(() => import('./reader-test/reader-test.tsx')));
const ComparisonPanel = lazy(() => loadPart(() => import('./comparison-panel.tsx')));

export function CompareScreen() {
  const { t } = useTexts();
  const training = useSession((s) => s.training);
  const samples = useSession((s) => s.samples.compare);
  const total = useSession((s) => reportOf(s.data)?.pairing.pairs.length ?? 0);
  const hasModel = useSession((s) => s.hasModel);
  const isReading = useSession((s) => s.readerTest.phase.status === 'reading');
  const { openStep, showOthers } = useActions();
  const [real, setReal] = useState(0);
  const [synthetic, setSynthetic] = useState(0);
  const drawsFresh = useSession((s) => s.openedModel?.trainedOn.source === 'demo' && reportOf(s.data) === null);
  const config = liveOf(training)?.started.config;
  const isBare = samples.status === 'none';
  useEffect(() => {
    if (drawsFresh && isBare && config !== undefined) void showOthers('compare', config);
  }, [drawsFresh, isBare, config, showOthers]);
  const realLabel = useCallback((number: number) => t('picture.alt.real', { number }), [t]);
  const syntheticLabel = useCallback((number: number) => t('picture.alt.synthetic', { number }), [t]);

  const live = liveOf(training);
  const grid = live?.grid ?? null;
  if (live === null || grid === null) return null;
  const view = samples.status === 'none' ? null : samples.view;
  if (isReading) {
    // Nothing else that could tell a reader which is which.
    return (
      <Suspense fallback={<p>{t('chart.loading')}</p>}>
        <ReaderStage />
      </Suspense>
    );
  }
  return (
    <Screen
      title={t('compare.title')}
      isCompact
      lead={t('compare.lead', { epoch: grid.epoch })}
      secondary={
        <Button variant="subtle" onClick={() => openStep('train')}>
          {t('compare.backToTraining')}
        </Button>
      }
      next={
        <Button
          onClick={() => openStep('download')}
          disabled={!hasModel || isTraining(training)}
          rightSection={<Icon name="arrow" />}
          data-testid="next"
        >
          {t('compare.next')}
        </Button>
      }
    >
      <EpochInUse />
      <FewPatients count={live.started.patients + live.started.setAside} />
      <Suspense fallback={null}>
        <ComparisonSummary />
      </Suspense>
      <div className={classes.sides}>
        <section className={classes.side}>
          <div className={classes.head}>
            <KindMark kind="real" />
            <p>
              {view === null
                ? ''
                : drawsFresh
                  ? t('compare.real.fresh', { count: view.count })
                  : t('compare.real.note', { count: view.count, total })}
            </p>
          </div>
          {samples.status === 'failed' ? <ErrorNotice error={samples.error} /> : null}
          {view === null ? null : (
            <TileGrid
              view={view}
              kind="real"
              label={t('kind.real')}
              tileLabel={realLabel}
              isStretched={false}
              selected={Math.min(real, view.count - 1)}
              onSelect={setReal}
            />
          )}
          <div>
            <Button
              variant="default"
              size="sm"
              leftSection={<Icon name="shuffle" />}
              loading={samples.status === 'loading'}
              onClick={() => void showOthers('compare', live.started.config)}
              data-testid="show-others"
            >
              {t('compare.others')}
            </Button>
          </div>
        </section>
        <section className={classes.side}>
          <div className={classes.head}>
            <KindMark kind="synthetic" />
            <p>{t('compare.synthetic.note', { count: grid.view.count })}</p>
          </div>
          <TileGrid
            view={grid.view}
            kind="synthetic"
            label={t('grid.label')}
            tileLabel={syntheticLabel}
            isStretched={false}
            selected={synthetic}
            onSelect={setSynthetic}
          />
        </section>
      </div>
      <p className={classes.honest}>{t('compare.honest')}</p>
      <ComparedRows
        real={view === null ? null : { view, index: Math.min(real, view.count - 1) }}
        synthetic={{ view: grid.view, index: synthetic }}
      />
      <Suspense fallback={<p>{t('chart.loading')}</p>}>
        <ReaderTest />
        <ComparisonPanel />
      </Suspense>
    </Screen>
  );
}
