/**
 * Section 4 on ECGs and on pairs: how well a network that is trained for it tells real from synthetic. Cross-validated in
 * five folds that share no patient; AUC, the mean of the folds. The ceiling is the same between two disjoint halves of the real
 * patients, trained on 70 % and judged on 30 % once, beside synthetic pairs in a sample of that size.
 */
import type { Ceiling, Sides } from '../../../core/report/comparison.ts';
import { Rng, STREAM } from '../../../core/rng.ts';
import type { TableSchema } from '../../../core/table-schema.ts';
import { crc32 } from '../../../export/crc32.ts';
import { auc } from '../../../report/auc.ts';
import { findTwins, FOLDS } from '../../../report/folds.ts';
import { drawRows, splitHalves } from '../../../report/row-draws.ts';
import { detect, type NetworkWork, type Shown } from './networks.ts';
import { borrowBlanks, joinPairs, takePairs, type PairSet } from './pair-set.ts';

/** Of a ceiling's split, judged and not learned from. */
const JUDGED = 0.3;
/** Fewer a side and fold say nothing. */
const LEAST_PAIRS = 30;

/** A place in [0, 1) for every pair, evenly over the patients, the same for pairs of one patient. */
export function patientPlaces(set: PairSet, rng: Rng): Float64Array {
  const patients = set.patients ?? Int32Array.from({ length: set.count }, (_, i) => i);
  const distinct = [...new Set(patients)];
  const order = rng.permutation(distinct.length);
  const place = new Map(distinct.map((patient, i) => [patient, (order[i] ?? 0) / distinct.length]));
  return Float64Array.from(patients, (patient) => place.get(patient) ?? 0);
}

/** Equal for two pairs of which a classifier is shown the same. */
function keysOf(shown: Shown, { count, size, images, width, rows }: PairSet): string[] {
  const pixels = size * size;
  return Array.from({ length: count }, (_, n) => {
    const picture = String(crc32(images.subarray(n * pixels, (n + 1) * pixels)));
    return shown === 'images' ? picture : `${picture} ${rows.subarray(n * width, (n + 1) * width).join(' ')}`;
  });
}

/** A place in [0, 1) for every pair, which says in which fold it is judged. A synthetic copy goes where its original is: elsewhere, the one would teach the wrong answer for the other. */
export function judgingPlaces(shown: Shown, { real, synthetic }: Sides<PairSet>, seed: number): Sides<Float64Array> {
  const ofReal = patientPlaces(real, new Rng(seed, STREAM.detectorFolds, 0));
  const ofSynthetic = patientPlaces(synthetic, new Rng(seed, STREAM.detectorFolds, 1));
  // Pairs with patients are the other half of the real ones.
  if (synthetic.patients !== null) return { real: ofReal, synthetic: ofSynthetic };
  const twins = findTwins(keysOf(shown, real), keysOf(shown, synthetic));
  return { real: ofReal, synthetic: ofSynthetic.map((place, i) => ofReal[twins[i] ?? -1] ?? place) };
}

/** AUC on the members that are judged, by a network trained on the others. */
async function judgePart(
  shown: Shown,
  { real, synthetic }: Sides<PairSet>,
  isJudged: (place: number) => boolean,
  places: Sides<Float64Array>,
  work: NetworkWork,
): Promise<number> {
  const members = (side: keyof Sides<PairSet>, set: PairSet, wanted: boolean): PairSet =>
    takePairs(
      set,
      Uint32Array.from({ length: set.count }, (_, i) => i).filter((i) => isJudged(places[side][i] ?? 0) === wanted),
    );
  const learned = [members('real', real, false), members('synthetic', synthetic, false)] as const;
  const judged = [members('real', real, true), members('synthetic', synthetic, true)] as const;
  const sideOf = ([first, second]: readonly [PairSet, PairSet]): Uint8Array =>
    Uint8Array.from({ length: first.count + second.count }, (_, i) => Number(i >= first.count));
  const probabilities = await detect(
    shown,
    { training: joinPairs(...learned), isSynthetic: sideOf(learned), judged: joinPairs(...judged) },
    work,
  );
  return auc(probabilities, sideOf(judged));
}

const step = (work: NetworkWork, done: number, total: number): NetworkWork => ({
  ...work,
  onFraction: (fraction) => work.onFraction((done + fraction) / total),
});

/** Of one split: learned from 70 %, judged on 30 %. */
function judgeOnce(shown: Shown, sides: Sides<PairSet>, work: NetworkWork): Promise<number> {
  return judgePart(shown, sides, (place) => place < JUDGED, judgingPlaces(shown, sides, work.seed), work);
}

/** Two networks' probabilities cannot be ranked together: the mean of the folds, each by itself. */
async function crossValidated(shown: Shown, sides: Sides<PairSet>, work: NetworkWork): Promise<number> {
  const places = judgingPlaces(shown, sides, work.seed);
  let sum = 0;
  for (let fold = 0; fold < FOLDS; fold++) {
    const isJudged = (place: number): boolean => Math.floor(place * FOLDS) === fold;
    sum += await judgePart(shown, sides, isJudged, places, step(work, fold, FOLDS));
  }
  return sum / FOLDS;
}

export interface Detected {
  readonly score: number | null;
  readonly ceiling: Ceiling | null;
}

/** Null with fewer than 30 pairs a side, or a ceiling's half of them. */
export async function detectSynthetic(
  shown: Shown,
  schema: TableSchema,
  sides: Sides<PairSet>,
  work: NetworkWork,
): Promise<Detected> {
  const { real } = sides;
  const blanks = new Rng(work.seed, STREAM.detectorPairs, 4);
  const synthetic = shown === 'pairs' ? borrowBlanks(schema, sides.synthetic, real, blanks) : sides.synthetic;
  if (Math.min(real.count, synthetic.count) < LEAST_PAIRS) return { score: null, ceiling: null };
  // Equally many on both sides: AUC does not need it, training does.
  const n = Math.min(real.count, synthetic.count);
  const draw = (set: PairSet, size: number, substream: number): PairSet =>
    takePairs(set, drawRows(set.count, size, new Rng(work.seed, STREAM.detectorPairs, substream)));
  const score = await crossValidated(
    shown,
    { real: draw(real, n, 0), synthetic: draw(synthetic, n, 1) },
    step(work, 0, 2),
  );
  const [one, other] = splitHalves(real.count, {
    most: synthetic.count,
    patients: real.patients,
    rng: new Rng(work.seed, STREAM.detectorPairs, 2),
  });
  if (one.length < LEAST_PAIRS) return { score, ceiling: null };
  const half = takePairs(real, one);
  const beside = step(work, 1, 2);
  const ofReal = await judgeOnce(shown, { real: half, synthetic: takePairs(real, other) }, step(beside, 0, 2));
  const ofSynthetic = await judgeOnce(
    shown,
    { real: half, synthetic: draw(synthetic, one.length, 3) },
    step(beside, 1, 2),
  );
  const ceiling = { mean: ofReal, low: ofReal, high: ofReal, n: one.length, synthetic: ofSynthetic };
  return { score, ceiling };
}
