/** The whole ECG comparison through the real worker in a real browser, on a few demo patients. */
import JSZip from 'jszip';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EcgComparison } from '../../core/report/ecg-comparison.ts';
import { QUICK_LOOK } from '../../core/run-config.ts';
import { StudioClient } from '../client.ts';
import type { FromWorker, StudioEvent, ToWorker } from '../protocol.ts';

/** Enough patients put aside for every section to say something, and as few as can be: it trains nine networks. */
const PATIENTS = 100;
const TIME = 600_000;

let client: StudioClient;
let report: EcgComparison;
const parts: string[] = [];

beforeAll(async () => {
  const worker = new Worker(new URL('../studio.worker.ts', import.meta.url), { type: 'module' });
  client = new StudioClient({
    postMessage: (message: ToWorker) => worker.postMessage(message),
    terminate: () => worker.terminate(),
    set onmessage(handler: ((event: MessageEvent<FromWorker>) => void) | null) {
      worker.onmessage = handler;
    },
    set onerror(handler: ((event: ErrorEvent) => void) | null) {
      worker.onerror = handler;
    },
  });
  await client.run('loadDemo', { count: PATIENTS, seed: 1 });
  await client.run('train', { ...QUICK_LOOK, width: 0.02, epochs: 1, backend: 'wasm', holdout: 0.4 });
  const onEvent = (event: StudioEvent): void => {
    const part = event.kind === 'progress' ? event.progress.part : undefined;
    if (part !== undefined && parts.at(-1) !== part) parts.push(part);
  };
  report = await client.run('compareEcgs', { pairs: 60, seed: 1, predictor: null }, { onEvent });
}, TIME);

afterAll(() => client.terminate());

describe('the ECG comparison', () => {
  it('answers every question with numbers, or says why not', () => {
    expect(report).toMatchObject({ version: 1, seed: 1, n: { train: 60, holdout: 40, synthetic: 60 } });
    // Noise of one epoch: anybody can tell.
    expect(report.detection.rows).toBeGreaterThan(0.6);
    expect(report.detection.images).toBeGreaterThan(0.9);
    expect(report.detection.pairs).toBeGreaterThan(0.9);
    expect(report.images.coverage).toBeLessThan(0.2);
    expect(report.joint.score === null).toBe(report.joint.reason !== null);
    expect(report.predictor.realOnHoldout?.targets.map(({ name }) => name)).toContain('LAD_st');
    expect(report.predictor.syntheticOnHoldout?.n).toBe(40);
    expect(report.detection.imagesInk).toBeGreaterThan(0.4);
    expect(report.joint.heartRate).toMatchObject({ column: 'heart_rate' });
    expect(report.joint.heartRate?.n.real).toBeGreaterThan(30);
    expect(report.joint.heartRate?.real.value).toBeLessThan(2);
    expect(report.privacy.images.byEpoch).toMatchObject([{ epoch: 1 }]);
    expect(report.privacy.images.closest).toHaveLength(20);
    expect(report.projections.images?.tsne.synthetic).toHaveLength(60);
  });

  it('goes through its parts in order', () => {
    expect(parts).toEqual(['image-predictor', 'images', 'joint', 'predictor', 'detection', 'privacy', 'projections']);
  });

  it('shows the closest pairs beside their nearest training patients', async () => {
    const { synthetic, real } = await client.run('nearestPatients', null);
    expect([synthetic.count, real.count]).toEqual([20, 20]);
    expect(synthetic.columns).toEqual(real.columns);
    // No two of the first few are the same picture, and none is empty.
    const pixels = synthetic.size ** 2;
    const first = (view: typeof real, i: number): string => view.images.slice(i * pixels, (i + 1) * pixels).join();
    expect(first(real, 0)).not.toBe(first(synthetic, 0));
    expect(real.rows[0]?.some((text) => text !== '')).toBe(true);
  });

  it('an export leaves out what is too close, says how many, and numbers keep their gaps', async () => {
    const request = { pairs: 20, seed: 1, leaveOutCopies: true };
    const { pairs, leftOut, next, blob } = await client.run('exportPairs', request);
    expect(pairs).toBe(20);
    expect(next).toBe(20 + (leftOut ?? Number.NaN));
    const zip = await JSZip.loadAsync(await blob.arrayBuffer());
    const manifest = JSON.parse((await zip.file('manifest.json')?.async('string')) ?? '{}') as { filters: object[] };
    expect(manifest.filters).toMatchObject([{ kind: 'copies', leftOut }]);
    expect(await zip.file('DATA-CARD.md')?.async('string')).toContain(`${leftOut} left out`);
  });

  it('a cancel is heard while a network trains', async () => {
    const controller = new AbortController();
    const reached = new Set<string>();
    const onEvent = (event: StudioEvent): void => {
      if (event.kind !== 'progress' || event.progress.part === undefined) return;
      reached.add(event.progress.part);
      controller.abort();
    };
    const request = { pairs: 60, seed: 2, predictor: null };
    const work = client.run('compareEcgs', request, { signal: controller.signal, onEvent });
    await expect(work).rejects.toMatchObject({ name: 'AbortError' });
    // Not when the network was done, but while it trained.
    expect([...reached]).toEqual(['image-predictor']);
    // What the last finished comparison left is still there.
    expect((await client.run('nearestPatients', null)).real.count).toBe(20);
  });
});
