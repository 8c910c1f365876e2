import { beforeEach, describe, expect, it } from 'vitest';
import type { PairsRequest } from '../core/pairs-request.ts';
import { StudioClient } from '../worker/client.ts';
import { englishTexts } from '../i18n/english.ts';
import { forecastPairs } from './pairs-forecast.ts';
import { createStudioStore, type StudioStore } from './studio-store.ts';
import { FakePort, settle } from './testing/fake-port.ts';

const request: PairsRequest = { pairs: 25_000, first: 0, seed: 1, where: null };
const TEXTS = englishTexts();
const archives = { archives: 1, of: 3, pairs: 10_000, bytes: 5e6, candidates: 10_000 };
const estimate = { fitting: 64, tried: 512, cohort: null, bytesPerPair: 2000, secondsPerPair: 0.01 };

let port: FakePort;
let saved: string[];
let picked: number;
let pick: () => Promise<FileSystemDirectoryHandle>;
let studio: StudioStore;

function start(hasPicker = true): void {
  studio = createStudioStore({
    startClient: () => {
      port = new FakePort();
      return new StudioClient(port);
    },
    save: (_, name) => saved.push(name),
    pickFolder: hasPicker
      ? () => {
          picked += 1;
          return pick();
        }
      : null,
  });
}

beforeEach(() => {
  saved = [];
  picked = 0;
  pick = async () => ({ name: 'folder' }) as FileSystemDirectoryHandle;
  start();
});

const state = () => studio.store.getState().manyPairs;

describe('an export of many pairs', () => {
  it('asks for a folder once, shows progress, pauses, and goes on after a cancel', async () => {
    void studio.actions.exportManyPairs(request, TEXTS);
    await settle();
    expect(port.command('exportArchives').input).toEqual({
      request: { ...request, measured: null, language: 'en' },
      folder: { name: 'folder' },
    });
    await port.event('exportArchives', { kind: 'archives', progress: archives });
    await port.event('exportArchives', { kind: 'progress', progress: { stage: 'sampling', done: 12, total: 25_000 } });
    expect(state()).toMatchObject({ status: 'running', isPaused: false, progress: { done: 12 }, archives });
    void studio.actions.pauseManyPairs();
    await settle();
    expect(port.count('pauseExport')).toBe(1);
    expect(state()).toMatchObject({ isPaused: true });
    void studio.actions.resumeManyPairs();
    studio.actions.cancelManyPairs();
    expect(port.count('cancel')).toBe(1);
    await port.fail('exportArchives', 'aborted');
    expect(state()).toEqual({ status: 'stopped', archives });
    void studio.actions.exportManyPairs(request, TEXTS);
    await settle();
    expect(picked).toBe(1);
    await port.reply('exportArchives', { ...archives, archives: 3 });
    expect(state()).toMatchObject({ status: 'done', isFolder: true, archives: { archives: 3 } });
  });

  it('asks again for a folder after a failure, and for other settings', async () => {
    void studio.actions.exportManyPairs(request, TEXTS);
    await settle();
    await port.event('exportArchives', { kind: 'archives', progress: archives });
    await port.fail('exportArchives', { code: 'disk-full', params: { file: 'pairs-0002.zip' } });
    expect(state()).toMatchObject({ status: 'failed', archives, error: { code: 'disk-full' } });
    void studio.actions.exportManyPairs(request, TEXTS);
    await settle();
    expect(picked).toBe(2);
    await port.reply('exportArchives', archives);
    void studio.actions.exportManyPairs({ ...request, seed: 2 }, TEXTS);
    await settle();
    expect(picked).toBe(3);
  });

  it('begins nothing when no folder is picked', async () => {
    pick = () => Promise.reject(Object.assign(new Error('none'), { name: 'AbortError' }));
    await studio.actions.exportManyPairs(request, TEXTS);
    expect(state().status).toBe('idle');
    expect(port.count('exportArchives')).toBe(0);
  });

  it('saves archive after archive where there is no picker, and says when each is safe', async () => {
    start(false);
    void studio.actions.exportManyPairs(request, TEXTS);
    await settle();
    expect(port.command('exportArchives').input.folder).toBe(null);
    await port.event('exportArchives', { kind: 'archive-made', name: 'pairs-0001.zip', blob: new Blob() });
    expect(saved).toEqual(['pairs-0001.zip']);
    expect(port.sent.at(-1)).toEqual({ type: 'saved' });
    await port.reply('exportArchives', archives);
    expect(state()).toMatchObject({ status: 'done', isFolder: false });
  });
});

describe('the estimate', () => {
  it('is that of the newest request', async () => {
    void studio.actions.estimatePairs({ ...request, where: 'age >' });
    await settle();
    const { id } = port.command('estimatePairs');
    void studio.actions.estimatePairs({ ...request, where: 'age > 60' });
    await settle();
    expect(port.sent).toContainEqual({ type: 'cancel', id });
    await port.reply('estimatePairs', estimate);
    expect(studio.store.getState().pairsEstimate).toEqual({ status: 'ready', estimate });
  });

  it('says what is wrong with a condition', async () => {
    void studio.actions.estimatePairs({ ...request, where: 'age' });
    await settle();
    await port.fail('estimatePairs', { code: 'where-operator-missing', params: { at: 4, found: '' } });
    expect(studio.store.getState().pairsEstimate).toMatchObject({ status: 'failed' });
  });

  it('grows with the pairs; rare ones take many candidates', () => {
    expect(forecastPairs(25_000, estimate)).toEqual({ bytes: 5e7, seconds: 250, archives: 3, candidates: 200_000 });
    // As many as their bytes need.
    expect(forecastPairs(10_000, { ...estimate, bytesPerPair: 60_000 }).archives).toBe(3);
    expect(forecastPairs(10, { ...estimate, fitting: 0 }).candidates).toBe(5120);
  });
});
