/**
 * What is done when the worker ended by itself: another one gets the files again, and the training that was under way goes
 * on from its last checkpoint. A training that ends its worker again and again is left alone.
 */
import { liveOf, type Session } from './session-state.ts';
import type { DataActions } from './data-actions.ts';
import type { KeptActions } from './kept-actions.ts';
import type { StoreContext } from './store-context.ts';
import type { TrainingActions } from './training-actions.ts';

/** Goes on so often with a run that has not come further in between. */
const MOST_TRIES = 2;

export function answerCrashes({
  store,
  connection,
  actions,
}: Pick<StoreContext, 'store' | 'connection'> & {
  readonly actions: Pick<DataActions & KeptActions & TrainingActions, 'reload' | 'refreshKept' | 'continueRun'>;
}): void {
  // A second crash while reading again is shown, not answered by a third worker doing the same.
  let isReloading = false;
  let tries = { run: '', epoch: 0, count: 0 };

  /** The run to go on with, if it is kept and has not been tried too often. */
  function interrupted({ training }: Session): string | null {
    const isUnderWay = training.status === 'running' || training.status === 'paused';
    const live = liveOf(training);
    if (!isUnderWay || live === null || live.run === null || live.saved?.kind !== 'saved') return null;
    const isFurther = tries.run !== live.run || live.saved.epoch > tries.epoch;
    tries = { run: live.run, epoch: live.saved.epoch, count: isFurther ? 1 : tries.count + 1 };
    return tries.count > MOST_TRIES ? null : live.run;
  }

  connection.onCrash = () => {
    const run = interrupted(store.getState());
    store.setState({ hasModel: false, openedModel: null, epochChoice: { status: 'last' } });
    if (isReloading) return;
    isReloading = true;
    const answer = async (): Promise<void> => {
      await actions.reload();
      isReloading = false;
      await actions.refreshKept();
      if (run !== null) await actions.continueRun(run);
    };
    // After the failed command has been told about: training is then no longer under way.
    setTimeout(() => {
      void answer().finally(() => {
        isReloading = false;
      });
    }, 0);
  };
}
