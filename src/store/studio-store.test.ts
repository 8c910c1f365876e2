import { beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_DATA_SETTINGS } from '../core/data-report.ts';
import { QUICK } from './presets.ts';
import { englishTexts } from '../i18n/english.ts';
import { StudioClient } from '../worker/client.ts';
import { liveOf, type Session } from './session-state.ts';
import { createStudioStore, type StudioStore } from './studio-store.ts';
import { columnReport, dataReport, EMPTY_REPORT, machineReport, pairView, STARTED } from './testing/builders.ts';
import { FakePort, settle } from './testing/fake-port.ts';

const TEXTS = englishTexts();

let ports: FakePort[];
let saved: string[];
let studio: StudioStore;

const port = (): FakePort => {
  const last = ports.at(-1);
  if (last === undefined) throw new Error('no worker was started');
  return last;
};
const state = (): Session => studio.store.getState();
const file = { path: 'table.csv', file: new File(['a;b'], 'table.csv') };

beforeEach(() => {
  ports = [];
  saved = [];
  studio = createStudioStore({
    startClient: () => {
      const next = new FakePort();
      ports.push(next);
      return new StudioClient(next);
    },
    save: (_, name) => saved.push(name),
  });
});

async function load(): Promise<void> {
  void studio.actions.addFiles([file]);
  await settle();
  await port().reply('addFiles', dataReport());
  await port().reply('realPairs', pairView(6));
}

async function startTraining(): Promise<void> {
  await load();
  void studio.actions.train();
  await settle();
  await port().reply('realPairs', pairView(16));
  await port().event('train', { kind: 'train-started', started: STARTED });
}

describe('data', () => {
  it('goes from empty through loading to ready, and draws real pairs', async () => {
    expect(state().data.status).toBe('empty');
    void studio.actions.addFiles([file]);
    await settle();
    expect(state().data.status).toBe('loading');
    await port().event('addFiles', { kind: 'progress', progress: { stage: 'decoding', done: 3, total: 20 } });
    expect(state().data).toMatchObject({ status: 'loading', progress: { done: 3 } });
    await port().reply('addFiles', dataReport());
    expect(state().data.status).toBe('ready');
    expect(port().command('realPairs').input.positions).toHaveLength(20);
    await port().reply('realPairs', pairView(6));
    expect(state().samples.check.status).toBe('ready');
  });

  it('says what stops training', async () => {
    void studio.actions.addFiles([file]);
    await settle();
    await port().reply('addFiles', dataReport({ problem: { code: 'no-images', params: {} } }));
    expect(state().data).toMatchObject({ status: 'problem', problem: { code: 'no-images' } });
  });

  it('keeps what is loaded when adding more fails', async () => {
    await load();
    void studio.actions.addFiles([{ path: 'b.zip', file: new File(['x'], 'b.zip') }]);
    await settle();
    // An archive might be a model.
    await port().reply('isModel', false);
    await port().fail('addFiles', { code: 'zip-broken', params: { file: 'b.zip' } });
    expect(state().data).toMatchObject({ status: 'ready', report: { usable: { pairs: 20 } } });
    expect(state().dataError?.code).toBe('zip-broken');
  });

  it('goes back to what it was when loading is cancelled', async () => {
    await load();
    void studio.actions.addFiles([file]);
    await settle();
    studio.actions.cancelLoading();
    expect(port().count('cancel')).toBe(1);
    await port().fail('addFiles', 'aborted');
    expect(state().data.status).toBe('ready');
    expect(state().dataError).toBeNull();
  });

  it('shows a change of a column at once, and takes it back if the worker refuses', async () => {
    await load();
    const change = { name: 'age', role: 'drop', type: 'integer', threshold: null } as const;
    void studio.actions.configureData({ ...DEFAULT_DATA_SETTINGS, columns: [change] });
    await settle();
    expect(state().data).toMatchObject({ status: 'loading', report: { columns: [{ role: 'drop' }] } });
    await port().fail('configureData', { code: 'column-unknown', params: { columns: ['age'] } });
    expect(state().data).toMatchObject({ status: 'ready', report: { columns: [{ role: 'feature' }] } });
  });

  it('asks only for the newest of several quick changes', async () => {
    await load();
    const settings = (limit: number) => ({ ...DEFAULT_DATA_SETTINGS, limit });
    void studio.actions.configureData(settings(1));
    await settle();
    void studio.actions.configureData(settings(2));
    void studio.actions.configureData(settings(3));
    await port().fail('configureData', 'aborted');
    expect(port().command('configureData').input.limit).toBe(3);
    await port().reply('configureData', dataReport({ settings: settings(3), columns: [columnReport()] }));
    expect(port().count('configureData')).toBe(2);
    expect(state().data.status).toBe('ready');
  });

  it('replaces demo patients by real files instead of mixing them', async () => {
    void studio.actions.loadDemo(500, 1);
    await settle();
    await port().reply('loadDemo', dataReport({ source: 'demo' }));
    void studio.actions.addFiles([file]);
    await settle();
    await port().reply('clearData', EMPTY_REPORT);
    await port().reply('addFiles', dataReport());
    expect(state().data).toMatchObject({ status: 'ready', report: { source: 'files' } });
  });

  it('is not changed while training runs', async () => {
    await startTraining();
    await studio.actions.addFiles([file]);
    expect(port().count('addFiles')).toBe(1);
    expect(state().dataError?.code).toBe('busy');
  });

  it('is empty after starting over', async () => {
    await load();
    void studio.actions.clearData();
    await settle();
    await port().reply('clearData', EMPTY_REPORT);
    expect(state()).toMatchObject({ data: { status: 'empty' }, samples: { check: { status: 'none' } }, step: 'data' });
  });
});

describe('this computer', () => {
  it('gets the preset that suits it, unless the visitor has chosen', async () => {
    void studio.actions.probe();
    await port().reply('probe', machineReport());
    expect(state()).toMatchObject({ preset: 'best', config: { recipe: 'modern' } });
    studio.actions.choosePreset('quick');
    void studio.actions.probe();
    await port().reply('probe', machineReport());
    expect(state()).toMatchObject({ preset: 'quick', config: QUICK });
    studio.actions.changeConfig({ epochs: 7 });
    expect(state().preset).toBe('custom');
    studio.actions.changeConfig({ epochs: QUICK.epochs });
    expect(state().preset).toBe('quick');
  });
});

describe('steps', () => {
  it('open only when there is something to see', async () => {
    studio.actions.openStep('train');
    expect(state().step).toBe('data');
    await load();
    studio.actions.openStep('train');
    expect(state().step).toBe('train');
    studio.actions.openStep('download');
    expect(state().step).toBe('train');
  });
});

describe('training', () => {
  it('runs, pauses, resumes and finishes', async () => {
    await startTraining();
    expect(state().training.status).toBe('running');
    await port().event('train', { kind: 'train-step', epoch: 1, step: 1, stepsPerEpoch: 2, secondsPerStep: 0.5 });
    expect(liveOf(state().training)).toMatchObject({ step: 1, secondsPerEpoch: 1 });
    await port().event('train', {
      kind: 'train-epochs',
      epochs: [{ epoch: 1, losses: { generatorLoss: 0.7, discriminatorLoss: 1.3 }, seconds: 2 }],
    });
    expect(liveOf(state().training)).toMatchObject({ epoch: 1, step: 0, secondsPerEpoch: 2, trainedSeconds: 2 });
    expect(studio.losses.points()).toHaveLength(1);
    void studio.actions.pause();
    await port().event('train', { kind: 'train-paused' });
    expect(state().training.status).toBe('paused');
    await port().event('train', { kind: 'train-resumed' });
    expect(state().training.status).toBe('running');
    void studio.actions.stop();
    await settle();
    expect(state().training).toMatchObject({ status: 'running', stopping: true });
    await port().reply('stop', null);
    await port().reply('train', { epoch: 1, end: 'stopped', chosen: null });
    expect(state().training).toMatchObject({ status: 'finished', outcome: { end: 'stopped', chosen: null } });
    expect(state().hasModel).toBe(true);
  });

  it('collects how well the columns match, and begins anew with another training', async () => {
    await startTraining();
    const match = { epoch: 1, score: 0.6, rows: 10, real: { mean: 0.9, low: 0.85, high: 0.95 } };
    await port().event('train', { kind: 'train-match', match });
    await port().event('train', { kind: 'train-match', match: { ...match, epoch: 4, score: 0.8 } });
    expect(liveOf(state().training)?.matches.map((m) => [m.epoch, m.score])).toEqual([
      [1, 0.6],
      [4, 0.8],
    ]);
    await port().reply('train', { epoch: 4, end: 'completed', chosen: null });
    await startTraining();
    expect(liveOf(state().training)?.matches).toEqual([]);
  });

  it('acknowledges a grid itself only when nothing is there to draw it', async () => {
    await startTraining();
    const grid = { kind: 'train-grid', epoch: 1, grid: pairView(16) } as const;
    await port().event('train', grid);
    expect(port().count('shown')).toBe(1);
    const detach = studio.actions.attachGridView();
    await port().event('train', grid);
    expect(port().count('shown')).toBe(1);
    studio.actions.gridShown();
    expect(port().count('shown')).toBe(2);
    detach();
    detach();
    await port().event('train', grid);
    expect(port().count('shown')).toBe(3);
  });

  it('keeps the data and the last grid when it fails', async () => {
    await startTraining();
    await port().event('train', { kind: 'train-grid', epoch: 1, grid: pairView(16) });
    await port().fail('train', { code: 'device-lost', params: {} });
    expect(state().training).toMatchObject({ status: 'failed', error: { code: 'device-lost' } });
    expect(liveOf(state().training)?.grid?.epoch).toBe(1);
    expect(state().data.status).toBe('ready');
  });

  it('goes back to idle when cancelled before it has started', async () => {
    await load();
    void studio.actions.train();
    await settle();
    await port().reply('realPairs', pairView(16));
    void studio.actions.stop();
    expect(port().count('cancel')).toBe(1);
    await port().fail('train', 'aborted');
    expect(state().training.status).toBe('idle');
  });

  it('refuses a setting that cannot be used, without asking the worker', async () => {
    await load();
    studio.actions.changeConfig({ batch: 1 });
    await studio.actions.train();
    expect(state().training).toMatchObject({ status: 'failed', error: { code: 'bad-option' } });
    expect(port().count('train')).toBe(0);
  });

  it('gives the files to a new worker when the old one ended by itself', async () => {
    await startTraining();
    await port().crash();
    await settle();
    expect(ports).toHaveLength(2);
    expect(ports[0]?.isTerminated).toBe(true);
    expect(state().training).toMatchObject({ status: 'failed', error: { code: 'worker-crashed' } });
    expect(port().command('addFiles').input.files).toEqual([file]);
    await port().reply('addFiles', dataReport());
    await port().reply('configureData', dataReport());
    expect(state()).toMatchObject({ data: { status: 'ready' }, hasModel: false });
  });
});

describe('files to take away', () => {
  it('are saved, with progress, and can be saved again', async () => {
    void studio.actions.exportPairs({ pairs: 1000, seed: 1 }, TEXTS);
    await settle();
    await port().event('exportPairs', { kind: 'progress', progress: { stage: 'sampling', done: 5, total: 1000 } });
    expect(state().jobs.pairs).toMatchObject({ status: 'running', progress: { done: 5 } });
    await port().reply('exportPairs', { name: 'pairs.zip', blob: new Blob(['x']), pairs: 1000 });
    expect(state().jobs.pairs.status).toBe('done');
    studio.actions.saveAgain('pairs');
    expect(saved).toEqual(['pairs.zip', 'pairs.zip']);
  });

  it('can be cancelled, and say why they failed', async () => {
    void studio.actions.exportPairs({ pairs: 1000, seed: 1 }, TEXTS);
    await settle();
    studio.actions.cancelJob('pairs');
    await port().fail('exportPairs', 'aborted');
    expect(state().jobs.pairs.status).toBe('idle');
    void studio.actions.exportModel(false);
    await port().fail('exportModel', { code: 'no-model', params: {} });
    expect(state().jobs.model).toMatchObject({ status: 'failed', error: { code: 'no-model' } });
    expect(saved).toEqual([]);
  });
});
