/** What the readers so far saw, in words and reader by reader; to be saved, and to go into the report. */
import { Button, Switch } from '@mantine/core';
import { useMemo } from 'react';
import { readerWords } from '../../../../answers/reader-words.ts';
import { csvOf } from '../../../../i18n/spreadsheet-text.ts';
import { answerRows } from '../../../../reader-test/answers.ts';
import { readerTestReport } from '../../../../reader-test/score.ts';
import { canCompare } from '../../../../store/session-state.ts';
import { Icon } from '../../../components/icons.tsx';
import { useActions, useSession } from '../../../context/studio-context.tsx';
import { useTexts } from '../../../context/texts-context.tsx';
import { AnswerTable } from '../questions/answer-table.tsx';
import { ReaderReview } from './reader-review.tsx';
import classes from './reader-test.module.css';

export function ReaderResults() {
  const { t, say } = useTexts();
  const { answers, isInReport } = useSession((s) => s.readerTest);
  const hasReport = useSession(canCompare);
  const { saveText, putReaderTestInReport } = useActions();
  const words = useMemo(() => {
    const report = readerTestReport(answers);
    return report === null ? [] : readerWords(report);
  }, [answers]);
  if (words.length === 0) return null;
  return (
    <div className={classes.results} data-testid="reader-results">
      {words.map(({ title, sentences: [first, ...others], block }) => (
        <section key={block.id} className={classes.result}>
          <h3>{say(title)}</h3>
          <p className={classes.finding} data-testid={`${block.id}-finding`}>
            {say(first ?? '')}
          </p>
          <p className={classes.text}>{others.map(say).join(' ')}</p>
          <AnswerTable block={block} />
        </section>
      ))}
      <ReaderReview />
      <div className={classes.actions}>
        <Button
          variant="default"
          leftSection={<Icon name="download" />}
          onClick={() => saveText(csvOf(answerRows(answers)), 'reader-test.csv', 'text/csv')}
          data-testid="reader-csv"
        >
          {t('reader.csv')}
        </Button>
        {hasReport ? (
          <Switch
            checked={isInReport}
            onChange={(event) => putReaderTestInReport(event.currentTarget.checked)}
            label={t('reader.inReport')}
            description={t('reader.inReport.help')}
            styles={{ description: { fontSize: 'var(--small)', lineHeight: 1.45 } }}
            data-testid="reader-in-report"
          />
        ) : null}
      </div>
    </div>
  );
}
