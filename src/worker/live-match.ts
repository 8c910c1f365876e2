/** The columns' match while a network trains: now and then, a few rows, a small share of the time. */
import type { Generator } from '../gan/generator.ts';
import { sampleRows } from '../gan/sampler.ts';
import { ColumnsMatch } from '../report/columns-match.ts';
import type { MatchPoint } from './protocol.ts';
import type { TrainedModel } from './training-session.ts';
import { asWritten, withoutFills } from './written-rows.ts';

/** Rows a side, at most: enough to tell a good from a bad match, few enough to be made in a moment. */
const MOST_ROWS = 128;
const LEAST_WAIT_MS = 3000;
/** Measuring takes at most a twentieth of the time. */
const WAIT_PER_COST = 20;
/** Later on changes are slower, and a training of days would otherwise fill the page. */
const WAIT_PER_ELAPSED = 0.02;

export class LiveMatch {
  readonly #match: ColumnsMatch | null;
  readonly #clock: () => number;
  readonly #start: number;
  #due: number;

  constructor({ schema, config, study }: Pick<TrainedModel, 'schema' | 'config' | 'study'>, clock: () => number) {
    const { train, patients } = study;
    this.#match = ColumnsMatch.of({
      schema,
      real: withoutFills(train),
      patients: patients.train,
      most: MOST_ROWS,
      seed: config.seed,
    });
    this.#clock = clock;
    this.#start = clock();
    this.#due = this.#start;
  }

  /** Null when it is too early, or when there are too few patients to say anything. */
  async measure(
    generator: Generator,
    model: Pick<TrainedModel, 'schema' | 'config'>,
    epoch: number,
  ): Promise<MatchPoint | null> {
    const started = this.#clock();
    const match = this.#match;
    if (match === null || started < this.#due) return null;
    const rows = await sampleRows(generator, model.config.seed, match.n);
    const score = match.score(asWritten(model.schema, rows));
    const now = this.#clock();
    this.#due = now + Math.max(LEAST_WAIT_MS, WAIT_PER_COST * (now - started), WAIT_PER_ELAPSED * (now - this.#start));
    return { epoch, score, rows: match.n, real: match.real };
  }
}
