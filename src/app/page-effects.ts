/** What a session does to its tab: progress in the title, the computer kept awake, a question before leaving. */
import type { StoreApi } from 'zustand/vanilla';
import type { Texts } from '../i18n/translate.ts';
import { createLeaveGuard } from '../platform/leave-guard.ts';
import { createWakeLock } from '../platform/wake-lock.ts';
import { requestPersistence } from '../platform/persistence.ts';
import { createStepHistory } from '../platform/step-history.ts';
import { DEFAULT_DATA_SETTINGS } from '../core/data-report.ts';
import { isTraining, reportOf, type Session, STEPS } from '../store/session-state.ts';
import type { StudioStore } from '../store/studio-store.ts';

const wakeLock = createWakeLock();
const leaveGuard = createLeaveGuard();

export function titleOf(session: Session, { t, n }: Pick<Texts, 't' | 'n'>): string {
  const app = t('app.title');
  const { training, data, jobs, manyPairs, comparison, ecgComparison } = session;
  switch (training.status) {
    case 'preparing':
      return t('leave.title.preparing', { app });
    case 'running':
    case 'paused': {
      const { epoch, started } = training.live;
      const { epochs } = started.config;
      if (training.status === 'paused') return t('leave.title.paused', { epoch, epochs, app });
      return t('leave.title.running', { percent: n.percent(epoch / epochs), epoch, epochs, app });
    }
    case 'idle':
    case 'finished':
    case 'failed':
      break;
    default:
      training satisfies never;
  }
  const work = [data, ...Object.values(jobs), manyPairs, comparison, ecgComparison];
  const progress = work.map((one) => ('progress' in one ? one.progress : null)).find((one) => one !== null);
  if (progress !== undefined && progress.total > 0) {
    const percent = n.percent(progress.done / progress.total);
    return t('leave.title.loading', { percent, stage: t(`stage.${progress.stage}`), app });
  }
  return training.status === 'finished' ? t('leave.title.finished', { app }) : app;
}

/** Choices of the visitor that a reload would lose. */
function hasDecisions({ data, pictureDraft }: Session): boolean {
  const report = reportOf(data);
  if (report?.source !== 'files') return pictureDraft !== null;
  return pictureDraft !== null || JSON.stringify(report.settings) !== JSON.stringify(DEFAULT_DATA_SETTINGS);
}

export function watchSession(store: StoreApi<Session>, texts: Texts): () => void {
  const apply = (session: Session): void => {
    document.title = titleOf(session, texts);
    const { training, jobs, manyPairs, ecgComparison } = session;
    const isBusy =
      isTraining(training) || [...Object.values(jobs), manyPairs, ecgComparison].some((j) => j.status === 'running');
    wakeLock.set(isBusy);
    // A trained network that was not taken along would be lost too.
    const isUnsaved = session.hasModel && ![jobs.pairs, jobs.model, manyPairs].some(({ status }) => status === 'done');
    const { phase, answers } = session.readerTest;
    const isRead = phase.status === 'reading' || answers.length > 0;
    leaveGuard.set(isBusy || isUnsaved || isRead || hasDecisions(session));
  };
  apply(store.getState());
  return store.subscribe(apply);
}

/** Back and forward go through the steps; one that cannot be opened any more stays closed. */
export function followHistory({ store, actions }: Pick<StudioStore, 'store' | 'actions'>): () => void {
  const steps = createStepHistory(store.getState().step, STEPS, actions.openStep);
  const unsubscribe = store.subscribe(({ step }) => steps.show(step));
  return () => {
    unsubscribe();
    steps.close();
  };
}

/** A checkpoint when the tab is hidden, which may be the last that is heard of it; storage that the browser does not clear by itself. */
export function keepSafe({ store, actions }: Pick<StudioStore, 'store' | 'actions'>): () => void {
  const onHide = (): void => {
    if (document.visibilityState === 'hidden') void actions.saveSoon();
  };
  document.addEventListener('visibilitychange', onHide);
  const unsubscribe = store.subscribe(({ training }, before) => {
    const hasBegun = isTraining(training) && !isTraining(before.training);
    // Refused or missing: what is kept may then be cleared when the disk is nearly full.
    if (hasBegun) requestPersistence().catch(() => {});
    if (isTraining(before.training) && !isTraining(training)) void actions.refreshKept();
  });
  return () => {
    document.removeEventListener('visibilitychange', onHide);
    unsubscribe();
  };
}
