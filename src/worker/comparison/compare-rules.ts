/** The schema's rules of plausibility on both sides of a comparison: real rows as they were measured, and written ones. */
import type { RuleComparison, RuleTally } from '../../core/report/comparison.ts';
import type { Dataset } from '../../core/dataset.ts';
import { ruleColumns, ruleText, type RuleCheck } from '../../core/plausibility.ts';
import { countOf, type TypedColumn } from '../../core/typed-column.ts';
import { checkRule, checkWritten, type RuleColumn } from '../../data/check-rules.ts';
import { decodeColumn } from '../../data/decode-rows.ts';

type RealRows = Pick<Dataset, 'schema' | 'rows' | 'blanks' | 'count'>;

/** Cells as an export writes them, blank where the input was. Rules are about few columns. */
function measuredColumns(
  { schema, rows, blanks, count }: RealRows,
  names: ReadonlySet<string>,
): Map<string, RuleColumn> {
  return new Map(
    schema.columns.flatMap((column, i) => {
      if (!names.has(column.name)) return [];
      const { values, codes } = decodeColumn(column, rows, schema.width);
      // A value that no row has, behind the others.
      const blank = countOf(values);
      const cells: TypedColumn = {
        values,
        codes: Uint32Array.from({ length: count }, (_, row) =>
          blanks[row * schema.columns.length + i] === 1 ? blank : (codes[row] ?? blank),
        ),
      };
      // A threshold has made a yes or no of the column already.
      return [[column.name, { threshold: null, cells }]];
    }),
  );
}

const tallyOf = ({ checked, broken }: RuleCheck): RuleTally => ({ checked, broken });

/** `written`: synthetic rows as `decodeRows` makes them. One entry a rule of the schema. */
export function compareRules(real: RealRows, written: readonly TypedColumn[], rows: number): RuleComparison[] {
  const columns = measuredColumns(real, new Set((real.schema.rules ?? []).flatMap(ruleColumns)));
  return checkWritten(real.schema, written, rows).map((check) => ({
    text: ruleText(check.rule),
    rule: check.rule,
    real: tallyOf(checkRule(check.rule, columns, real.count)),
    synthetic: tallyOf(check),
  }));
}
