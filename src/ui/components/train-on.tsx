/** After the end of a training, and wherever a longer one is advised: going on where it was stopped, or for more epochs. */
import { Button } from '@mantine/core';
import { canTrainOn, moreEpochs } from '../../store/train-on-actions.ts';
import { liveOf } from '../../store/session-state.ts';
import { useActions, useSession } from '../context/studio-context.tsx';
import { useTexts } from '../context/texts-context.tsx';
import { Icon } from './icons.tsx';

export function TrainOn() {
  const { t } = useTexts();
  const isPossible = useSession(canTrainOn);
  const live = useSession((s) => liveOf(s.training));
  const isStopped = useSession((s) => s.training.status === 'finished' && s.training.outcome.end === 'stopped');
  const { trainOn } = useActions();
  if (!isPossible || live === null) return null;
  const { epoch, started } = live;
  const left = started.config.epochs - epoch;
  const more = moreEpochs(epoch);
  return (
    <Button.Group>
      {isStopped && left > 0 ? (
        <Button
          variant="default"
          leftSection={<Icon name="play" />}
          onClick={() => void trainOn(started.config.epochs)}
          data-testid="go-on"
        >
          {t('run.goOn', { epochs: started.config.epochs })}
        </Button>
      ) : null}
      <Button
        variant="default"
        leftSection={<Icon name="play" />}
        onClick={() => void trainOn(epoch + more)}
        data-testid="train-on"
      >
        {t('run.trainOn', { count: more })}
      </Button>
    </Button.Group>
  );
}
