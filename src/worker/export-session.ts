/** Files from a trained model: the archive of synthetic pairs, the grids, the model itself. */
import { version as appVersion } from '../../package.json';
import { AbortError, AppError } from '../core/app-error.ts';
import { JPEG_QUALITY, PAIRS_PER_ARCHIVE } from '../core/run-config.ts';
import type { OnProgress } from '../core/progress.ts';
import { checkWritten } from '../data/check-rules.ts';
import { decodeRow } from '../data/decode-rows.ts';
import { macrotask } from '../engine/macrotask.ts';
import { PairArchive, type ModelFacts } from '../export/pair-archive.ts';
import { ZipWriter } from '../export/zip-writer.ts';
import { hashGenerator } from '../gan/model-hash.ts';
import { SAMPLE_BATCH, samplePairs } from '../gan/sampler.ts';
import { BlobSink } from './blob-sink.ts';
import { JpegEncoder } from './picture-codec.ts';
import type { ExportRequest, ExportResult } from './protocol.ts';
import { trainedCounts, type TrainedModel } from './training-session.ts';

interface Work {
  readonly signal: AbortSignal;
  readonly onProgress: OnProgress;
}

const ZIP_TYPE = 'application/zip';

export async function modelFacts(model: TrainedModel): Promise<ModelFacts> {
  const { name, adapter } = model.backend.info;
  return {
    appVersion,
    config: model.config,
    backend: adapter === '' ? name : `${name} (${adapter})`,
    epoch: model.epoch,
    trainedOn: { ...trainedCounts(model), source: model.source },
    schema: model.schema,
    modelHash: await hashGenerator(model.gan),
  };
}

export async function exportPairs(model: TrainedModel, request: ExportRequest, work: Work): Promise<ExportResult> {
  const { pairs, first = 0, seed, leaveOutCopies = false } = request;
  if (leaveOutCopies) throw new AppError('not-yet', { option: 'leaveOutCopies' });
  if (!Number.isInteger(pairs) || pairs < 1 || pairs > PAIRS_PER_ARCHIVE) {
    throw new AppError('bad-option', {
      option: 'pairs',
      value: String(pairs),
      expected: `a whole number from 1 to ${PAIRS_PER_ARCHIVE}`,
    });
  }
  const { schema, config } = model;
  const pixelCount = config.size ** 2;
  const sink = new BlobSink();
  const archive = new PairArchive(sink.write, {
    ...(await modelFacts(model)),
    sampleSeed: seed,
    first,
    count: pairs,
    // Canvas encoders write three components; with equal channels the two chroma ones are neutral.
    jpeg: { quality: JPEG_QUALITY, components: 3 },
    createdAt: new Date().toISOString(),
  });
  const encoder = new JpegEncoder(config.size);
  const hasRules = (schema.rules ?? []).length > 0;
  const written: string[][] = [];
  for (let done = 0; done < pairs;) {
    const count = Math.min(SAMPLE_BATCH, pairs - done);
    const sampled = await samplePairs(model.gan.generator, { seed, first: first + done, count });
    for (let i = 0; i < count; i++) {
      if (work.signal.aborted) throw new AbortError();
      const jpeg = await encoder.encode(sampled.images.subarray(i * pixelCount, (i + 1) * pixelCount));
      const row = sampled.rows.subarray(i * schema.width, (i + 1) * schema.width);
      const texts = decodeRow(schema, row);
      archive.add(first + done + i, jpeg, texts);
      if (hasRules) written.push(texts);
    }
    done += count;
    work.onProgress({ stage: 'sampling', done, total: pairs });
    await macrotask();
  }
  archive.finish(checkWritten(schema, written));
  return { name: 'pairs.zip', blob: sink.toBlob(ZIP_TYPE), pairs };
}

/** The grid of every epoch trained in this visit, `grid-0001.png` …, in one archive. */
export async function exportGrids(grids: ReadonlyMap<number, Blob>, work: Work): Promise<ExportResult> {
  if (grids.size === 0) throw new AppError('no-model');
  const sink = new BlobSink();
  const zip = new ZipWriter(sink.write);
  let done = 0;
  for (const [epoch, grid] of grids) {
    if (work.signal.aborted) throw new AbortError();
    zip.add(`grid-${String(epoch).padStart(4, '0')}.png`, new Uint8Array(await grid.arrayBuffer()));
    done += 1;
    work.onProgress({ stage: 'packing', done, total: grids.size });
  }
  zip.finish();
  return { name: 'grids.zip', blob: sink.toBlob(ZIP_TYPE), pairs: 0 };
}
