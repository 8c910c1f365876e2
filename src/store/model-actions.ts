/** Opening a saved model, to make pairs without the patients. It takes the place of a trained network. */
import { AppError, isAbort } from '../core/app-error.ts';
import { siteFile } from '../platform/site-file.ts';
import type { ModelView, TrainStarted } from '../worker/protocol.ts';
import { isTraining, type Live, type ModelToOpen, type OpeningState, type Session } from './session-state.ts';
import type { StoreContext } from './store-context.ts';
import type { Comparisons } from './training-actions.ts';

/** Made by `npm run trained-demo`. */
export const TRAINED_DEMO = 'trained-demo.zip';
/** The same with all that it takes to let it learn on. */
export const LEARNING_DEMO = 'learning-demo.zip';

export interface ModelActions {
  /** Opens a model; asks first (`opening.status` becomes `asking`) when a trained network was never saved. */
  readonly openModel: (file: File) => Promise<void>;
  /** True when the file is a model, which is then opened. */
  readonly openIfModel: (file: File) => Promise<boolean>;
  /** Opens a training that is kept on this computer as it stands, to make pairs; asks as `openModel` does. */
  readonly openKept: (run: string, name: string) => Promise<void>;
  /** Opens the network that was trained on demo patients and lies beside the page, and shows its ECGs; asks as `openModel` does. */
  readonly openTrainedDemo: (name: string) => Promise<void>;
  /** The answer to the question. */
  readonly confirmOpenModel: () => Promise<void>;
  /** Ends the question or the opening, or takes note of an error; the network that was there stays. */
  readonly cancelOpenModel: () => void;
}

/** What a training of it would have said. */
function liveFrom(view: ModelView): Live {
  const { backend, config, trainedOn, columns, epoch, grid, sheet } = view;
  const started: TrainStarted = {
    backend,
    config,
    patients: trainedOn.patients,
    ...(trainedOn.persons === undefined ? {} : { persons: trainedOn.persons }),
    setAside: trainedOn.setAside,
    validation: 0,
    constant: [],
    columns,
    stepsPerEpoch: Math.ceil(trainedOn.patients / config.batch),
    sheet,
  };
  const none = {
    step: 0,
    secondsPerEpoch: null,
    trainedSeconds: 0,
    last: null,
    matches: [],
    past: [],
    snapshots: null,
    run: null,
    saved: null,
    incidents: [],
  };
  return { started, epoch, grid: { epoch, view: grid }, ...none };
}

function isBusy({ training, jobs, manyPairs }: Session): boolean {
  return isTraining(training) || [...Object.values(jobs), manyPairs].some(({ status }) => status === 'running');
}

/** A network that only this page has. */
function isUnsaved({ hasModel, openedModel, jobs }: Session): boolean {
  return hasModel && openedModel === null && jobs.model.status !== 'done';
}

export function modelActions(context: StoreContext, comparisons: Comparisons): ModelActions {
  const { store, connection, losses } = context;
  let controller: AbortController | null = null;

  const show = (opening: OpeningState): void => store.setState({ opening });

  async function open(model: ModelToOpen): Promise<void> {
    const { name } = model;
    const mine = new AbortController();
    controller = mine;
    comparisons.cancelComparisons();
    show({ status: 'running', name, progress: null });
    try {
      const { backend } = store.getState().config;
      const view = await ('run' in model
        ? connection.run('openKept', { run: model.run, name }, { signal: mine.signal })
        : connection.run(
            'openModel',
            { file: 'site' in model ? new File([await siteFile(model.site, mine.signal)], name) : model.file, backend },
            {
              signal: mine.signal,
              onEvent: (event) => {
                if (event.kind === 'progress') show({ status: 'running', name, progress: event.progress });
              },
            },
          ));
      losses.clear();
      comparisons.forgetComparisons();
      const idle = { status: 'idle' } as const;
      store.setState({
        training: {
          status: 'finished',
          live: liveFrom(view),
          outcome: { epoch: view.epoch, end: 'completed', chosen: null },
        },
        hasModel: true,
        openedModel: 'site' in model ? { ...view, isDemo: true } : view,
        epochChoice: { status: 'last' },
        opening: { status: 'none' },
        jobs: { pairs: idle, model: idle, onnx: idle, grid: idle, grids: idle, timeLapse: idle, report: idle },
        manyPairs: { status: 'idle', archives: null },
        pairsEstimate: { status: 'none' },
        // Who asked for this one wants to see it.
        ...('site' in model ? { step: 'train' as const } : {}),
      });
    } catch (thrown) {
      // The network that was there still is.
      show(isAbort(thrown) ? { status: 'none' } : { status: 'failed', error: AppError.from(thrown).toData() });
    } finally {
      controller = null;
    }
  }

  async function openOrAsk(model: ModelToOpen): Promise<void> {
    const session = store.getState();
    if (controller !== null) return;
    if (isBusy(session)) show({ status: 'failed', error: new AppError('busy').toData() });
    else if (isUnsaved(session)) show({ status: 'asking', model });
    else await open(model);
  }

  const openModel = (file: File): Promise<void> => openOrAsk({ file, name: file.name });

  return {
    openModel,
    openKept: (run, name) => openOrAsk({ run, name }),
    openTrainedDemo: (name) => openOrAsk({ site: TRAINED_DEMO, name }),
    openIfModel: async (file) => {
      // Whoever reads it as patients' files meets what is wrong again, and says it.
      const isModel = await connection.run('isModel', { file }).catch(() => false);
      if (isModel) await openModel(file);
      return isModel;
    },
    confirmOpenModel: async () => {
      const { opening } = store.getState();
      if (opening.status === 'asking') await open(opening.model);
    },
    cancelOpenModel: () => {
      if (controller === null) show({ status: 'none' });
      else controller.abort();
    },
  };
}
