/** The command `compare` through the real worker in a real browser: what a unit test cannot show is that a cancel is heard. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { DEFAULT_DATA_SETTINGS } from '../../core/data-report.ts';
import { QUICK_LOOK } from '../../core/run-config.ts';
import { StudioClient } from '../client.ts';
import type { FromWorker, StudioEvent, ToWorker } from '../protocol.ts';

let client: StudioClient;

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
  await client.run('loadDemo', { count: 60, seed: 1 });
  await client.run('configureData', DEFAULT_DATA_SETTINGS);
  await client.run('train', { ...QUICK_LOOK, width: 0.02, epochs: 1, backend: 'wasm' });
});

afterAll(() => client.terminate());

it('compares the demo patients with what the model makes', async () => {
  const stages = new Set<string>();
  const onEvent = (event: StudioEvent): void => {
    if (event.kind === 'progress') stages.add(event.progress.stage);
  };
  const report = await client.run('compare', { pairs: 60, seed: 5 }, { onEvent });
  expect(report).toMatchObject({ n: { real: 48, synthetic: 60 }, seed: 5, holdout: 12 });
  expect(report.columns.length).toBeGreaterThan(20);
  expect(report.shapesScore).toBeGreaterThan(0);
  expect(report.projections.tsne.synthetic).toHaveLength(60);
  expect([...stages]).toEqual(['sampling', 'comparing']);
});

it('a cancel is heard between two pieces of work', async () => {
  const controller = new AbortController();
  let reached = 0;
  const onEvent = (event: StudioEvent): void => {
    if (event.kind !== 'progress' || event.progress.stage !== 'comparing') return;
    reached = event.progress.done / event.progress.total;
    controller.abort();
  };
  const work = client.run('compare', { pairs: 1000, seed: 5 }, { signal: controller.signal, onEvent });
  await expect(work).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
  // However busy the computer is: long before the end.
  expect(reached).toBeLessThan(0.5);
});
