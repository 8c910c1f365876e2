/** The answers in short, above the ECGs: every question with its verdict, leading to the measurements below. */
import { type QuestionName, QUESTIONS, questionVerdicts } from '../../../report-page/questions.ts';
import { ecgReportOf } from '../../../store/session-state.ts';
import { useSession } from '../../context/studio-context.tsx';
import { useTexts } from '../../context/texts-context.tsx';
import classes from './comparison-summary.module.css';
import { VerdictMark } from './questions/verdict-mark.tsx';

export function ComparisonSummary() {
  const { t } = useTexts();
  const comparison = useSession((s) => s.comparison);
  const ecgComparison = useSession((s) => s.ecgComparison);
  if (comparison.status !== 'ready' && comparison.status !== 'running') return null;
  const ecgs = ecgReportOf(ecgComparison);
  const verdicts = comparison.status === 'ready' ? questionVerdicts(comparison.report, ecgs) : null;
  const isMeasuringEcgs = ecgComparison.status === 'running' && ecgs === null;
  const targetOf = (name: QuestionName): string => {
    if (verdicts === null) return '#measured';
    return verdicts[name] === 'unmeasured' ? '#measure-ecgs' : `#question-${name}`;
  };
  return (
    <nav className={classes.summary} aria-label={t('comparison.summary')} data-testid="compare-summary">
      {QUESTIONS.map((name) => (
        <a key={name} className={classes.answer} href={targetOf(name)}>
          <span>{t(`${name}.question`)}</span>
          {verdicts === null || (isMeasuringEcgs && verdicts[name] === 'unmeasured') ? (
            <span className={classes.waiting}>{t('comparison.wait')}</span>
          ) : (
            <VerdictMark verdict={verdicts[name]} />
          )}
        </a>
      ))}
    </nav>
  );
}
