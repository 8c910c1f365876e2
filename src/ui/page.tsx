/** The page: header, steps and the open step. The whole of it takes dropped files. */
import { Button } from '@mantine/core';
import { type ComponentType, type ReactNode, Suspense, useCallback, useEffect, useRef } from 'react';
import { AppError } from '../core/app-error.ts';
import { isPartMissing } from '../platform/load-part.ts';
import type { Step } from '../store/session-state.ts';
import { ErrorBoundary, type FallbackProps } from './components/error-boundary.tsx';
import { useGlossaryLink } from './components/glossary.tsx';
import { Header } from './components/header.tsx';
import { ErrorNotice, Notice } from './components/notice.tsx';
import { useProof } from './components/proof.tsx';
import { StepNav } from './components/step-nav.tsx';
import { TabsLine } from './components/tabs-line.tsx';
import { UpdateLine } from './components/update-line.tsx';
import { useSession } from './context/studio-context.tsx';
import { useTexts } from './context/texts-context.tsx';
import { later } from './later.tsx';
import { PageDrop } from './page-drop.tsx';
import classes from './page.module.css';
import { DataScreen, LOADED_DATA } from './screens/data-step/data-screen.tsx';

const CHECK = later(async () => (await import('./screens/check-step/check-screen.tsx')).CheckScreen);
const TRAIN = later(async () => (await import('./screens/train-step/train-screen.tsx')).TrainScreen);
const COMPARE = later(async () => (await import('./screens/compare-step/compare-screen.tsx')).CompareScreen);
const DOWNLOAD = later(async () => (await import('./screens/download-step/download-screen.tsx')).DownloadScreen);

const SCREENS: Readonly<Record<Step, ComponentType>> = {
  data: DataScreen,
  check: CHECK.Component,
  train: TRAIN.Component,
  compare: COMPARE.Component,
  download: DOWNLOAD.Component,
};

/** What the first screen does not need: loaded when the page is at rest, before anybody gets there. */
const LATER = [
  ...[LOADED_DATA, CHECK, TRAIN, COMPARE, DOWNLOAD].map(({ load }) => load),
  () => import('./components/confirm-dialog.tsx'),
  () => import('./components/proof-dialog.tsx'),
  () => import('./components/glossary-dialog.tsx'),
  () => import('./pictures/enlarged-picture.tsx'),
];

function loadLater(): () => void {
  // Who cannot reach them now is told when a step is opened.
  const load = (): void => void Promise.allSettled(LATER.map((one) => one()));
  const idle = requestIdleCallback(load, { timeout: 2_000 });
  return () => cancelIdleCallback(idle);
}

export function Page() {
  const { t } = useTexts();
  const step = useSession((s) => s.step);
  const proof = useProof();
  const glossary = useGlossaryLink();
  const Current = SCREENS[step];
  const shown = useRef(step);
  useEffect(loadLater, []);
  /** A newly opened step starts at its top; the button that opened it may be gone, and keyboards go on from here. */
  const start = useCallback(
    (main: HTMLElement | null) => {
      if (main === null) return;
      window.scrollTo({ top: 0 });
      if (shown.current !== step) main.focus({ preventScroll: true });
      shown.current = step;
    },
    [step],
  );
  return (
    <PageDrop>
      <a className={classes.skip} href="#content">
        {t('app.skip')}
      </a>
      <div className={classes.page}>
        <Header />
        <StepNav />
        <UpdateLine />
        <TabsLine />
        <main key={step} ref={start} tabIndex={-1} id="content" className={classes.main} data-testid={`screen-${step}`}>
          <ErrorBoundary Fallback={BrokenStep}>
            <Suspense fallback={<p>{t('chart.loading')}</p>}>
              <Current />
            </Suspense>
          </ErrorBoundary>
        </main>
        <footer className={classes.footer}>
          {/* Made by the build (`tools/third-party.ts`). */}
          <a href="./third-party-notices.txt" target="_blank">
            {t('app.licences')}
          </a>
          {proof.link}
          {glossary.link}
        </footer>
        {proof.dialog}
        {glossary.dialog}
      </div>
    </PageDrop>
  );
}

function BrokenStep({ error, again }: FallbackProps) {
  const { t } = useTexts();
  const act = (label: 'boundary.reload' | 'boundary.again', onClick: () => void): ReactNode => (
    <Button variant="default" onClick={onClick}>
      {t(label)}
    </Button>
  );
  return (
    <div className={classes.broken}>
      {isPartMissing(error) ? (
        // Asking for it again would bring the same answer.
        <ErrorNotice
          error={AppError.from(error).toData()}
          actions={act('boundary.reload', () => window.location.reload())}
        />
      ) : (
        <Notice tone="danger" title={t('boundary.title')} actions={act('boundary.again', again)}>
          {t('boundary.text')}
        </Notice>
      )}
    </div>
  );
}
