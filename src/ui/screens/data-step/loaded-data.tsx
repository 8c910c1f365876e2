/** What was found, in a sentence first, then how the table was read, its first rows and what could not be used. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { AppErrorData } from '../../../core/app-error.ts';
import { foundGaps, foundSummary } from '../../../answers/input/found.ts';
import type { DataReport } from '../../../core/data-report.ts';
import type { DataState } from '../../../store/session-state.ts';
import { ConfirmLoss } from '../../components/confirm-loss.tsx';
import { FewPatients } from '../../components/few-patients.tsx';
import { FileButtons } from '../../components/file-buttons.tsx';
import { Icon } from '../../components/icons.tsx';
import { ErrorNotice, Notice } from '../../components/notice.tsx';
import { Screen, Sheet } from '../../components/screen.tsx';
import { WorkProgress } from '../../components/work-progress.tsx';
import { useActions, useIsLocked } from '../../context/studio-context.tsx';
import { useTexts } from '../../context/texts-context.tsx';
import { ChooseTable } from './choose-table.tsx';
import { KeptRuns } from './kept-runs.tsx';
import { MachineLine } from './machine-line.tsx';
import { OpenModel } from './open-model.tsx';
import { RejectedFiles } from './rejected-files.tsx';
import { SignalSheet } from './signal-sheet.tsx';
import { TableFormat } from './table-format.tsx';
import { TablePreview } from './table-preview.tsx';
import classes from './loaded-data.module.css';

interface LoadedDataProps {
  readonly report: DataReport;
  readonly data: DataState;
  readonly error: AppErrorData | null;
}

export function LoadedData({ report, data, error }: LoadedDataProps) {
  const texts = useTexts();
  const { t, n } = texts;
  const { openStep, clearData, cancelLoading, dismissDataError } = useActions();
  const isLocked = useIsLocked();
  const [isAsking, setAsking] = useState(false);
  const missing = foundGaps(report, texts);
  const isDemo = report.source === 'demo';
  return (
    <Screen
      title={t(isDemo ? 'loaded.title.demo' : 'loaded.title.files')}
      secondary={
        <Button variant="subtle" onClick={() => setAsking(true)} disabled={isLocked} data-testid="start-over">
          {t('loaded.startOver')}
        </Button>
      }
      next={
        <Button
          onClick={() => openStep('check')}
          disabled={report.table === null}
          rightSection={<Icon name="arrow" />}
          data-testid="next"
        >
          {t(data.status === 'problem' ? 'loaded.nextBlocked' : 'loaded.next')}
        </Button>
      }
    >
      <div className={classes.found} role="status" data-testid="data-summary">
        <p className={classes.summary}>{foundSummary(report, texts)}</p>
        {missing.length > 0 ? <p>{n.list(missing)}.</p> : null}
        {data.status === 'ready' ? (
          <p className={classes.ready}>
            <Icon name="check" /> {t('loaded.ready', { pairs: t('count.pairs', { count: report.usable.pairs }) })}
          </p>
        ) : null}
      </div>
      <FewPatients count={report.usable.patients} />
      {error === null ? null : (
        <ErrorNotice
          error={error}
          actions={
            <Button variant="default" size="sm" onClick={dismissDataError}>
              {t('action.close')}
            </Button>
          }
        />
      )}
      {data.status === 'loading' ? (
        <Sheet>
          <WorkProgress progress={data.progress} onCancel={cancelLoading} />
        </Sheet>
      ) : null}
      {data.status === 'problem' ? (
        <Notice tone="warn" testId={`problem-${data.problem.code}`}>
          {texts.error(data.problem)}
        </Notice>
      ) : null}
      {data.status === 'problem' && data.problem.code === 'several-tables' ? <ChooseTable report={report} /> : null}
      <KeptRuns />
      <FileButtons
        filesLabel={t('loaded.addMore')}
        folderLabel={t('loaded.addFolder')}
        variant="default"
        isDisabled={isLocked}
      />
      {report.images.rejected.length > 0 ? <RejectedFiles files={report.images.rejected} /> : null}
      <SignalSheet report={report} />
      {report.table === null ? null : (
        <>
          <TableFormat report={report} table={report.table} />
          <TablePreview columns={report.columns} table={report.table} />
        </>
      )}
      <OpenModel />
      <MachineLine />
      <ConfirmLoss
        isOpen={isAsking}
        title={t('loaded.startOver.title')}
        text={t('loaded.startOver.text')}
        confirm={t('loaded.startOver.confirm')}
        onConfirm={() => void clearData()}
        onClose={() => setAsking(false)}
      />
    </Screen>
  );
}
