/** The answers in short, above the ECGs: every question with its verdict, leading to the measurements below. */
import { useSession } from '../../context/studio-context.tsx';
import { useTexts } from '../../context/texts-context.tsx';
import classes from './comparison-summary.module.css';
import { VerdictMark } from './questions/verdict-mark.tsx';
import { QUESTIONS, verdictsOf } from '../../../report-page/verdict.ts';

export function ComparisonSummary() {
  const { t } = useTexts();
  const comparison = useSession((s) => s.comparison);
  if (comparison.status !== 'ready' && comparison.status !== 'running') return null;
  const verdicts = comparison.status === 'ready' ? verdictsOf(comparison.report) : null;
  return (
    <nav className={classes.summary} aria-label={t('comparison.summary')} data-testid="compare-summary">
      {QUESTIONS.map((name) => (
        <a key={name} className={classes.answer} href={verdicts === null ? '#measured' : `#question-${name}`}>
          <span>{t(`${name}.question`)}</span>
          {verdicts === null ? (
            <span className={classes.waiting}>{t('comparison.wait')}</span>
          ) : (
            <VerdictMark verdict={verdicts[name]} />
          )}
        </a>
      ))}
    </nav>
  );
}
