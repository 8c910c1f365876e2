/** The trained network as files: to open again here or in Keras, and for ONNX Runtime. */
import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import { RECIPES } from '../../../recipes/recipes.ts';
import { type JobName, liveOf, pastEpochOf, type TrainingState } from '../../../store/session-state.ts';
import { Icon } from '../../components/icons.tsx';
import { ErrorNotice } from '../../components/notice.tsx';
import { Sheet } from '../../components/screen.tsx';
import { WorkProgress } from '../../components/work-progress.tsx';
import { useActions, useSession } from '../../context/studio-context.tsx';
import { useTexts } from '../../context/texts-context.tsx';
import classes from './pairs-download.module.css';

/** Its recipe chooses one of its epochs. */
function isScored(training: TrainingState): boolean {
  const live = liveOf(training);
  return live !== null && RECIPES[live.started.config.recipe].validates;
}

export function ModelDownload({ isLocked }: { readonly isLocked: boolean }) {
  const { t } = useTexts();
  const { exportModel, exportOnnx } = useActions();
  const opened = useSession((s) => s.openedModel);
  // Of a past epoch the generator alone is kept; where epochs are scored, the end of the training goes with it.
  const isPast = useSession((s) => pastEpochOf(s.epochChoice) !== null && !isScored(s.training));
  const [wantsFull, setFull] = useState(false);
  const isFull = wantsFull && !isPast;
  return (
    <Sheet title={t('download.model.title')} testId="model-download">
      {opened === null || opened.isKept === true ? (
        <>
          <p className={classes.size}>{t('download.model.text')}</p>
          <Checkbox
            checked={isFull}
            onChange={(event) => setFull(event.currentTarget.checked)}
            label={t('download.model.full')}
            disabled={isPast}
            description={isPast ? t('past.notFull') : undefined}
            data-testid="model-full"
          />
          <FileJob
            name="model"
            label={t('download.model.button')}
            running={t('download.model.running')}
            isLocked={isLocked}
            onStart={() => void exportModel(isFull)}
          />
        </>
      ) : (
        <p className={classes.size}>{t('model.opened.download', { name: opened.name })}</p>
      )}
      <p className={classes.size}>{t('download.onnx.text')}</p>
      <FileJob
        name="onnx"
        label={t('download.onnx.button')}
        running={t('download.onnx.running')}
        isLocked={isLocked}
        onStart={() => void exportOnnx()}
      />
    </Sheet>
  );
}

interface FileJobProps {
  readonly name: Extract<JobName, 'model' | 'onnx'>;
  readonly label: string;
  readonly running: string;
  readonly isLocked: boolean;
  readonly onStart: () => void;
}

/** A button, then how far the file is, then that it was saved or why not. */
function FileJob({ name, label, running, isLocked, onStart }: FileJobProps) {
  const { t, n } = useTexts();
  const job = useSession((s) => s.jobs[name]);
  const { cancelJob } = useActions();
  return (
    <>
      {job.status === 'running' ? (
        <WorkProgress title={running} progress={job.progress} onCancel={() => cancelJob(name)} />
      ) : (
        <div>
          <Button
            variant="default"
            disabled={isLocked}
            leftSection={<Icon name="download" />}
            onClick={onStart}
            data-testid={`download-${name}`}
          >
            {label}
          </Button>
        </div>
      )}
      {job.status === 'failed' ? <ErrorNotice error={job.error} /> : null}
      {job.status === 'done' ? (
        <p className={classes.done} role="status" data-testid={`${name}-done`}>
          <Icon name="check" />
          {t('download.model.done', { name: job.result.name, bytes: n.bytes(job.result.blob.size) })}
        </p>
      ) : null}
    </>
  );
}
