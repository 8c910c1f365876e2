import { beforeEach, describe, expect, it } from 'vitest';
import { StudioClient } from '../worker/client.ts';
import type { ComparisonState } from './session-state.ts';
import { createStudioStore, type StudioStore } from './studio-store.ts';
import { dataReport, EMPTY_REPORT, pairView, STARTED } from './testing/builders.ts';
import { comparisonReport } from '../report/testing/comparison-report.ts';
import { FakePort, settle } from './testing/fake-port.ts';

let port: FakePort;
let studio: StudioStore;

const comparison = (): ComparisonState => studio.store.getState().comparison;

/** A training up to its end. */
async function trained(patients = 20): Promise<void> {
  void studio.actions.loadDemo(patients, 1);
  await settle();
  await port.reply('loadDemo', dataReport());
  await port.reply('realPairs', pairView(6));
  await startTraining(patients);
  await port.reply('train', { epoch: 1, end: 'completed', chosen: null });
}

async function startTraining(patients = 20): Promise<void> {
  void studio.actions.train();
  await settle();
  await port.reply('realPairs', pairView(16));
  await port.event('train', { kind: 'train-started', started: { ...STARTED, patients } });
}

beforeEach(() => {
  port = new FakePort();
  studio = createStudioStore({
    startClient: () => new StudioClient(port),
    save: () => {},
  });
});

describe('comparing', () => {
  it('needs a finished training', async () => {
    await studio.actions.compare();
    expect(port.count('compare')).toBe(0);
    await trained();
    await startTraining();
    await studio.actions.compare();
    expect(port.count('compare')).toBe(0);
  });

  it('shows progress, then the report', async () => {
    await trained();
    void studio.actions.compare();
    void studio.actions.compare();
    expect(port.count('compare')).toBe(1);
    expect(port.command('compare').input).toEqual({ pairs: 20, seed: STARTED.config.seed });
    await port.event('compare', { kind: 'progress', progress: { stage: 'sampling', done: 3, total: 20 } });
    expect(comparison()).toMatchObject({ status: 'running', progress: { done: 3 } });
    const report = comparisonReport();
    await port.reply('compare', report);
    expect(comparison()).toEqual({ status: 'ready', report });
  });

  it('takes 1,000 pairs at most', async () => {
    await trained(4000);
    void studio.actions.compare();
    expect(port.command('compare').input.pairs).toBe(1000);
  });

  it('can be cancelled and started again', async () => {
    await trained();
    void studio.actions.compare();
    studio.actions.cancelComparison();
    expect(port.count('cancel')).toBe(1);
    await port.fail('compare', 'aborted');
    expect(comparison()).toEqual({ status: 'idle', isCancelled: true });
    void studio.actions.compare();
    expect(comparison().status).toBe('running');
  });

  it('keeps an error to itself', async () => {
    await trained();
    void studio.actions.compare();
    await port.fail('compare', { code: 'out-of-memory', params: {} });
    expect(comparison()).toMatchObject({ status: 'failed', error: { code: 'out-of-memory' } });
    expect(studio.store.getState()).toMatchObject({ hasModel: true, dataError: null, data: { status: 'ready' } });
  });
});

describe('a report', () => {
  it('is forgotten when another training starts, and a late one is not shown', async () => {
    await trained();
    void studio.actions.compare();
    await port.reply('compare', comparisonReport());
    void studio.actions.train();
    await settle();
    expect(comparison().status).toBe('ready');
    await port.reply('realPairs', pairView(16));
    await port.event('train', { kind: 'train-started', started: STARTED });
    expect(comparison()).toEqual({ status: 'idle', isCancelled: false });
  });

  it('is not shown when it comes after a new training has started', async () => {
    await trained();
    void studio.actions.compare();
    await startTraining();
    expect(port.count('cancel')).toBe(1);
    expect(comparison()).toEqual({ status: 'idle', isCancelled: false });
    await port.reply('compare', comparisonReport());
    expect(comparison().status).toBe('idle');
  });

  it('is forgotten with the data', async () => {
    await trained();
    void studio.actions.compare();
    await port.reply('compare', comparisonReport());
    void studio.actions.clearData();
    await settle();
    await port.reply('clearData', EMPTY_REPORT);
    expect(comparison()).toEqual({ status: 'idle', isCancelled: false });
  });
});
