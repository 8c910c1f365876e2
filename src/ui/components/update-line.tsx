/** A newer version waits: said in one calm line, and opened only where nothing is ended or lost by it. */
import { Button } from '@mantine/core';
import { isAtWork, isUnsaved } from '../../store/at-risk.ts';
import { offline, useOffline } from '../context/offline-store.ts';
import { useSession } from '../context/studio-context.tsx';
import { useTexts } from '../context/texts-context.tsx';
import classes from './update-line.module.css';

export function UpdateLine() {
  const { t } = useTexts();
  const state = useOffline();
  const atWork = useSession(isAtWork);
  const unsaved = useSession(isUnsaved);
  if (state.status !== 'kept' || !state.isNewer) return null;
  const canOpen = !atWork && !unsaved;
  return (
    <div className={classes.line} role="status" data-testid="update">
      <span>{t(atWork ? 'update.atWork' : unsaved ? 'update.unsaved' : 'update.ready')}</span>
      <Button
        variant="default"
        size="compact-sm"
        disabled={!canOpen}
        onClick={() => void offline.renew()}
        data-testid="update-open"
      >
        {t('update.open')}
      </Button>
    </div>
  );
}
