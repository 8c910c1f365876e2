/**
 * How fast pairs are made: the network alone, the workers that write JPEGs and rows alone, and the app's own export of both into archives. The
 * weights are those before training, which cost the same time as any others.
 */
import { FOR_PROGRAMS } from '../../core/csv-format.ts';
import { JPEG_QUALITY } from '../../core/run-config.ts';
import type { TableSchema } from '../../core/table-schema.ts';
import { JointGan } from '../../gan/joint-gan.ts';
import { SAMPLE_BATCH } from '../../recipes/recipe-training.ts';
import { downloadsPlace } from '../../worker/export/archive-place.ts';
import { ArchiveSpool } from '../../worker/export/archive-spool.ts';
import type { ChosenPairs } from '../../worker/export/pair-files.ts';
import { openPairWriters } from '../../worker/export/pair-writers.ts';
import { batchesOf } from '../../worker/export/look-ahead.ts';
import { exportManyPairs } from '../../worker/export/export-session.ts';
import type { TrainedModel } from '../../worker/model/trained-model.ts';
import { suitableThreads } from '../../engine/wasm/start-wasm.ts';
import { COLUMNS, PRESETS } from '../bench-case.ts';
import type { ExportAnswer, ExportOptions, ExportPart, ExportRates } from '../export-case.ts';
import { startEngine } from './start-engine.ts';

const schema: TableSchema = {
  version: 1,
  width: COLUMNS,
  columns: Array.from({ length: COLUMNS }, (_, i) => ({
    name: `column ${i + 1}`,
    role: 'feature',
    type: 'continuous',
    threshold: null,
    coding: { kind: 'scale', min: 0, max: 100, decimals: 2 },
    offset: i,
    width: 1,
    missing: 0,
    fill: '0',
  })),
};

async function secondsOf(part: ExportPart, work: () => Promise<void>): Promise<number> {
  postMessage({ begins: part } satisfies ExportAnswer);
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

async function run({ backend, preset, threads: asked, pairs, sampleOf }: ExportOptions): Promise<ExportRates> {
  const threads = asked ?? suitableThreads();
  const { kernels, adapter } = await startEngine({
    backend,
    preset,
    repeats: 1,
    stock: false,
    threads,
    profile: false,
  });
  const config = {
    ...PRESETS[preset],
    recipe: 'paper',
    fit: 'stretch',
    straighten: 'off',
    epochs: 1,
    seed: 1,
    holdout: 0,
    backend,
  } as const;
  const gan = await JointGan.initial(config, schema.width, kernels);
  const batches = batchesOf(gan, 1, backend);
  const count = Math.ceil(sampleOf / SAMPLE_BATCH);
  const indices = Array.from({ length: SAMPLE_BATCH }, (_, i) => i);
  const sample = (part: ExportPart, take: (chosen: ChosenPairs) => void): Promise<number> =>
    secondsOf(part, async () => {
      for (let batch = 0; batch < count; batch++) {
        const { rows, images: pixels } = await batches.pairs(batch * SAMPLE_BATCH, SAMPLE_BATCH);
        take({ indices, rows, weights: null, pixels, signals: [] });
      }
    });
  const made: ChosenPairs[] = [];
  // The first batch compiles and allocates.
  await batches.pairs(count * SAMPLE_BATCH, SAMPLE_BATCH);
  const before = await sample('sampling', (batch) => made.push(batch));
  const format = { side: config.size, quality: JPEG_QUALITY, appVersion: '', schema, csv: FOR_PROGRAMS, signals: [] };
  const writers = openPairWriters(format);
  const [first] = made;
  if (first !== undefined) await writers.write({ ...first, pixels: first.pixels.slice() });
  const jpeg = await secondsOf('jpeg', async () => {
    // What waits is bounded in the export too.
    const lanes = Array.from({ length: writers.lanes + 1 }, async () => {
      for (let batch = made.pop(); batch !== undefined; batch = made.pop()) await writers.write(batch);
    });
    await Promise.all(lanes);
  });
  writers.close();
  const model: TrainedModel = {
    gan,
    backend: {
      info: { name: backend, adapter: adapter ?? '', isSoftware: false, maxBufferBytes: null, maxTotalBytes: null },
      kernels,
      failure: () => null,
    },
    config,
    schema,
    counts: { patients: 1, setAside: 0 },
    get study(): never {
      throw new Error('an export needs no patients');
    },
    source: 'demo',
    epoch: 1,
    steps: 1,
  };
  let bytes = 0;
  const place = downloadsPlace(await ArchiveSpool.open(), async () => undefined);
  const whole = await secondsOf('whole', async () => {
    const done = await exportManyPairs(model, { pairs, first: 0, seed: 1, where: null }, place, {
      pass: async () => undefined,
      signal: new AbortController().signal,
      onProgress: () => undefined,
      onArchives: ({ archives }) => postMessage({ archives } satisfies ExportAnswer),
    });
    ({ bytes } = done);
  });
  // Before and after, since other programs come and go.
  const sampling = (before + (await sample('sampling again', () => undefined))) / 2;
  postMessage({ begins: 'end' } satisfies ExportAnswer);
  const sampled = count * SAMPLE_BATCH;
  return {
    adapter,
    threads,
    lanes: writers.lanes,
    sampling: sampled / sampling,
    jpeg: sampled / jpeg,
    whole: pairs / whole,
    bytes,
  };
}

globalThis.onmessage = ({ data }: MessageEvent<ExportOptions>) => {
  run(data).then(
    (rates) => {
      postMessage({ rates } satisfies ExportAnswer);
    },
    (error: unknown) => {
      postMessage({
        error: error instanceof Error ? `${error.message}\n${error.stack}` : String(error),
      } satisfies ExportAnswer);
    },
  );
};
