/** A recipe with all that a recipe may have goes the whole way: measured, trained, kept, taken up again, saved, exported. */
import * as tf from '@tensorflow/tfjs-core';
import JSZip from 'jszip';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { isAbort } from '../../core/app-error.ts';
import { DEFAULT_DATA_SETTINGS } from '../../core/data-report.ts';
import type { RunConfig } from '../../core/run-config.ts';
import type { RunningBackend } from '../../engine/backends.ts';
import { dataCardTexts } from '../../i18n/en/data-card.ts';
import { hashGenerator } from '../../gan/model-hash.ts';
import { noPictures, toyStudy } from '../../gan/testing/toy-run.ts';
import { decodeState } from '../../recipes/prepared-state.ts';
import { patientSides } from '../../recipes/patient-sides.ts';
import { given, measured, registerTiny, TINY } from '../../recipes/testing/tiny-recipe.ts';
import { exportPairs } from '../export/export-session.ts';
import { exportModel } from '../model/model-export.ts';
import { openModel } from '../model/model-import.ts';
import type { TrainedModel } from '../model/trained-model.ts';
import { openKeptModel } from '../model/kept-model.ts';
import type { TrainEvent, TrainOutcome } from '../protocol.ts';
import { endOf, goOn, onlyRun, startWasm, type Tab, TestComputer, train, trained } from './testing/training-tab.ts';

const CONFIG: Partial<RunConfig> = { recipe: TINY, epochs: 4 };
const work = { signal: new AbortController().signal, onProgress: (): void => {} };

let wasm: RunningBackend;
let computer: TestComputer;
/** Four epochs at once. */
let whole: Tab;
let result: Awaited<ReturnType<typeof trained>>;
let outcome: TrainOutcome;
const events: TrainEvent[] = [];

beforeAll(async () => {
  registerTiny();
  Object.assign(dataCardTexts, {
    [`dataCard.by.${TINY}`]: 'Every row and every picture was drawn by a toy.',
    [`dataCard.method.${TINY}`]: 'a toy.',
  });
  wasm = await startWasm();
  whole = new TestComputer(wasm).tab();
  result = await trained(whole, async (onEvent) => {
    outcome = await train(whole, CONFIG, (event) => {
      events.push(event);
      onEvent(event);
    });
  });
});

beforeEach(() => {
  computer = new TestComputer(wasm);
  measured.times = 0;
  given.scores = null;
});

async function resume({ session }: Tab, file: Blob): Promise<unknown> {
  return session.resumeModel({
    opened: await openModel(file, 'model.zip'),
    file: 'model.zip',
    epochs: 4,
    backend: 'wasm',
    patients: {
      study: () => toyStudy(),
      pictures: noPictures,
      source: 'files',
      demo: null,
      settings: DEFAULT_DATA_SETTINGS,
    },
    signal: new AbortController().signal,
    emit: () => {},
  });
}

describe('training', () => {
  it('measures those it learns from, says how far that is, and gives its losses their names', () => {
    const progress = events.flatMap((event) => (event.kind === 'progress' ? [event.progress] : []));
    // One of nine persons only scores epochs.
    expect(progress.at(-1)).toEqual({ stage: 'preparing', done: 8, total: 8 });
    const lines = events.flatMap((event) => (event.kind === 'train-epochs' ? event.epochs : []));
    expect(lines).toHaveLength(4);
    for (const { losses, validation } of lines) {
      expect(Object.keys(losses)).toEqual(['generatorLoss', 'discriminatorLoss', 'ink']);
      expect(Object.values(losses).every(Number.isFinite)).toBe(true);
      expect(validation).toBeGreaterThan(0);
      expect(validation).toBeLessThanOrEqual(1);
    }
    const { state } = whole.session.model.gan;
    const { learn } = patientSides(toyStudy(), { recipe: TINY, seed: whole.session.model.config.seed });
    const { rows } = learn.dataset;
    const mean = learn.pairs.reduce((sum, pair) => sum + (rows[3 * pair] ?? 0), 0) / 8;
    expect(state?.arrays['means']?.[0]).toBeCloseTo(mean, 6);
  });

  it('shows what it measured before its first step, and keeps that grid with the others', () => {
    const kinds = events.map(({ kind }) => kind);
    const [first] = events.flatMap((event) => (event.kind === 'train-grid' ? [event.epoch] : []));
    expect(first).toBe(0);
    expect(kinds.indexOf('train-grid')).toBeLessThan(kinds.indexOf('train-step'));
    expect([...whole.session.grids.keys()]).toEqual([0, 1, 2, 3, 4]);
  });

  it('keeps the epoch that its own score calls the best', () => {
    const lines = events.flatMap((event) => (event.kind === 'train-epochs' ? event.epochs : []));
    const best = lines.reduce((a, b) => ((b.validation ?? 0) > (a.validation ?? 0) ? b : a));
    const scored = events.flatMap((event) => (event.kind === 'train-scored' ? [event] : []));
    expect(scored.at(-1)?.snapshots.epochs).toContain(best.epoch);
    expect(scored.find(({ past }) => past.epoch === best.epoch)?.past.score).toBe(best.validation);
  });

  it('makes the pairs of that epoch, says so, and shows its grid', () => {
    const lines = events.flatMap((event) => (event.kind === 'train-epochs' ? event.epochs : []));
    const best = lines.reduce((a, b) => ((b.validation ?? 0) > (a.validation ?? 0) ? b : a));
    // Else nothing is tested here.
    expect(best.epoch).toBeLessThan(4);
    expect(outcome).toEqual({ epoch: 4, end: 'completed', chosen: best.epoch });
    const { model, grids } = whole.session;
    expect(model.epoch).toBe(best.epoch);
    expect(endOf(whole).epoch).toBe(4);
    expect(events.findLast((event) => event.kind === 'train-grid')).toMatchObject({ epoch: best.epoch });
    expect([...grids.keys()].toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4]);
  });

  it('has the best epoch still after the tab was closed, and opens it where only pairs are wanted', async () => {
    const there = computer.tab();
    await train(there, CONFIG);
    const chosen = there.session.model;
    const again = computer.tab();
    const { id } = await onlyRun(again);
    const startBackend = () => Promise.resolve({ backend: wasm, release: () => {} });
    const opened = await openKeptModel({
      run: id,
      name: 'kept',
      keeper: again.keeper,
      training: again.session,
      startBackend,
    });
    expect(opened.epoch).toBe(chosen.epoch);
    expect(await hashGenerator(again.session.model.gan)).toBe(result.chosen);
  });

  it('ends by itself where no epoch gets better, and goes on when asked to', async () => {
    given.scores = [0.5, 0.9];
    const there = computer.tab();
    expect(await train(there, { ...CONFIG, epochs: 20 })).toEqual({ epoch: 8, end: 'settled', chosen: 2 });
    expect(await onlyRun(there)).toMatchObject({ epoch: 8, isComplete: true });
    const again = computer.tab();
    expect(await goOn(again, undefined, { epochs: 11 })).toEqual({ epoch: 11, end: 'completed', chosen: 2 });
  });

  it('goes on from a checkpoint to the same bits: 2 + 2 epochs are 4', async () => {
    const there = computer.tab();
    const first = await trained(there, (onEvent) => train(there, { ...CONFIG, epochs: 2 }, onEvent));
    const again = computer.tab();
    const { hash, chosen, losses } = await trained(again, (onEvent) => goOn(again, onEvent, { epochs: 4 }));
    expect(hash).not.toBe(first.hash);
    expect(hash).toBe(result.hash);
    expect(chosen).toBe(result.chosen);
    expect(losses).toEqual(result.losses);
    expect(measured.times).toBe(1);
  });

  it('is cancelled while the patients are measured, and leaves nothing', async () => {
    const here = computer.tab();
    const before = tf.memory().numTensors;
    const cancelled = train(here, CONFIG, (event) => {
      if (event.kind === 'progress' && event.progress.done === 3) here.session.stop();
    });
    expect(await cancelled.then(() => false, isAbort)).toBe(true);
    expect(tf.memory().numTensors).toBe(before);
    expect(here.session.isRunning).toBe(false);
    expect(computer.leased).toBe(0);
    expect((await here.keeper.state()).runs).toEqual([]);
  });
});

describe('its model.zip', () => {
  it('has what was measured, a version that says so, and the averaged weights where pairs are made from', async () => {
    const { blob } = await exportModel(whole.session.model, true, work);
    const zip = await JSZip.loadAsync(await blob.arrayBuffer());
    expect(JSON.parse((await zip.file('manifest.json')?.async('string')) ?? '')).toMatchObject({ formatVersion: 2 });
    const prepared = await zip.file('prepared.safetensors')?.async('uint8array');
    expect(decodeState(new Uint8Array(prepared ?? []))).toEqual(whole.session.model.gan.state);
    const chosen = whole.session.model.gan.generator.parameters.get('trunk/kernel');
    const { value, slots } = endOf(whole).gan.networks.generator.parameters.get('trunk/kernel');
    const file = async (name: string) =>
      new Float32Array((await zip.file(name)?.async('arraybuffer')) ?? new ArrayBuffer(0));
    expect(await file('generator/trunk.kernel.bin')).toEqual(await chosen.value.data());
    expect(await file('optimizer/generator/ema.trunk.kernel.bin')).toEqual(await slots.ema?.data());
    expect(await file('optimizer/generator/value.trunk.kernel.bin')).toEqual(await value.data());
    expect(await slots.ema?.data()).not.toEqual(await value.data());
    expect(zip.file('critic/model.json')).not.toBeNull();
  });

  it('goes on to the same bits', async () => {
    const there = computer.tab();
    await train(there, { ...CONFIG, epochs: 2 });
    const { blob } = await exportModel(there.session.model, true, work);
    const again = new TestComputer(wasm).tab();
    await resume(again, blob);
    expect(await hashGenerator(endOf(again).gan)).toBe(result.hash);
    expect(await hashGenerator(again.session.model.gan)).toBe(result.chosen);
    expect(measured.times).toBe(1);
  });

  it.each([true, false])('makes the same pairs as the run that it came from (full: %s)', async (full) => {
    const { model } = whole.session;
    const { blob } = await exportModel(model, full, work);
    const gan = await (await openModel(blob, 'model.zip')).load(wasm.kernels, 'generate');
    expect(gan.canTrain).toBe(false);
    expect(await hashGenerator(gan)).toBe(result.chosen);
    const expected = await model.gan.sampler(5).pairs(70, 20);
    expect(await gan.sampler(5).pairs(70, 20)).toEqual(expected);
    // Saved again it is the same file.
    if (!full) {
      const again = await exportModel({ ...model, gan } as TrainedModel, false, work);
      expect(await again.blob.arrayBuffer()).toEqual(await blob.arrayBuffer());
    }
    gan.dispose();
  });

  it.each([
    ['without it', null, 'model-incomplete'],
    ['with one that is none', Uint8Array.of(1, 2, 3), 'model-damaged'],
  ])('is refused %s', async (_, bytes, code) => {
    const { blob } = await exportModel(whole.session.model, false, work);
    const zip = await JSZip.loadAsync(await blob.arrayBuffer());
    if (bytes === null) zip.remove('prepared.safetensors');
    else zip.file('prepared.safetensors', bytes);
    const changed = new Blob([await zip.generateAsync({ type: 'arraybuffer' })]);
    await expect(openModel(changed, 'model.zip')).rejects.toMatchObject({ code });
  });

  it('is refused with the state of another model', async () => {
    const { blob } = await exportModel(whole.session.model, false, work);
    const zip = await JSZip.loadAsync(await blob.arrayBuffer());
    const bytes = (await zip.file('prepared.safetensors')?.async('uint8array')) ?? new Uint8Array(0);
    zip.file('prepared.safetensors', bytes.with(bytes.length - 1, (bytes.at(-1) ?? 0) ^ 1));
    const opened = await openModel(new Blob([await zip.generateAsync({ type: 'arraybuffer' })]), 'model.zip');
    const before = tf.memory().numTensors;
    await expect(opened.load(wasm.kernels, 'generate')).rejects.toMatchObject({ code: 'model-damaged' });
    expect(tf.memory().numTensors).toBe(before);
  });
});

it('exports pairs, and those that fit a condition with the numbers and pictures that they have anyway', async () => {
  const { model } = whole.session;
  const names = async (where: string | null, pairs: number): Promise<Map<string, string>> => {
    const { blob } = await exportPairs(model, { pairs, seed: 4, where }, work);
    const zip = await JSZip.loadAsync(await blob.arrayBuffer());
    const files = Object.values(zip.files).filter(({ name }) => name.startsWith('images/') && name.endsWith('.jpg'));
    return new Map(await Promise.all(files.map(async (file) => [file.name, await file.async('base64')] as const)));
  };
  const card = async ({ blob }: { readonly blob: Blob }): Promise<string | undefined> =>
    (await JSZip.loadAsync(await blob.arrayBuffer())).file('DATA-CARD.md')?.async('string');
  expect(await card(await exportPairs(model, { pairs: 2, seed: 4, where: null }, work))).toContain('Method: a toy.');
  const all = await names(null, 100);
  const some = await names('age > 50', 20);
  expect(all.size).toBe(100);
  expect(some.size).toBe(20);
  let shared = 0;
  for (const [name, picture] of some) {
    if (!all.has(name)) continue;
    shared += 1;
    expect(picture).toBe(all.get(name));
  }
  expect(shared).toBeGreaterThan(3);
});
