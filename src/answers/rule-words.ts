/** Rules of plausibility in plain words: what must hold, and how many rows on each side break it. */
import type { RuleComparison, RuleTally } from '../core/report/comparison.ts';
import { formulaText, type PlausibilityRule } from '../core/plausibility.ts';
import { listed, percent, type Said, say } from '../i18n/said.ts';

/** What must hold, without a full stop. */
export function ruleWords(rule: PlausibilityRule): Said {
  switch (rule.kind) {
    case 'count':
      return say('kept-rules.count', {
        column: rule.column,
        of: listed(rule.of.map((name) => say('kept-rules.name', { name }))),
      });
    case 'order':
      return say('kept-rules.order', { low: rule.low, high: rule.high });
    case 'range': {
      const { column, min, max } = rule;
      if (min !== null && max !== null) return say('kept-rules.between', { column, min, max });
      if (min !== null) return say('kept-rules.atLeast', { column, min });
      return max === null ? say('kept-rules.any', { column }) : say('kept-rules.atMost', { column, max });
    }
    case 'any':
      return say('kept-rules.anyOf', {
        column: rule.column,
        of: listed(rule.of.map((name) => say('kept-rules.name', { name }))),
      });
    case 'formula':
      return say('kept-rules.formula', { column: rule.column, formula: formulaText(rule) });
    default:
      return rule satisfies never;
  }
}

/** "31 of 1,000 synthetic rows (3.1%)" */
function brokenWords({ checked, broken }: RuleTally, side: 'real' | 'synthetic'): Said {
  if (checked === 0) return say(`kept-rules.${side}.unchecked`);
  return say(`kept-rules.${side}`, { broken, checked, share: percent(broken / checked, 1) });
}

/** One sentence: the rule, and who breaks it. */
export function ruleSentence({ rule, real, synthetic }: RuleComparison): Said {
  return say('kept-rules.sentence', {
    rule: ruleWords(rule),
    real: brokenWords(real, 'real'),
    synthetic: brokenWords(synthetic, 'synthetic'),
  });
}
