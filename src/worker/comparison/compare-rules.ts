/** The schema's rules of plausibility on both sides of a comparison: real rows as they were measured, and written ones. */
import type { RuleComparison, RuleTally } from '../../core/report/comparison.ts';
import type { Dataset } from '../../core/dataset.ts';
import { ruleText, type RuleCheck } from '../../core/plausibility.ts';
import { checkRule, checkWritten, type RuleColumn } from '../../data/check-rules.ts';
import { decodeRow } from '../../data/decode-rows.ts';

type RealRows = Pick<Dataset, 'schema' | 'rows' | 'blanks' | 'count'>;

/** Cells as an export writes them, empty where the input was blank. Read when asked for: rules are about few columns. */
function measuredColumns({ schema, rows, blanks }: RealRows): ReadonlyMap<string, RuleColumn> {
  return new Map(
    schema.columns.map((column, i) => {
      const alone = { ...schema, columns: [column] };
      const cell = (row: number): string => {
        if (blanks[row * schema.columns.length + i] === 1) return '';
        return decodeRow(alone, rows.subarray(row * schema.width, (row + 1) * schema.width))[0] ?? '';
      };
      // A threshold has made a yes or no of the column already.
      return [column.name, { threshold: null, cell }];
    }),
  );
}

const tallyOf = ({ checked, broken }: RuleCheck): RuleTally => ({ checked, broken });

/** `written`: synthetic rows as `decodeRow` makes them. One entry a rule of the schema. */
export function compareRules(real: RealRows, written: readonly (readonly string[])[]): RuleComparison[] {
  const columns = measuredColumns(real);
  return checkWritten(real.schema, written).map((check) => ({
    text: ruleText(check.rule),
    rule: check.rule,
    real: tallyOf(checkRule(check.rule, columns, real.count)),
    synthetic: tallyOf(check),
  }));
}
