/** Real pairs drawn at random, to look at on the Check step and beside the synthetic ones. */
import { AppError, isAbort } from '../core/app-error.ts';
import { Rng, STREAM } from '../core/rng.ts';
import type { RunConfig } from '../core/run-config.ts';
import { liveOf, reportOf, type Samples, type SampleUse } from './session-state.ts';
import type { StoreContext } from './store-context.ts';

export interface SampleActions {
  /** Draws other pairs; at 200 px, and as the settings are, unless said. */
  readonly showOthers: (use: SampleUse, shape?: Pick<RunConfig, 'size' | 'fit' | 'straighten'>) => Promise<void>;
}

const COUNTS: Readonly<Record<SampleUse, number>> = { check: 20, compare: 16 };

export function sampleActions({ store, connection }: StoreContext): SampleActions {
  /** Every draw has a number of its own, so that the next one differs. */
  let draw = 0;
  const newest: Record<SampleUse, number> = { check: 0, compare: 0 };

  const show = (use: SampleUse, samples: Samples): void =>
    store.setState({ samples: { ...store.getState().samples, [use]: samples } });

  return {
    showOthers: async (use, shape) => {
      draw += 1;
      const mine = draw;
      newest[use] = mine;
      const { data, training, config } = store.getState();
      const { size, fit, straighten } = shape ?? { ...config, size: 200 };
      // What stands in the way of training is said elsewhere; a run that brought its own patients has some to show, too.
      const usable = data.status === 'problem' ? 0 : reportOf(data)?.usable.pairs;
      const total = usable ?? liveOf(training)?.started.patients ?? 0;
      if (total === 0) {
        show(use, { status: 'none' });
        return;
      }
      const before = store.getState().samples[use];
      const view = before.status === 'none' ? null : before.view;
      show(use, { status: 'loading', view });
      const order = new Rng(draw, STREAM.shuffle).permutation(total);
      try {
        const positions = Array.from(order.slice(0, COUNTS[use]));
        const next = await connection.run('realPairs', { positions, size, fit, straighten });
        if (newest[use] === mine) show(use, { status: 'ready', view: next });
      } catch (thrown) {
        if (newest[use] !== mine) return;
        show(use, isAbort(thrown) ? before : { status: 'failed', view, error: AppError.from(thrown).toData() });
      }
    },
  };
}
