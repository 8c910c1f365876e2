/** What is kept on this computer: the list, going on with a run, and erasing. The list is asked for again after each change. */
import { AppError, isAbort } from '../core/app-error.ts';
import { type DataSettings, DEFAULT_DATA_SETTINGS } from '../core/data-report.ts';
import { AUTO_TEXT_FORMAT } from '../core/text-format.ts';
import type { Keeping, KeptRun, KeptState } from '../core/kept-run.ts';
import type { DataActions } from './data-actions.ts';
import { isTraining, reportOf } from './session-state.ts';
import type { StoreContext } from './store-context.ts';
import type { FollowRun } from './training-actions.ts';

export interface KeptActions {
  readonly refreshKept: () => Promise<void>;
  /**
   * Goes on with a run from its last checkpoint; `more`: for so many epochs beyond it, else as many as it was begun with. Its patients
   * must be loaded, unless they are kept or simulated.
   */
  readonly continueRun: (id: string, more?: number) => Promise<void>;
  /** Forgets a run; null: all that no tab is training. */
  readonly eraseRuns: (id: string | null) => Promise<void>;
  readonly setKeeping: (keeping: Keeping) => Promise<void>;
  /** The tab is about to be hidden or closed. */
  readonly saveSoon: () => Promise<void>;
}

/** Alike but for the file, which is never kept. */
function areSame(a: DataSettings, b: DataSettings): boolean {
  return JSON.stringify({ ...a, table: null }) === JSON.stringify({ ...b, table: null });
}

/** Choices of an older version, with what it did not ask. */
function asNow(settings: DataSettings): DataSettings {
  const { text, pairing } = settings;
  return {
    ...DEFAULT_DATA_SETTINGS,
    ...settings,
    text: { ...AUTO_TEXT_FORMAT, ...text },
    pairing: { ...DEFAULT_DATA_SETTINGS.pairing, ...pairing },
  };
}

/** Set up otherwise, the same table may be what the run began with. */
const OTHERWISE: ReadonlySet<string> = new Set(['kept-other-patients', 'kept-read-differently']);

export function keptActions(
  { store, connection }: StoreContext,
  data: Pick<DataActions, 'loadDemo' | 'configureData'>,
  follow: FollowRun,
): KeptActions {
  const settings = (): DataSettings | null => reportOf(store.getState().data)?.settings ?? null;

  /** What the visitor asked for before is answered by `keptError`: it goes when something new is asked for, not with any answer. */
  async function ask(work: () => Promise<KeptState>): Promise<void> {
    try {
      store.setState({ kept: await work() });
    } catch (thrown) {
      if (!isAbort(thrown)) store.setState({ keptError: AppError.from(thrown).toData() });
    }
  }

  const refreshKept = (): Promise<void> => ask(() => connection.run('keptRuns', null));

  /** Simulated patients are drawn again; so that the page shows them, as if they had been asked for. */
  async function drawAgain({ demo, settings: wanted }: KeptRun): Promise<void> {
    if (demo === null) return;
    const report = reportOf(store.getState().data);
    if (report?.source !== 'demo' || report.images.readable !== demo.count) await data.loadDemo(demo.count, demo.seed);
    const now = settings();
    if (now !== null && !areSame(now, wanted)) await data.configureData(asNow(wanted));
  }

  async function goOn(run: KeptRun, epochs: number | null): Promise<void> {
    const config = epochs === null ? run.config : { ...run.config, epochs };
    store.setState({ config, preset: 'custom', isConfigChosen: true, step: 'train' });
    await follow(config, (options) => connection.run('continueRun', { run: run.id, epochs }, options));
  }

  /** As they are set up now; then, if that makes other patients of them, as they were set up then. */
  async function goOnWithFiles(run: KeptRun, epochs: number | null): Promise<void> {
    const before = settings();
    try {
      await goOn(run, epochs);
    } catch (thrown) {
      const isOther = thrown instanceof AppError && OTHERWISE.has(thrown.code);
      if (!isOther || before === null || areSame(before, run.settings)) throw thrown;
      await data.configureData({ ...asNow(run.settings), table: before.table });
      try {
        await goOn(run, epochs);
      } catch (again) {
        await data.configureData(before);
        throw again;
      }
    }
  }

  return {
    refreshKept,
    continueRun: async (id, more) => {
      const session = store.getState();
      const run = session.kept?.runs.find((one) => one.id === id);
      if (run === undefined || isTraining(session.training)) return;
      const epochs = more === undefined ? null : run.epoch + more;
      store.setState({ keptError: null });
      try {
        if (run.source === 'demo') await drawAgain(run);
        await (run.source === 'demo' || (run.patientBytes !== null && run.isReadAlike)
          ? goOn(run, epochs)
          : goOnWithFiles(run, epochs));
      } catch (thrown) {
        store.setState({ step: session.step, keptError: AppError.from(thrown).toData() });
      }
      await connection.run('keptRuns', null).then(
        (kept) => store.setState({ kept }),
        () => {},
      );
    },
    eraseRuns: (run) => {
      store.setState({ keptError: null });
      return ask(() => connection.run('eraseRuns', { run }));
    },
    setKeeping: (keeping) => {
      store.setState({ keptError: null });
      return ask(() => connection.run('setKeeping', keeping));
    },
    saveSoon: async () => {
      if (!isTraining(store.getState().training)) return;
      try {
        await connection.run('saveSoon', null);
      } catch {
        // The worker ended in the same moment, which is told by what it was doing.
      }
    },
  };
}
