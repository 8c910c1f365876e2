/** Starting, watching, pausing and ending a training. */
import { AppError, isAbort } from '../core/app-error.ts';
import type { MachineReport } from '../core/machine.ts';
import type { BackendChoice, RunConfig } from '../core/run-config.ts';
import { checkRunConfig } from '../core/run-config.ts';
import type { RunOptions } from '../worker/client.ts';
import type { TrainEvent, TrainOutcome } from '../worker/protocol.ts';
import { type NamedPreset, presetConfig, presetOf, suggestPreset, withStraightening } from './presets.ts';
import { type DataShape, TYPICAL_DATA } from './run-estimate.ts';
import type { SampleActions } from './sample-actions.ts';
import { StallWatch } from './stall-watch.ts';
import {
  type DataState,
  type Grid,
  isTraining,
  type Live,
  liveOf,
  reportOf,
  type MachineState,
} from './session-state.ts';
import type { StoreContext } from './store-context.ts';

export interface TrainingActions {
  /** Measures this computer, for this choice of backend. */
  readonly probe: (backend?: BackendChoice) => Promise<void>;
  readonly choosePreset: (preset: NamedPreset) => void;
  readonly changeConfig: (change: Partial<RunConfig>) => void;
  readonly train: () => Promise<void>;
  readonly pause: () => Promise<void>;
  readonly resume: () => Promise<void>;
  /** Keeps the network; before the first step it cancels. */
  readonly stop: () => Promise<void>;
  /** Back to the settings, to train again. The network stays until the new training starts. */
  readonly forgetTraining: () => void;
  /** A view of the live grid says that it is there; it must then call `gridShown` after each drawing. */
  readonly attachGridView: () => () => void;
  readonly gridShown: () => void;
}

/**
 * Shows a run from its preparation to its end; until its first grid the one of the network it goes on with. Rejects, and
 * shows what was there before, when a kept run cannot go on.
 */
export type FollowRun = (
  config: RunConfig,
  run: (options: RunOptions<TrainEvent>) => Promise<TrainOutcome>,
  grid?: Grid | null,
) => Promise<void>;

/** What belongs to the network that a training replaces. */
export interface Comparisons {
  readonly cancelComparisons: () => void;
  readonly forgetComparisons: () => void;
}

/** Of the patients that are loaded, or of a typical set before there are any. */
function shapeOf(data: DataState): DataShape {
  const usable = reportOf(data)?.usable;
  return usable === undefined || usable.width === 0 ? TYPICAL_DATA : { patients: usable.pairs, columns: usable.width };
}

function reportOfMachine(machine: MachineState): MachineReport | null {
  return machine.status === 'ready' ? machine.report : null;
}

/** Weight of the newest epoch in the running mean of seconds per epoch. */
const SMOOTHING = 0.3;

export function trainingActions(
  context: StoreContext,
  samples: SampleActions,
  comparisons: Comparisons,
): TrainingActions & { readonly follow: FollowRun } {
  const { store, connection, losses } = context;
  let controller: AbortController | null = null;
  let gridViews = 0;
  let gridBefore: Grid | null = null;
  const stalls = new StallWatch(() => connection.client.giveUp('it stopped answering'));

  function update(change: (live: Live) => Live): void {
    const { training } = store.getState();
    if (training.status === 'running' || training.status === 'paused') {
      store.setState({ training: { ...training, live: change(training.live) } });
    }
  }

  function receive(event: TrainEvent): void {
    stalls.heard();
    const { training } = store.getState();
    switch (event.kind) {
      case 'progress':
        if (training.status === 'preparing') {
          store.setState({ training: { ...training, progress: event.progress } });
        }
        return;
      case 'train-started': {
        losses.clear();
        stalls.start();
        comparisons.forgetComparisons();
        const live: Live = {
          started: event.started,
          epoch: 0,
          step: 0,
          secondsPerEpoch: null,
          trainedSeconds: 0,
          last: null,
          grid: gridBefore,
          matches: [],
          past: [],
          snapshots: null,
          run: null,
          saved: null,
          incidents: [],
        };
        store.setState({
          training: { status: 'running', live, stopping: false },
          hasModel: false,
          openedModel: null,
          epochChoice: { status: 'last' },
        });
        // A run that goes on from somewhere else began without any, or with those of other settings.
        const { compare } = store.getState().samples;
        const size = compare.status === 'none' ? null : compare.view?.size;
        if (size !== event.started.config.size) void samples.showOthers('compare', event.started.config);
        return;
      }
      case 'train-kept': {
        for (const log of event.epochs) losses.add(log.epoch, log.losses);
        const last = event.epochs.at(-1) ?? null;
        update((live) => ({
          ...live,
          run: event.run,
          epoch: event.epoch,
          last,
          secondsPerEpoch: last?.seconds ?? null,
          trainedSeconds: event.epochs.reduce((sum, { seconds }) => sum + seconds, 0),
        }));
        return;
      }
      case 'train-saved':
        update((live) => ({ ...live, saved: event.note }));
        return;
      case 'train-incident': {
        const { incident } = event;
        losses.cutAfter(incident.backTo);
        update((live) => ({
          ...live,
          epoch: incident.backTo,
          step: 0,
          incidents: [...live.incidents, incident],
          matches: live.matches.filter(({ epoch }) => epoch <= incident.backTo),
          past: live.past.filter(({ epoch }) => epoch <= incident.backTo),
          snapshots:
            live.snapshots === null
              ? null
              : { ...live.snapshots, epochs: live.snapshots.epochs.filter((epoch) => epoch <= incident.backTo) },
        }));
        return;
      }
      case 'train-step':
        update((live) => ({
          ...live,
          step: event.step,
          // Before an epoch has ended, its steps tell how long it will take.
          secondsPerEpoch: live.last === null ? event.secondsPerStep * event.stepsPerEpoch : live.secondsPerEpoch,
        }));
        return;
      case 'train-epochs':
        for (const log of event.epochs) {
          losses.add(log.epoch, log.losses);
          update((live) => ({
            ...live,
            epoch: log.epoch,
            step: 0,
            last: log,
            trainedSeconds: live.trainedSeconds + log.seconds,
            secondsPerEpoch:
              live.last === null || live.secondsPerEpoch === null
                ? log.seconds
                : (1 - SMOOTHING) * live.secondsPerEpoch + SMOOTHING * log.seconds,
          }));
        }
        return;
      case 'train-grid':
        update((live) => ({ ...live, grid: { epoch: event.epoch, view: event.grid } }));
        // With no view to draw it, it counts as shown; a view says so itself.
        if (gridViews === 0) connection.client.shown();
        return;
      case 'train-match':
        update((live) => ({ ...live, matches: [...live.matches, event.match] }));
        return;
      case 'train-scored':
        update((live) => ({ ...live, past: [...live.past, event.past], snapshots: event.snapshots }));
        return;
      case 'train-paused':
        if (training.status === 'running') store.setState({ training: { ...training, status: 'paused' } });
        return;
      case 'train-resumed':
        if (training.status === 'paused') store.setState({ training: { ...training, status: 'running' } });
        return;
      default:
        event satisfies never;
    }
  }

  async function quietly(name: 'pause' | 'resume' | 'stop'): Promise<void> {
    try {
      await connection.run(name, null);
    } catch {
      // The training ended in the same moment; its own answer says how.
    }
  }

  const probe = async (backend: BackendChoice = 'auto'): Promise<void> => {
    store.setState({ machine: { status: 'measuring' } });
    try {
      const report = await connection.run('probe', { backend });
      store.setState({ machine: { status: 'ready', report } });
      const { isConfigChosen, training, data, config } = store.getState();
      if (isConfigChosen || isTraining(training)) return;
      const shape = shapeOf(data);
      const preset = suggestPreset(report, shape);
      store.setState({ preset, config: withStraightening(presetConfig(preset, report, shape), config) });
    } catch (thrown) {
      if (!isAbort(thrown)) store.setState({ machine: { status: 'failed', error: AppError.from(thrown).toData() } });
    }
  };

  const follow: FollowRun = async (config, run, grid = null) => {
    const before = store.getState();
    gridBefore = grid;
    // The network it measures may be gone in a moment.
    comparisons.cancelComparisons();
    controller = new AbortController();
    store.setState({ training: { status: 'preparing', config, progress: null } });
    try {
      const outcome = await run({ signal: controller.signal, onEvent: receive });
      const live = liveOf(store.getState().training);
      if (live === null) throw new AppError('no-model');
      const { chosen } = outcome;
      store.setState({
        training: { status: 'finished', live, outcome },
        hasModel: outcome.epoch > 0,
        epochChoice: chosen === null ? { status: 'last' } : { status: 'past', epoch: chosen },
      });
    } catch (thrown) {
      const live = liveOf(store.getState().training);
      if (isAbort(thrown)) {
        store.setState({ training: live === null ? before.training : { status: 'idle' } });
        return;
      }
      const error = AppError.from(thrown);
      if (live === null && error.code.startsWith('kept-')) {
        store.setState({ training: before.training });
        throw error;
      }
      // The worker keeps no network of a run that failed; one that never started leaves the last network alone.
      const hasModel = live === null && before.hasModel;
      store.setState({ training: { status: 'failed', live, error: error.toData() }, hasModel });
    } finally {
      controller = null;
      stalls.stop();
    }
  };

  return {
    probe,
    choosePreset: (preset) => {
      const { machine, data, config: before } = store.getState();
      const wasNamed = before.backend !== 'auto';
      const config = withStraightening(presetConfig(preset, reportOfMachine(machine), shapeOf(data)), before);
      store.setState({ preset, config, isConfigChosen: true });
      // What was measured is the backend chosen before.
      if (wasNamed) void probe();
    },
    changeConfig: (change) => {
      const { machine, data, ...state } = store.getState();
      const config = { ...state.config, ...change };
      const preset = presetOf(config, reportOfMachine(machine), shapeOf(data)) ?? 'custom';
      store.setState({ config, preset, isConfigChosen: true });
    },
    train: async () => {
      const { config, training } = store.getState();
      if (isTraining(training)) return;
      await follow(config, async (options) => {
        checkRunConfig(config);
        await samples.showOthers('compare', config);
        return connection.run('train', config, options);
      });
    },
    follow,
    pause: () => quietly('pause'),
    resume: () => quietly('resume'),
    stop: async () => {
      const { training } = store.getState();
      if (training.status === 'preparing') {
        controller?.abort();
      } else if (training.status === 'running' || training.status === 'paused') {
        store.setState({ training: { ...training, stopping: true } });
        await quietly('stop');
      }
    },
    forgetTraining: () => {
      if (!isTraining(store.getState().training)) store.setState({ training: { status: 'idle' } });
    },
    attachGridView: () => {
      gridViews += 1;
      let attached = true;
      return () => {
        if (attached) gridViews -= 1;
        attached = false;
      };
    },
    gridShown: () => connection.client.shown(),
  };
}
