/** What the archive will say of its worth: the verdicts of this very network, or that nothing was measured. */
import { Button } from '@mantine/core';
import { canCompare } from '../../../store/session-state.ts';
import { useActions, useSession } from '../../context/studio-context.tsx';
import { useTexts } from '../../context/texts-context.tsx';
import { useAnswers } from '../../context/use-answers.ts';
import { VerdictMark } from '../../components/verdict-mark.tsx';
import classes from './measured-so-far.module.css';

export default function MeasuredSoFar() {
  const { t, say } = useTexts();
  const answers = useAnswers();
  const isPossible = useSession(canCompare);
  const { openStep } = useActions();
  const isComplete = answers?.list.every(({ verdict }) => verdict !== 'unmeasured') === true;
  return (
    <section data-testid="download-measured">
      <h2>{t('download.measured.title')}</h2>
      {answers === null ? <p className={classes.none}>{t('download.measured.none')}</p> : null}
      {answers === null || answers.deciding === null ? null : (
        <p className={classes.deciding} data-testid="download-deciding">
          {say(answers.deciding)}
        </p>
      )}
      {answers === null ? null : (
        <dl className={classes.verdicts}>
          {answers.list.map((answer) => (
            <div key={answer.question}>
              <dt>{say(answer.title)}</dt>
              <dd>
                <VerdictMark answer={answer} />
              </dd>
            </div>
          ))}
        </dl>
      )}
      {isPossible && !isComplete ? (
        <Button variant="default" onClick={() => openStep('compare')} data-testid="download-measure">
          {t(answers === null ? 'download.measured.go' : 'download.measured.goOn')}
        </Button>
      ) : null}
    </section>
  );
}
