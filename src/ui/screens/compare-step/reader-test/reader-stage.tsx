/**
 * One picture after the other, two answers, and nothing that tells which is right. Keys are told by their place, so a Russian
 * keyboard has them too; a presenter's clicker has page up and page down.
 */
import { Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { currentPicture } from '../../../../reader-test/reading.ts';
import { ConfirmLoss } from '../../../components/confirm-loss.tsx';
import { Icon } from '../../../components/icons.tsx';
import { ProgressBar } from '../../../components/progress-bar.tsx';
import { useActions, useSession } from '../../../context/studio-context.tsx';
import { useTexts } from '../../../context/texts-context.tsx';
import { Picture } from '../../../pictures/picture.tsx';
import { RowValues } from '../../../pictures/row-values.tsx';
import classes from './reader-stage.module.css';
import { useReaderKeys } from './use-reader-keys.ts';

export default function ReaderStage() {
  const { t } = useTexts();
  const phase = useSession((s) => s.readerTest.phase);
  const { judge, undoJudgement, pauseReading, resumeReading, leaveReaderTest } = useActions();
  const section = useRef<HTMLElement>(null);
  const [isLeaving, setLeaving] = useState(false);
  const toggleFull = useFullScreen(section);
  const isPaused = phase.status === 'reading' && phase.reading.shownAt === null;
  const togglePause = isPaused ? resumeReading : pauseReading;
  useReaderKeys({ judge, undo: undoJudgement, pause: togglePause, full: toggleFull });
  useEffect(() => {
    // What nobody looks at takes no time.
    const onHide = (): void => {
      if (document.visibilityState === 'hidden') pauseReading();
    };
    document.addEventListener('visibilitychange', onHide);
    section.current?.focus({ preventScroll: true });
    return () => {
      document.removeEventListener('visibilitychange', onHide);
      pauseReading();
    };
  }, [pauseReading]);
  if (phase.status !== 'reading') return null;
  const { reading, series, setup } = phase;
  const index = currentPicture(reading);
  if (index === null) return null;
  const total = series.view.count;
  const number = reading.given.length + 1;
  const hasRow = setup.task === 'pairs';
  const leave = (): void => {
    if (reading.given.length === 0) {
      leaveReaderTest();
      return;
    }
    pauseReading();
    setLeaving(true);
  };
  return (
    <section
      ref={section}
      tabIndex={-1}
      className={classes.stage}
      data-row={hasRow}
      aria-label={t('reader.title')}
      data-testid="reader-stage"
      data-position={number}
    >
      <div className={classes.head}>
        <h1 aria-live="polite">{t('reader.progress', { number, total })}</h1>
        <div className={classes.controls}>
          <Button
            variant="default"
            size="compact-md"
            disabled={number === 1}
            onClick={undoJudgement}
            data-testid="reader-undo"
          >
            {t('reader.undo')}
          </Button>
          <Button
            variant="default"
            size="compact-md"
            leftSection={<Icon name={isPaused ? 'play' : 'pause'} />}
            onClick={togglePause}
            data-testid="reader-pause"
          >
            {t(isPaused ? 'reader.resume' : 'reader.pause')}
          </Button>
          {document.fullscreenEnabled ? (
            <Button variant="default" size="compact-md" leftSection={<Icon name="full" />} onClick={toggleFull}>
              {t('stage.full')}
            </Button>
          ) : null}
          <Button variant="subtle" size="compact-md" onClick={leave} data-testid="reader-leave">
            {t('reader.leave')}
          </Button>
        </div>
      </div>
      <ProgressBar label={t('reader.progress', { number, total })} value={(number - 1) / total} />
      {isPaused ? (
        <div className={classes.paused}>
          <p>{t('reader.paused')}</p>
        </div>
      ) : (
        <div className={classes.shown}>
          <div className={classes.picture}>
            <Picture
              view={series.view}
              index={index}
              kind={null}
              label={t('reader.alt', { number })}
              canEnlarge={false}
            />
          </div>
          {hasRow ? (
            // A scrolling region has to be reachable by keyboard.
            // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
            <div className={classes.row} role="region" aria-label={t('reader.row')} tabIndex={0}>
              <RowValues view={series.view} index={index} />
            </div>
          ) : null}
        </div>
      )}
      <div className={classes.answers}>
        <Button
          variant="default"
          size="lg"
          disabled={isPaused}
          leftSection={<span aria-hidden="true">←</span>}
          onClick={() => judge(false)}
          data-testid="reader-real"
        >
          {t('reader.real')}
        </Button>
        <Button
          variant="default"
          size="lg"
          disabled={isPaused}
          rightSection={<span aria-hidden="true">→</span>}
          onClick={() => judge(true)}
          data-testid="reader-synthetic"
        >
          {t('reader.synthetic')}
        </Button>
      </div>
      <p className={classes.keys}>{t('reader.keys')}</p>
      <ConfirmLoss
        isOpen={isLeaving}
        title={t('reader.leave.title')}
        text={t('reader.leave.text', { count: reading.given.length })}
        confirm={t('reader.leave')}
        keep={t('reader.leave.keep')}
        onConfirm={leaveReaderTest}
        onClose={() => setLeaving(false)}
      />
    </section>
  );
}

/** Fills the screen with the element, and back. */
function useFullScreen(element: { readonly current: HTMLElement | null }): () => void {
  return () => {
    if (document.fullscreenElement === null) void element.current?.requestFullscreen();
    else void document.exitFullscreen();
  };
}
