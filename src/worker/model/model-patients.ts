/** Are these the patients that an opened model was trained on? */
import { AppError } from '../../core/app-error.ts';
import { areAlike, readDifferently, withoutRules } from '../../core/schema-changes.ts';
import type { TableSchema } from '../../core/table-schema.ts';
import { withoutBlankRates } from '../../data/blank-rates.ts';

/**
 * Throws `model-other-patients` where `now` does not encode patients as an opened model's schema does, or `model-read-differently`
 * where columns are taken for something else. Ranges and categories are those of the patients trained on.
 */
export function requirePatientsOf(opened: { readonly schema: TableSchema }, now: TableSchema, file: string): void {
  const before = withoutBlankRates(opened.schema);
  if (JSON.stringify(withoutRules(now)) === JSON.stringify(withoutRules(before))) return;
  const columns = readDifferently(before, now);
  if (columns.length === 0 || !areAlike(before, now)) throw new AppError('model-other-patients', { file });
  throw new AppError('model-read-differently', { file, columns });
}
