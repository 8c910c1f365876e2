/** The networks of the comparison: what each is trained on and asked. Owns none of them longer than its function runs, but the reader. */
import { truthTable, yesOrNoTargets } from '../../../report/readings.ts';
import type { GivenAway, PredictorScores } from '../../../core/report/ecg-comparison.ts';
import type { TableSchema } from '../../../core/table-schema.ts';
import type { Kernels } from '../../../engine/kernels.ts';
import { DETECTOR_EFFORT, type Effort, PREDICTOR_EFFORT } from '../../../predictor/effort.ts';
import type { EcgCases } from '../../../predictor/ecg-cases.ts';
import { fitNetwork } from '../../../predictor/fit-network.ts';
import type { FittedNetwork } from '../../../predictor/fitted-network.ts';
import type { Targets } from '../../../predictor/targets.ts';
import { predictorScores } from '../../../report/predictor-scores.ts';
import { pairCases, type PairSet, pictureCases } from './pair-set.ts';

export interface NetworkWork {
  readonly kernels: Kernels;
  readonly seed: number;
  readonly signal: AbortSignal;
  /** Absent: as measured to be worth their time. */
  readonly efforts?: { readonly predictor: Effort; readonly detector: Readonly<Record<Shown, Effort>> } | undefined;
  /** Of this piece of work, 0 … 1. */
  readonly onFraction: (fraction: number) => void;
}

function fit(
  cases: EcgCases,
  targets: Targets,
  patients: Int32Array | null,
  effort: Effort,
  work: NetworkWork,
): Promise<FittedNetwork> {
  const { kernels, seed, signal, onFraction } = work;
  return fitNetwork({ kernels, cases, targets, patients, seed, effort, signal, onProgress: onFraction });
}

/** Reads every position of the row from the ECG. The caller disposes it. */
export function fitReader(set: PairSet, work: NetworkWork): Promise<FittedNetwork> {
  const targets = { values: set.rows, outputs: set.width };
  return fit(pictureCases(set), targets, set.patients, work.efforts?.predictor ?? PREDICTOR_EFFORT, work);
}

/** Positions of the columns that the predictor may look at: risk factors, never a target or what flags one as blank. */
export function featurePositions(schema: TableSchema): number[] {
  const positions = schema.columns
    .filter(({ role }) => role === 'feature')
    .flatMap(({ offset, width, flag }) => {
      const value = Array.from({ length: width }, (_, i) => offset + i);
      return flag === undefined ? value : [...value, flag];
    });
  // Columns that are blank in the same rows share a flag.
  return [...new Set(positions)];
}

/** Predicts the targets from ECG and risk factors. The caller disposes it. */
export function fitPredictor(schema: TableSchema, set: PairSet, work: NetworkWork): Promise<FittedNetwork> {
  const asked = yesOrNoTargets(schema, set.rows);
  const targets = { values: Float32Array.from(truthTable(asked)), outputs: asked.length };
  return fit(
    pairCases(set, featurePositions(schema)),
    targets,
    set.patients,
    work.efforts?.predictor ?? PREDICTOR_EFFORT,
    work,
  );
}

/** How well `network` predicts the targets of `set`. */
export async function scorePredictor(
  schema: TableSchema,
  network: Pick<FittedNetwork, 'predict'>,
  set: PairSet,
  work: Pick<NetworkWork, 'seed' | 'signal'>,
  givenAway: readonly GivenAway[] = [],
): Promise<PredictorScores> {
  const asked = yesOrNoTargets(schema, set.rows);
  const probabilities = await network.predict(pairCases(set, featurePositions(schema)), work.signal);
  return predictorScores({
    names: asked.map(({ name }) => name),
    leftOut: givenAway.map(({ target }) => target),
    probabilities,
    truths: truthTable(asked),
    patients: set.patients,
    seed: work.seed,
  });
}

/** What a classifier of real against synthetic is shown. */
export type Shown = 'images' | 'pairs';

/**
 * Probabilities of being synthetic for `judged`, by a network that learned it from `real` and `synthetic`. `width` whole
 * rows for pairs: unknown cells are the mean, on both sides.
 */
export async function detect(
  shown: Shown,
  sides: { readonly training: PairSet; readonly isSynthetic: Uint8Array; readonly judged: PairSet },
  work: NetworkWork,
): Promise<Float32Array> {
  const { training, isSynthetic, judged } = sides;
  const everything = Array.from({ length: training.width }, (_, i) => i);
  const cases = (set: PairSet): EcgCases => (shown === 'images' ? pictureCases(set) : pairCases(set, everything));
  const targets = { values: Float32Array.from(isSynthetic), outputs: 1 };
  const network = await fit(
    cases(training),
    targets,
    training.patients,
    (work.efforts?.detector ?? DETECTOR_EFFORT)[shown],
    work,
  );
  try {
    return await network.predict(cases(judged), work.signal);
  } finally {
    network.dispose();
  }
}
