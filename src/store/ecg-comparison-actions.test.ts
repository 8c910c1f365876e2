import { beforeEach, describe, expect, it } from 'vitest';
import { StudioClient } from '../worker/client.ts';
import type { EcgComparisonState, NearestState } from './session-state.ts';
import { createStudioStore, type StudioStore } from './studio-store.ts';
import { dataReport, EMPTY_REPORT, pairView, STARTED } from './testing/builders.ts';
import { comparisonReport } from '../report/testing/comparison-report.ts';
import { ecgComparison } from '../report/testing/ecg-comparison.ts';
import { FakePort, settle } from './testing/fake-port.ts';

let port: FakePort;
let studio: StudioStore;

const state = (): EcgComparisonState => studio.store.getState().ecgComparison;
const nearest = (): NearestState => studio.store.getState().nearest;

async function startTraining(): Promise<void> {
  void studio.actions.train();
  await settle();
  await port.reply('realPairs', pairView(16));
  await port.event('train', { kind: 'train-started', started: STARTED });
}

async function trained(): Promise<void> {
  void studio.actions.loadDemo(20, 1);
  await settle();
  await port.reply('loadDemo', dataReport());
  await port.reply('realPairs', pairView(6));
  await startTraining();
  await port.reply('train', { epoch: 1, end: 'completed', chosen: null });
}

async function measured(): Promise<void> {
  await trained();
  void studio.actions.compareEcgs();
  await port.reply('compareEcgs', ecgComparison());
}

beforeEach(() => {
  port = new FakePort();
  studio = createStudioStore({ startClient: () => new StudioClient(port), save: () => {} });
});

describe('measuring the ECGs', () => {
  it('needs a finished training, and waits for the rows', async () => {
    await studio.actions.compareEcgs();
    expect(port.count('compareEcgs')).toBe(0);
    await trained();
    void studio.actions.compare();
    await studio.actions.compareEcgs();
    expect(port.count('compareEcgs')).toBe(0);
    await port.reply('compare', comparisonReport());
    void studio.actions.compareEcgs();
    expect(port.count('compareEcgs')).toBe(1);
  });

  it('measures the same pairs as the rows, shows its parts, then the report', async () => {
    await trained();
    void studio.actions.compare();
    const asked = port.command('compare').input;
    await port.reply('compare', comparisonReport());
    void studio.actions.compareEcgs();
    void studio.actions.compareEcgs();
    expect(port.count('compareEcgs')).toBe(1);
    expect(port.command('compareEcgs').input).toEqual({ ...asked, predictor: null });
    const progress = { stage: 'comparing', done: 3, total: 20, part: 'joint' } as const;
    await port.event('compareEcgs', { kind: 'progress', progress });
    expect(state()).toEqual({ status: 'running', progress, previous: null });
    const report = ecgComparison();
    await port.reply('compareEcgs', report);
    expect(state()).toEqual({ status: 'ready', report });
  });

  it('can be cancelled; an error stays where it happened', async () => {
    await trained();
    void studio.actions.compareEcgs();
    studio.actions.cancelEcgComparison();
    expect(port.count('cancel')).toBe(1);
    await port.fail('compareEcgs', 'aborted');
    expect(state()).toEqual({ status: 'idle', isCancelled: true });
    void studio.actions.compareEcgs();
    await port.fail('compareEcgs', { code: 'out-of-memory', params: {} });
    expect(state()).toMatchObject({ status: 'failed', error: { code: 'out-of-memory' }, previous: null });
    expect(studio.store.getState()).toMatchObject({ hasModel: true, comparison: { status: 'idle' } });
  });

  it('keeps what was measured while a visitor’s predictor is tried, cancelled or refused', async () => {
    await measured();
    const file = new File(['{}'], 'model.json');
    const before = ecgComparison();
    void studio.actions.compareEcgs([file]);
    expect(port.command('compareEcgs').input.predictor).toEqual([file]);
    expect(state()).toEqual({ status: 'running', progress: null, previous: before });
    await port.fail('compareEcgs', 'aborted');
    expect(state()).toEqual({ status: 'ready', report: before });
    void studio.actions.compareEcgs([file]);
    await port.fail('compareEcgs', { code: 'unexpected', params: {} });
    expect(state()).toMatchObject({ status: 'failed', previous: before });
  });

  it('is forgotten with a new training and with the data', async () => {
    await measured();
    await startTraining();
    expect(state()).toEqual({ status: 'idle', isCancelled: false });
    await port.reply('train', { epoch: 1, end: 'completed', chosen: null });
    void studio.actions.compareEcgs();
    void studio.actions.clearData();
    await settle();
    await port.reply('clearData', EMPTY_REPORT);
    expect(port.count('cancel')).toBe(1);
    expect(state()).toEqual({ status: 'idle', isCancelled: false });
    await port.reply('compareEcgs', ecgComparison());
    expect(state().status).toBe('idle');
  });
});

describe('the nearest real patients', () => {
  const pairs = { synthetic: pairView(3), real: pairView(3) };

  it('are fetched once, when somebody looks', async () => {
    await trained();
    await studio.actions.showNearest();
    expect(port.count('nearestPatients')).toBe(0);
    void studio.actions.compareEcgs();
    await port.reply('compareEcgs', ecgComparison());
    void studio.actions.showNearest();
    void studio.actions.showNearest();
    await port.reply('nearestPatients', pairs);
    await studio.actions.showNearest();
    expect(port.count('nearestPatients')).toBe(1);
    expect(nearest()).toEqual({ status: 'ready', pairs });
  });

  it('go with their report, also when they come late', async () => {
    await measured();
    void studio.actions.showNearest();
    await startTraining();
    await port.reply('nearestPatients', pairs);
    expect(nearest()).toEqual({ status: 'none' });
  });

  it('can be asked for again after an error', async () => {
    await measured();
    void studio.actions.showNearest();
    await port.fail('nearestPatients', { code: 'no-model', params: {} });
    expect(nearest()).toMatchObject({ status: 'failed', error: { code: 'no-model' } });
    void studio.actions.showNearest();
    expect(port.count('nearestPatients')).toBe(2);
  });
});
