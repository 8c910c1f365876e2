/** The trained network as a file. */
import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import { Icon } from '../../components/icons.tsx';
import { ErrorNotice } from '../../components/notice.tsx';
import { Sheet } from '../../components/screen.tsx';
import { WorkProgress } from '../../components/work-progress.tsx';
import { useActions, useSession } from '../../context/studio-context.tsx';
import { useTexts } from '../../context/texts-context.tsx';
import classes from './pairs-download.module.css';

export function ModelDownload({ isLocked }: { readonly isLocked: boolean }) {
  const { t, n } = useTexts();
  const job = useSession((s) => s.jobs.model);
  const { exportModel, cancelJob } = useActions();
  const opened = useSession((s) => s.openedModel);
  const [isFull, setFull] = useState(false);
  return (
    <Sheet title={t('download.model.title')} testId="model-download">
      <p className={classes.size}>{t('download.model.text')}</p>
      {opened === null ? null : <p>{t('model.opened.download', { name: opened.name })}</p>}
      {opened !== null ? null : job.status === 'running' ? (
        <WorkProgress title={t('download.model.running')} progress={job.progress} onCancel={() => cancelJob('model')} />
      ) : (
        <>
          <Checkbox
            checked={isFull}
            onChange={(event) => setFull(event.currentTarget.checked)}
            label={t('download.model.full')}
            data-testid="model-full"
          />
          <div>
            <Button
              variant="default"
              disabled={isLocked}
              leftSection={<Icon name="download" />}
              onClick={() => void exportModel(isFull)}
              data-testid="download-model"
            >
              {t('download.model.button')}
            </Button>
          </div>
        </>
      )}
      {job.status === 'failed' ? <ErrorNotice error={job.error} /> : null}
      {job.status === 'done' ? (
        <p className={classes.done} role="status" data-testid="model-done">
          <Icon name="check" />
          {t('download.model.done', { name: job.result.name, bytes: n.bytes(job.result.blob.size) })}
        </p>
      ) : null}
    </Sheet>
  );
}
