/** Real and synthetic, measured: the rows by themselves after a training, the ECGs when asked for; one answer a question. */
import { Button } from '@mantine/core';
import { useEffect } from 'react';
import type { Progress } from '../../../core/progress.ts';
import { canCompare, type ComparisonState, ecgReportOf } from '../../../store/session-state.ts';
import { ErrorNotice } from '../../components/notice.tsx';
import { Sheet } from '../../components/screen.tsx';
import { WorkProgress } from '../../components/work-progress.tsx';
import { useActions, useIsLocked, useSession } from '../../context/studio-context.tsx';
import { useTexts } from '../../context/texts-context.tsx';
import classes from './comparison-panel.module.css';
import { EcgMeasurements } from './ecg-measurements.tsx';
import { KeptRules } from './kept-rules.tsx';
import { ReportFiles } from './report-files.tsx';
import { ColumnsQuestion } from './questions/columns-question.tsx';
import { EcgsQuestion } from './questions/ecgs-question.tsx';
import { FitQuestion } from './questions/fit-question.tsx';
import { PairsQuestion } from './questions/pairs-question.tsx';
import { PrivacyQuestion } from './questions/privacy-question.tsx';
import { UseQuestion } from './questions/use-question.tsx';

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
  const ecgs = useSession((s) => ecgReportOf(s.ecgComparison));
  const isOpened = useSession((s) => s.openedModel !== null);
  const whyNot = isOpened ? 'model.opened.compare' : isLocked ? 'comparison.waiting' : 'comparison.noModel';
  const { compare, cancelComparison } = useActions();
  const start = (
    <Button disabled={!isPossible} onClick={() => void compare()} data-testid="compare-run">
      {t(comparison.status === 'failed' ? 'action.retry' : 'comparison.run')}
    </Button>
  );
  switch (comparison.status) {
    case 'idle':
      return (
        <Sheet>
          <p>{t(isPossible ? 'comparison.runText' : whyNot)}</p>
          {isOpened ? null : <div>{start}</div>}
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
          <KeptRules rules={comparison.report.rules} />
          <EcgMeasurements />
          {ecgs === null ? null : <EcgsQuestion report={ecgs} />}
          {ecgs === null ? null : <FitQuestion report={ecgs} />}
          <PrivacyQuestion report={comparison.report} ecgs={ecgs} />
          {ecgs === null ? null : <UseQuestion report={ecgs} />}
          <ReportFiles />
        </>
      );
    default:
      return comparison satisfies never;
  }
}
