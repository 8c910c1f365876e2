/** The figures of an epoch that has just ended: the columns' match, and how much the sixteen tiles look like real ECGs. */
import { type EpochScore, meanScore } from '../../core/past-epochs.ts';
import { Rng, STREAM } from '../../core/rng.ts';
import { PictureLikeness } from '../../report/picture-likeness.ts';
import { LiveMatch } from './live-match.ts';
import type { MatchPoint } from '../protocol.ts';
import type { TrainedModel } from '../model/trained-model.ts';

export interface Measured {
  readonly match: MatchPoint | null;
  readonly score: EpochScore;
}

export class LiveScores {
  readonly #match: LiveMatch;
  readonly #pictures: PictureLikeness | null;

  constructor(model: Pick<TrainedModel, 'schema' | 'config' | 'study'>) {
    const { size, images } = model.study.train;
    this.#match = new LiveMatch(model);
    const rng = new Rng(model.config.seed, STREAM.likenessPictures);
    this.#pictures = PictureLikeness.of({ size, bytes: images }, rng);
  }

  /** `tiles`: the pictures of the live grid, [16, size, size]. */
  async measure(
    model: Pick<TrainedModel, 'schema' | 'config' | 'gan' | 'epoch'>,
    tiles: Uint8Array,
  ): Promise<Measured> {
    const { epoch } = model;
    const match = await this.#match.measure(model.gan, model, epoch);
    const pictures = this.#pictures?.measure({ size: model.config.size, bytes: tiles }) ?? null;
    const columns = match?.score ?? null;
    const likeness = pictures?.likeness ?? null;
    const score = meanScore(columns, likeness);
    return { match, score: { epoch, columns, pictures: likeness, variety: pictures?.variety ?? null, score } };
  }
}
