/**
 * Trainings of toy size in tabs of one computer: they share a backend and a disk in memory, so that either can fail in a
 * chosen step and a run can be taken up in another tab.
 */
import { DEFAULT_DATA_SETTINGS } from '../../../core/data-report.ts';
import type { StudyData } from '../../../core/dataset.ts';
import type { RunConfig } from '../../../core/run-config.ts';
import { namedBackend, startBackend, surveyBackends, type RunningBackend } from '../../../engine/backends.ts';
import { hashGenerator } from '../../../gan/model-hash.ts';
import { noPictures, TOY_CONFIG, toyStudy } from '../../../gan/testing/toy-run.ts';
import { FakeDisk, FakeFiles } from '../../../storage/testing/fake-files.ts';
import type { TrainEvent } from '../../protocol.ts';
import type { TrainedModel } from '../../model/trained-model.ts';
import { RunKeeper } from '../run-keeper.ts';
import { type Machine, TrainingSession } from '../training-session.ts';

const CONFIG: RunConfig = { ...TOY_CONFIG, backend: 'wasm', epochs: 3 };

export async function startWasm(): Promise<RunningBackend> {
  return startBackend(namedBackend('wasm', await surveyBackends()), new Map());
}

export interface Tab {
  readonly session: TrainingSession;
  readonly keeper: RunKeeper;
  readonly files: FakeFiles;
}

type OnEvent = (event: TrainEvent) => void;

export class TestComputer {
  readonly wasm: RunningBackend;
  readonly disk = new FakeDisk();
  /** Leases of the backend that were given out and not given back. */
  leased = 0;

  constructor(wasm: RunningBackend) {
    this.wasm = wasm;
  }

  /** The backend, telling of every step that begins. */
  watched(onStep: (step: number) => void, failure: RunningBackend['failure'] = () => null): RunningBackend {
    let step = 0;
    const kernels = new Proxy(this.wasm.kernels, {
      get(target, key) {
        const value: unknown = Reflect.get(target, key);
        if (typeof value !== 'function') return value;
        return (...inputs: unknown[]) => {
          if (key === 'softplusLosses') onStep((step += 1));
          return Reflect.apply(value, target, inputs) as unknown;
        };
      },
    });
    return { ...this.wasm, kernels, failure };
  }

  machine(backend: () => RunningBackend = () => this.wasm): Machine {
    const start: Machine['startFor'] = () => {
      this.leased += 1;
      const release = (): void => {
        this.leased -= 1;
      };
      return Promise.resolve({ backend: backend(), release });
    };
    return { startFor: start, startAgain: () => start(CONFIG, 3) };
  }

  /** As in a tab that was just opened: its locks are its own, the disk is the same. */
  tab(options: { files?: FakeFiles; backend?: () => RunningBackend } = {}): Tab {
    const files = options.files ?? new FakeFiles(this.disk);
    let clock = 1000;
    const keeper = new RunKeeper(
      () =>
        Promise.resolve({
          files,
          space: () => Promise.resolve({ quota: this.disk.capacity, usage: this.disk.used }),
          lock: () => Promise.resolve({ release: () => {} }),
        }),
      () => clock++,
    );
    return { session: new TrainingSession(this.machine(options.backend), keeper, () => clock++), keeper, files };
  }
}

/** Trains; `onEvent` may pause or stop it. */
export function train(
  { session }: Tab,
  change: Partial<RunConfig> = {},
  onEvent: OnEvent = () => {},
  patients = toyStudy(),
) {
  return session.train({
    config: { ...CONFIG, ...change },
    patients: {
      study: () => patients,
      pictures: noPictures,
      source: 'files',
      demo: null,
      settings: { ...DEFAULT_DATA_SETTINGS, table: 'x.csv' },
    },
    signal: new AbortController().signal,
    emit: onEvent,
  });
}

export async function onlyRun({ keeper }: Tab) {
  const [run] = (await keeper.state()).runs;
  if (run === undefined) throw new Error('nothing is kept');
  return run;
}

/** Goes on with the one run that is kept. */
export async function goOn(
  there: Tab,
  onEvent: OnEvent = () => {},
  more: { epochs?: number; patients?: () => Promise<StudyData> } = {},
) {
  const { id } = await onlyRun(there);
  return there.session.continueRun({
    run: id,
    epochs: more.epochs ?? null,
    patients: more.patients ?? (() => Promise.resolve(toyStudy())),
    signal: new AbortController().signal,
    emit: onEvent,
  });
}

/** The state in which a training ended, whichever epoch makes the pairs. */
export function endOf({ session }: Tab): TrainedModel {
  const { model } = session;
  return model.end?.model ?? model;
}

/** Hashes of the weights in the end and of those that make the pairs, and the losses of every epoch. */
export async function trained(here: Tab, run: (onEvent: OnEvent) => Promise<unknown>) {
  const losses = new Map<number, number[]>();
  await run((event) => {
    const lines = event.kind === 'train-epochs' || event.kind === 'train-kept' ? event.epochs : [];
    for (const line of lines) losses.set(line.epoch, Object.values(line.losses));
  });
  const [hash, chosen] = [await hashGenerator(endOf(here).gan), await hashGenerator(here.session.model.gan)];
  return { hash, chosen, losses: [...losses] };
}

const known = new Map<number, Awaited<ReturnType<typeof trained>>>();

/** What an interrupted training is held against; trained once for each number of epochs. */
export async function uninterrupted({ wasm }: TestComputer, epochs = 3): Promise<Awaited<ReturnType<typeof trained>>> {
  const here = new TestComputer(wasm).tab();
  const found = known.get(epochs) ?? (await trained(here, (onEvent) => train(here, { epochs }, onEvent)));
  known.set(epochs, found);
  return found;
}
