import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type DataSettings, DEFAULT_DATA_SETTINGS } from '../core/data-report.ts';
import { DEFAULT_KEEPING, type KeptRun, type KeptState } from '../core/kept-run.ts';
import { QUICK_LOOK } from '../core/run-config.ts';
import { StudioClient } from '../worker/client.ts';
import type { TrainEvent } from '../worker/protocol.ts';
import { liveOf } from './session-state.ts';
import { StallWatch } from './stall-watch.ts';
import { createStudioStore, type StudioStore } from './studio-store.ts';
import { dataReport, pairView, STARTED } from './testing/builders.ts';
import { FakePort, settle } from './testing/fake-port.ts';

let ports: FakePort[];
let studio: StudioStore;

const port = (): FakePort => ports[ports.length - 1] ?? new FakePort();
const state = () => studio.store.getState();

function keptRun(change: Partial<KeptRun> = {}): KeptRun {
  return {
    id: 'a',
    startedAt: 1,
    savedAt: 2,
    config: { ...QUICK_LOOK, epochs: 9 },
    backend: 'webgpu',
    epoch: 3,
    steps: 6,
    isComplete: false,
    patients: 20,
    source: 'files',
    demo: null,
    settings: DEFAULT_DATA_SETTINGS,
    bytes: 1000,
    patientBytes: null,
    isReadAlike: true,
    isInUse: false,
    ...change,
  };
}

function kept(...runs: KeptRun[]): KeptState {
  return { runs, keeping: DEFAULT_KEEPING, freeBytes: 1e9, unavailable: null };
}

const KEPT_EVENT: TrainEvent = {
  kind: 'train-kept',
  run: 'a',
  epoch: 2,
  epochs: [
    { epoch: 1, losses: { generatorLoss: 0.7, discriminatorLoss: 1.3 }, seconds: 2 },
    { epoch: 2, losses: { generatorLoss: 0.8, discriminatorLoss: 1.2 }, seconds: 3 },
  ],
};

async function loaded(report = dataReport()): Promise<void> {
  void studio.actions.addFiles([{ path: 'table.csv', file: new File(['x'], 'table.csv') }]);
  await settle();
  await port().reply('addFiles', report);
}

async function listed(run: KeptRun): Promise<void> {
  void studio.actions.refreshKept();
  await port().reply('keptRuns', kept(run));
}

beforeEach(() => {
  ports = [];
  studio = createStudioStore({
    startClient: () => {
      ports.push(new FakePort());
      return new StudioClient(port());
    },
    save: () => {},
  });
});

describe('a kept run', () => {
  it('goes on with its losses and its epoch, and the list is asked for again at the end', async () => {
    await loaded();
    await listed(keptRun());
    void studio.actions.continueRun('a');
    await settle();
    expect(port().command('continueRun').input).toEqual({ run: 'a', epochs: null });
    expect(state()).toMatchObject({ step: 'train', config: { epochs: 9 }, training: { status: 'preparing' } });
    await port().event('continueRun', { kind: 'train-started', started: STARTED });
    await port().event('continueRun', KEPT_EVENT);
    expect(liveOf(state().training)).toMatchObject({ run: 'a', epoch: 2, trainedSeconds: 5, secondsPerEpoch: 3 });
    expect(studio.losses.points()).toHaveLength(2);
    await port().event('continueRun', {
      kind: 'train-saved',
      note: { kind: 'saved', epoch: 3, steps: 6, bytes: 10, at: 5 },
    });
    expect(liveOf(state().training)?.saved).toMatchObject({ kind: 'saved', epoch: 3 });
    await port().reply('continueRun', { epoch: 9, end: 'completed', chosen: null });
    await port().reply('keptRuns', kept(keptRun({ epoch: 9, isComplete: true })));
    expect(state()).toMatchObject({ training: { status: 'finished' }, hasModel: true, kept: { runs: [{ epoch: 9 }] } });
  });

  it('stays in the list, and everything as it was, when its patients are needed', async () => {
    await listed(keptRun());
    void studio.actions.continueRun('a');
    await settle();
    await port().fail('continueRun', { code: 'kept-patients-needed', params: {} });
    await port().reply('keptRuns', kept(keptRun()));
    expect(state()).toMatchObject({
      step: 'data',
      training: { status: 'idle' },
      keptError: { code: 'kept-patients-needed' },
      kept: { runs: [{ id: 'a' }] },
    });
  });

  it('is tried with its own settings when these make other patients, which then come back', async () => {
    const wanted = { ...DEFAULT_DATA_SETTINGS, limit: 15 };
    await loaded();
    await listed(keptRun({ settings: wanted }));
    void studio.actions.continueRun('a');
    await settle();
    await port().fail('continueRun', { code: 'kept-other-patients', params: {} });
    expect(port().command('configureData').input).toEqual(wanted);
    await port().reply('configureData', dataReport({ settings: wanted }));
    expect(port().count('continueRun')).toBe(2);
    await port().fail('continueRun', { code: 'kept-other-patients', params: {} });
    expect(port().command('configureData').input).toEqual(DEFAULT_DATA_SETTINGS);
    await port().reply('configureData', dataReport());
    await port().reply('keptRuns', kept(keptRun()));
    expect(state().keptError?.code).toBe('kept-other-patients');
    // The page asks for the list by itself when a training ends, which this one did: the answer must not wipe the reason away.
    await listed(keptRun());
    expect(state().keptError?.code).toBe('kept-other-patients');
  });

  it('of an older version is held against the files, even where its patients are kept, and as they were read then', async () => {
    // Without what that version did not ask.
    const { header: _, ...text } = DEFAULT_DATA_SETTINGS.text;
    const settings = { ...DEFAULT_DATA_SETTINGS, text: { ...text, decimal: ',' } } as DataSettings;
    const older = keptRun({ settings, patientBytes: 1000, isReadAlike: false });
    await loaded();
    await listed(older);
    void studio.actions.continueRun('a');
    await settle();
    await port().fail('continueRun', { code: 'kept-read-differently', params: { columns: ['a'] } });
    const wanted = { ...settings, text: { ...settings.text, header: 'auto' } };
    expect(port().command('configureData').input).toEqual(wanted);
    await port().reply('configureData', dataReport());
    await port().fail('continueRun', { code: 'kept-read-differently', params: { columns: ['a'] } });
    await port().reply('configureData', dataReport());
    await port().reply('keptRuns', kept(older));
    expect(state().keptError).toEqual({ code: 'kept-read-differently', params: { columns: ['a'] } });
  });

  it('of simulated patients draws them again', async () => {
    await listed(keptRun({ source: 'demo', demo: { count: 20, seed: 7 } }));
    void studio.actions.continueRun('a');
    await settle();
    expect(port().command('loadDemo').input).toEqual({ count: 20, seed: 7 });
    await port().reply('loadDemo', dataReport({ source: 'demo' }));
    expect(port().count('continueRun')).toBe(1);
  });

  it('can be forgotten, and why not is said', async () => {
    await listed(keptRun());
    void studio.actions.eraseRuns('a');
    await port().fail('eraseRuns', { code: 'kept-in-use', params: {} });
    expect(state()).toMatchObject({ keptError: { code: 'kept-in-use' }, kept: { runs: [{ id: 'a' }] } });
    void studio.actions.eraseRuns(null);
    await port().reply('eraseRuns', kept());
    expect(state()).toMatchObject({ keptError: null, kept: { runs: [] } });
  });
});

it('an incident takes back what did not happen', async () => {
  await loaded();
  void studio.actions.train();
  await settle();
  await port().reply('realPairs', pairView(16));
  await port().event('train', { kind: 'train-started', started: STARTED });
  await port().event('train', KEPT_EVENT);
  const incident = { kind: 'device-lost', epoch: 3, backTo: 1, at: 4 } as const;
  await port().event('train', { kind: 'train-incident', incident });
  expect(liveOf(state().training)).toMatchObject({ epoch: 1, incidents: [incident] });
  expect(studio.losses.points()).toHaveLength(1);
});

describe('a worker that ended by itself while a kept run was under way', () => {
  async function running(saved = true): Promise<void> {
    await loaded();
    void studio.actions.train();
    await settle();
    await port().reply('realPairs', pairView(16));
    await port().event('train', { kind: 'train-started', started: STARTED });
    await port().event('train', KEPT_EVENT);
    if (saved) {
      await port().event('train', {
        kind: 'train-saved',
        note: { kind: 'saved', epoch: 2, steps: 4, bytes: 1, at: 1 },
      });
    }
  }

  async function reloaded(): Promise<void> {
    await settle();
    await port().reply('addFiles', dataReport());
    await port().reply('configureData', dataReport());
    await port().reply('keptRuns', kept(keptRun()));
  }

  it('is replaced, and the run goes on by itself, but not for ever', async () => {
    await running();
    await port().crash();
    await reloaded();
    for (let i = 0; i < 2; i++) {
      expect(port().count('continueRun')).toBe(1);
      await port().event('continueRun', { kind: 'train-started', started: STARTED });
      await port().event('continueRun', KEPT_EVENT);
      await port().event('continueRun', {
        kind: 'train-saved',
        note: { kind: 'saved', epoch: 2, steps: 4, bytes: 1, at: 1 },
      });
      await port().crash();
      await reloaded();
    }
    expect(ports).toHaveLength(4);
    expect(port().count('continueRun')).toBe(0);
    expect(state().training).toMatchObject({ status: 'failed', error: { code: 'worker-crashed' } });
  });

  it('leaves it at that when nothing was saved yet', async () => {
    await running(false);
    await port().crash();
    await reloaded();
    expect(port().count('continueRun')).toBe(0);
    expect(state().training.status).toBe('failed');
  });
});

describe('a silent worker', () => {
  it('is given up after five minutes of silence, or much longer than it was ever silent', () => {
    const onStall = vi.fn();
    const watch = new StallWatch(onStall);
    watch.start();
    for (let i = 0; i < 20; i++) watch.tick();
    expect(onStall).not.toHaveBeenCalled();
    watch.heard();
    for (let i = 0; i < 400; i++) watch.tick();
    expect(onStall).not.toHaveBeenCalled();
    watch.tick();
    expect(onStall).toHaveBeenCalledOnce();
    watch.stop();
  });
});
