/** How far the measuring of the ECGs is, and a way out; nothing while none is under way. */
import { WorkProgress } from '../../components/work-progress.tsx';
import { useActions, useSession } from '../../context/studio-context.tsx';
import { useTexts } from '../../context/texts-context.tsx';

export function EcgProgress() {
  const { t } = useTexts();
  const state = useSession((s) => s.ecgComparison);
  const { cancelEcgComparison } = useActions();
  if (state.status !== 'running') return null;
  const { progress } = state;
  const part = progress?.part;
  return (
    <WorkProgress
      title={t('measure.running')}
      progress={progress}
      onCancel={cancelEcgComparison}
      isPercent={part !== undefined}
      {...(part === undefined ? {} : { label: t(`part.${part}`) })}
    />
  );
}
