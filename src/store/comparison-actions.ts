/** Measuring how synthetic rows compare with the real ones. A report stays until another network is trained. */
import { AppError, isAbort } from '../core/app-error.ts';
import { OPTION_LIMITS } from '../core/option-limits.ts';
import { canCompare, type ComparisonState, liveOf } from './session-state.ts';
import type { TrainStarted } from '../worker/protocol.ts';
import type { StoreContext } from './store-context.ts';

export interface ComparisonActions {
  /** Compares as many synthetic pairs as there are patients, at most 1,000. Nothing without a finished training. */
  readonly compare: () => Promise<void>;
  readonly cancelComparison: () => void;
  /** The report no longer belongs to the network. */
  readonly forgetComparison: () => void;
}

/** As many synthetic pairs as there are patients: both parts of the report measure the same ones. */
export function pairsToCompare({ patients }: Pick<TrainStarted, 'patients'>): number {
  return Math.min(OPTION_LIMITS.comparedPairs.max, patients);
}

export function comparisonActions({ store, connection }: StoreContext): ComparisonActions {
  let controller: AbortController | null = null;

  const show = (comparison: ComparisonState): void => store.setState({ comparison });

  return {
    compare: async () => {
      const session = store.getState();
      const live = liveOf(session.training);
      if (controller !== null || live === null || !canCompare(session)) return;
      const mine = new AbortController();
      controller = mine;
      // An answer that comes after the comparison was forgotten belongs to nobody.
      const isMine = (): boolean => controller === mine;
      show({ status: 'running', progress: null });
      try {
        const { started } = live;
        const report = await connection.run(
          'compare',
          { pairs: pairsToCompare(started), seed: started.config.seed },
          {
            signal: mine.signal,
            onEvent: (event) => {
              if (event.kind === 'progress' && isMine()) show({ status: 'running', progress: event.progress });
            },
          },
        );
        if (isMine()) show({ status: 'ready', report });
      } catch (thrown) {
        if (!isMine()) return;
        show(
          isAbort(thrown)
            ? { status: 'idle', isCancelled: true }
            : { status: 'failed', error: AppError.from(thrown).toData() },
        );
      } finally {
        if (isMine()) controller = null;
      }
    },
    cancelComparison: () => controller?.abort(),
    forgetComparison: () => {
      const running = controller;
      controller = null;
      running?.abort();
      show({ status: 'idle', isCancelled: false });
    },
  };
}
