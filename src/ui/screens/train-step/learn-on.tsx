/** The trained demo network: a button that lets it learn on before everyone's eyes, and how far that is. */
import { Button } from '@mantine/core';
import { Icon } from '../../components/icons.tsx';
import { ErrorNotice } from '../../components/notice.tsx';
import { WorkProgress } from '../../components/work-progress.tsx';
import { useActions, useSession } from '../../context/studio-context.tsx';
import { useTexts } from '../../context/texts-context.tsx';

export function LearnOn() {
  const { t } = useTexts();
  const data = useSession((s) => s.data);
  const training = useSession((s) => s.training);
  const error = useSession((s) => s.dataError ?? s.keptError);
  const { learnOn, cancelLoading, stop } = useActions();
  if (data.status === 'loading' || training.status === 'preparing') {
    const isDrawing = data.status === 'loading';
    const { progress } = isDrawing ? data : training.status === 'preparing' ? training : { progress: null };
    return (
      <WorkProgress
        title={t('demo.learnOn.running')}
        progress={progress}
        onCancel={isDrawing ? cancelLoading : () => void stop()}
      />
    );
  }
  return (
    <>
      {error === null ? null : <ErrorNotice error={error} />}
      <p>{t('demo.learnOn.text')}</p>
      <div>
        <Button leftSection={<Icon name="play" />} onClick={() => void learnOn()} data-testid="learn-on">
          {t('demo.learnOn')}
        </Button>
      </div>
    </>
  );
}
