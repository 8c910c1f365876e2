/** The answers in short, above the ECGs: every question with its verdict, leading to the measurements below. */
import { type AnyVerdict, type QuestionName, QUESTIONS } from '../../../answers/answer.ts';
import { ecgReportOf } from '../../../store/session-state.ts';
import { useSession } from '../../context/studio-context.tsx';
import { useTexts } from '../../context/texts-context.tsx';
import classes from './comparison-summary.module.css';
import { VerdictMark } from '../../components/verdict-mark.tsx';
import { useAnswers } from '../../context/use-answers.ts';

function targetOf(name: QuestionName, verdict: AnyVerdict | undefined): string {
  if (verdict === undefined) return '#measured';
  return verdict === 'unmeasured' ? '#measure-ecgs' : `#question-${name}`;
}

export default function ComparisonSummary() {
  const { t, say } = useTexts();
  const status = useSession((s) => s.comparison.status);
  const ecgComparison = useSession((s) => s.ecgComparison);
  const answers = useAnswers();
  if (status !== 'ready' && status !== 'running') return null;
  const isMeasuringEcgs = ecgComparison.status === 'running' && ecgReportOf(ecgComparison) === null;
  const deciding = answers?.deciding ?? null;
  return (
    <div className={classes.whole}>
      {deciding === null ? null : (
        <p className={classes.deciding} data-testid="deciding">
          {say(deciding)}
        </p>
      )}
      <nav className={classes.summary} aria-label={t('comparison.summary')} data-testid="compare-summary">
        {QUESTIONS.map((name) => {
          const answer = answers?.list.find(({ question }) => question === name);
          const isWaiting = answer === undefined || (isMeasuringEcgs && answer.verdict === 'unmeasured');
          return (
            <a key={name} className={classes.answer} href={targetOf(name, answer?.verdict)}>
              <span>{t(`${name}.question`)}</span>
              {isWaiting ? (
                <span className={classes.waiting}>{t('comparison.wait')}</span>
              ) : (
                <VerdictMark answer={answer} />
              )}
            </a>
          );
        })}
      </nav>
    </div>
  );
}
