/** The page: header, steps and the open step. The whole of it takes dropped files. */
import { Button } from '@mantine/core';
import { type ReactNode, useCallback, useRef } from 'react';
import { AppError } from '../core/app-error.ts';
import { isPartMissing } from '../platform/load-part.ts';
import type { Step } from '../store/session-state.ts';
import { ErrorBoundary, type FallbackProps } from './components/error-boundary.tsx';
import { Header } from './components/header.tsx';
import { ErrorNotice, Notice } from './components/notice.tsx';
import { StepNav } from './components/step-nav.tsx';
import { useSession } from './context/studio-context.tsx';
import { useTexts } from './context/texts-context.tsx';
import { PageDrop } from './page-drop.tsx';
import classes from './page.module.css';
import { CheckScreen } from './screens/check-step/check-screen.tsx';
import { CompareScreen } from './screens/compare-step/compare-screen.tsx';
import { DataScreen } from './screens/data-step/data-screen.tsx';
import { DownloadScreen } from './screens/download-step/download-screen.tsx';
import { TrainScreen } from './screens/train-step/train-screen.tsx';

const SCREENS: Readonly<Record<Step, () => ReactNode>> = {
  data: DataScreen,
  check: CheckScreen,
  train: TrainScreen,
  compare: CompareScreen,
  download: DownloadScreen,
};

export function Page() {
  const { t } = useTexts();
  const step = useSession((s) => s.step);
  const Current = SCREENS[step];
  const shown = useRef(step);
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
        <main key={step} ref={start} tabIndex={-1} id="content" className={classes.main} data-testid={`screen-${step}`}>
          <ErrorBoundary Fallback={BrokenStep}>
            <Current />
          </ErrorBoundary>
        </main>
        <footer className={classes.footer}>
          {/* Made by the build (`tools/third-party.ts`). */}
          <a href="./third-party-notices.txt" target="_blank">
            {t('app.licences')}
          </a>
        </footer>
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
