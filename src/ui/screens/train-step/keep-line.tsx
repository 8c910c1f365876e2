/** Before training: what will be kept of it on this computer, what that takes, and whether there is room. */
import { runCost } from '../../../recipes/recipes.ts';
import { reportOf } from '../../../store/session-state.ts';
import { KeepingChoices } from '../../components/keeping-choices.tsx';
import { Notice } from '../../components/notice.tsx';
import { useSession } from '../../context/studio-context.tsx';
import { useTexts } from '../../context/texts-context.tsx';
import { useDataShape } from '../../context/use-data-shape.ts';

export function KeepLine() {
  const { t, n, coded } = useTexts();
  const kept = useSession((s) => s.kept);
  const config = useSession((s) => s.config);
  const isDemo = useSession((s) => reportOf(s.data)?.source === 'demo');
  const { patients, columns } = useDataShape();
  if (kept === null) return null;
  if (kept.unavailable !== null) {
    return (
      <Notice tone="plain" testId="keeping-unavailable">
        {t('keeping.unavailable', { reason: coded('reason', kept.unavailable) })}
      </Notice>
    );
  }
  const { stateBytes } = runCost(config, Math.max(1, columns));
  // A picture, its row and which of its cells were blank.
  const patientBytes = patients * (config.size ** 2 + 5 * columns);
  const { freeBytes, keeping } = kept;
  const isShort = keeping.runs && freeBytes !== null && freeBytes < stateBytes;
  return (
    <>
      <KeepingChoices kept={kept} runBytes={stateBytes} patientBytes={isDemo ? null : patientBytes} />
      {isShort ? (
        <Notice tone="warn" testId="keeping-too-little">
          {t('keeping.tooLittle', { bytes: n.bytes(stateBytes), free: n.bytes(freeBytes) })}
        </Notice>
      ) : null}
    </>
  );
}
