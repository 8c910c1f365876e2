/**
 * How fast pairs are made: the network alone, the JPEG workers alone, and the app's own export of both into archives. The
 * weights are those before training, which cost the same time as any others.
 */
import type { TableSchema } from '../../core/table-schema.ts';
import { JointGan } from '../../gan/joint-gan.ts';
import { SAMPLE_BATCH } from '../../recipes/recipe-training.ts';
import { downloadsPlace } from '../../worker/export/archive-place.ts';
import { ArchiveSpool } from '../../worker/export/archive-spool.ts';
import { openJpegPool } from '../../worker/export/jpeg-pool.ts';
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
  const sample = (part: ExportPart, take: (pictures: Uint8Array<ArrayBuffer>) => void): Promise<number> =>
    secondsOf(part, async () => {
      for (let batch = 0; batch < count; batch++) {
        take((await batches.pairs(batch * SAMPLE_BATCH, SAMPLE_BATCH)).images);
      }
    });
  const images: Uint8Array<ArrayBuffer>[] = [];
  // The first batch compiles and allocates.
  await batches.pairs(count * SAMPLE_BATCH, SAMPLE_BATCH);
  const before = await sample('sampling', (pictures) => images.push(pictures));
  const pool = openJpegPool();
  await pool.encode((images[0] ?? new Uint8Array(0)).slice(), config.size, []);
  const jpeg = await secondsOf('jpeg', async () => {
    // What waits is bounded in the export too.
    const lanes = Array.from({ length: pool.lanes + 1 }, async () => {
      for (let pixels = images.pop(); pixels !== undefined; pixels = images.pop())
        await pool.encode(pixels, config.size, []);
    });
    await Promise.all(lanes);
  });
  pool.close();
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
  const made = count * SAMPLE_BATCH;
  return {
    adapter,
    threads,
    lanes: pool.lanes,
    sampling: made / sampling,
    jpeg: made / jpeg,
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
