/** What a session does to its tab: progress in the title, the computer kept awake, a question before leaving. */
import type { StoreApi } from 'zustand/vanilla';
import type { Texts } from '../i18n/translate.ts';
import { createLeaveGuard } from '../platform/leave-guard.ts';
import { createWakeLock } from '../platform/wake-lock.ts';
import { requestPersistence } from '../platform/persistence.ts';
import { createStepHistory } from '../platform/step-history.ts';
import { type Offline, reloadForThreads } from '../platform/offline.ts';
import type { Tabs } from '../platform/other-tabs.ts';
import { isAtWork, isUnsaved, isUntouched } from '../store/at-risk.ts';
import { isTraining, type Session, STEPS } from '../store/session-state.ts';
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

export function watchSession(store: StoreApi<Session>, texts: Texts): () => void {
  const apply = (session: Session): void => {
    document.title = titleOf(session, texts);
    const isBusy = isAtWork(session);
    wakeLock.set(isBusy);
    leaveGuard.set(isBusy || isUnsaved(session));
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

/** Tells other tabs whether this one is at work; what they have kept is listed here once they are no longer. */
export function knowTabs({ store, actions }: Pick<StudioStore, 'store' | 'actions'>, tabs: Tabs): () => void {
  const tell = (session: Session): void => tabs.tell(isAtWork(session));
  let were = tabs.get().isAtWork;
  const hear = (): void => {
    const are = tabs.get().isAtWork;
    if (were && !are) void actions.refreshKept();
    were = are;
  };
  const leave = (): void => tabs.leave();
  const enter = ({ persisted }: PageTransitionEvent): void => {
    if (persisted) tabs.enter();
  };
  tell(store.getState());
  window.addEventListener('pagehide', leave);
  window.addEventListener('pageshow', enter);
  const stops = [store.subscribe(tell), tabs.subscribe(hear)];
  return () => {
    window.removeEventListener('pagehide', leave);
    window.removeEventListener('pageshow', enter);
    for (const stop of stops) stop();
  };
}

/**
 * Keeps the page for use without a network. Not before the computer has been measured: fetching and hashing would make it look
 * slower than it is, and the visitor wait.
 */
export function workOffline({ store }: Pick<StudioStore, 'store'>, offline: Offline): () => void {
  // Also who only reads on is not interrupted.
  let isTouched = false;
  const touch = (): void => {
    isTouched = true;
  };
  const signs = ['pointerdown', 'keydown', 'scroll'] as const;
  for (const sign of signs) window.addEventListener(sign, touch, { once: true, capture: true, passive: true });
  const start = async (): Promise<void> => {
    await offline.start();
    const session = store.getState();
    const { machine } = session;
    const wantsThreads = machine.status === 'ready' && machine.report.chosen.name === 'wasm';
    const isIdle = isUntouched(session) && !isTouched;
    if (offline.get().status === 'kept' && wantsThreads && isIdle && reloadForThreads()) return;
    await offline.complete();
  };
  let hasStarted = false;
  const startIfMeasured = ({ machine }: Session): void => {
    if (hasStarted || machine.status === 'measuring') return;
    hasStarted = true;
    requestIdleCallback(() => void start());
  };
  startIfMeasured(store.getState());
  const unsubscribe = store.subscribe(startIfMeasured);
  return () => {
    unsubscribe();
    for (const sign of signs) window.removeEventListener(sign, touch, { capture: true });
  };
}
