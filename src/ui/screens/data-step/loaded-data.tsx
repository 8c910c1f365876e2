/** What was found, in a sentence first, then how the table was read, its first rows and what could not be used. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { AppErrorData } from '../../../core/app-error.ts';
import { type DataReport, repeatsOf } from '../../../core/data-report.ts';
import type { Texts } from '../../../i18n/translate.ts';
import type { DataState } from '../../../store/session-state.ts';
import { ConfirmLoss } from '../../components/confirm-loss.tsx';
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
import { TableFormat } from './table-format.tsx';
import { TablePreview } from './table-preview.tsx';
import classes from './loaded-data.module.css';

function summary(report: DataReport, { t }: Pick<Texts, 't'>): string {
  const ecgs = t('count.ecgs', { count: report.images.readable });
  if (report.table === null) {
    return report.images.readable === 0 ? t('loaded.summary.nothing') : t('loaded.summary.imagesOnly', { ecgs });
  }
  const patients = t('count.patients', { count: report.table.rows });
  const columns = t('count.columns', { count: report.columns.length });
  if (report.images.readable === 0) return t('loaded.summary.tableOnly', { patients, columns });
  return t('loaded.summary', { patients, columns, ecgs });
}

function gaps({ pairing, images, table }: DataReport, { t }: Pick<Texts, 't'>): string[] {
  if (table === null || images.readable === 0 || pairing.pairs.length === 0) return [];
  const noEcg = pairing.rowsWithoutImage.length;
  const noRow = pairing.imagesWithoutRow.length;
  const again = repeatsOf(images.same.exact) + repeatsOf(images.same.near);
  return [
    ...(noEcg > 0 ? [t('loaded.noEcg', { count: noEcg })] : []),
    ...(noRow > 0 ? [t('loaded.noRow', { count: noRow })] : []),
    ...(again > 0 ? [t('loaded.again', { count: again })] : []),
  ];
}

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
  const missing = gaps(report, texts);
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
        <p className={classes.summary}>{summary(report, texts)}</p>
        {missing.length > 0 ? <p>{n.list(missing)}.</p> : null}
        {data.status === 'ready' ? (
          <p className={classes.ready}>
            <Icon name="check" /> {t('loaded.ready', { pairs: t('count.pairs', { count: report.usable.pairs }) })}
          </p>
        ) : null}
      </div>
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
