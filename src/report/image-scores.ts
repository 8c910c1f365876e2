/**
 * Section 5: are the ECGs as good as real, and as varied? In the embedding of an image predictor that was trained on real
 * ECGs; every score beside its ceiling between disjoint halves of the real ones.
 */
import type { Ceiling, Sides } from '../core/report/comparison.ts';
import type { ImageScores } from '../core/report/ecg-comparison.ts';
import { Rng } from '../core/rng.ts';
import { CeilingScores, SPLITS } from './ceiling-scores.ts';
import { countImages, pairGeometry, takeEmbeddings, type EmbeddedImages, type PairMatrix } from './embeddings.ts';
import { kernelDistance, polynomialKernel } from './kernel-distance.ts';
import { manifoldScores } from './manifold-scores.ts';
import { partOf, pause, type PieceWork } from '../core/pace.ts';
import { meanDifference, pictureVariety, type PictureVariety } from './picture-variety.ts';
import { mean } from '../core/maths/moments.ts';
import { orNull } from './quantiles.ts';
import { drawRows, equalDraws, REPORT_STREAM, splitHalves } from './row-draws.ts';

/** ECGs a side: every pair of them is compared. */
const MOST_IMAGES = 1000;

export interface ImageScoresInput {
  /** Side of the pictures, pixels. */
  readonly size: number;
  /** Trained on; the embedding may be of any network that has not seen the synthetic ones. */
  readonly real: EmbeddedImages;
  readonly synthetic: EmbeddedImages;
  readonly seed: number;
}

type Scores = Record<keyof ImageScores, number>;
const NAMES = ['kid', 'precision', 'recall', 'coverage', 'diversity'] as const satisfies readonly (keyof ImageScores)[];

/** The part of the ECGs that takes part, and where they were. */
interface Side {
  readonly n: number;
  readonly embeddings: Float32Array;
  readonly bytes: Uint8Array;
  readonly patients: Int32Array | null;
}

function takeSide(images: EmbeddedImages, size: number, rng: Rng): Side & { readonly width: number } {
  const { n, width } = countImages(images, size);
  const rows = drawRows(n, MOST_IMAGES, rng);
  const area = size * size;
  const bytes = new Uint8Array(rows.length * area);
  rows.forEach((row, i) => bytes.set(images.images.subarray(row * area, (row + 1) * area), i * area));
  const { patients } = images;
  return {
    n: rows.length,
    width,
    embeddings: takeEmbeddings(images.embeddings, width, rows),
    bytes,
    patients: patients === null ? null : Int32Array.from(rows, (row) => patients[row] ?? 0),
  };
}

type Places = Readonly<Record<'real' | 'between' | 'synthetic', PairMatrix>>;

/** Everything of pairs of ECGs, measured once; every sample of rows is read from it. */
class Measured {
  readonly #distances: Places;
  readonly #kernels: Places;
  readonly #variety: Sides<PictureVariety>;

  constructor(distances: Places, kernels: Places, variety: Sides<PictureVariety>) {
    this.#distances = distances;
    this.#kernels = kernels;
    this.#variety = variety;
  }

  /** Rows of `side` held against the rows `real`. */
  scores(real: Uint32Array, rows: Uint32Array, side: keyof Sides<unknown>): Scores {
    const between = side === 'real' ? 'real' : 'between';
    return {
      kid: kernelDistance(
        { rows: real, own: this.#kernels.real },
        { rows, own: this.#kernels[side] },
        this.#kernels[between],
      ),
      ...manifoldScores(
        { rows: real, own: this.#distances.real },
        { rows, own: this.#distances[side] },
        this.#distances[between],
      ),
      diversity: this.diversity(real, rows, side),
    };
  }

  diversity(real: Uint32Array, rows: Uint32Array, side: keyof Sides<unknown>): number {
    const among = (variety: PictureVariety, chosen: Uint32Array): number => {
      const isIn = new Uint8Array(MOST_IMAGES);
      for (const row of chosen) isIn[row] = 1;
      return meanDifference(variety, isIn);
    };
    return among(this.#variety[side], rows) / among(this.#variety.real, real);
  }
}

function byName<T>(choose: (name: keyof ImageScores) => T): Record<keyof ImageScores, T> {
  return Object.fromEntries(NAMES.map((name) => [name, choose(name)])) as Record<keyof ImageScores, T>;
}

/** Rejects with AbortError when cancelled. Null: too few ECGs, or real ones without any difference. */
export async function imageScores(
  { size, real: ofReal, synthetic: ofSynthetic, seed }: ImageScoresInput,
  work: PieceWork,
): Promise<{ readonly scores: ImageScores; readonly ceiling: Readonly<Record<keyof ImageScores, Ceiling | null>> }> {
  const real = takeSide(ofReal, size, new Rng(seed, REPORT_STREAM.imagePoints, 0));
  const synthetic = takeSide(ofSynthetic, size, new Rng(seed, REPORT_STREAM.imagePoints, 1));
  const { width } = real;
  const geometry = {
    real: await pairGeometry(real.embeddings, real.embeddings, width, partOf(work, 0, 0.15)),
    between: await pairGeometry(real.embeddings, synthetic.embeddings, width, partOf(work, 0.15, 0.3)),
    synthetic: await pairGeometry(synthetic.embeddings, synthetic.embeddings, width, partOf(work, 0.3, 0.45)),
  };
  const varietyOf = (side: Side, stream: number, part: PieceWork): Promise<PictureVariety> =>
    pictureVariety({ size, bytes: side.bytes }, new Rng(seed, REPORT_STREAM.pairsOfPictures, stream), part);
  const variety = {
    real: await varietyOf(real, 0, partOf(work, 0.45, 0.6)),
    synthetic: await varietyOf(synthetic, 1, partOf(work, 0.6, 0.75)),
  };
  const measured = new Measured(
    { real: geometry.real.distances, between: geometry.between.distances, synthetic: geometry.synthetic.distances },
    {
      real: polynomialKernel(geometry.real.products, width),
      between: polynomialKernel(geometry.between.products, width),
      synthetic: polynomialKernel(geometry.synthetic.products, width),
    },
    variety,
  );

  const draws = equalDraws({ real: real.n, synthetic: synthetic.n }, seed);
  const drawn: Scores[] = [];
  for (const [i, draw] of draws.entries()) {
    drawn.push(measured.scores(draw.real, draw.synthetic, 'synthetic'));
    await pause(partOf(work, 0.75, 0.85), i + 1, draws.length);
  }
  const ceilings = byName(() => new CeilingScores());
  for (let split = 0; split < SPLITS; split++) {
    const rng = new Rng(seed, REPORT_STREAM.halves, split);
    const [half, other] = splitHalves(real.n, { most: synthetic.n, patients: real.patients, rng });
    const chosen = drawRows(synthetic.n, half.length, new Rng(seed, REPORT_STREAM.syntheticOfHalves, split));
    const ofOther = measured.scores(half, other, 'real');
    const ofMade = measured.scores(half, chosen, 'synthetic');
    for (const name of NAMES) ceilings[name].add(half.length, ofOther[name], ofMade[name]);
    await pause(partOf(work, 0.85, 1), split + 1, SPLITS);
  }
  return {
    scores: {
      ...byName((name) => orNull(mean(drawn.map((scores) => scores[name])))),
      // The mean of a sample of any size is the same: of all pairs, not of draws.
      diversity: orNull(meanDifference(variety.synthetic) / meanDifference(variety.real)),
    },
    ceiling: byName((name) => ceilings[name].ceiling()),
  };
}
