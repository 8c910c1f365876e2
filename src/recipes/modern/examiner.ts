/** Scores an epoch of `modern` by the patients that it learns nothing from. Always the same pairs are made: two epochs differ by their weights alone. */
import { Rng, STREAM } from '../../core/rng.ts';
import { Network } from '../../nets/run.ts';
import { macrotask } from '../../platform/macrotask.ts';
import { type Patients, type RunContext, SAMPLE_BATCH } from '../recipe-training.ts';
import { EpochScore } from './epoch-score.ts';
import type { LearnedSheets } from './learned-sheets.ts';
import { pairsOf } from './some-pairs.ts';
import { ModernSampler } from './sampler.ts';

/** Pairs made for a score: a tenth of a second on a processor. Behind those of the live grid and of quick looks. */
const MADE = 192;
const FIRST = 2 ** 31 + 2 ** 20;
/** Pairs to compare with at most, which is enough; with fewer than this nothing can be said. */
const MOST_COMPARED = 150;
const LEAST_COMPARED = 10;

export class Examiner {
  readonly #run: RunContext;
  readonly #learned: () => LearnedSheets;
  #score: EpochScore | null = null;

  constructor(run: RunContext, learned: () => LearnedSheets) {
    this.#run = run;
    this.#learned = learned;
  }

  /** 0 … 1; null with too few patients to compare with, and where it is stopped before its end. */
  async score(isStopped: () => boolean): Promise<number | null> {
    const { validation, networks, kernels, state, config } = this.#run;
    if (validation === null || validation.pairs.length < LEAST_COMPARED) return null;
    this.#score ??= this.#begin(validation);
    const { graph, parameters } = networks.generator;
    const generator = new Network(graph, kernels, parameters.readingSlot('ema'));
    const sampler = new ModernSampler({ generator, state }, config.seed);
    const { width } = validation.dataset.schema;
    const pixels = config.size ** 2;
    const made = { images: new Uint8Array(MADE * pixels), rows: new Float32Array(MADE * width) };
    for (let done = 0; done < MADE; done += SAMPLE_BATCH) {
      const { images, rows } = await sampler.pairs(FIRST + done, SAMPLE_BATCH);
      made.images.set(images, done * pixels);
      made.rows.set(rows, done * width);
      await macrotask();
      if (isStopped()) return null;
    }
    return this.#score.of({ size: config.size, ...made });
  }

  #begin(validation: Patients): EpochScore {
    const { seed } = this.#run.config;
    const order = new Rng(seed, STREAM.validation, 0).permutation(validation.pairs.length);
    const others = Uint32Array.from(order.subarray(0, MOST_COMPARED), (place) => validation.pairs[place] ?? 0);
    return new EpochScore(this.#learned(), pairsOf(validation, others), seed);
  }
}
