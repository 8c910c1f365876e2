/** In the bar of the Check step: what is being read again, how far it is and a way out, or what is still to be applied. */
import { Button } from '@mantine/core';
import { useSecondsLeft } from '../../components/work-progress.tsx';
import { useActions, useSession } from '../../context/studio-context.tsx';
import { useTexts } from '../../context/texts-context.tsx';
import classes from './check-screen.module.css';

export function CheckStatus() {
  const { t, n } = useTexts();
  const isLoading = useSession((s) => s.data.status === 'loading');
  // Only pictures that are read again take long enough to be counted.
  const progress = useSession((s) => (s.data.status === 'loading' ? s.data.progress : null));
  const isDrawn = useSession((s) => s.pictureDraft !== null);
  const { cancelLoading } = useActions();
  const left = useSecondsLeft(progress);
  const counted =
    progress === null
      ? []
      : [
          t('progress.of', { done: progress.done, total: progress.total }),
          ...(left !== null && left > 2 ? [t('progress.left', { time: n.duration(left) })] : []),
        ];
  const words = isLoading ? [t('check.updating'), ...counted] : isDrawn ? [t('edit.unapplied')] : [];
  return (
    <>
      <span role="status" className={classes.status}>
        {words.map((word) => (
          <span key={word}>{word}</span>
        ))}
      </span>
      {progress === null ? null : (
        <Button variant="default" size="sm" onClick={cancelLoading} data-testid="cancel">
          {t('action.cancel')}
        </Button>
      )}
    </>
  );
}
