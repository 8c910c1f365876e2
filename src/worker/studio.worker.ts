/**
 * The studio worker: owns the patients, the networks and the GPU. This file only takes messages, calls the session that
 * does the work, and sends the answer; every command of `protocol.ts` has one line in `handlers`.
 */
import { AppError, isAbort } from '../core/app-error.ts';
import type { Progress } from '../core/progress.ts';
import { cohortColumns } from '../data/where/check-condition.ts';
import { explained } from '../platform/load-part.ts';
import type { EcgComparisonSession } from './comparison/ecg-comparison-session.ts';
import { DataSession } from './intake/data-session.ts';
import { cohortOf } from './export/cohort.ts';
import { exportGrids, exportPairs } from './export/export-session.ts';
import { MassExportSession } from './export/mass-export-session.ts';
import { samePatients, studyPairs } from './training/kept-study.ts';
import { MachineSession } from './machine-session.ts';
import { openKeptModel } from './model/kept-model.ts';
import { exportModel } from './model/model-export.ts';
import { isModelFile, openModel } from './model/model-import.ts';
import { openSavedModel, refuseModels } from './model/model-session.ts';
import type {
  CommandEvent,
  CommandInput,
  CommandName,
  CommandOutput,
  EpochInUse,
  FromWorker,
  WorkEvent,
  StudioEvent,
  ToWorker,
} from './protocol.ts';
import { enlarged } from './picture-codec.ts';
import { RunKeeper } from './training/run-keeper.ts';
import { examplePairs } from './comparison/example-pairs.ts';
import { freshPatients } from './comparison/fresh-patients.ts';
import { studyFacts } from './comparison/study-facts.ts';
import { eventBuffers, outputBuffers } from './transfers.ts';
import type { TrainedModel } from './model/trained-model.ts';
import { TrainingSession } from './training/training-session.ts';

interface Call<E extends StudioEvent> {
  readonly signal: AbortSignal;
  readonly emit: (event: E) => void;
  /** Nothing a command without progress can call. */
  readonly onProgress: WorkEvent extends E ? (progress: Progress) => void : never;
}

type Handlers = {
  readonly [N in CommandName]: (
    input: CommandInput<N>,
    call: Call<CommandEvent<N>>,
  ) => CommandOutput<N> | Promise<CommandOutput<N>>;
};

const machine = new MachineSession();
const data = new DataSession();
const keeper = new RunKeeper();
const training = new TrainingSession(machine, keeper);
const massExport = new MassExportSession();

/** What has measured ECGs, and from then on can tell copies; null before. */
let ecgs: EcgComparisonSession | null = null;

async function ecgSession(): Promise<EcgComparisonSession> {
  const session = await import('./comparison/ecg-comparison-session.ts');
  return (ecgs ??= new session.EcgComparisonSession());
}

const copiesOf = (model: TrainedModel) => () => {
  if (ecgs === null) throw new AppError('not-compared');
  return ecgs.copyFilter(model);
};

/** A network that pairs are being made from must stay. Throws `busy`. */
function requireNoExport(): void {
  if (massExport.isRunning) throw new AppError('busy');
}

/** What computes with the network there is. */
const users = new Set<Promise<unknown>>();

/** Computes with the network there is, which may lie on another backend than the one that was used last. */
async function withModel<T>(work: (model: TrainedModel) => T | Promise<T>): Promise<T> {
  const { model } = training;
  const using = machine.withBackend(model.backend, () => work(model));
  users.add(using);
  try {
    return await using;
  } finally {
    users.delete(using);
  }
}

/** Once nobody computes with the network that it takes the place of. */
async function useEpoch(epoch: number | 'last'): Promise<EpochInUse> {
  requireNoExport();
  if (training.isRunning) throw new AppError('busy');
  while (users.size > 0) await Promise.allSettled(users);
  const using = machine.withBackend(training.runBackend, () => training.useEpoch(epoch));
  users.add(using);
  try {
    return await using;
  } finally {
    users.delete(using);
  }
}

/** What a visitor may never ask for is loaded when it is asked for; `answer` says why where that fails. */
const handlers: Handlers = {
  probe: ({ backend }) => machine.report(backend),
  isModel: ({ file }) => isModelFile(file),
  openModel: ({ file, backend }, { signal, onProgress }) => {
    requireNoExport();
    return openSavedModel({
      file,
      backend,
      training,
      startBackend: (config, columns) => machine.startFor(config, columns),
      signal,
      onProgress,
    });
  },
  addFiles: async ({ files }, call) => {
    await refuseModels(files);
    return data.addFiles(files, call);
  },
  loadDemo: ({ count, seed }, call) => data.loadDemo(count, seed, call),
  configureData: (settings, call) => data.configure(settings, call),
  pictureToEdit: ({ position, ...look }) => data.pictureToEdit(position, look),
  straightened: ({ positions }) => data.straightened(positions),
  listPairs: () => data.listPairs(),
  clearData: () => data.clear(),
  realPairs: async ({ positions, ...shape }, { signal }) => {
    if (!data.isEmpty) return data.pairs(positions, shape);
    if (training.study !== null) return studyPairs(training.study, positions);
    if (training.model.source !== 'demo') throw new AppError('model-needs-patients');
    const wanted = { count: positions.length, draw: positions[0] ?? 0 };
    const fresh = await freshPatients(new DataSession(), wanted, { signal, onProgress: () => {} });
    return fresh.pairs(
      positions.map((_, i) => i),
      shape,
    );
  },
  train: (config, call) => {
    requireNoExport();
    return training.train({ config, patients: data.patients, ...call });
  },
  keptRuns: () => keeper.state(),
  continueRun: ({ run, epochs }, call) => {
    requireNoExport();
    return training.continueRun({ run, epochs, patients: (record) => samePatients(data, record), ...call });
  },
  resumeModel: async ({ file, epochs, backend }, call) => {
    requireNoExport();
    const opened = await openModel(file, file.name);
    return training.resumeModel({ opened, file: file.name, epochs, backend, patients: data.patients, ...call });
  },
  openKept: ({ run, name }) => {
    requireNoExport();
    return openKeptModel({
      run,
      name,
      keeper,
      training,
      startBackend: (config, columns) => machine.startFor(config, columns),
    });
  },
  eraseRuns: ({ run }) => keeper.erase(run),
  setKeeping: (keeping) => keeper.setKeeping(keeping),
  saveSoon: () => {
    training.saveSoon();
    return null;
  },
  pause: () => {
    training.pause();
    return null;
  },
  resume: () => {
    training.resume();
    return null;
  },
  stop: () => {
    training.stop();
    return null;
  },
  useEpoch: ({ epoch }) => useEpoch(epoch),
  gridPng: ({ epoch }) => {
    const { grids } = training;
    const grid = grids.get(epoch === 'last' ? Math.max(0, ...grids.keys()) : epoch);
    if (grid === undefined) throw new AppError('no-model');
    return enlarged(grid);
  },
  allGrids: (_, call) => exportGrids(training.grids, call),
  timeLapse: async ({ caption }, call) => {
    const { exportTimeLapse } = await import('./training/time-lapse.ts');
    return exportTimeLapse(training.grids, caption, call);
  },
  compare: async (request, call) => {
    const { compareModel } = await import('./comparison/comparison-session.ts');
    return withModel((model) => compareModel(model, request, call));
  },
  compareEcgs: (request, call) =>
    withModel(async (model) => (await ecgSession()).compare(model, request, training.keptEpochs, call)),
  nearestPatients: () => withModel(async (model) => (await ecgSession()).nearest(model)),
  readerSeries: async (request, call) => {
    const { readerSeries } = await import('./comparison/reader-series.ts');
    return withModel((model) => readerSeries(model, request, { data, open: () => new DataSession() }, call));
  },
  studyFacts: (request) =>
    withModel(async (model) => {
      const { facts, examples } = await studyFacts(model, request);
      return { facts, examples: await examplePairs(examples) };
    }),
  exportPairs: (request, call) =>
    withModel((model) => exportPairs(model, request, { ...call, copyFilter: copiesOf(model) })),
  checkCohort: ({ cohort, config }) => {
    cohortOf(cohort, data.dataset(config).train.schema, config.recipe);
    return null;
  },
  cohortColumns: () => withModel(({ schema }) => cohortColumns(schema)),
  estimatePairs: async (request, call) => {
    const { estimatePairs } = await import('./export/estimate-pairs.ts');
    return withModel((model) => estimatePairs(model, request, call.signal));
  },
  exportArchives: ({ request, folder }, call) =>
    withModel((model) => massExport.run(model, request, folder, { ...call, copyFilter: copiesOf(model) })),
  pauseExport: () => {
    massExport.pause();
    return null;
  },
  resumeExport: () => {
    massExport.resume();
    return null;
  },
  exportModel: ({ full }, call) => withModel((model) => exportModel(model, full, call)),
  exportOnnx: async (_, call) => {
    const { exportOnnx } = await import('./model/onnx-export.ts');
    return withModel((model) => exportOnnx(model, call));
  },
};

const running = new Map<number, AbortController>();

function send(message: FromWorker, buffers: readonly ArrayBuffer[] = []): void {
  postMessage(message, [...buffers]);
}

async function answer(message: Extract<ToWorker, { type: 'command' }>): Promise<void> {
  const { id, name, input } = message;
  const controller = new AbortController();
  running.set(id, controller);
  const emit = (event: StudioEvent): void => send({ type: 'event', id, event }, eventBuffers(event));
  let lastProgress = 0;
  let lastStage = '';
  const onProgress = (progress: Progress): void => {
    const now = performance.now();
    // Of a stage that has just begun the page hears at once, however soon it is over.
    const stage = `${progress.stage} ${progress.part ?? ''}`;
    if (stage === lastStage && progress.done < progress.total && now - lastProgress < 100) return;
    lastProgress = now;
    lastStage = stage;
    emit({ kind: 'progress', progress });
  };
  try {
    // Each command has a handler of its own types: `ToWorker` pairs them.
    const handler = handlers[name] as (input: unknown, call: unknown) => Promise<CommandOutput<typeof name>>;
    const output = await handler(input, { signal: controller.signal, emit, onProgress });
    send({ type: 'reply', id, output }, outputBuffers(name, output));
  } catch (error) {
    send({ type: 'failure', id, error: isAbort(error) ? 'aborted' : AppError.from(await explained(error)).toData() });
  } finally {
    running.delete(id);
  }
}

onmessage = (event: MessageEvent<ToWorker>): void => {
  const message = event.data;
  switch (message.type) {
    case 'command':
      void answer(message);
      return;
    case 'cancel':
      running.get(message.id)?.abort();
      return;
    case 'saved':
      massExport.archiveSaved();
      return;
    case 'shown':
      training.gridShown();
      return;
    default:
      message satisfies never;
  }
};
