/** The questions about ECGs and pairs: a button while they are not measured, progress, then their answers. */
import { Button } from '@mantine/core';
import { useEffect } from 'react';
import { isFast } from '../../../store/ecg-comparison-estimate.ts';
import { canCompareEcgs, liveOf } from '../../../store/session-state.ts';
import { ErrorNotice } from '../../components/notice.tsx';
import { Sheet } from '../../components/screen.tsx';
import { useActions, useSession } from '../../context/studio-context.tsx';
import { useTexts } from '../../context/texts-context.tsx';
import { EcgProgress } from './ecg-progress.tsx';
import { isOwnModelError } from './questions/own-model.tsx';
import { useEcgSeconds } from './use-ecg-seconds.ts';

/** Only what is under way or still to be done; nothing when all is measured. */
export function EcgMeasurements() {
  const state = useSession((s) => s.ecgComparison);
  const isPossible = useSession(canCompareEcgs);
  const isAfterRows = useSession((s) => s.comparison.status === 'ready');
  const isQuick = useSession((s) => {
    const backend = liveOf(s.training)?.started.backend;
    return backend !== undefined && isFast(backend);
  });
  const { compareEcgs } = useActions();
  const startsItself = isPossible && isAfterRows && isQuick && state.status === 'idle' && !state.isCancelled;
  useEffect(() => {
    if (startsItself) void compareEcgs();
  }, [startsItself, compareEcgs]);
  return (
    <div id="measure-ecgs" data-testid="ecg-status" data-status={state.status}>
      {contents()}
    </div>
  );

  function contents() {
    switch (state.status) {
      case 'idle':
        return <Start isPossible={isPossible} />;
      case 'running':
        return (
          <Sheet>
            <EcgProgress />
          </Sheet>
        );
      case 'failed':
        // Beside the button of the visitor's own model, which is on the page as long as there are answers.
        if (isOwnModelError(state.error) && state.previous !== null) return null;
        return <ErrorNotice error={state.error} actions={<StartButton isPossible={isPossible} isAgain />} />;
      case 'ready':
        return null;
      default:
        return state satisfies never;
    }
  }
}

function Start({ isPossible }: { readonly isPossible: boolean }) {
  const { t } = useTexts();
  const hasHoldout = useSession((s) => (liveOf(s.training)?.started.setAside ?? 0) > 0);
  const isWaiting = useSession((s) => s.comparison.status === 'running');
  return (
    <Sheet title={t('measure.title')}>
      <p>{t('measure.text')}</p>
      {hasHoldout ? null : <p>{t('measure.noHoldout')}</p>}
      {isWaiting ? <p>{t('measure.rowsFirst')}</p> : null}
      <div>
        <StartButton isPossible={isPossible} />
      </div>
    </Sheet>
  );
}

function StartButton({ isPossible, isAgain = false }: { readonly isPossible: boolean; readonly isAgain?: boolean }) {
  const { t, n } = useTexts();
  const { compareEcgs } = useActions();
  const seconds = useEcgSeconds();
  return (
    <Button
      disabled={!isPossible}
      onClick={() => void compareEcgs()}
      styles={{ root: { height: 'auto', minHeight: 42 }, label: { whiteSpace: 'normal' } }}
      data-testid="measure-ecgs"
    >
      {isAgain ? t('action.retry') : t('measure.run', { time: n.duration(seconds) })}
    </Button>
  );
}
