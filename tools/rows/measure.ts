/** The report's own figures on rows, and a few that only the benchmark needs: what a predictor trained on them is worth. */
import { auc } from '../../src/report/auc.ts';
import { compareColumn } from '../../src/report/compare-columns.ts';
import { dependence } from '../../src/report/dependence.ts';
import { detectRows } from '../../src/report/detect-rows.ts';
import { gowerRanges, gowerRows, nearestTwo } from '../../src/report/gower.ts';
import { impossibleCombinations, impossibleShare } from '../../src/report/impossible-rows.ts';
import type { PieceWork } from '../../src/core/pace.ts';
import { adjustP } from '../../src/report/permutation-test.ts';
import { mean } from '../../src/core/maths/moments.ts';
import { equalDraws, oneRecordEach } from '../../src/report/row-draws.ts';
import { countNearer, trainingDraws } from '../../src/report/row-privacy.ts';
import { rowsForest } from '../../src/report/rows-forest.ts';
import { copyBlindness, shareInterval } from '../../src/report/share-interval.ts';
import { Rng } from '../../src/core/rng.ts';
import { logisticRegression } from '../../src/rows/regression.ts';
import type { RowTable } from '../../src/rows/row-table.ts';
import { encodeTable, reportColumns, schemaOf, type BenchTable } from './tables.ts';

const QUIET: PieceWork = { onFraction: () => undefined, isCancelled: () => false, rest: async () => undefined };

export interface RowFigures {
  readonly differing: number;
  readonly dependence: number;
  readonly dependenceLow: number;
  readonly dependenceHigh: number;
  readonly impossible: number;
  readonly impossibleHoldout: number;
  readonly logistic: number;
  readonly logisticReal: number;
  readonly forest: number;
  readonly predictor: number;
  readonly dcrShare: number;
  readonly dcrLow: number;
  readonly dcrHigh: number;
  readonly membership: number;
  readonly blind: number;
  readonly bmi: number;
}

/** Inputs and targets as numbers; blanks are the training median, with a flag. */
function predictorColumns(table: RowTable, names: readonly string[], medians: readonly number[]): Float64Array[] {
  return names.flatMap((name, i) => {
    const column = table.columns.find((one) => one.name === name);
    if (column === undefined) return [];
    const raw =
      column.kind === 'number'
        ? column.values
        : Float64Array.from(column.codes, (code) => (code < 0 ? Number.NaN : code));
    return [
      raw.map((value) => (Number.isNaN(value) ? (medians[i] ?? 0) : value)),
      raw.map((value) => Number(Number.isNaN(value))),
    ];
  });
}

/** Macro AUC on the put-aside rows of ridge-logistic predictors trained on `training`. */
export function predictorAuc(training: RowTable, table: BenchTable): number {
  const { targets, leave } = table.choice;
  const inputs = table.training.columns
    .map(({ name }) => name)
    .filter((name) => !targets.includes(name) && !leave.includes(name));
  const medians = inputs.map((name) => {
    const column = table.training.columns.find((one) => one.name === name);
    const values =
      column?.kind === 'number' ? column.values.filter((value) => !Number.isNaN(value)).sort() : new Float64Array();
    return values[values.length >> 1] ?? 0;
  });
  const data = predictorColumns(training, inputs, medians);
  const test = predictorColumns(table.holdout, inputs, medians);
  const scores: number[] = [];
  for (const target of targets) {
    const own = training.columns.find((one) => one.name === target);
    const truth = table.holdout.columns.find((one) => one.name === target);
    if (own?.kind !== 'category' || truth?.kind !== 'category') continue;
    const yes = truth.codes.filter((code) => code === 1).length;
    const known = [...truth.codes.keys()].filter((row) => (truth.codes[row] ?? -1) >= 0);
    if (Math.min(yes, known.length - yes) < 5) continue;
    const rows = Uint32Array.from(own.codes.keys()).filter((row) => (own.codes[row] ?? -1) >= 0);
    const y = Float64Array.from(rows, (row) => own.codes[row] ?? 0);
    const ones = y.reduce((sum, value) => sum + value, 0);
    if (ones === 0 || ones === y.length) {
      scores.push(0.5);
      continue;
    }
    const model = logisticRegression({
      slots: [...data.keys()],
      data,
      rows,
      y,
      weights: new Float64Array(rows.length).fill(1),
      ridge: 10,
    });
    const predicted = Float64Array.from(known, (row) =>
      model.slots.reduce((sum, slot, i) => sum + (model.weights[i] ?? 0) * (test[slot]?.[row] ?? 0), model.bias),
    );
    scores.push(
      auc(
        predicted,
        Float64Array.from(known, (row) => truth.codes[row] ?? 0),
      ),
    );
  }
  return mean(scores);
}

function bmiError(table: RowTable): number {
  const numbers = (name: string): Float64Array | null => {
    const column = table.columns.find((one) => one.name === name);
    return column?.kind === 'number' ? column.values : null;
  };
  const [bmi, height, weight] = [numbers('BMI'), numbers('height'), numbers('weight')];
  if (bmi === null || height === null || weight === null) return Number.NaN;
  const errors = bmi.map((value, row) => Math.abs(value - (weight[row] ?? 0) / ((height[row] ?? 1) / 100) ** 2));
  const known = errors.filter((value) => !Number.isNaN(value)).sort();
  return known[known.length >> 1] ?? Number.NaN;
}

function differingShare(table: BenchTable, synthetic: RowTable, seed: number): number {
  const real = reportColumns(table.training, table.training);
  const made = reportColumns(synthetic, table.training);
  const n = { real: table.training.rows, synthetic: synthetic.rows };
  const { persons } = table.training;
  const independentRows = persons === null ? null : oneRecordEach(persons, new Rng(seed, 953));
  const ps = real.map((column, index) => {
    const other = made[index];
    if (other === undefined) return null;
    return compareColumn({
      sides: { real: column, synthetic: other },
      n,
      draws: equalDraws(n, seed),
      independentRows,
      seed,
      index,
    }).p;
  });
  return mean(adjustP(ps).map((p) => Number(p !== null && p < 0.05)));
}

function privacyFigures(table: BenchTable, synthetic: RowTable, seed: number) {
  const real = reportColumns(table.training, table.training);
  const ranges = gowerRanges(real);
  const training = gowerRows(real, ranges);
  const holdout = gowerRows(reportColumns(table.holdout, table.training), ranges);
  const made = gowerRows(reportColumns(synthetic, table.training), ranges);
  const draws = trainingDraws(training.n, holdout.n, seed);
  const share = countNearer({ from: made, training, holdout, draws, start: 0, end: made.n }) / made.n;
  const patients = { training: table.training.persons, holdout: table.holdout.persons };
  const interval = shareInterval(share, { synthetic: made, training, holdout, patients, seed });
  const trained = nearestTwo(training, made).first;
  const aside = nearestTwo(holdout, made).first;
  const isTrained = Float64Array.from({ length: trained.length + aside.length }, (_, i) => Number(i < trained.length));
  const membership = auc(
    Float64Array.from([...trained, ...aside], (distance) => -distance),
    isTrained,
  );
  const { share: atZero } = copyBlindness(nearestTwo(holdout, training).first);
  return {
    dcrShare: share,
    dcrLow: interval?.low ?? Number.NaN,
    dcrHigh: interval?.high ?? Number.NaN,
    membership,
    blind: atZero,
  };
}

/** `isQuick`: without what takes longest, the detectors' ceilings. */
export async function measureRows(table: BenchTable, synthetic: RowTable, seed: number): Promise<RowFigures> {
  const training = reportColumns(table.training, table.training);
  const holdout = reportColumns(table.holdout, table.training);
  const made = reportColumns(synthetic, table.training);
  const kept = dependence({ training, holdout, synthetic: made, patients: table.holdout.persons, seed });
  const combinations = impossibleCombinations(training);
  const logistic = await detectRows(
    {
      schema: schemaOf(table.training),
      real: encodeTable(table.training, table.training),
      synthetic: encodeTable(synthetic, table.training),
      patients: table.training.persons,
      seed,
    },
    QUIET,
  );
  const forest = await rowsForest(
    { tables: { real: training, synthetic: made }, patients: table.training.persons, seed },
    QUIET,
  );
  return {
    differing: differingShare(table, synthetic, seed),
    dependence: kept?.value ?? Number.NaN,
    dependenceLow: kept?.low ?? Number.NaN,
    dependenceHigh: kept?.high ?? Number.NaN,
    impossible: impossibleShare(made, combinations) ?? Number.NaN,
    impossibleHoldout: impossibleShare(holdout, combinations) ?? Number.NaN,
    logistic: logistic.auc ?? Number.NaN,
    logisticReal: logistic.ceiling?.mean ?? Number.NaN,
    forest: forest ?? Number.NaN,
    predictor: predictorAuc(synthetic, table) / predictorAuc(table.training, table),
    ...privacyFigures(table, synthetic, seed),
    bmi: bmiError(synthetic),
  };
}
