/** Rules of plausibility in plain words: what must hold, and how many rows on each side break it. */
import type { RuleComparison, RuleTally } from '../core/report/comparison.ts';
import type { PlausibilityRule } from '../core/plausibility.ts';
import type { Texts } from '../i18n/translate.ts';

type Words = Pick<Texts, 't' | 'n'>;

/** What must hold, without a full stop. */
export function ruleWords({ t, n }: Words, rule: PlausibilityRule): string {
  switch (rule.kind) {
    case 'count':
      return t('kept-rules.count', {
        column: rule.column,
        of: n.list(rule.of.map((name) => t('kept-rules.name', { name }))),
      });
    case 'order':
      return t('kept-rules.order', { low: rule.low, high: rule.high });
    case 'range': {
      const { column, min, max } = rule;
      if (min !== null && max !== null) return t('kept-rules.between', { column, min, max });
      if (min !== null) return t('kept-rules.atLeast', { column, min });
      return max === null ? t('kept-rules.any', { column }) : t('kept-rules.atMost', { column, max });
    }
    default:
      return rule satisfies never;
  }
}

/** "31 of 1,000 synthetic rows (3.1%)" */
function brokenWords({ t, n }: Words, { checked, broken }: RuleTally, side: 'real' | 'synthetic'): string {
  if (checked === 0) return t(`kept-rules.${side}.unchecked`);
  return t(`kept-rules.${side}`, { broken, checked, share: n.percent(broken / checked, 1) });
}

/** One sentence: the rule, and who breaks it. */
export function ruleSentence(words: Words, { rule, real, synthetic }: RuleComparison): string {
  return words.t('kept-rules.sentence', {
    rule: ruleWords(words, rule),
    real: brokenWords(words, real, 'real'),
    synthetic: brokenWords(words, synthetic, 'synthetic'),
  });
}
