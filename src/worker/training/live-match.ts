/** The columns' match of a few rows while a network trains; `LivePace` says when. */
import type { JointGan } from '../../gan/joint-gan.ts';
import { ColumnsMatch } from '../../report/columns-match.ts';
import type { MatchPoint } from '../protocol.ts';
import type { TrainedModel } from '../model/trained-model.ts';
import { asWritten, withoutFills } from '../comparison/written-rows.ts';

/** Rows a side, at most: enough to tell a good from a bad match, few enough to be made in a moment. */
const MOST_ROWS = 128;
export class LiveMatch {
  readonly #match: ColumnsMatch | null;

  constructor({ schema, config, study }: Pick<TrainedModel, 'schema' | 'config' | 'study'>) {
    const { train, patients } = study;
    this.#match = ColumnsMatch.of({
      schema,
      real: withoutFills(train),
      patients: patients.train,
      most: MOST_ROWS,
      seed: config.seed,
    });
  }

  /** Null when there are too few patients to say anything. */
  async measure(
    gan: JointGan,
    model: Pick<TrainedModel, 'schema' | 'config'>,
    epoch: number,
  ): Promise<MatchPoint | null> {
    const match = this.#match;
    if (match === null) return null;
    const rows = await gan.sampler(model.config.seed).previewRows(match.n);
    return { epoch, score: match.score(asWritten(model.schema, rows)), rows: match.n, real: match.real };
  }
}
