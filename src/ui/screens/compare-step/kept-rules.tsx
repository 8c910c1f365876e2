/** Rules that must hold: how many real and how many synthetic rows break each. Nothing where there are none. */
import type { RuleComparison } from '../../../core/report/comparison.ts';
import { ruleSentence } from '../../../report-page/rule-words.ts';
import { Sheet } from '../../components/screen.tsx';
import { useTexts } from '../../context/texts-context.tsx';
import classes from './kept-rules.module.css';

export function KeptRules({ rules = [] }: { readonly rules?: readonly RuleComparison[] | undefined }) {
  const texts = useTexts();
  const { t } = texts;
  if (rules.length === 0) return null;
  return (
    <Sheet title={t('kept-rules.title')} testId="kept-rules">
      <p className={classes.lead}>{t('kept-rules.lead')}</p>
      <ul className={classes.list}>
        {rules.map((rule) => (
          <li key={rule.text}>{ruleSentence(texts, rule)}</li>
        ))}
      </ul>
    </Sheet>
  );
}
