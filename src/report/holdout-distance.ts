/**
 * The kernel distance (KID) that can be asked of synthetic ECGs: that of patients put aside from those trained on. Unlike halves
 * of training it holds that the network whose embedding this is has learned from one side only. Synthetic ECGs are held
 * against the same training ECGs, in samples of the same size.
 */
import { partOf, pause, type PieceWork } from '../core/pace.ts';
import type { Ceiling } from '../core/report/comparison.ts';
import { Rng } from '../core/rng.ts';
import { CeilingScores, SPLITS } from './ceiling-scores.ts';
import { pairGeometry, type PairMatrix } from './embeddings.ts';
import { kernelDistance, type KernelSample, polynomialKernel } from './kernel-distance.ts';
import { drawRows, REPORT_STREAM } from './row-draws.ts';

/** ECGs a side in one sample, at most: every pair of them is compared. */
const MOST_IMAGES = 500;

/** Embeddings [n, width] of each side. */
export interface HoldoutDistanceInput {
  readonly training: Float32Array;
  readonly holdout: Float32Array;
  readonly synthetic: Float32Array;
  readonly width: number;
  readonly seed: number;
}

/** Rejects with AbortError when cancelled. Null: fewer than two ECGs on a side. */
export async function holdoutDistance(
  { training, holdout, synthetic, width, seed }: HoldoutDistanceInput,
  work: PieceWork,
): Promise<Ceiling | null> {
  if (width === 0) return null;
  const n = Math.min(MOST_IMAGES, ...[training, holdout, synthetic].map((side) => side.length / width));
  if (n < 2) return null;
  const kernelOf = async (a: Float32Array, b: Float32Array, part: number): Promise<PairMatrix> => {
    const { products } = await pairGeometry(a, b, width, partOf(work, part / 6, (part + 1) / 6));
    return polynomialKernel(products, width);
  };
  const ofTraining = await kernelOf(training, training, 0);
  const ofHoldout = await kernelOf(holdout, holdout, 1);
  const ofSynthetic = await kernelOf(synthetic, synthetic, 2);
  const toHoldout = await kernelOf(training, holdout, 3);
  const toSynthetic = await kernelOf(training, synthetic, 4);
  const scores = new CeilingScores();
  for (let draw = 0; draw < SPLITS; draw++) {
    const sample = (side: Float32Array, own: PairMatrix, stream: number): KernelSample => ({
      rows: drawRows(side.length / width, n, new Rng(seed, REPORT_STREAM.holdoutDistance, 3 * draw + stream)),
      own,
    });
    const trained = sample(training, ofTraining, 0);
    scores.add(
      n,
      kernelDistance(trained, sample(holdout, ofHoldout, 1), toHoldout),
      kernelDistance(trained, sample(synthetic, ofSynthetic, 2), toSynthetic),
    );
    await pause(partOf(work, 5 / 6, 1), draw + 1, SPLITS);
  }
  return scores.ceiling();
}
