/** Section 7: the lesion predictor on real and synthetic patients, or a visitor's own on both. */
import type {
  EcgCeilings,
  GivenAway,
  NoScoreReason,
  PredictorReport,
  PredictorRun,
  PredictorScores,
} from '../../../core/report/ecg-comparison.ts';
import type { TableSchema } from '../../../core/table-schema.ts';
import { givenAwayTargets } from '../../../report/given-away.ts';
import { hasEnoughPatients, yesOrNoTargets } from '../../../report/readings.ts';
import { openVisitorModel, type VisitorModel } from '../../../predictor/visitor-model.ts';
import { featurePositions, fitPredictor, type NetworkWork, scorePredictor } from './networks.ts';
import { joinPairs, type PairSet } from './pair-set.ts';

export interface PredictorSides {
  readonly schema: TableSchema;
  readonly train: PairSet;
  readonly holdout: PairSet | null;
  readonly synthetic: PairSet;
}

type Runs = Record<PredictorRun, PredictorScores | null>;

const NO_RUNS: Runs = {
  realOnHoldout: null,
  realOnSynthetic: null,
  syntheticOnHoldout: null,
  augmentedOnHoldout: null,
};

/** Some target with both classes, so that something can be learned. */
function hasBothClasses(schema: TableSchema, set: PairSet): boolean {
  return yesOrNoTargets(schema, set.rows).some(({ truths }) => truths.includes(0) && truths.includes(1));
}

/** Null: some target of the patients put aside can be judged. Numbers of the others stand all the same, with their intervals. */
function holdoutReason(schema: TableSchema, holdout: PairSet | null): NoScoreReason | null {
  if (holdout === null) return 'no-holdout';
  const isJudged = yesOrNoTargets(schema, holdout.rows).some((target) => hasEnoughPatients(target, holdout.patients));
  return isJudged ? null : 'too-few';
}

const part = (work: NetworkWork, done: number, total: number): NetworkWork => ({
  ...work,
  onFraction: (fraction) => work.onFraction((done + fraction) / total),
});

/** Trains on `set` and answers about each of `judged`. */
async function run(
  schema: TableSchema,
  set: PairSet,
  judged: readonly (PairSet | null)[],
  givenAway: readonly GivenAway[],
  work: NetworkWork,
): Promise<(PredictorScores | null)[]> {
  if (!hasBothClasses(schema, set)) return judged.map(() => null);
  const network = await fitPredictor(schema, set, work);
  try {
    const scores: (PredictorScores | null)[] = [];
    for (const side of judged) {
      scores.push(side === null ? null : await scorePredictor(schema, network, side, work, givenAway));
    }
    return scores;
  } finally {
    network.dispose();
  }
}

/** Without patients put aside only the article's figure exists, and the reason is said. */
export async function runPredictor(sides: PredictorSides, work: NetworkWork): Promise<PredictorReport> {
  const { schema, train, holdout, synthetic } = sides;
  const givenAway = givenAwayTargets(schema, train.rows);
  const report = (reason: NoScoreReason | null, runs: Partial<Runs> = {}): PredictorReport => ({
    source: 'built-in',
    givenAway,
    reason,
    ...NO_RUNS,
    ...runs,
  });
  if (yesOrNoTargets(schema, train.rows).length === 0) return report('no-targets');
  if (!hasBothClasses(schema, train)) return report('too-few');
  const [realOnHoldout = null, realOnSynthetic = null] = await run(
    schema,
    train,
    [holdout, synthetic],
    givenAway,
    part(work, 0, 4),
  );
  if (holdout === null) return report('no-holdout', { realOnSynthetic });
  const [syntheticOnHoldout = null] = await run(schema, synthetic, [holdout], givenAway, part(work, 1, 4));
  const both = joinPairs(train, synthetic);
  const [augmentedOnHoldout = null] = await run(schema, both, [holdout], givenAway, {
    ...work,
    onFraction: (fraction) => work.onFraction((2 + 2 * fraction) / 4),
  });
  return report(holdoutReason(schema, holdout), {
    realOnHoldout,
    realOnSynthetic,
    syntheticOnHoldout,
    augmentedOnHoldout,
  });
}

/** Asks nothing of a model that was not opened: throws `predictor-*` where the files are none for these columns. */
export function openForSchema(schema: TableSchema, train: PairSet, files: readonly File[]): Promise<VisitorModel> {
  return openVisitorModel(files, {
    columns: featurePositions(schema).length,
    outputs: yesOrNoTargets(schema, train.rows).length,
  });
}

/** A visitor's own model is not trained here: it is only asked. */
export async function askVisitorModel(
  { schema, train, holdout, synthetic }: PredictorSides,
  model: VisitorModel,
  work: NetworkWork,
): Promise<PredictorReport> {
  const givenAway = givenAwayTargets(schema, train.rows);
  const realOnHoldout = holdout === null ? null : await scorePredictor(schema, model, holdout, work, givenAway);
  work.onFraction(0.5);
  const realOnSynthetic = await scorePredictor(schema, model, synthetic, work, givenAway);
  work.onFraction(1);
  const reason = holdoutReason(schema, holdout);
  return { source: 'visitor', givenAway, reason, ...NO_RUNS, realOnHoldout, realOnSynthetic };
}

/** What the network that learned from real patients reaches on real patients stands beside every other run. */
export function predictorCeilings({ realOnHoldout }: PredictorReport): EcgCeilings['predictor'] {
  const ceiling = realOnHoldout === null ? null : { macro: realOnHoldout.macro };
  return {
    realOnHoldout: null,
    realOnSynthetic: ceiling,
    syntheticOnHoldout: ceiling,
    augmentedOnHoldout: ceiling,
  };
}
