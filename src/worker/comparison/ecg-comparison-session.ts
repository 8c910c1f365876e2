/**
 * Measures what a trained model makes with networks that are trained for it: are the ECGs as good as real, do rows fit
 * them, are the pairs of use, can they be told from real ones, was anyone copied. Networks run on the model's own
 * backend, one after another. What is kept afterwards, in the worker only, is what shows the nearest patients and what
 * tells a copy: the network that reads ECGs and the training patients' places in its embedding.
 */
import { requireLimits } from '../../core/option-limits.ts';
import { AppError } from '../../core/app-error.ts';
import type { EcgComparison, EcgComparisonPart } from '../../core/report/ecg-comparison.ts';
import type { OnProgress } from '../../core/progress.ts';
import { shownName } from '../../core/table-schema.ts';
import { decodeRow } from '../../data/decode-rows.ts';
import { macrotask } from '../../platform/macrotask.ts';
import type { CandidateFilter } from '../../export/candidate-filter.ts';
import type { FittedNetwork } from '../../predictor/fitted-network.ts';
import type { VisitorModel } from '../../predictor/visitor-model.ts';
import { detectRows } from '../../report/detect-rows.ts';
import { ecgPrivacy } from '../../report/ecg-privacy.ts';
import { columnValues } from '../../report/column-values.ts';
import { detectRowsByForest } from '../../report/rows-forest.ts';
import type { JointGan } from '../../gan/joint-gan.ts';
import type { EmbeddedPairs } from '../../report/pair-nearness.ts';
import { holdoutDistance } from '../../report/holdout-distance.ts';
import { imageProjections } from '../../report/image-projections.ts';
import { imageScores } from '../../report/image-scores.ts';
import { jointScores } from '../../report/joint-scores.ts';
import type { PieceWork } from '../../core/pace.ts';
import { isCopy, type EcgGuard } from './ecgs/copy-guard.ts';
import { canDetectBeside, detectBeside } from './ecgs/detect-beside.ts';
import { type DetectorJob, runDetector } from './ecgs/detector-job.ts';
import type { Detected } from './ecgs/detectors.ts';
import { fitReader, type NetworkWork } from './ecgs/networks.ts';
import { drawPairs, type PairSet, pictureCases, realSides, type SyntheticSet, syntheticSide } from './ecgs/pair-set.ts';
import { askVisitorModel, openForSchema, predictorCeilings, runPredictor } from './ecgs/predictor-runs.ts';
import { partProgress } from './ecgs/progress-budget.ts';
import { measureHeartRates } from './ecgs/sheet-runs.ts';
import { studyPairs } from '../training/kept-study.ts';
import type { PairView } from '../protocol.ts';
import type { TrainedModel } from '../model/trained-model.ts';

/** Pairs of every kept epoch that are looked at for copies. */
const EPOCH_PAIRS = 192;
/** Networks learn from at most so many real pairs, drawn by seed: a comparison must end. */
const MOST_LEARNED = 2000;

interface Work {
  readonly signal: AbortSignal;
  readonly onProgress: OnProgress;
}

/** Epochs of the run that can be gone back to. */
export interface KeptEpochs {
  /** In order. */
  readonly epochs: readonly number[];
  /** The network of one, which the caller disposes; null when it is gone. */
  readonly load: (epoch: number) => Promise<JointGan | null>;
}

/** One comparison under way. */
interface Comparing {
  readonly model: TrainedModel;
  readonly seed: number;
  readonly train: PairSet;
  /** What networks learn from: `train`, or a part of it. */
  readonly learned: PairSet;
  readonly holdout: PairSet | null;
  readonly synthetic: SyntheticSet;
  /** Work of a network, or of plain numbers, that is `from` … `to` of a part. */
  readonly network: (part: EcgComparisonPart, from?: number, to?: number) => NetworkWork;
  readonly piece: (part: EcgComparisonPart, from?: number, to?: number) => PieceWork;
  /** A detector, that is `from` … `to` of the detection: on this thread when it is its turn. */
  readonly detector: (shown: DetectorJob['shown'], from: number, to: number) => Promise<Detected>;
  /** Detectors one after another on a thread of their own, already at work; null: this computer has none for them. */
  readonly besides: Promise<{ readonly ink: Detected; readonly pairs: Detected }> | null;
}

function begin(
  model: TrainedModel,
  synthetic: SyntheticSet,
  seed: number,
  { signal, onProgress }: Work,
  efforts: NetworkWork['efforts'],
): Comparing {
  const { schema, backend, study } = model;
  const { kernels } = backend;
  const { train, holdout } = realSides(study);
  const { front, beside } = partProgress(onProgress);
  const learned = drawPairs(train, MOST_LEARNED, seed);
  const { written: _, ...made } = synthetic;
  const job = (shown: DetectorJob['shown']): DetectorJob => ({
    shown,
    schema,
    sides: { real: learned, synthetic: made },
    seed,
    efforts,
  });
  const elsewhere = async () => ({
    // The longest first, so that memory is at its most while there is least else.
    pairs: await detectBeside(job('pairs'), { signal, onFraction: beside('detection', 0.55, 1) }),
    ink: await detectBeside(job('ink'), { signal, onFraction: beside('detection', 0.3, 0.55) }),
  });
  const besides = canDetectBeside(backend.info.name) ? elsewhere() : null;
  // Whoever waits for it hears of a failure.
  besides?.catch(() => undefined);
  return {
    model,
    seed,
    train,
    learned,
    holdout,
    synthetic,
    network: (part, from, to) => ({ kernels, seed, signal, efforts, onFraction: front(part, from, to) }),
    piece: (part, from, to) => ({
      onFraction: front(part, from, to),
      isCancelled: () => signal.aborted,
      rest: macrotask,
    }),
    detector: (shown, from, to) =>
      runDetector(job(shown), { kernels, signal, onFraction: front('detection', from, to) }),
    besides,
  };
}

/** Everything that looks at ECGs through the reader. */
async function readEcgs(comparing: Comparing, reader: FittedNetwork, signal: AbortSignal) {
  const { model, seed, train, holdout, synthetic, piece } = comparing;
  const { schema, config } = model;
  const embed = async (set: PairSet): Promise<EmbeddedPairs> => ({
    embeddings: await reader.embed(pictureCases(set), signal),
    images: set.images,
    patients: set.patients,
    rows: set.rows,
  });
  const read = async (set: PairSet) => ({
    rows: set.rows,
    predicted: await reader.predict(pictureCases(set), signal),
    patients: set.patients,
  });
  const embedded = {
    training: await embed(train),
    holdout: holdout === null ? null : await embed(holdout),
    synthetic: await embed(synthetic),
  };
  const { size } = config;
  const images = await imageScores(
    { size, real: embedded.training, synthetic: embedded.synthetic, seed },
    piece('images', 0, 0.9),
  );
  const { training, synthetic: made } = embedded;
  const aside =
    embedded.holdout === null
      ? null
      : await holdoutDistance(
          {
            training: training.embeddings,
            holdout: embedded.holdout.embeddings,
            synthetic: made.embeddings,
            width: reader.embeddingLength,
            seed,
          },
          piece('images', 0.9, 1),
        );
  const joint = await jointScores(
    {
      schema,
      training: train,
      holdout: holdout === null ? null : await read(holdout),
      synthetic: await read(synthetic),
      seed,
    },
    piece('joint', 0, 0.5),
  );
  const heartRate = await measureHeartRates({ schema, train, holdout, synthetic, seed }, piece('joint', 0.5, 1));
  return { embedded, images, aside, joint: { ...joint, scores: { ...joint.scores, heartRate } } };
}

/** What every kept epoch draws, as the reader sees it: enough pairs to see copies in. The epoch in use is one of them. */
async function embedEpochs(
  { model, seed, synthetic, holdout }: Comparing,
  kept: KeptEpochs | null,
  reader: FittedNetwork,
  work: Work,
): Promise<{ readonly epoch: number; readonly embeddings: Float32Array }[]> {
  const found = [];
  const pairs = Math.min(synthetic.count, EPOCH_PAIRS);
  for (const epoch of holdout === null ? [] : (kept?.epochs ?? [])) {
    const gan = await kept?.load(epoch);
    if (gan === null || gan === undefined) continue;
    try {
      const drawn = await syntheticSide({ ...model, gan }, { pairs, seed }, { ...work, onProgress: () => undefined });
      found.push({ epoch, embeddings: await reader.embed(pictureCases(drawn), work.signal) });
    } finally {
      gan.dispose();
    }
  }
  return found;
}

async function detectAll({ model, seed, train, synthetic, piece, detector, besides }: Comparing) {
  const { schema } = model;
  const rows = await detectRows(
    { schema, real: train.rows, synthetic: synthetic.rows, patients: train.patients, seed },
    piece('detection', 0, 0.03),
  );
  const forest = await detectRowsByForest(
    {
      tables: { real: columnValues(schema, train.rows), synthetic: columnValues(schema, synthetic.rows) },
      patients: train.patients,
      seed,
    },
    piece('detection', 0.03, 0.05),
  );
  const images = await detector('images', 0.05, 0.3);
  const { ink, pairs } =
    besides === null
      ? { ink: await detector('ink', 0.3, 0.55), pairs: await detector('pairs', 0.55, 1) }
      : await besides;
  return { rows, forest, images, ink, pairs };
}

/** Synthetic pairs `pairs` as they are shown. */
function viewOf({ model, synthetic }: Comparing, pairs: readonly number[]): PairView {
  const { schema } = model;
  const pixels = synthetic.size ** 2;
  const images = new Uint8Array(pairs.length * pixels);
  pairs.forEach((pair, i) => images.set(synthetic.images.subarray(pair * pixels, (pair + 1) * pixels), i * pixels));
  const { width, written } = synthetic;
  return {
    size: model.config.size,
    count: pairs.length,
    images,
    columns: schema.columns.map(shownName),
    rows: pairs.map((pair) => decodeRow(schema, written.subarray(pair * width, (pair + 1) * width))),
  };
}

export class EcgComparisonSession {
  #kept: EcgGuard | null = null;
  readonly #efforts: NetworkWork['efforts'];

  /** `efforts`: how long networks train, where not as long as was measured to be worth it. */
  constructor(efforts?: NetworkWork['efforts']) {
    this.#efforts = efforts;
  }

  /**
   * `pairs`: 1 … 1,000 synthetic pairs, those an export with the same seed begins with. `predictor`: the files of the
   * visitor's own model, which is opened first: what is wrong with it is said before anything is trained. `kept`: epochs that
   * are looked at for copies too.
   */
  async compare(
    model: TrainedModel,
    request: { readonly pairs: number; readonly seed: number; readonly predictor: readonly File[] | null },
    kept: KeptEpochs | null,
    work: Work,
  ): Promise<EcgComparison> {
    const { pairs, seed, predictor } = request;
    requireLimits('comparedPairs', pairs, 'pairs');
    const { train } = realSides(model.study);
    const visitor = predictor === null ? null : await openForSchema(model.schema, train, predictor);
    try {
      const synthetic = await syntheticSide(model, { pairs, seed }, work);
      const ended = new AbortController();
      try {
        const signal = AbortSignal.any([work.signal, ended.signal]);
        const comparing = begin(model, synthetic, seed, { ...work, signal }, this.#efforts);
        return await this.#measure(comparing, { visitor, kept }, work);
      } finally {
        // What works elsewhere ends with it, whatever it ended of.
        ended.abort();
      }
    } finally {
      visitor?.dispose();
    }
  }

  async #measure(
    comparing: Comparing,
    { visitor, kept }: { readonly visitor: VisitorModel | null; readonly kept: KeptEpochs | null },
    work: Work,
  ): Promise<EcgComparison> {
    const { signal } = work;
    const { model, seed, train, learned, holdout, synthetic, network, piece } = comparing;
    const { schema, config } = model;
    const reader = await fitReader(learned, network('image-predictor'));
    try {
      const { embedded, images, aside, joint } = await readEcgs(comparing, reader, signal);
      const sides = { schema, train: learned, holdout, synthetic };
      const predictor = await (visitor === null
        ? runPredictor(sides, network('predictor'))
        : askVisitorModel(sides, visitor, network('predictor')));
      const detected = await detectAll(comparing);
      const epochs = await embedEpochs(comparing, kept, reader, work);
      const copies = await ecgPrivacy({ schema, size: config.size, ...embedded, epochs, seed }, piece('privacy'));
      const projected = await imageProjections(
        {
          real: embedded.training.embeddings,
          synthetic: embedded.synthetic.embeddings,
          width: reader.embeddingLength,
          seed,
        },
        piece('projections'),
      );
      const { closest, threshold } = copies.privacy.images;
      const shown = viewOf(
        comparing,
        closest.map(({ pair }) => pair),
      );
      const { embeddings } = embedded.training;
      this.#keep({ gan: model.gan, reader, embedded: embeddings, threshold, closest, synthetic: shown });
      return {
        version: 1,
        seed,
        n: { train: train.count, holdout: holdout?.count ?? 0, synthetic: synthetic.count },
        detection: {
          rows: detected.rows.auc,
          rowsForest: detected.forest.auc,
          images: detected.images.score,
          imagesInk: detected.ink.score,
          pairs: detected.pairs.score,
        },
        images: images.scores,
        joint: joint.scores,
        predictor,
        privacy: copies.privacy,
        projections: { images: projected },
        ceiling: {
          detection: {
            rows: detected.rows.ceiling,
            rowsForest: detected.forest.ceiling,
            images: detected.images.ceiling,
            imagesInk: detected.ink.ceiling,
            pairs: detected.pairs.ceiling,
          },
          images: images.ceiling,
          holdout: { images: { kid: aside } },
          predictor: predictorCeilings(predictor),
          joint: { score: joint.ceiling },
          privacy: copies.ceiling,
        },
      };
    } finally {
      if (this.#kept?.reader !== reader) reader.dispose();
    }
  }

  #keep(kept: EcgGuard): void {
    this.#kept?.reader.dispose();
    this.#kept = kept;
  }

  /** What is kept of the comparison of this model. Throws `not-compared` where there was none. */
  #of(model: TrainedModel): EcgGuard {
    const kept = this.#kept;
    if (kept === null || kept.gan !== model.gan) throw new AppError('not-compared');
    return kept;
  }

  /** The closest synthetic pairs, each beside its nearest training patient. */
  nearest(model: TrainedModel): { readonly synthetic: PairView; readonly real: PairView } {
    const { closest, synthetic } = this.#of(model);
    const patients = closest.map(({ patient }) => patient);
    const real = studyPairs(model.study, patients);
    const { blanks, schema } = model.study.train;
    const isBlank = (patient: number, column: number): boolean =>
      blanks[patient * schema.columns.length + column] === 1;
    return {
      synthetic,
      // What was filled in for the training is not shown as if it had been measured.
      real: {
        ...real,
        rows: real.rows.map((cells, i) => cells.map((text, j) => (isBlank(patients[i] ?? 0, j) ? '' : text))),
      },
    };
  }

  /**
   * Leaves out ECGs that come nearer to a training patient than patients put aside do. Throws `not-compared`, or
   * `no-copy-threshold` where too few were put aside to say how near is too near.
   */
  copyFilter(model: TrainedModel): CandidateFilter {
    const kept = this.#of(model);
    const { threshold } = kept;
    if (threshold === null) throw new AppError('no-copy-threshold');
    const { size } = model.config;
    return {
      on: 'pair',
      kind: 'copies',
      detail: threshold.toPrecision(4),
      description: `no ECG nearer to a training patient’s than ${threshold.toPrecision(4)} (embedding of the comparison)`,
      accept: async ({ image }) => !(await isCopy(kept, threshold, { image, size })),
    };
  }
}
