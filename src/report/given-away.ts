/**
 * Targets that one risk factor gives away: a column that spells the target, or was made from it. A predictor that finds such
 * a target shows nothing, so it is named and left out of the means.
 */
import type { GivenAway } from '../core/report/ecg-comparison.ts';
import type { TableSchema } from '../core/table-schema.ts';
import { auc } from './auc.ts';
import { readings, type Reading } from './readings.ts';

/** From this AUC of a single column on, nothing is left to be learned. */
const GIVEN = 0.995;
/** Rows a class that are not chance. */
const LEAST_CASES = 5;

/** AUC of one column for one target over the rows that know both, in whichever direction; NaN with too few. */
function alone(factor: Reading, target: Reading): number {
  const rows = [...target.truths.keys()].filter(
    (row) => !Number.isNaN(target.truths[row]) && !Number.isNaN(factor.truths[row]),
  );
  const truths = rows.map((row) => target.truths[row] ?? 0);
  const positives = truths.reduce((sum, truth) => sum + truth, 0);
  if (positives < LEAST_CASES || rows.length - positives < LEAST_CASES) return Number.NaN;
  const area = auc(
    rows.map((row) => factor.truths[row] ?? 0),
    truths,
  );
  return Math.max(area, 1 - area);
}

/** `rows`: [n, schema.width] of the patients trained on, NaN = missing. */
export function givenAwayTargets(schema: TableSchema, rows: Float32Array): GivenAway[] {
  const all = readings(schema, rows);
  const factors = all.filter(({ role }) => role === 'feature');
  return all
    .filter(({ role, isNumber }) => role === 'target' && !isNumber)
    .flatMap((target) => {
      const by = factors.find((factor) => alone(factor, target) >= GIVEN);
      return by === undefined ? [] : [{ target: target.name, by: by.name }];
    });
}
