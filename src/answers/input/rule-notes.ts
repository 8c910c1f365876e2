/** How a visitor's rule does on the rows of the table: how many break it, and which lines. */
import type { DataReport, InputRule } from '../../core/data-report.ts';
import { ruleText } from '../../core/plausibility.ts';
import type { Texts } from '../../i18n/translate.ts';

export function ruleNotes(
  { rule, checked, broken, rows, isOnSynthetic }: InputRule,
  { table, settings }: DataReport,
  { t, n }: Pick<Texts, 't' | 'n'>,
): string[] {
  const lines = rows.map((row) => String(table?.rowLines[row] ?? row + 2));
  const which = broken > rows.length ? [...lines, t('rules.more', { count: broken - rows.length })] : lines;
  const result = (): string => {
    if (checked === 0) return t('rules.unchecked');
    if (broken === 0) return t('rules.holds', { count: checked });
    return t('rules.broken', { count: broken, checked, share: n.percent(broken / checked, 1), lines: n.list(which) });
  };
  // Of one that the visitor wants learned the tick says so.
  const isLearned = (settings.learned ?? []).some((one) => ruleText(one) === ruleText(rule));
  return [result(), ...(isOnSynthetic || isLearned ? [] : [t('rules.notSynthetic')])];
}
