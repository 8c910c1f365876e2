/** Says wherever it matters that a past epoch of the network is in use, with the way back. Nothing while the last is. */
import { Button } from '@mantine/core';
import { pastEpochOf } from '../../store/session-state.ts';
import { useActions, useSession } from '../context/studio-context.tsx';
import { useTexts } from '../context/texts-context.tsx';
import { ErrorNotice, Notice } from './notice.tsx';

export function EpochInUse() {
  const { t } = useTexts();
  const choice = useSession((s) => s.epochChoice);
  const isOver = useSession((s) => s.training.status === 'finished');
  const { goToEpoch } = useActions();
  const epoch = pastEpochOf(choice);
  return (
    <>
      {choice.status === 'failed' ? <ErrorNotice error={choice.error} /> : null}
      {epoch === null ? null : (
        <Notice
          tone="warn"
          title={t('past.notice', { epoch })}
          testId="epoch-in-use"
          actions={
            <Button
              variant="default"
              size="sm"
              disabled={!isOver}
              loading={choice.status === 'changing'}
              onClick={() => void goToEpoch('last')}
              data-testid="use-last-epoch"
            >
              {t('past.last')}
            </Button>
          }
        >
          {t('past.notice.text', { epoch })}
        </Notice>
      )}
    </>
  );
}
