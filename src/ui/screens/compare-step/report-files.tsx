/** The report to take away: to read and print, and every number. */
import { Button } from '@mantine/core';
import { canCompare, ecgReportOf } from '../../../store/session-state.ts';
import { Icon } from '../../components/icons.tsx';
import { ErrorNotice } from '../../components/notice.tsx';
import { Sheet } from '../../components/screen.tsx';
import { useActions, useSession } from '../../context/studio-context.tsx';
import { useTexts } from '../../context/texts-context.tsx';
import classes from './questions/question.module.css';

export function ReportFiles() {
  const texts = useTexts();
  const { t } = texts;
  const job = useSession((s) => s.jobs.report);
  const isPossible = useSession(canCompare);
  const hasEcgs = useSession((s) => ecgReportOf(s.ecgComparison) !== null);
  const { saveReportJson, saveReportHtml } = useActions();
  return (
    <Sheet title={t('report-files.title')} testId="report-files">
      <p>
        {t('report-files.text')} {hasEcgs ? null : t('report-files.rowsOnly')}
      </p>
      <div className={classes.buttons}>
        <Button
          leftSection={<Icon name="download" />}
          disabled={!isPossible}
          loading={job.status === 'running'}
          onClick={() => void saveReportHtml(texts)}
          data-testid="save-report-html"
        >
          {t('report-files.html')}
        </Button>
        <Button
          variant="default"
          leftSection={<Icon name="download" />}
          onClick={saveReportJson}
          data-testid="save-report-json"
        >
          {t('comparison.save')}
        </Button>
      </div>
      {job.status === 'failed' ? <ErrorNotice error={job.error} /> : null}
    </Sheet>
  );
}
