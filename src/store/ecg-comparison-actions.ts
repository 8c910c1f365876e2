/**
 * Measuring the ECGs, and whether they fit their rows, with networks that are trained for it: minutes, not seconds. A
 * report stays until another network is trained. The nearest real patients are kept apart: they are never saved.
 */
import { AppError, isAbort } from '../core/app-error.ts';
import { pairsToCompare } from './comparison-actions.ts';
import { canCompareEcgs, ecgReportOf, type EcgComparisonState, liveOf, type NearestState } from './session-state.ts';
import type { StoreContext } from './store-context.ts';

export interface EcgComparisonActions {
  /** `predictor`: the files of the visitor's own LayersModel; else the built-in lesion predictor is trained. */
  readonly compareEcgs: (predictor?: readonly File[]) => Promise<void>;
  /** Back to what was measured before, if anything was. */
  readonly cancelEcgComparison: () => void;
  readonly forgetEcgComparison: () => void;
  /** Fetches the closest pairs once. */
  readonly showNearest: () => Promise<void>;
}

export function ecgComparisonActions({ store, connection }: StoreContext): EcgComparisonActions {
  let controller: AbortController | null = null;
  /** Another report makes the pairs of an earlier one meaningless. */
  let generation = 0;

  const show = (ecgComparison: EcgComparisonState): void => store.setState({ ecgComparison });
  const showNearest = (nearest: NearestState): void => store.setState({ nearest });

  return {
    compareEcgs: async (predictor) => {
      const session = store.getState();
      const live = liveOf(session.training);
      if (controller !== null || live === null || !canCompareEcgs(session)) return;
      const mine = new AbortController();
      controller = mine;
      const isMine = (): boolean => controller === mine;
      const previous = ecgReportOf(session.ecgComparison);
      show({ status: 'running', progress: null, previous });
      try {
        const { started } = live;
        const report = await connection.run(
          'compareEcgs',
          { pairs: pairsToCompare(started), seed: started.config.seed, predictor: predictor ?? null },
          {
            signal: mine.signal,
            onEvent: (event) => {
              if (event.kind === 'progress' && isMine())
                show({ status: 'running', progress: event.progress, previous });
            },
          },
        );
        if (!isMine()) return;
        generation += 1;
        showNearest({ status: 'none' });
        show({ status: 'ready', report });
      } catch (thrown) {
        if (!isMine()) return;
        if (!isAbort(thrown)) show({ status: 'failed', error: AppError.from(thrown).toData(), previous });
        else show(previous === null ? { status: 'idle', isCancelled: true } : { status: 'ready', report: previous });
      } finally {
        if (isMine()) controller = null;
      }
    },
    cancelEcgComparison: () => controller?.abort(),
    forgetEcgComparison: () => {
      const running = controller;
      controller = null;
      generation += 1;
      running?.abort();
      show({ status: 'idle', isCancelled: false });
      showNearest({ status: 'none' });
    },
    showNearest: async () => {
      const { nearest, ecgComparison } = store.getState();
      if (nearest.status === 'loading' || nearest.status === 'ready' || ecgReportOf(ecgComparison) === null) return;
      const mine = generation;
      showNearest({ status: 'loading' });
      try {
        const pairs = await connection.run('nearestPatients', null);
        if (mine === generation) showNearest({ status: 'ready', pairs });
      } catch (thrown) {
        if (mine === generation) showNearest({ status: 'failed', error: AppError.from(thrown).toData() });
      }
    },
  };
}
