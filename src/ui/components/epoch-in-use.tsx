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
  // Not the visitor's choice but the recipe's.
  const isBest = useSession(
    ({ training, epochChoice }) =>
      training.status === 'finished' &&
      training.outcome.chosen !== null &&
      training.outcome.chosen === pastEpochOf(epochChoice),
  );
  const { goToEpoch } = useActions();
  const epoch = pastEpochOf(choice);
  return (
    <>
      {choice.status === 'failed' ? <ErrorNotice error={choice.error} /> : null}
      {epoch === null ? null : (
        <Notice
          tone={isBest ? 'plain' : 'warn'}
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
          {t(isBest ? 'past.notice.best' : 'past.notice.text', { epoch })}
        </Notice>
      )}
    </>
  );
}
