/** Real and synthetic rows, measured: starts by itself after a training, shows progress, then one answer a question. */
import { Button } from '@mantine/core';
import { useEffect } from 'react';
import type { Progress } from '../../../core/progress.ts';
import { canCompare, type ComparisonState } from '../../../store/session-state.ts';
import { Icon } from '../../components/icons.tsx';
import { ErrorNotice } from '../../components/notice.tsx';
import { Sheet } from '../../components/screen.tsx';
import { WorkProgress } from '../../components/work-progress.tsx';
import { useActions, useIsLocked, useSession } from '../../context/studio-context.tsx';
import { useTexts } from '../../context/texts-context.tsx';
import classes from './comparison-panel.module.css';
import { ColumnsQuestion } from './questions/columns-question.tsx';
import { OverlapQuestion } from './questions/overlap-question.tsx';
import { PairsQuestion } from './questions/pairs-question.tsx';
import { PrivacyQuestion } from './questions/privacy-question.tsx';

export function ComparisonPanel() {
  const { t } = useTexts();
  const comparison = useSession((s) => s.comparison);
  const isPossible = useSession(canCompare);
  const { compare } = useActions();
  const startsItself = isPossible && comparison.status === 'idle' && !comparison.isCancelled;
  useEffect(() => {
    if (startsItself) void compare();
  }, [startsItself, compare]);
  return (
    <section id="measured" className={classes.panel} data-testid="compare-status" data-status={comparison.status}>
      <div className={classes.head}>
        <h2>{t('comparison.title')}</h2>
        <p>{t('comparison.text')}</p>
      </div>
      <Progressing comparison={comparison} isPossible={isPossible} />
      <p className={classes.notYet}>{t('comparison.notYet')}</p>
    </section>
  );
}

interface RowsProgressProps {
  readonly progress: Progress | null;
  readonly onCancel: () => void;
}

/** First synthetic rows are made, which can be counted; then they are measured, in steps of unlike length. */
function RowsProgress({ progress, onCancel }: RowsProgressProps) {
  const { t } = useTexts();
  const isMeasuring = progress?.stage === 'comparing';
  return (
    <WorkProgress
      title={t('comparison.running')}
      progress={progress}
      onCancel={onCancel}
      isPercent={isMeasuring}
      {...(isMeasuring ? { label: t('comparison.measuring') } : {})}
    />
  );
}

interface ProgressingProps {
  readonly comparison: ComparisonState;
  readonly isPossible: boolean;
}

function Progressing({ comparison, isPossible }: ProgressingProps) {
  const { t } = useTexts();
  const isLocked = useIsLocked();
  const { compare, cancelComparison, saveComparison } = useActions();
  const start = (
    <Button disabled={!isPossible} onClick={() => void compare()} data-testid="compare-run">
      {t(comparison.status === 'failed' ? 'action.retry' : 'comparison.run')}
    </Button>
  );
  switch (comparison.status) {
    case 'idle':
      return (
        <Sheet>
          <p>{t(isPossible ? 'comparison.runText' : isLocked ? 'comparison.waiting' : 'comparison.noModel')}</p>
          <div>{start}</div>
        </Sheet>
      );
    case 'running':
      return (
        <Sheet>
          <RowsProgress progress={comparison.progress} onCancel={cancelComparison} />
        </Sheet>
      );
    case 'failed':
      return <ErrorNotice error={comparison.error} actions={start} />;
    case 'ready':
      return (
        <>
          <ColumnsQuestion report={comparison.report} />
          <PairsQuestion report={comparison.report} />
          <OverlapQuestion report={comparison.report} />
          <PrivacyQuestion report={comparison.report} />
          <div>
            <Button
              variant="default"
              leftSection={<Icon name="download" />}
              onClick={saveComparison}
              data-testid="save-report-json"
            >
              {t('comparison.save')}
            </Button>
          </div>
        </>
      );
    default:
      return comparison satisfies never;
  }
}
