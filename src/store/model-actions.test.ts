import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { QUICK_LOOK } from '../core/run-config.ts';
import { StudioClient } from '../worker/client.ts';
import type { ModelView } from '../worker/protocol.ts';
import { canCompare, canOpen, liveOf, type Session } from './session-state.ts';
import { createStudioStore, type StudioStore } from './studio-store.ts';
import { dataReport, pairView, STARTED } from './testing/builders.ts';
import { FakePort, settle } from './testing/fake-port.ts';

let port: FakePort;
let studio: StudioStore;
const state = (): Session => studio.store.getState();
const file = new File(['PK'], 'model.zip');
const view: ModelView = {
  name: 'model.zip',
  backend: STARTED.backend,
  config: QUICK_LOOK,
  epoch: 7,
  full: false,
  trainedOn: { patients: 40, setAside: 10, source: 'files' },
  columns: 3,
  sheet: null,
  grid: pairView(16),
};

beforeEach(() => {
  port = new FakePort();
  studio = createStudioStore({ startClient: () => new StudioClient(port), save: () => {} });
});

async function train(): Promise<void> {
  void studio.actions.addFiles([{ path: 'table.csv', file }]);
  await settle();
  await port.reply('addFiles', dataReport());
  await port.reply('realPairs', pairView(6));
  void studio.actions.train();
  await settle();
  await port.reply('realPairs', pairView(16));
  await port.event('train', { kind: 'train-started', started: STARTED });
}

async function finish(): Promise<void> {
  await port.event('train', { kind: 'train-grid', epoch: 3, grid: pairView(16) });
  await port.reply('train', { epoch: 3, end: 'completed', chosen: null });
}

describe('a saved model', () => {
  it('makes pairs without patients, and cannot be compared with them', async () => {
    void studio.actions.openModel(file);
    expect(state().opening).toEqual({ status: 'running', name: 'model.zip', progress: null });
    await port.event('openModel', { kind: 'progress', progress: { stage: 'reading', done: 3, total: 30 } });
    expect(state().opening).toMatchObject({ progress: { done: 3 } });
    await port.reply('openModel', view);
    expect(state()).toMatchObject({ hasModel: true, openedModel: view, opening: { status: 'none' } });
    expect(liveOf(state().training)).toMatchObject({ epoch: 7, started: { patients: 40, setAside: 10 } });
    expect(canOpen('download', state())).toBe(true);
    expect(canCompare(state())).toBe(false);
    // No patients are loaded to stand beside its own.
    expect(canOpen('compare', state())).toBe(false);
  });

  it('is recognised among what is given as patients, by its contents', async () => {
    void studio.actions.addFiles([{ path: 'some.zip', file }]);
    await settle();
    await port.reply('isModel', true);
    expect(port.count('addFiles')).toBe(0);
    await port.reply('openModel', view);
    expect(state().openedModel).toBe(view);
    void studio.actions.addFiles([{ path: 'patients.zip', file }]);
    await settle();
    await port.reply('isModel', false);
    await settle();
    expect(port.count('addFiles')).toBe(1);
  });

  it('that is refused leaves what was there', async () => {
    await train();
    await finish();
    studio.store.setState({
      jobs: { ...state().jobs, model: { status: 'done', result: { name: 'm', blob: file, pairs: 0 } } },
    });
    const before = state().training;
    void studio.actions.openModel(file);
    await port.fail('openModel', { code: 'model-foreign', params: { file: 'model.zip' } });
    expect(state()).toMatchObject({ opening: { status: 'failed', error: { code: 'model-foreign' } }, hasModel: true });
    expect(state().training).toBe(before);
    expect(canCompare(state())).toBe(true);
    studio.actions.cancelOpenModel();
    expect(state().opening).toEqual({ status: 'none' });
  });

  it('asks before a trained network that was never saved is lost', async () => {
    await train();
    await finish();
    await studio.actions.openModel(file);
    expect(state().opening.status).toBe('asking');
    expect(port.count('openModel')).toBe(0);
    studio.actions.cancelOpenModel();
    expect(state().opening.status).toBe('none');
    await studio.actions.openModel(file);
    void studio.actions.confirmOpenModel();
    await port.reply('openModel', view);
    expect(state().openedModel).toBe(view);
  });

  it('gives an archive to the patients where nobody can tell whether it is a model', async () => {
    void studio.actions.addFiles([{ path: 'a.zip', file }]);
    await port.fail('isModel', { code: 'newer-version', params: {} });
    await port.fail('addFiles', { code: 'newer-version', params: {} });
    expect(state().dataError).toMatchObject({ code: 'newer-version' });
  });

  it('waits while a training is under way, and is replaced by the next one', async () => {
    await train();
    await studio.actions.openModel(file);
    expect(state().opening).toMatchObject({ status: 'failed', error: { code: 'busy' } });
    await finish();
    studio.actions.cancelOpenModel();
    void studio.actions.openModel(file);
    void studio.actions.confirmOpenModel();
    await port.reply('openModel', view);
    void studio.actions.train();
    await settle();
    await port.reply('realPairs', pairView(16));
    expect(state().openedModel).toBe(view);
    await port.event('train', { kind: 'train-started', started: STARTED });
    expect(state()).toMatchObject({ openedModel: null, hasModel: false });
  });

  describe('of the demo patients', () => {
    const answer = (response: Response): void => {
      vi.stubGlobal('document', { baseURI: 'https://clinic.example/studio/' });
      vi.stubGlobal('fetch', vi.fn<typeof fetch>().mockResolvedValue(response));
    };
    afterEach(() => vi.unstubAllGlobals());

    it('is fetched from beside the page, opened under the name it is given, and shown', async () => {
      answer(new Response('PK', { headers: { 'content-type': 'application/zip' } }));
      const opening = studio.actions.openTrainedDemo('The demo network');
      const { input } = await vi.waitFor(() => port.command('openModel'));
      expect(fetch).toHaveBeenCalledWith(new URL('https://clinic.example/studio/trained-demo.zip'), expect.anything());
      expect([input.file.name, await input.file.text()]).toEqual(['The demo network', 'PK']);
      await port.reply('openModel', view);
      await opening;
      expect(state()).toMatchObject({ step: 'train', openedModel: view });
    });

    it.each([
      ['is gone', new Response('', { status: 404 })],
      ['has a page in its place', new Response('<!doctype html>', { headers: { 'content-type': 'text/html' } })],
    ])('says that the site was renewed where the file %s', async (_, response) => {
      answer(response);
      await studio.actions.openTrainedDemo('The demo network');
      expect(state()).toMatchObject({ step: 'data', opening: { status: 'failed', error: { code: 'newer-version' } } });
      expect(port.count('openModel')).toBe(0);
    });
  });

  it('can be cancelled', async () => {
    void studio.actions.openModel(file);
    studio.actions.cancelOpenModel();
    expect(port.count('cancel')).toBe(1);
    await port.fail('openModel', 'aborted');
    expect(state()).toMatchObject({ opening: { status: 'none' }, hasModel: false });
  });
});
