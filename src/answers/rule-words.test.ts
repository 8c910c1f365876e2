import { describe, expect, it } from 'vitest';
import type { PlausibilityRule } from '../core/plausibility.ts';
import { englishTexts } from '../i18n/english.ts';
import { ruleSentence } from './rule-words.ts';

const texts = englishTexts();
const said = (rule: PlausibilityRule): string =>
  texts.say(
    ruleSentence({
      text: 'as in a file',
      rule,
      real: { checked: 80, broken: 0 },
      synthetic: { checked: 1000, broken: 31 },
    }),
  );
const SHARES = 'broken by 0 of 80 real rows (0%) and 31 of 1,000 synthetic rows (3.1%).';
const range = (min: number | null, max: number | null): PlausibilityRule => ({
  kind: 'range',
  column: 'age',
  min,
  max,
});

// A cardiologist reads these: every kind of rule in words, with n on both sides.
describe('a rule in one sentence', () => {
  it.each<[PlausibilityRule, string]>([
    [{ kind: 'order', low: 'dbp', high: 'sbp' }, '“dbp” is never larger than “sbp”'],
    [{ kind: 'count', column: 'n', of: ['LAD', 'RCA'] }, '“n” is how many of “LAD” and “RCA” are set'],
    [range(18, 90), '“age” lies between 18 and 90'],
    [range(18, null), '“age” is at least 18'],
    [range(null, 90), '“age” is at most 90'],
    [range(null, null), '“age” may be any number'],
  ])('%o', (rule, words) => expect(said(rule)).toBe(`${words}: ${SHARES}`));

  it('a side without a row to check has no share', () => {
    const none = { checked: 0, broken: 0 };
    const rule: PlausibilityRule = { kind: 'order', low: 'dbp', high: 'sbp' };
    expect(texts.say(ruleSentence({ text: '', rule, real: none, synthetic: none }))).toBe(
      '“dbp” is never larger than “sbp”: broken by 0 of 0 real rows and 0 of 0 synthetic rows.',
    );
  });
});
