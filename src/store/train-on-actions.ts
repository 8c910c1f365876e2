/**
 * Training on after the end: the run that is kept goes on; one that is not is taken up from a model of it. And the trained
 * demo network, which learns on before an audience.
 */
import { AppError, isAbort } from '../core/app-error.ts';
import { DEMO_DEFAULTS } from '../core/demo-set.ts';
import type { RunConfig } from '../core/run-config.ts';
import { siteFile } from '../platform/site-file.ts';
import type { RunOptions } from '../worker/client.ts';
import type { TrainEvent, TrainOutcome } from '../worker/protocol.ts';
import type { DataActions } from './data-actions.ts';
import { LEARNING_DEMO } from './model-actions.ts';
import { isTraining, liveOf, reportOf, type Session } from './session-state.ts';
import type { StoreContext } from './store-context.ts';
import type { FollowRun } from './training-actions.ts';

export interface TrainOnActions {
  /** Up to so many epochs in all. Nothing where `canTrainOn` says no. */
  readonly trainOn: (epochs: number) => Promise<void>;
  /** Draws the patients that the trained demo network learned from, and lets it learn on. */
  readonly learnOn: () => Promise<void>;
}

/** How many more an audience sees at most; it ends by itself where nothing gets better. */
const DEMO_EPOCHS = 160;

/** As many again, between what shows a difference and what an evening has. */
const FEWEST_MORE = 20;
const MOST_MORE = 120;

/** How many more are offered to a network of so many epochs. */
export const moreEpochs = (epoch: number): number => Math.min(MOST_MORE, Math.max(FEWEST_MORE, epoch));

/** A training that has ended here, with its patients. */
export function canTrainOn({ training, hasModel, openedModel }: Session): boolean {
  return training.status === 'finished' && hasModel && openedModel === null;
}

export function trainOnActions(
  { store, connection }: StoreContext,
  data: Pick<DataActions, 'loadDemo'>,
  follow: FollowRun,
): TrainOnActions {
  /** Goes on with the network there is. A run that did not begin leaves it as it was; why is said beside it. */
  async function attempt(
    config: RunConfig,
    run: (options: RunOptions<TrainEvent>) => Promise<TrainOutcome>,
  ): Promise<void> {
    store.setState({ keptError: null, step: 'train' });
    try {
      await follow(config, run, liveOf(store.getState().training)?.grid);
    } catch (thrown) {
      if (!isAbort(thrown)) store.setState({ keptError: AppError.from(thrown).toData() });
    }
    await connection.run('keptRuns', null).then(
      (kept) => store.setState({ kept }),
      () => {},
    );
  }

  return {
    trainOn: async (epochs) => {
      const session = store.getState();
      const { training, kept } = session;
      if (!canTrainOn(session) || training.status !== 'finished') return;
      const { run, started } = training.live;
      const config = { ...started.config, epochs };
      const isKept = kept?.runs.some(({ id, isInUse }) => id === run && !isInUse) === true;
      await attempt(config, async (options) => {
        if (run !== null && isKept) return connection.run('continueRun', { run, epochs }, options);
        const { signal } = options;
        const { blob, name } = await connection.run(
          'exportModel',
          { full: true },
          signal === undefined ? {} : { signal },
        );
        const file = new File([blob], name);
        return connection.run('resumeModel', { file, epochs, backend: config.backend }, options);
      });
    },
    learnOn: async () => {
      const { openedModel, training } = store.getState();
      if (openedModel === null || isTraining(training)) return;
      const { config } = openedModel;
      const report = reportOf(store.getState().data);
      if (report?.source !== 'demo') await data.loadDemo(DEMO_DEFAULTS.count, DEMO_DEFAULTS.seed);
      // Cancelled, failed, or something else was done meanwhile.
      const now = store.getState();
      if (now.openedModel !== openedModel || now.data.status !== 'ready' || isTraining(now.training)) return;
      await attempt(config, async (options) => {
        const signal = options.signal ?? new AbortController().signal;
        const file = new File([await siteFile(LEARNING_DEMO, signal)], LEARNING_DEMO);
        const epochs = DEMO_EPOCHS;
        return connection.run('resumeModel', { file, epochs, backend: config.backend }, options);
      });
    },
  };
}
