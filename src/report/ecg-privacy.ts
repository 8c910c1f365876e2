/**
 * Section 8, ECGs and pairs: was anybody copied? Distances to training ECGs in the embedding, held against those of patients
 * put aside; pixels; and whether synthetic pairs tell who was in the training. Warnings, never a promise of anonymity.
 */
import type { Ceiling } from '../core/report/comparison.ts';
import type { EcgPrivacy, Estimate, NearestPatient } from '../core/report/ecg-comparison.ts';
import { Rng } from '../core/rng.ts';
import type { TableSchema } from '../core/table-schema.ts';
import { weightedAuc } from './auc.ts';
import { bootstrapSamples, estimateOf, numberPatients } from './bootstrap.ts';
import { CeilingScores, SPLITS } from './ceiling-scores.ts';
import { columnValues } from './column-values.ts';
import { chanceShare, copyShare, copyThreshold, LEAST_ASIDE, shareBelow } from './copy-share.ts';
import { countImages } from './embeddings.ts';
import { gowerRanges, nearestTwo } from './gower.ts';
import { partOf, pause, type PieceWork } from '../core/pace.ts';
import {
  lookAtSynthetic,
  nearestDistances,
  pairSide,
  type EmbeddedPairs,
  type Nearness,
  type PairSide,
} from './pair-nearness.ts';
import { pixelCorrelation, sideFor } from './picture-correlation.ts';
import { mean, quantile } from '../core/maths/moments.ts';
import { drawRows, REPORT_STREAM, splitHalves } from './row-draws.ts';
import { distanceQuantiles } from './row-privacy.ts';

/** As many as the page shows. */
const CLOSEST = 20;

export interface EcgPrivacyInput {
  readonly schema: TableSchema;
  /** Side of the pictures, pixels. */
  readonly size: number;
  readonly training: EmbeddedPairs;
  /** Null: nobody was put aside. */
  readonly holdout: EmbeddedPairs | null;
  /** As exported. */
  readonly synthetic: EmbeddedPairs;
  /** What kept epochs draw, [n, width] in the same embedding. */
  readonly epochs: readonly { readonly epoch: number; readonly embeddings: Float32Array }[];
  readonly seed: number;
}

/** "Nearer to a synthetic pair, so it was in the training": AUC, its interval by patients of both sides. */
function membershipOf({ toSynthetic }: Nearness, training: PairSide, holdout: PairSide, seed: number): Estimate | null {
  const distances = [...toSynthetic.training, ...toSynthetic.holdout];
  const score = weightedAuc(
    distances.map((distance) => -distance),
    distances.map((_, i) => i < training.n),
  );
  const samplesOf = ({ n, patients }: PairSide, stream: number): readonly Uint16Array[] =>
    bootstrapSamples(n, { patients, seed, stream });
  const ofTraining = samplesOf(training, REPORT_STREAM.bootstrapTraining);
  const ofHoldout = samplesOf(holdout, REPORT_STREAM.bootstrap);
  const weights = new Uint16Array(distances.length);
  const sampled = ofTraining.map((sample, i) => {
    weights.set(sample);
    weights.set(ofHoldout[i] ?? [], training.n);
    return score(weights);
  });
  return estimateOf(score(), sampled);
}

/** Half of the patients put aside in place of synthetic ECGs, against the threshold of the other half. */
function copiesCeiling(
  synthetic: Float64Array,
  ofHoldout: Float64Array,
  holdout: PairSide,
  seed: number,
): Ceiling | null {
  const scores = new CeilingScores();
  const take = (distances: Float64Array, rows: Uint32Array): Float64Array =>
    Float64Array.from(rows, (row) => distances[row] ?? 0);
  const { of } = numberPatients(holdout.patients, holdout.n);
  for (let split = 0; split < SPLITS; split++) {
    const rng = new Rng(seed, REPORT_STREAM.holdoutHalves, split);
    const [half, other] = splitHalves(holdout.n, { most: synthetic.length, patients: holdout.patients, rng });
    const patients = new Set(Array.from(half, (row) => of[row])).size;
    if (patients < LEAST_ASIDE) return null;
    const threshold = copyThreshold(take(ofHoldout, half));
    const chance = chanceShare(patients);
    const chosen = drawRows(synthetic.length, half.length, rng);
    scores.add(
      half.length,
      shareBelow(take(ofHoldout, other), threshold) - chance,
      shareBelow(take(synthetic, chosen), threshold) - chance,
    );
  }
  return scores.ceiling();
}

/** Share of pairs whose ECG and row both come nearest to the same patient, both nearer than those put aside come. */
function pairCopies(found: Nearness, imageThreshold: number, rowThreshold: number, seed: number): Estimate | null {
  const isCopy = found.images.distance.map((distance, i) =>
    // Rows of few values often equal another patient's: then as near as those put aside is near enough.
    Number(distance < imageThreshold && (found.rowDistance[i] ?? 2) <= rowThreshold && found.isRowToo[i] === 1),
  );
  const samples = bootstrapSamples(isCopy.length, { patients: null, seed, stream: REPORT_STREAM.bootstrapSynthetic });
  return estimateOf(
    mean(isCopy),
    samples.map((weights) => isCopy.reduce((sum, one, i) => sum + one * (weights[i] ?? 0), 0) / isCopy.length),
  );
}

function closestOf(found: Nearness, alikeness: (pair: number, patient: number) => number): NearestPatient[] {
  const { distance, row } = found.images;
  const order = Array.from(distance, (_, i) => i).sort((a, b) => (distance[a] ?? 0) - (distance[b] ?? 0) || a - b);
  return order.slice(0, CLOSEST).map((pair) => ({
    pair,
    patient: row[pair] ?? 0,
    distance: distance[pair] ?? 0,
    correlation: alikeness(pair, row[pair] ?? 0),
    isRowToo: found.isRowToo[pair] === 1,
  }));
}

/** Rejects with AbortError when cancelled. Throws without training or synthetic pairs. */
export async function ecgPrivacy(
  input: EcgPrivacyInput,
  work: PieceWork,
): Promise<{
  readonly privacy: EcgPrivacy;
  readonly ceiling: { readonly images: { readonly copies: Ceiling | null } };
}> {
  const { schema, size, seed } = input;
  const training = columnValues(schema, input.training.rows);
  const ranges = gowerRanges(training);
  const n = {
    training: countImages(input.training, size).n,
    holdout: input.holdout === null ? 0 : countImages(input.holdout, size).n,
    synthetic: countImages(input.synthetic, size).n,
  };
  if (n.training === 0 || n.synthetic === 0) throw new Error('no pairs to compare');
  const side = sideFor((n.training + n.holdout) * n.synthetic);
  const ready = (pairs: EmbeddedPairs): PairSide => pairSide(pairs, { schema, size, ranges, side });
  const sides = {
    training: ready(input.training),
    holdout: input.holdout === null || n.holdout === 0 ? null : ready(input.holdout),
    synthetic: ready(input.synthetic),
  };
  const found = await lookAtSynthetic(sides, seed, partOf(work, 0, 0.9));
  const alikeness = (pair: number, patient: number): number =>
    pixelCorrelation(input.synthetic.images, pair, input.training.images, patient, size * size);
  const alike = Float64Array.from(found.alike, (row, i) => alikeness(i, row)).sort();
  const images = {
    correlation: { q50: quantile(alike, 0.5), q95: quantile(alike, 0.95), max: quantile(alike, 1) },
    closest: closestOf(found, alikeness),
  };
  const ofSynthetic = distanceQuantiles({ first: found.images.distance });
  const { holdout } = sides;
  if (holdout === null) {
    return {
      privacy: {
        images: {
          ...images,
          dcr: { synthetic: ofSynthetic, holdout: null },
          threshold: null,
          copies: null,
          byEpoch: input.epochs.map(({ epoch }) => ({ epoch, copies: null })),
        },
        pairs: { copies: null },
        membership: null,
        reason: 'no-holdout',
      },
      ceiling: { images: { copies: null } },
    };
  }

  const distances = nearestDistances(holdout.embeddings, sides.training);
  await pause(partOf(work, 0.9, 0.95), 1, 1);
  const isEnough = numberPatients(holdout.patients, holdout.n).count >= LEAST_ASIDE;
  const threshold = isEnough ? copyThreshold(distances) : null;
  const rowThreshold = copyThreshold(nearestTwo(holdout.rows, sides.training.rows).first);
  const privacy: EcgPrivacy = {
    images: {
      ...images,
      dcr: { synthetic: ofSynthetic, holdout: distanceQuantiles({ first: distances }) },
      threshold,
      copies: copyShare({
        synthetic: found.images.distance,
        holdout: distances,
        patients: holdout.patients,
        seed,
      }),
      byEpoch: input.epochs.map(({ epoch, embeddings }) => ({
        epoch,
        copies: copyShare({
          synthetic: nearestDistances(embeddings, sides.training),
          holdout: distances,
          patients: holdout.patients,
          seed,
        }),
      })),
    },
    pairs: { copies: threshold === null ? null : pairCopies(found, threshold, rowThreshold, seed) },
    membership: isEnough ? membershipOf(found, sides.training, holdout, seed) : null,
    reason: isEnough ? null : 'too-few',
  };
  const ceiling = { images: { copies: copiesCeiling(found.images.distance, distances, holdout, seed) } };
  await pause(work, 1, 1);
  return { privacy, ceiling };
}
