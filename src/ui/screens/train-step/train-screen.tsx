/** Step 3: choose how thorough, then watch. */
import { Button } from '@mantine/core';
import { liveOf } from '../../../store/session-state.ts';
import { Screen, Sheet } from '../../components/screen.tsx';
import { WorkProgress } from '../../components/work-progress.tsx';
import { useActions, useSession } from '../../context/studio-context.tsx';
import { useTexts } from '../../context/texts-context.tsx';
import { OpenedModel } from './opened-model.tsx';
import { RunView } from './run-view.tsx';
import { TrainSetup } from './train-setup.tsx';

export function TrainScreen() {
  const { t } = useTexts();
  const training = useSession((s) => s.training);
  const openedModel = useSession((s) => s.openedModel);
  const { stop } = useActions();

  // What was shown stays until there is something newer to show.
  if (training.status === 'preparing' && openedModel?.isDemo === true) return <OpenedModel model={openedModel} />;
  if (training.status === 'preparing') {
    return (
      <Screen title={t('run.before')} lead={t('run.preparing')}>
        <Sheet>
          <WorkProgress progress={training.progress} />
          <div>
            <Button variant="default" onClick={() => void stop()} data-testid="cancel">
              {t('action.cancel')}
            </Button>
          </div>
        </Sheet>
      </Screen>
    );
  }
  const live = liveOf(training);
  if (training.status === 'idle' || live === null) {
    return <TrainSetup error={training.status === 'failed' ? training.error : null} />;
  }
  if (openedModel !== null) return <OpenedModel model={openedModel} />;
  return <RunView training={training} live={live} />;
}
