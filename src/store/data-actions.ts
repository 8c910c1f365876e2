/** Loading, changing and forgetting the data. What was loaded stays through every error and cancel. */
import { AppError, type AppErrorData, isAbort } from '../core/app-error.ts';
import type { DataReport, DataSettings, PairLine } from '../core/data-report.ts';
import type { Straighten } from '../core/run-config.ts';
import { type PictureEdits, sameEdits } from '../core/picture-edit.ts';
import type { PictureToEdit, SourceFile, StraightenedView, WorkEvent } from '../worker/protocol.ts';
import type { RunOptions } from '../worker/client.ts';
import type { ModelActions } from './model-actions.ts';
import type { SampleActions } from './sample-actions.ts';
import { type DataState, isTraining, reportOf, type Session } from './session-state.ts';
import type { StoreContext } from './store-context.ts';

export interface DataActions {
  readonly addFiles: (files: readonly SourceFile[]) => Promise<void>;
  readonly loadDemo: (count: number, seed: number) => Promise<void>;
  /** `isPart`: of a change that goes on with the next call, and is undone with it. */
  readonly configureData: (settings: DataSettings, isPart?: boolean) => Promise<void>;
  /** Takes back the last change that was made on the Check step; nothing where there is none. */
  readonly undoChange: () => Promise<void>;
  readonly clearData: () => Promise<void>;
  readonly cancelLoading: () => void;
  readonly dismissDataError: () => void;
  /** Keeps turns, cuts and masks that are being drawn; those that are applied already are no draft. */
  readonly draftPictures: (edits: PictureEdits) => void;
  /** Reads the pictures again with what was drawn. */
  readonly applyPictures: (edits: PictureEdits) => Promise<void>;
  /** Whether photographs are straightened: other pairs are shown at once. */
  readonly setStraighten: (straighten: Straighten) => void;
  /** Photographs as given and straightened, by their places in natural order. Rejects with `AppError`. */
  readonly straightened: (positions: readonly number[]) => Promise<StraightenedView>;
  /** A picture to mark a crop or a mask on, counted in natural order. Rejects with `AppError`. */
  readonly pictureToEdit: (position: number) => Promise<PictureToEdit>;
  /** Every pair that was found, to look through. Rejects with `AppError`. */
  readonly listPairs: () => Promise<readonly PairLine[]>;
  /** Hands a text to the visitor as a file. */
  readonly saveText: (text: string, name: string, type: string) => void;
  /** Gives everything to a new worker again, after the old one ended by itself. */
  readonly reload: () => Promise<void>;
}

/** What the visitor gave, as handles: enough to give it to another worker. */
type Source =
  | { readonly kind: 'none' }
  | { readonly kind: 'files'; readonly files: readonly SourceFile[] }
  | { readonly kind: 'demo'; readonly count: number; readonly seed: number };

export function stateOf(report: DataReport | null): DataState {
  const isEmpty =
    report === null ||
    (report.tables.length === 0 && report.images.readable === 0 && report.images.rejected.length === 0);
  if (isEmpty) return { status: 'empty' };
  return report.problem === null ? { status: 'ready', report } : { status: 'problem', report, problem: report.problem };
}

/** So many changes can be taken back. */
const MOST_UNDONE = 50;

const areSame = (a: DataSettings, b: DataSettings): boolean => JSON.stringify(a) === JSON.stringify(b);

/** What the last change that is still in force was made of; null: there is nothing to take back. */
export function beforeLastChange({ data, decided }: Pick<Session, 'data' | 'decided'>): DataSettings | null {
  const now = reportOf(data)?.settings;
  if (now === undefined) return null;
  // A change that the worker refused has left everything as it was.
  return decided.findLast((settings) => !areSame(settings, now)) ?? null;
}

/** The report as it will look once the worker has applied the settings. */
function anticipate(report: DataReport, settings: DataSettings): DataReport {
  const overrides = new Map(settings.columns.map((c) => [c.name, c]));
  return { ...report, settings, columns: report.columns.map((c) => ({ ...c, ...overrides.get(c.name) })) };
}

export function dataActions(
  context: StoreContext,
  samples: SampleActions,
  models: Pick<ModelActions, 'openIfModel'>,
): DataActions {
  const { store, connection } = context;
  let source: Source = { kind: 'none' };
  /** What the worker holds: the last report that came back. */
  let held: DataReport | null = null;
  let queue: Promise<void> = Promise.resolve();
  let waiting = 0;
  const running = new Set<{ readonly task: string; readonly controller: AbortController }>();

  type Task = Extract<DataState, { status: 'loading' }>['task'];

  async function work(
    task: Task,
    controller: AbortController,
    ask: (options: RunOptions<WorkEvent>) => Promise<DataReport>,
    error: AppErrorData | null,
  ): Promise<void> {
    try {
      const report = await ask({
        signal: controller.signal,
        onEvent: (event) => {
          const { data } = store.getState();
          if (event.kind === 'progress' && data.status === 'loading') {
            store.setState({ data: { ...data, progress: event.progress } });
          }
        },
      });
      held = report;
      store.setState({ dataError: error });
    } catch (thrown) {
      if (!isAbort(thrown)) store.setState({ dataError: AppError.from(thrown).toData() });
    } finally {
      waiting -= 1;
      if (waiting === 0) {
        const data = stateOf(held);
        store.setState({ data });
        if (task !== 'clear') void samples.showOthers('check');
      }
    }
  }

  /** One after another, in the order asked for. */
  function load(
    task: Task,
    shown: DataReport | null,
    ask: (options: RunOptions<WorkEvent>) => Promise<DataReport>,
    error: AppErrorData | null = null,
  ): Promise<void> {
    if (isTraining(store.getState().training)) {
      store.setState({ dataError: new AppError('busy').toData() });
      return Promise.resolve();
    }
    const entry = { task, controller: new AbortController() };
    running.add(entry);
    waiting += 1;
    store.setState({ data: { status: 'loading', task, report: shown, progress: null }, dataError: error });
    queue = queue.then(async () => {
      if (entry.controller.signal.aborted) {
        waiting -= 1;
        if (waiting === 0) store.setState({ data: stateOf(held) });
      } else {
        await work(task, entry.controller, ask, error);
      }
      running.delete(entry);
    });
    return queue;
  }

  const shownNow = (): DataReport | null => reportOf(store.getState().data);

  const configure = (settings: DataSettings): Promise<void> => {
    // Only the newest settings matter.
    for (const entry of running) if (entry.task === 'settings') entry.controller.abort();
    const report = shownNow();
    return load('settings', report === null ? null : anticipate(report, settings), (options) =>
      connection.run('configureData', settings, options),
    );
  };

  let isWithinChange = false;
  const configureData: DataActions['configureData'] = (settings, isPart = false) => {
    const before = shownNow()?.settings;
    if (before !== undefined && !isWithinChange && !isTraining(store.getState().training)) {
      const { step, decided } = store.getState();
      // How files are read is chosen on another step: what was decided of other columns is no longer to be had.
      store.setState({ decided: step === 'check' ? [...decided, before].slice(-MOST_UNDONE) : [] });
    }
    isWithinChange = isPart;
    return configure(settings);
  };

  return {
    addFiles: async (files) => {
      if (files.length === 0) {
        store.setState({ dataError: new AppError('no-files').toData() });
        return;
      }
      store.setState({ decided: [] });
      const [only, ...more] = files;
      const isArchive = only !== undefined && more.length === 0 && /\.zip$/iu.test(only.path);
      if (isArchive && (await models.openIfModel(only.file))) return;
      const replacesDemo = source.kind === 'demo';
      const before = source;
      const together = source.kind === 'files' ? [...source.files, ...files] : files;
      await load('files', replacesDemo ? null : shownNow(), async (options) => {
        if (replacesDemo) held = await connection.run('clearData', null);
        source = { kind: 'files', files: together };
        try {
          return await connection.run('addFiles', { files }, options);
        } catch (thrown) {
          source = replacesDemo ? { kind: 'none' } : before;
          throw thrown;
        }
      });
    },
    loadDemo: (count, seed) => {
      store.setState({ decided: [] });
      return load('demo', null, async (options) => {
        const report = await connection.run('loadDemo', { count, seed }, options);
        source = { kind: 'demo', count, seed };
        // Simulated pictures are not edited.
        store.setState({ pictureDraft: null });
        return report;
      });
    },
    configureData,
    undoChange: async () => {
      const session = store.getState();
      const before = beforeLastChange(session);
      if (before === null || isTraining(session.training)) return;
      const { decided } = session;
      store.setState({ decided: decided.slice(0, decided.lastIndexOf(before)) });
      await configure(before);
    },
    draftPictures: (edits) => {
      const report = shownNow();
      const isApplied = report !== null && sameEdits(edits, report.settings.pictures);
      store.setState({ pictureDraft: isApplied ? null : edits });
    },
    applyPictures: async (pictures) => {
      const report = shownNow();
      if (report === null) return;
      await configureData({ ...report.settings, pictures });
      // Refused or cancelled: they are still a draft.
      const applied = held?.settings.pictures;
      if (applied !== undefined && sameEdits(pictures, applied)) store.setState({ pictureDraft: null });
    },
    clearData: async () => {
      store.setState({ decided: [] });
      await load('clear', null, async () => {
        const report = await connection.run('clearData', null);
        source = { kind: 'none' };
        return report;
      });
      if (store.getState().data.status === 'empty') context.forget();
    },
    cancelLoading: () => {
      for (const entry of running) entry.controller.abort();
    },
    setStraighten: (straighten) => {
      store.setState({ config: { ...store.getState().config, straighten } });
      void samples.showOthers('check');
    },
    straightened: (positions) => connection.run('straightened', { positions }),
    pictureToEdit: (position) => {
      const { fit, straighten } = store.getState().config;
      return connection.run('pictureToEdit', { position, fit, straighten });
    },
    listPairs: () => connection.run('listPairs', null),
    saveText: (text, name, type) => context.save(new Blob([text], { type }), name),
    dismissDataError: () => store.setState({ dataError: null }),
    reload: async () => {
      const again = source;
      const settings = held?.settings;
      if (again.kind === 'none') return;
      const ask = async (options: RunOptions<WorkEvent>): Promise<DataReport> => {
        const report =
          again.kind === 'demo'
            ? await connection.run('loadDemo', { count: again.count, seed: again.seed }, options)
            : await connection.run('addFiles', { files: again.files }, options);
        return settings === undefined ? report : await connection.run('configureData', settings, options);
      };
      await load(again.kind, held, ask, store.getState().dataError);
    },
  };
}
