/** Going back to a past epoch of the trained network, and forth to its last. */
import { AppError } from '../core/app-error.ts';
import { liveOf, pastEpochOf } from './session-state.ts';
import type { StoreContext } from './store-context.ts';
import type { Comparisons } from './training-actions.ts';

export interface EpochActions {
  /** Pairs, comparisons and files are from then on those of this epoch. Only of a training that has ended. */
  readonly goToEpoch: (epoch: number | 'last') => Promise<void>;
}

export function epochActions({ store, connection }: StoreContext, comparisons: Comparisons): EpochActions {
  return {
    goToEpoch: async (epoch) => {
      const { training, epochChoice, jobs, manyPairs, hasModel, openedModel } = store.getState();
      const from = pastEpochOf(epochChoice);
      const isThere = training.status === 'finished' && hasModel && openedModel === null;
      if (!isThere || epochChoice.status === 'changing') return;
      const isWorking = [...Object.values(jobs), manyPairs].some(({ status }) => status === 'running');
      if (isWorking) {
        store.setState({ epochChoice: { status: 'failed', from, error: new AppError('busy').toData() } });
        return;
      }
      // They measure the network that is about to be exchanged.
      comparisons.cancelComparisons();
      store.setState({ epochChoice: { status: 'changing', from, to: epoch } });
      try {
        const used = await connection.run('useEpoch', { epoch });
        const now = store.getState();
        const live = liveOf(now.training);
        if (now.training.status !== 'finished' || live === null) return;
        comparisons.forgetComparisons();
        const idle = { status: 'idle' } as const;
        store.setState({
          training: { ...now.training, live: { ...live, grid: { epoch: used.epoch, view: used.grid } } },
          epochChoice: used.isLast ? { status: 'last' } : { status: 'past', epoch: used.epoch },
          // Files of another epoch are not those of this one.
          jobs: { ...now.jobs, pairs: idle, model: idle, onnx: idle, grid: idle, report: idle },
          manyPairs: { status: 'idle', archives: null },
          pairsEstimate: { status: 'none' },
        });
      } catch (thrown) {
        if (store.getState().epochChoice.status !== 'changing') return;
        store.setState({ epochChoice: { status: 'failed', from, error: AppError.from(thrown).toData() } });
      }
    },
  };
}
