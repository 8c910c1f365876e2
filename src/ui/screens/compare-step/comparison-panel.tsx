/** Real and synthetic, measured: the rows by themselves after a training, the ECGs when asked for; one answer a question. */
import { Button } from '@mantine/core';
import { Fragment, type ReactNode, useEffect } from 'react';
import type { QuestionName } from '../../../answers/answer.ts';
import { RECIPES } from '../../../recipes/recipes.ts';
import type { Progress } from '../../../core/progress.ts';
import { canCompare, type ComparisonState, ecgReportOf, liveOf } from '../../../store/session-state.ts';
import { ErrorNotice } from '../../components/notice.tsx';
import { Sheet } from '../../components/screen.tsx';
import { TrainOn } from '../../components/train-on.tsx';
import { WorkProgress } from '../../components/work-progress.tsx';
import { useActions, useIsLocked, useSession } from '../../context/studio-context.tsx';
import { useTexts } from '../../context/texts-context.tsx';
import classes from './comparison-panel.module.css';
import { EcgMeasurements } from './ecg-measurements.tsx';
import { NearestViewer } from './questions/nearest-viewer.tsx';
import { OpenBlock } from './questions/blocks.tsx';
import { OwnModel } from './questions/own-model.tsx';
import { Question } from './questions/question.tsx';
import { ReportFiles } from './report-files.tsx';
import { useAnswers } from '../../context/use-answers.ts';

export default function ComparisonPanel() {
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
          <AnswerList />
          <ReportFiles />
        </>
      );
    default:
      return comparison satisfies never;
  }
}

/** The last question that needs no trained network; the button for the others comes after it. */
const LAST_OF_ROWS: QuestionName = 'pairs';

/** Where rows come first, from a model that is fitted at once, more epochs change their pictures alone. */
const OF_ROWS: ReadonlySet<QuestionName> = new Set(['columns', 'pairs']);

function AnswerList() {
  const answers = useAnswers();
  const recipe = useSession((s) => liveOf(s.training)?.started.config.recipe);
  const isDrawnFirst = recipe !== undefined && RECIPES[recipe].rowFirst;
  return answers?.list.map((answer) => (
    <Fragment key={answer.question}>
      {answer.verdict === 'unmeasured' ? null : (
        <Question answer={answer} trainOn={isDrawnFirst && OF_ROWS.has(answer.question) ? null : <TrainOn />}>
          {DOING[answer.question]}
        </Question>
      )}
      {answer.open.map((block) => (
        <OpenBlock key={block.id} block={block} />
      ))}
      {answer.question === LAST_OF_ROWS ? <EcgMeasurements /> : null}
    </Fragment>
  ));
}

/** What a visitor can do about a question, below its charts. */
const DOING: Partial<Record<QuestionName, ReactNode>> = { privacy: <ClosestPairs />, use: <OwnPredictor /> };

/** Real ECGs: to look at, never part of an answer. */
function ClosestPairs() {
  const closest = useSession((s) => ecgReportOf(s.ecgComparison)?.privacy.images.closest);
  return closest === undefined ? null : <NearestViewer closest={closest} />;
}

function OwnPredictor() {
  const source = useSession((s) => ecgReportOf(s.ecgComparison)?.predictor.source);
  return source === undefined ? null : <OwnModel source={source} />;
}
