/** Files from a trained model: the archive of synthetic pairs, the grids, the model itself. */
import { version as appVersion } from '../../../package.json';
import { AbortError, AppError } from '../../core/app-error.ts';
import type { PairsRequest } from '../../core/pairs-request.ts';
import { PAIRS_PER_ARCHIVE, requireLimits } from '../../core/option-limits.ts';
import { JPEG_QUALITY } from '../../core/run-config.ts';
import type { OnProgress } from '../../core/progress.ts';
import type { CandidateFilter } from '../../export/candidate-filter.ts';
import type { ArchiveFacts, ModelFacts } from '../../export/archive-facts.ts';
import { hashGenerator } from '../../gan/model-hash.ts';
import type { OpenPacker } from '../../export/packer.ts';
import { SAMPLE_BATCH } from '../../recipes/recipe-training.ts';
import { openArchiveWriter } from '../archive/archive-writer.ts';
import { openPacker } from '../archive/worker-packer.ts';
import { BlobSink } from '../blob-sink.ts';
import type { ArchivePlace } from './archive-place.ts';
import { cohortFacts, cohortOf } from './cohort.ts';
import { fillArchive } from './fill-archive.ts';
import { pairFormat } from './pair-files.ts';
import { openPairWriters } from './pair-writers.ts';
import { batchesOf } from './look-ahead.ts';
import { exportArchives } from './mass-export.ts';
import { tracesWanted } from './traces-wanted.ts';
import type { ArchivesProgress, ExportRequest, ExportResult } from '../protocol.ts';
import { trainedCounts, type TrainedModel } from '../model/trained-model.ts';

interface Work {
  readonly signal: AbortSignal;
  readonly onProgress: OnProgress;
  /** Needed for `leaveOutCopies`. Throws `not-compared` or `no-copy-threshold` where nobody can tell. */
  readonly copyFilter?: () => CandidateFilter;
  /** Another one in tests. */
  readonly openPacker?: OpenPacker;
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
    sheet: model.gan.sheetFit,
  };
}

/** Throws `bad-option` where a number is out of its range. */
function checkRequest(request: PairsRequest, pairs: 'pairs' | 'pairsInOneArchive'): void {
  requireLimits(pairs, request.pairs, 'pairs');
  requireLimits('first', request.first);
  requireLimits('seed', request.seed);
}

/** What all archives of an export share. */
async function prepare(model: TrainedModel, request: PairsRequest, { copyFilter }: Work) {
  const { schema, config, backend } = model;
  const cohort = cohortOf(request, schema, config.recipe);
  const filters = [...cohort.filters];
  if (request.leaveOutCopies === true) {
    if (copyFilter === undefined) throw new AppError('not-compared');
    filters.push(copyFilter());
  }
  const facts = await modelFacts(model);
  const measured = request.measured ?? null;
  // Another network's numbers would be a lie about this one.
  if (measured !== null && measured.modelSha256 !== facts.modelHash) throw new AppError('not-compared');
  const batches = batchesOf(model.gan, request.seed, backend.info.name, cohort.conditions);
  const drawnRows = cohortFacts(cohort, batches, schema);
  const traces = tracesWanted(request, config, batches, facts.sheet);
  // With all the words of a language: not before somebody exports.
  const { loadDataCard } = await import('./data-card.ts');
  return {
    card: await loadDataCard(request.language),
    source: {
      batches,
      schema,
      pixels: config.size ** 2,
      filters,
      early: cohort.early,
      ...(traces === null ? {} : { isTraced: true }),
      isWeighted: drawnRows?.method === 'weights',
    },
    ...(traces === null ? {} : { traced: traces.traced }),
    archiveFacts: (first: number): ArchiveFacts => ({
      ...facts,
      sampleSeed: request.seed,
      first,
      ...(drawnRows === null ? {} : { cohort: drawnRows }),
      measured,
      ...(traces === null ? {} : { drawn: traces.facts }),
      ...(request.csv?.use === 'excel' ? { csv: request.csv } : {}),
      jpeg: { quality: JPEG_QUALITY, components: 1 },
      createdAt: new Date().toISOString(),
    }),
    key: {
      pairs: request.pairs,
      first: request.first,
      seed: request.seed,
      ...(request.csv?.use === 'excel' ? { csv: `${request.csv.separator} ${request.csv.decimal}` } : {}),
      filters: [
        ...(drawnRows === null ? [] : [JSON.stringify(drawnRows)]),
        ...filters.map(({ description }) => description),
      ],
      ...(traces === null ? {} : { drawn: `${traces.facts.size} ${traces.facts.signals.join(' ')}` }),
      modelSha256: facts.modelHash,
      backend: facts.backend,
      sampleBatch: SAMPLE_BATCH,
      appVersion,
    },
  };
}

/** At most 10,000 pairs as one archive. Throws `archive-too-large` where they have no room in it. */
export async function exportPairs(model: TrainedModel, request: ExportRequest, work: Work): Promise<ExportResult> {
  const asked: PairsRequest = { ...request, first: request.first ?? 0, where: request.where ?? null };
  checkRequest(asked, 'pairsInOneArchive');
  const { card, source, traced, archiveFacts } = await prepare(model, asked, work);
  const sink = new BlobSink();
  const facts = archiveFacts(asked.first);
  const writers = openPairWriters(pairFormat(facts));
  try {
    const archive = await fillArchive({
      source,
      ...(traced === undefined ? {} : { traced }),
      writers,
      card,
      facts,
      pairs: asked.pairs,
      before: { candidates: 0, pairs: 0 },
      openPacker: work.openPacker ?? openPacker,
      pass: async () => undefined,
      signal: work.signal,
      onPairs: (tally) => work.onProgress({ stage: 'sampling', done: tally.pairs, total: asked.pairs }),
    });
    const { pairs, next, filters } = archive;
    try {
      if (pairs < asked.pairs) throw new AppError('archive-too-large');
      await archive.write(async (piece) => sink.write(piece));
    } finally {
      archive.close();
    }
    const leftOut = filters.find(({ kind }) => kind === 'copies')?.leftOut;
    return {
      name: 'pairs.zip',
      blob: sink.toBlob(ZIP_TYPE),
      pairs,
      next,
      ...(leftOut === undefined ? {} : { leftOut }),
    };
  } finally {
    writers.close();
  }
}

/** Any number of pairs as archives at a place. */
export async function exportManyPairs(
  model: TrainedModel,
  request: PairsRequest,
  place: ArchivePlace,
  work: Work & {
    readonly pass: () => Promise<void>;
    readonly onArchives: (progress: ArchivesProgress) => void;
    /** Fewer pairs an archive in tests. */
    readonly perArchive?: number;
  },
): Promise<ArchivesProgress> {
  checkRequest(request, 'pairs');
  const { card, source, traced, archiveFacts, key } = await prepare(model, request, work);
  const writers = openPairWriters(pairFormat(archiveFacts(request.first)));
  let progress: ArchivesProgress = { archives: 0, of: 0, pairs: 0, bytes: 0, candidates: 0 };
  try {
    await exportArchives({
      key,
      place,
      perArchive: work.perArchive ?? PAIRS_PER_ARCHIVE,
      fill: (archive) =>
        fillArchive({
          ...archive,
          source,
          ...(traced === undefined ? {} : { traced }),
          writers,
          card,
          facts: archiveFacts(archive.first),
          openPacker: work.openPacker ?? openPacker,
          pass: work.pass,
          signal: AbortSignal.any([work.signal, archive.signal]),
          onPairs: ({ pairs }) => work.onProgress({ stage: 'sampling', done: pairs, total: request.pairs }),
        }),
      onArchive: (finished, of) => {
        const sum = (field: 'pairs' | 'bytes'): number => finished.reduce((total, one) => total + one[field], 0);
        const candidates = (finished.at(-1)?.next ?? request.first) - request.first;
        progress = { archives: finished.length, of, pairs: sum('pairs'), bytes: sum('bytes'), candidates };
        work.onArchives(progress);
      },
    });
    return progress;
  } finally {
    writers.close();
  }
}

/** The grid of every epoch trained in this visit, `grid-0001.png` …, in one archive. */
export async function exportGrids(grids: ReadonlyMap<number, Blob>, work: Work): Promise<ExportResult> {
  if (grids.size === 0) throw new AppError('no-model');
  const sink = new BlobSink();
  const bytes = [...grids.values()].reduce((sum, { size }) => sum + size, 0);
  const zip = await openArchiveWriter({ ...work, bytes, entries: grids.size, sink });
  try {
    let done = 0;
    for (const [epoch, grid] of grids) {
      if (work.signal.aborted) throw new AbortError();
      await zip.add(`grid-${String(epoch).padStart(4, '0')}.png`, new Uint8Array(await grid.arrayBuffer()));
      done += 1;
      work.onProgress({ stage: 'packing', done, total: grids.size });
    }
    await zip.finish();
  } finally {
    zip.close();
  }
  return { name: 'grids.zip', blob: sink.toBlob(ZIP_TYPE), pairs: 0 };
}
