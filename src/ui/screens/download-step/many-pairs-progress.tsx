/** An export of several archives: progress, pause, cancel, and what is whole. */
import { Button } from '@mantine/core';
import { Icon } from '../../components/icons.tsx';
import { ErrorNotice } from '../../components/notice.tsx';
import { WorkProgress } from '../../components/work-progress.tsx';
import { useActions, useSession } from '../../context/studio-context.tsx';
import { useTexts } from '../../context/texts-context.tsx';
import classes from './pairs-download.module.css';

export function ManyPairsProgress() {
  const { t, n } = useTexts();
  const state = useSession((s) => s.manyPairs);
  const { pauseManyPairs, resumeManyPairs, cancelManyPairs } = useActions();
  const { archives } = state;
  const whole =
    archives === null
      ? null
      : t('download.archives', { done: archives.archives, of: archives.of, bytes: n.bytes(archives.bytes) });
  switch (state.status) {
    case 'idle':
      return null;
    case 'running':
      return (
        <>
          <WorkProgress
            title={t(state.isPaused ? 'download.many.paused' : 'download.running')}
            progress={state.progress}
            onCancel={cancelManyPairs}
          />
          <div className={classes.size} data-testid="archives-done">
            {whole}
          </div>
          <div>
            <Button
              variant="default"
              onClick={() => void (state.isPaused ? resumeManyPairs() : pauseManyPairs())}
              data-testid="pause-export"
            >
              {t(state.isPaused ? 'download.many.resume' : 'download.many.pause')}
            </Button>
          </div>
        </>
      );
    case 'stopped':
      return (
        <p className={classes.size} role="status" data-testid="many-stopped">
          {t('download.many.stopped')} {whole}
        </p>
      );
    case 'failed':
      return (
        <>
          <ErrorNotice error={state.error} />
          {whole === null ? null : <p className={classes.size}>{whole}</p>}
        </>
      );
    case 'done':
      return (
        <p className={classes.done} role="status" data-testid="many-done">
          <Icon name="check" />
          {t(state.isFolder ? 'download.many.done.folder' : 'download.many.done.downloads', {
            count: state.archives.pairs,
          })}{' '}
          {whole}
        </p>
      );
    default:
      return state satisfies never;
  }
}
