/** Trainings in trouble: a full disk, no disk, a lost device, numbers that explode, too few patients for a figure. */
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../core/app-error.ts';
import type { Dataset, StudyData } from '../../core/dataset.ts';
import { Rng } from '../../core/rng.ts';
import type { RunningBackend } from '../../engine/backends.ts';
import { hashGenerator } from '../../gan/model-hash.ts';
import { toyDataset, toyStudy } from '../../gan/testing/toy-run.ts';
import { FakeFiles } from '../../storage/testing/fake-files.ts';
import type { TrainEvent } from '../protocol.ts';
import { networkOf } from '../../recipes/recipe-training.ts';
import { RunKeeper } from './run-keeper.ts';
import { goOn, startWasm, type Tab, TestComputer, train, trained, uninterrupted } from './testing/training-tab.ts';
import { TrainingSession } from './training-session.ts';

let wasm: RunningBackend;
let computer: TestComputer;

beforeAll(async () => {
  wasm = await startWasm();
});

beforeEach(() => {
  computer = new TestComputer(wasm);
});

describe('a training goes on', () => {
  it('when the disk is full, and says so', async () => {
    const here = computer.tab();
    computer.disk.capacity = 50_000;
    const notes: TrainEvent[] = [];
    expect(
      await train(here, {}, (event) => {
        if (event.kind === 'train-saved') notes.push(event);
      }),
    ).toMatchObject({ epoch: 3, end: 'completed' });
    expect(notes).toMatchObject([{ note: { kind: 'not-saved', reason: 'disk-full' } }]);
  });

  it('where the browser has no storage', async () => {
    const keeper = new RunKeeper(() => Promise.reject(new Error('a private window')));
    const session = new TrainingSession(computer.machine(), keeper);
    const outcome = await train({ session, keeper, files: new FakeFiles(computer.disk) }, { epochs: 1 });
    expect(outcome.end).toBe('completed');
    expect(await keeper.state()).toMatchObject({ runs: [], unavailable: 'not-known' });
  });

  it('after its device was lost, from the last checkpoint, as if nothing had been', async () => {
    let failure: AppError | null = null;
    let opened = 0;
    const here = computer.tab({
      backend: () => {
        failure = null;
        opened += 1;
        if (opened > 1) return computer.wasm;
        return computer.watched(
          (step) => {
            if (step === 2) here.session.saveSoon();
            if (step === 5) failure = new AppError('device-lost');
          },
          () => failure,
        );
      },
    });
    const incidents: TrainEvent[] = [];
    const whole = await trained(here, (onEvent) =>
      train(here, {}, (event) => {
        onEvent(event);
        if (event.kind === 'train-incident') incidents.push(event);
      }),
    );
    expect(opened).toBe(2);
    expect(incidents).toMatchObject([{ incident: { kind: 'device-lost', epoch: 2, backTo: 0 } }]);
    expect(whole).toEqual(await uninterrupted(computer));
  });

  it('not when memory runs out at once: a smaller network is what helps', async () => {
    let failure: AppError | null = null;
    const here = computer.tab({
      backend: () =>
        computer.watched(
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
    const here: Tab = computer.tab({
      backend: () =>
        computer.watched((step) => {
          if (step === 3) here.session.saveSoon();
          if (step !== 5) return;
          const kernel = networkOf(here.session.model.gan.networks, 'discriminator').parameters.get('logit/kernel');
          kernel.value = tf.fill(kernel.value.shape, Number.NaN);
        }),
    });
    const incidents: TrainEvent[] = [];
    await train(here, {}, (event) => {
      if (event.kind === 'train-incident') incidents.push(event);
    });
    expect(incidents).toMatchObject([{ incident: { kind: 'not-finite', backTo: 1 } }]);
    expect(here.session.model.epoch).toBe(3);
    expect(await hashGenerator(here.session.model.gan)).not.toBe((await uninterrupted(computer)).hash);
    const copy = computer.disk.copy();
    const hashes: string[] = [];
    for (const files of [new FakeFiles(computer.disk), new FakeFiles(copy)]) {
      const again = computer.tab({ files });
      await goOn(again, () => {}, { epochs: 4 });
      hashes.push(await hashGenerator(again.session.model.gan));
    }
    expect(hashes[0]).toBe(hashes[1]);
  });

  it('to where it was good when they explode every time, and keeps that', async () => {
    let isBroken = false;
    const here: Tab = computer.tab({
      backend: () =>
        computer.watched((step) => {
          if (step === 3) here.session.saveSoon();
          isBroken ||= step === 5;
          if (!isBroken) return;
          const kernel = networkOf(here.session.model.gan.networks, 'discriminator').parameters.get('logit/kernel');
          kernel.value = tf.fill(kernel.value.shape, Number.NaN);
        }),
    });
    const incidents: TrainEvent[] = [];
    const outcome = await train(here, {}, (event) => {
      if (event.kind === 'train-incident') incidents.push(event);
    });
    expect(outcome).toMatchObject({ epoch: 1, end: 'stopped' });
    expect(incidents).toHaveLength(3);
    expect((await uninterrupted(computer, 1)).hash).toBe(await hashGenerator(here.session.model.gan));
  });
});

// Otherwise a page that tried in vain would never compute on another backend again.
describe('a training that cannot begin gives its backend back', () => {
  it('when the network does not fit', async () => {
    const here = computer.tab({
      backend: () => ({ ...computer.wasm, info: { ...computer.wasm.info, maxBufferBytes: 1000 } }),
    });
    await expect(train(here)).rejects.toMatchObject({ code: 'does-not-fit' });
    expect([computer.leased, here.session.isRunning]).toEqual([0, false]);
  });

  it('when what was kept is damaged', async () => {
    await train(computer.tab(), { epochs: 1 });
    const [checkpoint = ''] = [...computer.disk.files.keys()].filter((path) => path.endsWith('.checkpoint'));
    computer.disk.flip(checkpoint, 40_000);
    await expect(goOn(computer.tab(), () => {}, { epochs: 2 })).rejects.toMatchObject({ code: 'kept-damaged' });
    expect(computer.leased).toBe(0);
  });

  it('and one that ended, too', async () => {
    await train(computer.tab(), { epochs: 1 });
    expect(computer.leased).toBe(0);
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
  const events: TrainEvent[] = [];
  await train(computer.tab(), { epochs: 2 }, (event) => events.push(event), manyPatients(24));
  const matches = events.flatMap((event) => (event.kind === 'train-match' ? [event.match] : []));
  expect(matches[0]).toMatchObject({ epoch: 1, rows: 12 });
  expect(matches[0]?.score).toBeGreaterThan(0);
  // The epoch is announced before its figure is.
  const kinds = events.map(({ kind }) => kind);
  expect(kinds.indexOf('train-epochs')).toBeLessThan(kinds.indexOf('train-match'));

  events.length = 0;
  await train(computer.tab(), { epochs: 1 }, (event) => events.push(event), manyPatients(9));
  expect(events.some(({ kind }) => kind === 'train-match')).toBe(false);
});
