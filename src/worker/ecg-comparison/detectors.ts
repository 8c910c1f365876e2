/**
 * Section 4 on ECGs and on pairs: how well a network that is trained for it tells real from synthetic. Cross-validated in
 * folds that share no patient; AUC over all folds. The ceiling is the same between two disjoint halves of the real
 * patients, trained on 70 % and judged on 30 % once, beside synthetic pairs in a sample of that size.
 */
import type { Ceiling } from '../../core/comparison.ts';
import { Rng, STREAM } from '../../core/rng.ts';
import type { TableSchema } from '../../core/table-schema.ts';
import { auc } from '../../report/auc.ts';
import { drawRows, splitHalves } from '../../report/row-draws.ts';
import { detect, type NetworkWork, type Shown } from './networks.ts';
import { borrowBlanks, joinPairs, takePairs, type PairSet } from './pair-set.ts';

/** Every fold trains a network. With three, each learns from two thirds of the patients. */
const FOLDS = 3;
/** Of a ceiling's split, judged and not learned from. */
const JUDGED = { from: 0, to: 0.3 };
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

interface Sides {
  readonly real: PairSet;
  readonly synthetic: PairSet;
}

/** Probabilities of being synthetic for the members of `folds` that are judged, by a network trained on the others. */
async function judgeFold(
  shown: Shown,
  { real, synthetic }: Sides,
  isJudged: { readonly real: (i: number) => boolean; readonly synthetic: (i: number) => boolean },
  work: NetworkWork,
): Promise<{ readonly scores: number[]; readonly truths: number[] }> {
  const members = (set: PairSet, keep: (i: number) => boolean): PairSet =>
    takePairs(
      set,
      Uint32Array.from({ length: set.count }, (_, i) => i).filter((i) => keep(i)),
    );
  const learned = [members(real, (i) => !isJudged.real(i)), members(synthetic, (i) => !isJudged.synthetic(i))] as const;
  const judged = [members(real, isJudged.real), members(synthetic, isJudged.synthetic)] as const;
  const probabilities = await detect(
    shown,
    {
      training: joinPairs(...learned),
      isSynthetic: Uint8Array.from({ length: learned[0].count + learned[1].count }, (_, i) =>
        Number(i >= learned[0].count),
      ),
      judged: joinPairs(...judged),
    },
    work,
  );
  return {
    scores: [...probabilities],
    truths: Array.from({ length: judged[0].count + judged[1].count }, (_, i) => Number(i >= judged[0].count)),
  };
}

const step = (work: NetworkWork, done: number, total: number): NetworkWork => ({
  ...work,
  onFraction: (fraction) => work.onFraction((done + fraction) / total),
});

/** AUC on the pairs whose place is in [from, to), by a network that learned from the others. */
async function judgePlaces(
  shown: Shown,
  sides: Sides,
  range: { readonly from: number; readonly to: number },
  work: NetworkWork,
): Promise<number> {
  const judged = (set: PairSet, substream: number): ((i: number) => boolean) => {
    const places = patientPlaces(set, new Rng(work.seed, STREAM.detectorFolds, substream));
    return (i) => (places[i] ?? 0) >= range.from && (places[i] ?? 0) < range.to;
  };
  const isJudged = { real: judged(sides.real, 0), synthetic: judged(sides.synthetic, 1) };
  const { scores, truths } = await judgeFold(shown, sides, isJudged, work);
  return auc(scores, truths);
}

/** Two networks' probabilities cannot be ranked together: the mean of the folds, each by itself. */
async function crossValidated(shown: Shown, sides: Sides, work: NetworkWork): Promise<number> {
  let sum = 0;
  for (let fold = 0; fold < FOLDS; fold++) {
    const range = { from: fold / FOLDS, to: (fold + 1) / FOLDS };
    sum += await judgePlaces(shown, sides, range, step(work, fold, FOLDS));
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
  sides: Sides,
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
  const ofReal = await judgePlaces(
    shown,
    { real: half, synthetic: takePairs(real, other) },
    JUDGED,
    step(beside, 0, 2),
  );
  const ofSynthetic = await judgePlaces(
    shown,
    { real: half, synthetic: draw(synthetic, one.length, 3) },
    JUDGED,
    step(beside, 1, 2),
  );
  const ceiling = { mean: ofReal, low: ofReal, high: ofReal, n: one.length, synthetic: ofSynthetic };
  return { score, ceiling };
}
