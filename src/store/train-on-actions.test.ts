import { beforeEach, describe, expect, it } from 'vitest';
import type { KeptRun } from '../core/kept-run.ts';
import { StudioClient } from '../worker/client.ts';
import { liveOf } from './session-state.ts';
import { createStudioStore, type StudioStore } from './studio-store.ts';
import { pairView, STARTED } from './testing/builders.ts';
import { FakePort, settle } from './testing/fake-port.ts';

let port: FakePort;
let studio: StudioStore;
const state = () => studio.store.getState();

async function finished(run: string | null): Promise<void> {
  void studio.actions.train();
  await settle();
  await port.event('train', { kind: 'train-started', started: STARTED });
  await port.event('train', { kind: 'train-kept', run, epoch: 0, epochs: [] });
  await port.event('train', { kind: 'train-grid', epoch: 3, grid: pairView(16) });
  await port.reply('train', { epoch: 3, end: 'stopped', chosen: null });
}

beforeEach(() => {
  port = new FakePort();
  studio = createStudioStore({ startClient: () => new StudioClient(port), save: () => {} });
});

describe('training on after the end', () => {
  it('goes on with the run that is kept', async () => {
    await finished('a');
    const run = { id: 'a', isInUse: false } as KeptRun;
    const { kept } = state();
    studio.store.setState({
      kept: { keeping: { runs: true, patients: false }, freeBytes: null, unavailable: null, ...kept, runs: [run] },
    });
    void studio.actions.trainOn(40);
    await settle();
    expect(port.command('continueRun').input).toEqual({ run: 'a', epochs: 40 });
    expect(port.count('exportModel')).toBe(0);
  });

  it('takes up what is not kept from a model of it', async () => {
    await finished(null);
    void studio.actions.trainOn(40);
    await settle();
    expect(port.command('exportModel').input).toEqual({ full: true });
    await port.reply('exportModel', { name: 'model.zip', blob: new Blob(['x']), pairs: 0 });
    expect(port.command('resumeModel').input).toMatchObject({ epochs: 40, file: { name: 'model.zip' } });
  });

  it('shows the last ECGs until there are newer ones', async () => {
    await finished(null);
    const before = liveOf(state().training)?.grid;
    expect(before?.epoch).toBe(3);
    void studio.actions.trainOn(40);
    await settle();
    await port.reply('exportModel', { name: 'model.zip', blob: new Blob(['x']), pairs: 0 });
    await port.event('resumeModel', { kind: 'train-started', started: STARTED });
    expect(liveOf(state().training)?.grid).toBe(before);
    // Another network begins with nothing to show.
    await port.reply('resumeModel', { epoch: 40, end: 'completed', chosen: null });
    void studio.actions.train();
    await settle();
    await port.event('train', { kind: 'train-started', started: STARTED });
    expect(liveOf(state().training)?.grid).toBeNull();
  });

  // After `?demo` the real side of Compare was empty.
  it('shows real ECGs beside them, of the size that it learns', async () => {
    await finished(null);
    studio.store.setState({ samples: { check: { status: 'none' }, compare: { status: 'none' } } });
    void studio.actions.trainOn(40);
    await settle();
    await port.reply('exportModel', { name: 'model.zip', blob: new Blob(['x']), pairs: 0 });
    await port.event('resumeModel', { kind: 'train-started', started: STARTED });
    expect(port.command('realPairs').input).toMatchObject({ size: STARTED.config.size });
    await port.reply('realPairs', pairView(16));
    expect(state().samples.compare.status).toBe('ready');
  });

  it('that cannot begin leaves the network there is, and says why', async () => {
    await finished('a');
    void studio.actions.trainOn(40);
    await settle();
    await port.fail('exportModel', { code: 'kept-other-patients', params: {} });
    expect(state()).toMatchObject({
      training: { status: 'finished' },
      hasModel: true,
      keptError: { code: 'kept-other-patients' },
    });
  });

  it('is nothing without a training that has ended', async () => {
    await studio.actions.trainOn(40);
    expect(port.sent).toEqual([]);
  });
});
