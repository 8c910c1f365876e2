/** Making files: synthetic pairs, the network, grids. Each job has its own progress, cancel and error. */
import { AppError, isAbort } from '../core/app-error.ts';
import type { Texts } from '../i18n/translate.ts';
import type { RunOptions } from '../worker/client.ts';
import type { ExportRequest, ExportResult, WorkEvent } from '../worker/protocol.ts';
import { measuredReport } from './measured-report.ts';
import { type Job, type JobName, liveOf, pastEpochOf } from './session-state.ts';
import type { StoreContext } from './store-context.ts';

export interface JobActions {
  /** With what was measured, in the language of `texts`. `leaveOutCopies`: without ECGs that are too close to a real patient; needs the ECGs measured. */
  readonly exportPairs: (
    request: Pick<ExportRequest, 'pairs' | 'seed' | 'where' | 'leaveOutCopies' | 'csv' | 'exportSize' | 'signals'>,
    texts: Texts,
  ) => Promise<void>;
  readonly exportModel: (full: boolean) => Promise<void>;
  readonly exportOnnx: () => Promise<void>;
  /** The newest grid, as a PNG. */
  readonly gridPng: () => Promise<void>;
  readonly allGrids: () => Promise<void>;
  /** The grids as an animated GIF; `caption` with `{epoch}` in it. */
  readonly timeLapse: (caption: string) => Promise<void>;
  readonly cancelJob: (name: JobName) => void;
  /** Runs a job that makes one file, and hands the file to the browser. Nothing while it is already running. */
  readonly runJob: (name: JobName, make: (options: RunOptions<WorkEvent>) => Promise<ExportResult>) => Promise<void>;
  /** Hands the last result of a job to the browser again. */
  readonly saveAgain: (name: JobName) => void;
}

export function jobActions(context: StoreContext): JobActions {
  const { store, connection, save } = context;
  const controllers = new Map<JobName, AbortController>();

  const show = (name: JobName, job: Job): void => store.setState({ jobs: { ...store.getState().jobs, [name]: job } });

  async function run(name: JobName, make: (options: RunOptions<WorkEvent>) => Promise<ExportResult>): Promise<void> {
    if (controllers.has(name)) return;
    const controller = new AbortController();
    controllers.set(name, controller);
    show(name, { status: 'running', progress: null });
    try {
      const result = await make({
        signal: controller.signal,
        onEvent: (event) => {
          if (event.kind === 'progress') show(name, { status: 'running', progress: event.progress });
        },
      });
      save(result.blob, result.name);
      show(name, { status: 'done', result });
    } catch (thrown) {
      show(name, isAbort(thrown) ? { status: 'idle' } : { status: 'failed', error: AppError.from(thrown).toData() });
    } finally {
      controllers.delete(name);
    }
  }

  return {
    exportPairs: (request, texts) =>
      run('pairs', async (options) => {
        const measured = await measuredReport(context, texts, options);
        return connection.run('exportPairs', { ...request, measured, language: texts.language }, options);
      }),
    exportModel: (full) => run('model', (options) => connection.run('exportModel', { full }, options)),
    exportOnnx: () => run('onnx', (options) => connection.run('exportOnnx', null, options)),
    gridPng: () =>
      run('grid', async (options) => {
        const { training, epochChoice } = store.getState();
        const past = pastEpochOf(epochChoice);
        const epoch = past ?? liveOf(training)?.epoch ?? 0;
        const blob = await connection.run('gridPng', { epoch: past ?? 'last' }, options);
        return { name: `grid-epoch-${String(epoch).padStart(5, '0')}.png`, blob, pairs: 16 };
      }),
    allGrids: () => run('grids', (options) => connection.run('allGrids', null, options)),
    timeLapse: (caption) => run('timeLapse', (options) => connection.run('timeLapse', { caption }, options)),
    runJob: run,
    cancelJob: (name) => controllers.get(name)?.abort(),
    saveAgain: (name) => {
      const job = store.getState().jobs[name];
      if (job.status === 'done') save(job.result.blob, job.result.name);
    },
  };
}
