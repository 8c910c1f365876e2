/** Trainings that are kept and taken up again: in another tab, or from a saved model. */
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { AppError } from '../../core/app-error.ts';
import { DEFAULT_DATA_SETTINGS } from '../../core/data-report.ts';
import type { StudyData } from '../../core/dataset.ts';
import type { RunningBackend } from '../../engine/backends.ts';
import { hashGenerator } from '../../gan/model-hash.ts';
import { noPictures, TOY_SCHEMA, toyStudy } from '../../gan/testing/toy-run.ts';
import { exportModel } from '../model/model-export.ts';
import { openKeptModel } from '../model/kept-model.ts';
import { openModel } from '../model/model-import.ts';
import type { TrainEvent } from '../protocol.ts';
import {
  goOn,
  onlyRun,
  startWasm,
  type Tab,
  TestComputer,
  train,
  trained,
  uninterrupted,
} from './testing/training-tab.ts';

let wasm: RunningBackend;
let computer: TestComputer;

beforeAll(async () => {
  wasm = await startWasm();
});

beforeEach(() => {
  computer = new TestComputer(wasm);
});

describe('a training that is continued in another tab', () => {
  // Three steps an epoch: stopped inside the first epoch, and inside the second with one checkpoint before it.
  it.each([1, 5])('after it was stopped in step %i equals the uninterrupted one', async (at) => {
    const first = computer.tab({
      backend: () =>
        computer.watched((step) => {
          if (step === at - 2) first.session.saveSoon();
          if (step === at) first.session.stop();
        }),
    });
    await train(first);
    const second = computer.tab();
    const whole = await trained(second, (onEvent) => goOn(second, onEvent));
    expect(whole).toEqual(await uninterrupted(computer));
    expect(await onlyRun(second)).toMatchObject({ epoch: 3, isComplete: true });
  });

  it('equals it too when the newest checkpoint is damaged, from the one before', async () => {
    const first = computer.tab({
      backend: () =>
        computer.watched((step) => {
          if (step === 2) first.session.saveSoon();
          if (step === 4) first.session.stop();
        }),
    });
    await train(first);
    const [older = '', newest = ''] = [...computer.disk.files.keys()]
      .filter((path) => path.endsWith('.checkpoint'))
      .sort();
    computer.disk.flip(newest, 40_000);
    const second = computer.tab();
    expect(await trained(second, (onEvent) => goOn(second, onEvent))).toEqual(await uninterrupted(computer));

    // The run is complete, so one is left; without it there is nothing to go on from.
    const left = [...computer.disk.files.keys()].filter((path) => path.endsWith('.checkpoint'));
    expect(left).toHaveLength(1);
    expect(left).not.toContain(older);
    computer.disk.flip(left[0] ?? '', 40_000);
    await expect(goOn(computer.tab())).rejects.toMatchObject({ code: 'kept-damaged' });
  });

  it('shows where it stands: the losses so far and the grid of its last epoch', async () => {
    await train(computer.tab(), { epochs: 2 });
    const there = computer.tab();
    const events: TrainEvent[] = [];
    const outcome = await goOn(there, (event) => events.push(event), { epochs: 4 });
    expect(outcome).toMatchObject({ epoch: 4, end: 'completed' });
    expect(events.slice(0, 2)).toMatchObject([
      { kind: 'train-started', started: { config: { epochs: 4 }, patients: 9 } },
      { kind: 'train-kept', epoch: 2, epochs: [{ epoch: 1 }, { epoch: 2 }] },
    ]);
    expect(events.find(({ kind }) => kind === 'train-grid')).toMatchObject({ epoch: 2 });
    expect([...there.session.grids.keys()]).toEqual([2, 3, 4]);
  });

  it('needs the same patients, and says when they are others', async () => {
    const before = tf.memory().numTensors;
    const first = computer.tab();
    await train(first, {}, ({ kind }) => {
      if (kind === 'train-epochs') first.session.stop();
    });
    expect([...computer.disk.files.keys()].filter((path) => path.endsWith('patients'))).toEqual([]);
    const other = (): Promise<StudyData> => Promise.reject(new AppError('kept-other-patients'));
    const there = computer.tab();
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
    const first = computer.tab();
    await first.keeper.setKeeping({ runs: true, patients: true });
    await train(first, { epochs: 2 });
    const there = computer.tab();
    expect((await onlyRun(there)).patientBytes).toBeGreaterThan(9 * 64 * 64);
    const none = (): Promise<StudyData> => Promise.reject(new AppError('kept-patients-needed'));
    await goOn(there, () => {}, { epochs: 3, patients: none });
    expect(there.session.study).toEqual(toyStudy());
    const { runs } = await there.keeper.setKeeping({ runs: true, patients: false });
    expect(runs[0]?.patientBytes).toBeNull();
    await expect(goOn(computer.tab(), () => {}, { patients: none })).rejects.toMatchObject({
      code: 'kept-patients-needed',
    });
    expect((await there.keeper.erase(null)).runs).toEqual([]);
  });
});

describe('a training that an older version kept', () => {
  async function keptByOlder(): Promise<Tab> {
    const first = computer.tab();
    await first.keeper.setKeeping({ runs: true, patients: true });
    await train(first, { epochs: 2 });
    first.session.model.gan.dispose();
    const there = computer.tab();
    const take = there.keeper.take.bind(there.keeper);
    vi.spyOn(there.keeper, 'take').mockImplementation(async (run) => {
      const held = await take(run);
      return { ...held, record: { ...held.record, reading: 1 } };
    });
    return there;
  }

  it('goes on only with patients that were read anew, even where it brings its own', async () => {
    const there = await keptByOlder();
    const otherwise = (): Promise<StudyData> =>
      Promise.reject(new AppError('kept-read-differently', { columns: ['a'] }));
    await expect(goOn(there, () => {}, { epochs: 3, patients: otherwise })).rejects.toMatchObject({
      code: 'kept-read-differently',
    });
    await goOn(there, () => {}, { epochs: 3 });
    expect(there.session.model.epoch).toBe(3);
  });

  it('makes pairs as it stands, without patients', async () => {
    const there = await keptByOlder();
    const { id } = await onlyRun(there);
    const view = await openKeptModel({
      run: id,
      name: 'the training',
      keeper: there.keeper,
      training: there.session,
      startBackend: () => Promise.resolve({ backend: wasm, release: () => {} }),
    });
    expect(view).toMatchObject({ name: 'the training', epoch: 2, isKept: true, trainedOn: { patients: 9 } });
    expect(there.session.model.epoch).toBe(2);
    expect(() => there.session.model.study).toThrow('model-needs-patients');
    // It is free again.
    expect(await onlyRun(there)).toMatchObject({ isInUse: false });
    there.session.model.gan.dispose();
  });
});

describe('a training that goes on from a saved model', () => {
  const work = { signal: new AbortController().signal, onProgress: () => {} };

  /** Stopped inside its second epoch, and saved. */
  async function stoppedModel(): Promise<Blob> {
    const first: Tab = computer.tab({
      backend: () =>
        computer.watched((step) => {
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
      patients: {
        study: () => patients,
        pictures: noPictures,
        source: 'files',
        demo: null,
        settings: DEFAULT_DATA_SETTINGS,
      },
      signal: new AbortController().signal,
      emit: () => {},
    });
  }

  it('equals the uninterrupted one, from inside an epoch too', async () => {
    const there = computer.tab();
    expect(await resume(there, await stoppedModel(), null)).toMatchObject({ epoch: 3, end: 'completed' });
    expect(await hashGenerator(there.session.model.gan)).toBe((await uninterrupted(computer)).hash);
    // It is kept like any other.
    const kept = (await there.keeper.state()).runs;
    expect(kept.some(({ epoch, isComplete }) => epoch === 3 && isComplete)).toBe(true);
  });

  // Seen with a network that was trained before rules were looked for in tables.
  it('goes on where other rules are known of the same patients', async () => {
    const study = toyStudy();
    const rules = [{ kind: 'range', column: TOY_SCHEMA.columns[0]?.name ?? '', min: 0, max: null }] as const;
    const ruled = { ...study, train: { ...study.train, schema: { ...TOY_SCHEMA, rules } } };
    const there = computer.tab();
    expect(await resume(there, await stoppedModel(), null, ruled)).toMatchObject({ epoch: 3, end: 'completed' });
    expect(await hashGenerator(there.session.model.gan)).toBe((await uninterrupted(computer)).hash);
  });

  it('is refused for other patients, and for fewer epochs than it has had', async () => {
    const file = await stoppedModel();
    const others = toyStudy();
    const [age, ...rest] = TOY_SCHEMA.columns;
    if (age === undefined) throw new Error('no columns');
    const columns = [{ ...age, coding: { kind: 'scale', min: 1, max: 100, decimals: 0 } } as const, ...rest];
    const changed = { ...others, train: { ...others.train, schema: { ...TOY_SCHEMA, columns } } };
    await expect(resume(computer.tab(), file, null, changed)).rejects.toMatchObject({ code: 'model-other-patients' });
    const whole = computer.tab();
    await resume(whole, file, 2);
    const finished = (await exportModel(whole.session.model, true, work)).blob;
    await expect(resume(computer.tab(), finished, 1)).rejects.toMatchObject({ code: 'bad-option' });
    const small = (await exportModel(whole.session.model, false, work)).blob;
    await expect(resume(computer.tab(), small, 5)).rejects.toMatchObject({ code: 'model-not-full' });
  });
});

describe('what is kept', () => {
  it('names no file and no patient', async () => {
    await train(computer.tab(), { epochs: 1 });
    const texts = [...computer.disk.files.values()].map((bytes) => new TextDecoder('latin1').decode(bytes)).join('');
    expect(texts).toContain('fingerprint');
    expect(texts).not.toContain('x.csv');
  });

  it('is nothing when the visitor wants that', async () => {
    const here = computer.tab();
    await here.keeper.setKeeping({ runs: false, patients: false });
    await train(here, { epochs: 1 });
    expect((await here.keeper.state()).runs).toEqual([]);
    expect(here.session.model.epoch).toBe(1);
  });
});
