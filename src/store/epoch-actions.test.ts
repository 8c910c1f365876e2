import { beforeEach, describe, expect, it } from 'vitest';
import { StudioClient } from '../worker/client.ts';
import type { PastEpoch } from '../worker/protocol.ts';
import { liveOf, pastEpochOf, type Session } from './session-state.ts';
import { createStudioStore, type StudioStore } from './studio-store.ts';
import { dataReport, pairView, STARTED } from './testing/builders.ts';
import { FakePort, settle } from './testing/fake-port.ts';

let port: FakePort;
let studio: StudioStore;
const state = (): Session => studio.store.getState();
const past = (epoch: number, score: number): PastEpoch => ({
  epoch,
  columns: score,
  pictures: null,
  variety: null,
  score,
  grid: new Blob([]),
});

beforeEach(async () => {
  port = new FakePort();
  studio = createStudioStore({ startClient: () => new StudioClient(port), save: () => {} });
  void studio.actions.addFiles([{ path: 'table.csv', file: new File([''], 'table.csv') }]);
  await settle();
  await port.reply('addFiles', dataReport());
  await port.reply('realPairs', pairView(6));
  void studio.actions.train();
  await settle();
  await port.reply('realPairs', pairView(16));
  await port.event('train', { kind: 'train-started', started: STARTED });
  await port.event('train', { kind: 'train-scored', past: past(1, 0.5), snapshots: { epochs: [1], most: 12 } });
  await port.event('train', { kind: 'train-scored', past: past(3, 0.7), snapshots: { epochs: [1, 3], most: 12 } });
  await port.event('train', { kind: 'train-grid', epoch: 4, grid: pairView(16) });
});

const finish = (): Promise<void> => port.reply('train', { epoch: 4, end: 'completed', chosen: null });

describe('a past epoch', () => {
  it('is collected while training, and forgotten with what did not happen', async () => {
    expect(liveOf(state().training)).toMatchObject({
      past: [{ epoch: 1 }, { epoch: 3 }],
      snapshots: { epochs: [1, 3] },
    });
    const incident = { kind: 'not-finite', epoch: 4, backTo: 2, at: 0 } as const;
    await port.event('train', { kind: 'train-incident', incident });
    expect(liveOf(state().training)).toMatchObject({ past: [{ epoch: 1 }], snapshots: { epochs: [1] } });
  });

  it('cannot be used while training', async () => {
    await studio.actions.goToEpoch(1);
    expect(port.count('useEpoch')).toBe(0);
  });

  it('takes the place of the last: its grid, no comparison and no file of another; and back', async () => {
    await finish();
    void studio.actions.exportModel(false);
    await port.reply('exportModel', { name: 'model.zip', blob: new Blob([]), pairs: 0 });
    void studio.actions.goToEpoch(1);
    expect(state().epochChoice).toEqual({ status: 'changing', from: null, to: 1 });
    await port.reply('useEpoch', { epoch: 1, isLast: false, grid: pairView(16) });
    expect(state().epochChoice).toEqual({ status: 'past', epoch: 1 });
    expect(liveOf(state().training)?.grid?.epoch).toBe(1);
    expect(state().jobs.model.status).toBe('idle');
    void studio.actions.gridPng();
    expect(port.command('gridPng').input).toEqual({ epoch: 1 });
    await port.reply('gridPng', new Blob([]));
    void studio.actions.goToEpoch('last');
    await port.reply('useEpoch', { epoch: 4, isLast: true, grid: pairView(16) });
    expect(state().epochChoice).toEqual({ status: 'last' });
    expect(liveOf(state().training)?.grid?.epoch).toBe(4);
  });

  it('that is not there leaves the one in use, and says why', async () => {
    await finish();
    void studio.actions.goToEpoch(3);
    await port.fail('useEpoch', { code: 'epoch-gone', params: { epoch: 3 } });
    expect(state().epochChoice).toMatchObject({ status: 'failed', from: null, error: { code: 'epoch-gone' } });
    expect(pastEpochOf(state().epochChoice)).toBeNull();
  });

  it('waits for no file that is being made: it is refused', async () => {
    await finish();
    void studio.actions.exportModel(false);
    await studio.actions.goToEpoch(1);
    expect(state().epochChoice).toMatchObject({ status: 'failed', error: { code: 'busy' } });
    expect(port.count('useEpoch')).toBe(0);
  });
});
