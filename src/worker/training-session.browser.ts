/** Trainings that are kept, interrupted and taken up again; the disk is one in memory, so that it can fail. */
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../core/app-error.ts';
import { DEFAULT_DATA_SETTINGS } from '../core/data-report.ts';
import type { Dataset, StudyData } from '../core/dataset.ts';
import { Rng } from '../core/rng.ts';
import type { RunConfig } from '../core/run-config.ts';
import { namedBackend, startBackend, surveyBackends, type RunningBackend } from '../engine/backends.ts';
import { hashGenerator } from '../gan/model-hash.ts';
import { toyDataset, TOY_CONFIG, TOY_SCHEMA, toyStudy } from '../gan/testing/toy-run.ts';
import { FakeDisk, FakeFiles } from '../storage/testing/fake-files.ts';
import type { BackendLease } from './machine-session.ts';
import { exportModel } from './model-export.ts';
import { openModel } from './model-import.ts';
import type { StudioEvent } from './protocol.ts';
import { RunKeeper } from './run-keeper.ts';
import { type Machine, TrainingSession } from './training-session.ts';

const config: RunConfig = { ...TOY_CONFIG, backend: 'wasm', epochs: 3 };

let wasm: RunningBackend;
let disk: FakeDisk;

beforeAll(async () => {
  wasm = await startBackend(namedBackend('wasm', await surveyBackends()), new Map());
});

beforeEach(() => {
  disk = new FakeDisk();
});

/** The backend, telling of every step that begins. */
function watched(onStep: (step: number) => void, failure: RunningBackend['failure'] = () => null): RunningBackend {
  let step = 0;
  const kernels = new Proxy(wasm.kernels, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key);
      if (typeof value !== 'function') return value;
      return (...inputs: unknown[]) => {
        if (key === 'ganLosses') onStep((step += 1));
        return Reflect.apply(value, target, inputs) as unknown;
      };
    },
  });
  return { ...wasm, kernels, failure };
}

function lease(backend: RunningBackend): BackendLease {
  return { backend, release: () => {} };
}

/** As in a tab that was just opened: its locks are its own, the disk is the same. */
function tab(options: { files?: FakeFiles; backend?: () => RunningBackend } = {}) {
  const backend = options.backend ?? (() => wasm);
  const machine: Machine = {
    startFor: () => Promise.resolve(lease(backend())),
    startAgain: () => Promise.resolve(lease(backend())),
  };
  const files = options.files ?? new FakeFiles(disk);
  let clock = 1000;
  const keeper = new RunKeeper(
    () =>
      Promise.resolve({
        files,
        space: () => Promise.resolve({ quota: disk.capacity, usage: disk.used }),
        lock: () => Promise.resolve({ release: () => {} }),
      }),
    () => clock++,
  );
  return { session: new TrainingSession(machine, keeper, () => clock++), keeper, files };
}

type Tab = ReturnType<typeof tab>;

/** Trains; `onEvent` may pause or stop it. */
function train(
  { session }: Tab,
  change: Partial<RunConfig> = {},
  onEvent: (event: StudioEvent) => void = () => {},
  patients = toyStudy(),
) {
  return session.train({
    config: { ...config, ...change },
    patients: {
      study: () => patients,
      source: 'files',
      demo: null,
      settings: { ...DEFAULT_DATA_SETTINGS, table: 'x.csv' },
    },
    signal: new AbortController().signal,
    emit: onEvent,
  });
}

async function onlyRun({ keeper }: Tab) {
  const [run] = (await keeper.state()).runs;
  if (run === undefined) throw new Error('nothing is kept');
  return run;
}

async function goOn(
  there: Tab,
  onEvent: (event: StudioEvent) => void = () => {},
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

/** Hash of the weights and the losses of every epoch. */
async function trained(here: Tab, run: (onEvent: (event: StudioEvent) => void) => Promise<unknown>) {
  const losses = new Map<number, number[]>();
  await run((event) => {
    const lines = event.kind === 'train-epochs' || event.kind === 'train-kept' ? event.epochs : [];
    for (const line of lines) losses.set(line.epoch, [line.generatorLoss, line.discriminatorLoss]);
  });
  return { hash: await hashGenerator(here.session.model.gan), losses: [...losses] };
}

const known = new Map<number, Awaited<ReturnType<typeof trained>>>();

async function uninterrupted({ epochs = 3 }: Partial<RunConfig> = {}) {
  const found = known.get(epochs) ?? (await uninterruptedRun({ epochs }));
  known.set(epochs, found);
  return found;
}

async function uninterruptedRun(change: Partial<RunConfig>) {
  const here = tab({ files: new FakeFiles(new FakeDisk()) });
  return trained(here, (onEvent) => train(here, change, onEvent));
}

describe('a training that is continued in another tab', () => {
  // Three steps an epoch: stopped inside the first epoch, and inside the second with one checkpoint before it.
  it.each([1, 5])('after it was stopped in step %i equals the uninterrupted one', async (at) => {
    const first = tab({
      backend: () =>
        watched((step) => {
          if (step === at - 2) first.session.saveSoon();
          if (step === at) first.session.stop();
        }),
    });
    await train(first);
    const second = tab();
    const whole = await trained(second, (onEvent) => goOn(second, onEvent));
    expect(whole).toEqual(await uninterrupted());
    expect(await onlyRun(second)).toMatchObject({ epoch: 3, isComplete: true });
  });

  it('equals it too when the newest checkpoint is damaged, from the one before', async () => {
    const first = tab({
      backend: () =>
        watched((step) => {
          if (step === 2) first.session.saveSoon();
          if (step === 4) first.session.stop();
        }),
    });
    await train(first);
    const [older = '', newest = ''] = [...disk.files.keys()].filter((path) => path.endsWith('.checkpoint')).sort();
    disk.flip(newest, 40_000);
    const second = tab();
    expect(await trained(second, (onEvent) => goOn(second, onEvent))).toEqual(await uninterrupted());

    // The run is complete, so one is left; without it there is nothing to go on from.
    const left = [...disk.files.keys()].filter((path) => path.endsWith('.checkpoint'));
    expect(left).toHaveLength(1);
    expect(left).not.toContain(older);
    disk.flip(left[0] ?? '', 40_000);
    await expect(goOn(tab())).rejects.toMatchObject({ code: 'kept-damaged' });
  });

  it('shows where it stands: the losses so far and the grid of its last epoch', async () => {
    await train(tab(), { epochs: 2 });
    const there = tab();
    const events: StudioEvent[] = [];
    const outcome = await goOn(there, (event) => events.push(event), { epochs: 4 });
    expect(outcome).toEqual({ epoch: 4, end: 'completed' });
    expect(events.slice(0, 2)).toMatchObject([
      { kind: 'train-started', started: { config: { epochs: 4 }, patients: 9 } },
      { kind: 'train-kept', epoch: 2, epochs: [{ epoch: 1 }, { epoch: 2 }] },
    ]);
    expect(events.find(({ kind }) => kind === 'train-grid')).toMatchObject({ epoch: 2 });
    expect([...there.session.grids.keys()]).toEqual([2, 3, 4]);
  });

  it('needs the same patients, and says when they are others', async () => {
    const before = tf.memory().numTensors;
    const first = tab();
    await train(first, {}, ({ kind }) => {
      if (kind === 'train-epochs') first.session.stop();
    });
    expect([...disk.files.keys()].filter((path) => path.endsWith('patients'))).toEqual([]);
    const other = (): Promise<StudyData> => Promise.reject(new AppError('kept-other-patients'));
    const there = tab();
    await expect(goOn(there, () => {}, { patients: other })).rejects.toMatchObject({ code: 'kept-other-patients' });
    expect(there.session.isRunning).toBe(false);
    // It is still there, and free.
    await goOn(there);
    expect(there.session.model.epoch).toBe(3);
    first.session.model.gan.dispose();
    there.session.model.gan.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  it('brings its patients along where the visitor allowed it, until they are forgotten', async () => {
    const first = tab();
    await first.keeper.setKeeping({ runs: true, patients: true });
    await train(first, { epochs: 2 });
    const there = tab();
    expect((await onlyRun(there)).patientBytes).toBeGreaterThan(9 * 64 * 64);
    const none = (): Promise<StudyData> => Promise.reject(new AppError('kept-patients-needed'));
    await goOn(there, () => {}, { epochs: 3, patients: none });
    expect(there.session.study).toEqual(toyStudy());
    const { runs } = await there.keeper.setKeeping({ runs: true, patients: false });
    expect(runs[0]?.patientBytes).toBeNull();
    await expect(goOn(tab(), () => {}, { patients: none })).rejects.toMatchObject({ code: 'kept-patients-needed' });
    expect((await there.keeper.erase(null)).runs).toEqual([]);
  });
});

describe('a training that goes on from a saved model', () => {
  const work = { signal: new AbortController().signal, onProgress: () => {} };

  /** Stopped inside its second epoch, and saved. */
  async function stoppedModel(): Promise<Blob> {
    const first: Tab = tab({
      backend: () =>
        watched((step) => {
          if (step === 4) first.session.stop();
        }),
    });
    await train(first);
    return (await exportModel(first.session.model, true, work)).blob;
  }

  async function resume({ session }: Tab, file: Blob, epochs: number | null, patients = toyStudy()): Promise<unknown> {
    return session.resumeModel({
      opened: await openModel(file, 'model.zip'),
      file: 'model.zip',
      epochs,
      backend: 'wasm',
      patients: { study: () => patients, source: 'files', demo: null, settings: DEFAULT_DATA_SETTINGS },
      signal: new AbortController().signal,
      emit: () => {},
    });
  }

  it('equals the uninterrupted one, from inside an epoch too', async () => {
    const there = tab();
    expect(await resume(there, await stoppedModel(), null)).toEqual({ epoch: 3, end: 'completed' });
    expect(await hashGenerator(there.session.model.gan)).toBe((await uninterrupted()).hash);
    // It is kept like any other.
    const kept = (await there.keeper.state()).runs;
    expect(kept.some(({ epoch, isComplete }) => epoch === 3 && isComplete)).toBe(true);
  });

  it('is refused for other patients, and for fewer epochs than it has had', async () => {
    const file = await stoppedModel();
    const others = toyStudy();
    const [age, ...rest] = TOY_SCHEMA.columns;
    if (age === undefined) throw new Error('no columns');
    const columns = [{ ...age, coding: { kind: 'scale', min: 1, max: 100, decimals: 0 } } as const, ...rest];
    const changed = { ...others, train: { ...others.train, schema: { ...TOY_SCHEMA, columns } } };
    await expect(resume(tab(), file, null, changed)).rejects.toMatchObject({ code: 'model-other-patients' });
    const whole = tab();
    await resume(whole, file, 2);
    const finished = (await exportModel(whole.session.model, true, work)).blob;
    await expect(resume(tab(), finished, 1)).rejects.toMatchObject({ code: 'bad-option' });
    const small = (await exportModel(whole.session.model, false, work)).blob;
    await expect(resume(tab(), small, 5)).rejects.toMatchObject({ code: 'model-not-full' });
  });
});

describe('what is kept', () => {
  it('names no file and no patient', async () => {
    await train(tab(), { epochs: 1 });
    const texts = [...disk.files.values()].map((bytes) => new TextDecoder('latin1').decode(bytes)).join('');
    expect(texts).toContain('fingerprint');
    expect(texts).not.toContain('x.csv');
  });

  it('is nothing when the visitor wants that', async () => {
    const here = tab();
    await here.keeper.setKeeping({ runs: false, patients: false });
    await train(here, { epochs: 1 });
    expect((await here.keeper.state()).runs).toEqual([]);
    expect(here.session.model.epoch).toBe(1);
  });
});

/** More patients than the toy has, of three numbers each. */
function manyPatients(count: number): StudyData {
  const number = { role: 'feature', type: 'continuous', threshold: null, width: 1, missing: 0, fill: '' } as const;
  const columns = ['a', 'b', 'c'].map((name, offset) => ({
    ...number,
    name,
    offset,
    coding: { kind: 'scale', min: 0, max: 1, decimals: 3 } as const,
  }));
  const rng = new Rng(5, 98);
  const of = (n: number): Dataset => ({
    ...toyDataset(),
    count: n,
    schema: { version: 1, columns, width: 3 },
    rows: Float32Array.from({ length: 3 * n }, () => rng.uniform()),
    blanks: new Uint8Array(3 * n),
    images: new Uint8Array(64 * 64 * n).fill(200),
  });
  return { ...toyStudy(count), train: of(count), holdout: of(0) };
}

it('tells how well the columns match, but not of a handful of patients', async () => {
  const events: StudioEvent[] = [];
  await train(tab(), { epochs: 2 }, (event) => events.push(event), manyPatients(24));
  const matches = events.flatMap((event) => (event.kind === 'train-match' ? [event.match] : []));
  expect(matches[0]).toMatchObject({ epoch: 1, rows: 12 });
  expect(matches[0]?.score).toBeGreaterThan(0);
  // The epoch is announced before its figure is.
  const kinds = events.map(({ kind }) => kind);
  expect(kinds.indexOf('train-epochs')).toBeLessThan(kinds.indexOf('train-match'));

  events.length = 0;
  await train(tab(), { epochs: 1 }, (event) => events.push(event), manyPatients(9));
  expect(events.some(({ kind }) => kind === 'train-match')).toBe(false);
});

describe('a training goes on', () => {
  it('when the disk is full, and says so', async () => {
    const here = tab();
    disk.capacity = 50_000;
    const notes: StudioEvent[] = [];
    expect(
      await train(here, {}, (event) => {
        if (event.kind === 'train-saved') notes.push(event);
      }),
    ).toEqual({ epoch: 3, end: 'completed' });
    expect(notes).toMatchObject([{ note: { kind: 'not-saved', reason: 'disk-full' } }]);
  });

  it('where the browser has no storage', async () => {
    const keeper = new RunKeeper(() => Promise.reject(new Error('a private window')));
    const session = new TrainingSession(tabMachine(), keeper);
    const outcome = await train({ session, keeper, files: new FakeFiles(disk) }, { epochs: 1 });
    expect(outcome.end).toBe('completed');
    expect(await keeper.state()).toMatchObject({ runs: [], unavailable: 'a private window' });
  });

  it('after its device was lost, from the last checkpoint, as if nothing had been', async () => {
    let failure: AppError | null = null;
    let opened = 0;
    const here = tab({
      backend: () => {
        failure = null;
        opened += 1;
        if (opened > 1) return wasm;
        return watched(
          (step) => {
            if (step === 2) here.session.saveSoon();
            if (step === 5) failure = new AppError('device-lost');
          },
          () => failure,
        );
      },
    });
    const incidents: StudioEvent[] = [];
    const whole = await trained(here, (onEvent) =>
      train(here, {}, (event) => {
        onEvent(event);
        if (event.kind === 'train-incident') incidents.push(event);
      }),
    );
    expect(opened).toBe(2);
    expect(incidents).toMatchObject([{ incident: { kind: 'device-lost', epoch: 2, backTo: 0 } }]);
    expect(whole).toEqual(await uninterrupted());
  });

  it('not when memory runs out at once: a smaller network is what helps', async () => {
    let failure: AppError | null = null;
    const here = tab({
      backend: () =>
        watched(
          () => {
            failure = new AppError('out-of-memory');
          },
          () => failure,
        ),
    });
    await expect(train(here)).rejects.toMatchObject({ code: 'out-of-memory' });
    expect(here.session.isRunning).toBe(false);
  });

  it('after the numbers exploded, with other random numbers, and stays repeatable', async () => {
    const here: Tab = tab({
      backend: () =>
        watched((step) => {
          if (step === 3) here.session.saveSoon();
          if (step !== 5) return;
          const kernel = here.session.model.gan.discriminator.parameters.get('logit/kernel');
          kernel.value = tf.fill(kernel.value.shape, Number.NaN);
        }),
    });
    const incidents: StudioEvent[] = [];
    await train(here, {}, (event) => {
      if (event.kind === 'train-incident') incidents.push(event);
    });
    expect(incidents).toMatchObject([{ incident: { kind: 'not-finite', backTo: 1 } }]);
    expect(here.session.model.epoch).toBe(3);
    expect(await hashGenerator(here.session.model.gan)).not.toBe((await uninterrupted()).hash);
    const copy = disk.copy();
    const hashes: string[] = [];
    for (const files of [new FakeFiles(disk), new FakeFiles(copy)]) {
      const again = tab({ files });
      await goOn(again, () => {}, { epochs: 4 });
      hashes.push(await hashGenerator(again.session.model.gan));
    }
    expect(hashes[0]).toBe(hashes[1]);
  });

  it('to where it was good when they explode every time, and keeps that', async () => {
    let isBroken = false;
    const here: Tab = tab({
      backend: () =>
        watched((step) => {
          if (step === 3) here.session.saveSoon();
          isBroken ||= step === 5;
          if (!isBroken) return;
          const kernel = here.session.model.gan.discriminator.parameters.get('logit/kernel');
          kernel.value = tf.fill(kernel.value.shape, Number.NaN);
        }),
    });
    const incidents: StudioEvent[] = [];
    const outcome = await train(here, {}, (event) => {
      if (event.kind === 'train-incident') incidents.push(event);
    });
    expect(outcome).toEqual({ epoch: 1, end: 'stopped' });
    expect(incidents).toHaveLength(3);
    expect((await uninterrupted({ epochs: 1 })).hash).toBe(await hashGenerator(here.session.model.gan));
  });
});

function tabMachine(): Machine {
  return { startFor: () => Promise.resolve(lease(wasm)), startAgain: () => Promise.resolve(lease(wasm)) };
}
