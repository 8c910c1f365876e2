/** While and after training: the grid beside how it goes; below, the chosen tile with its row, and real ones. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Live, TrainingState } from '../../../store/session-state.ts';
import { ConfirmLoss } from '../../components/confirm-loss.tsx';
import { Icon } from '../../components/icons.tsx';
import { EpochInUse } from '../../components/epoch-in-use.tsx';
import { ErrorNotice } from '../../components/notice.tsx';
import { Screen } from '../../components/screen.tsx';
import { useActions, useIsSimulated, useSession, useStudio } from '../../context/studio-context.tsx';
import { useTexts } from '../../context/texts-context.tsx';
import { AfterFailure } from './after-failure.tsx';
import { ChosenTile } from './chosen-tile.tsx';
import { LiveGrid } from './live-grid.tsx';
import { LiveMatch } from './live-match.tsx';
import type { LossPoint } from '../../../store/loss-history.ts';
import { canReadLosses } from '../../../store/training-words.ts';
import { Losses } from './losses.tsx';
import { PastEpochs } from './past-epochs.tsx';
import { RealStrip } from './real-strip.tsx';
import { RunStatus } from './run-status.tsx';
import { TrainOn } from '../../components/train-on.tsx';
import classes from './run-view.module.css';

const NO_LOSSES: readonly LossPoint[] = [];

interface RunViewProps {
  readonly training: Extract<TrainingState, { status: 'running' | 'paused' | 'finished' | 'failed' }>;
  readonly live: Live;
}

export function RunView({ training, live }: RunViewProps) {
  const { t } = useTexts();
  const isSimulated = useIsSimulated();
  const { losses } = useStudio();
  const hasModel = useSession((s) => s.hasModel);
  const keptError = useSession((s) => s.keptError);
  const { openStep, forgetTraining } = useActions();
  const [selected, setSelected] = useState(5);
  // The lines of recipe `modern` are there from the start; those of `paper` are faint for long.
  const [isStretched, setStretched] = useState(live.started.config.recipe === 'paper');
  const [isAsking, setAsking] = useState(false);
  const isOver = training.status === 'finished' || training.status === 'failed';

  return (
    <Screen
      title={titleOf()}
      isCompact
      secondary={
        isOver ? (
          <Button variant="subtle" onClick={() => (hasModel ? setAsking(true) : forgetTraining())} data-testid="again">
            {t('train.again')}
          </Button>
        ) : undefined
      }
      next={
        isOver && live.grid !== null && live.grid.epoch > 0 ? (
          <Button onClick={() => openStep('compare')} rightSection={<Icon name="arrow" />} data-testid="next">
            {t('train.next')}
          </Button>
        ) : undefined
      }
    >
      {training.status === 'failed' ? (
        <ErrorNotice error={training.error} actions={<AfterFailure error={training.error} run={live.run} />} />
      ) : null}
      <EpochInUse />
      <div className={classes.run}>
        <div className={classes.pictures}>
          <LiveGrid
            live={live}
            selected={selected}
            onSelect={setSelected}
            isStretched={isStretched}
            onStretch={setStretched}
          />
          <RealStrip isStretched={isStretched} />
        </div>
        <div className={classes.side}>
          <RunStatus training={training} live={live} />
          {keptError === null ? null : <ErrorNotice error={keptError} />}
          <TrainOn />
          <Losses live={live} />
          {live.grid === null ? null : (
            <ChosenTile
              grid={live.grid}
              index={Math.min(selected, live.grid.view.count - 1)}
              isStretched={isStretched}
            />
          )}
          <LiveMatch live={live} />
        </div>
      </div>
      <PastEpochs
        status={training.status}
        past={live.past}
        snapshots={live.snapshots}
        losses={canReadLosses(live.started.config) ? losses.points() : NO_LOSSES}
      />
      <ConfirmLoss
        isOpen={isAsking}
        title={t('train.again.title')}
        text={t('train.again.text')}
        confirm={t('train.again.confirm')}
        onConfirm={forgetTraining}
        onClose={() => setAsking(false)}
      />
    </Screen>
  );

  function titleOf(): string {
    switch (training.status) {
      case 'running':
      case 'paused':
        return t(isSimulated ? 'train.title.demo' : 'train.title.running');
      case 'finished':
        return t(training.outcome.end === 'stopped' ? 'train.title.stopped' : 'train.title.done');
      case 'failed':
        return t('run.lost');
      default:
        return training satisfies never;
    }
  }
}
