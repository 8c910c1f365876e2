/** How far, how fast, how long still; pause and stop; and in words how it goes. */
import { Button } from '@mantine/core';
import { useMemo } from 'react';
import { sheetWords } from '../../../answers/sheet-words.ts';
import type { SheetFit } from '../../../core/sheet-fit.ts';
import { countPeople } from '../../../i18n/count-people.ts';
import { endSentence } from '../../../answers/training-end.ts';
import { RECIPES } from '../../../recipes/recipes.ts';
import type { TrainOutcome } from '../../../worker/protocol.ts';
import type { Live, TrainingState } from '../../../store/session-state.ts';
import { canReadLosses, commentaryOn } from '../../../store/training-words.ts';
import { Explained } from '../../components/explained.tsx';
import { Icon } from '../../components/icons.tsx';
import { Notice } from '../../components/notice.tsx';
import { ProgressBar } from '../../components/progress-bar.tsx';
import { useActions, useSession } from '../../context/studio-context.tsx';
import { useTexts } from '../../context/texts-context.tsx';
import { RunSafety } from './run-safety.tsx';
import classes from './run-status.module.css';

interface RunStatusProps {
  readonly training: TrainingState;
  readonly live: Live;
}

export function RunStatus({ training, live }: RunStatusProps) {
  const texts = useTexts();
  const { t, n } = texts;
  const { started, epoch, step, last, grid, past, secondsPerEpoch, trainedSeconds } = live;
  const { config, backend, stepsPerEpoch } = started;
  const isUnderWay = training.status === 'running' || training.status === 'paused';
  const share = (epoch + step / stepsPerEpoch) / config.epochs;
  const left = secondsPerEpoch === null ? null : (config.epochs - epoch - step / stepsPerEpoch) * secondsPerEpoch;
  const name = t(`backend.${backend.name}`);
  // The words change with the epoch, not with every step.
  const isReadable = canReadLosses(config);
  const samples = useSession((s) => s.samples.compare);
  const real = samples.status === 'none' ? null : samples.view;
  const { words, share: differ } = useMemo(
    () => commentaryOn({ epoch, last, grid, past, started }, { isReadable, real }),
    [epoch, last, grid, past, started, isReadable, real],
  );

  return (
    <section
      className={classes.status}
      aria-label={t('run.status')}
      data-testid="run-status"
      data-status={training.status}
    >
      <div className={classes.line}>
        <p className={classes.epoch} data-testid="epoch" data-epoch={epoch}>
          {t('run.epoch', { epoch: Math.min(epoch + (isUnderWay ? 1 : 0), config.epochs), epochs: config.epochs })}
        </p>
        <p className={classes.percent}>{n.percent(share)}</p>
      </div>
      <ProgressBar value={share} label={t('run.progress')} />
      <p className={classes.facts}>
        {isUnderWay && left !== null ? <strong>{t('run.left', { time: n.duration(left) })}</strong> : null}
        {isUnderWay ? <span>{t('run.step', { step, steps: stepsPerEpoch })}</span> : null}
        {secondsPerEpoch === null ? null : (
          <span>
            {t('run.rate', { time: secondsPerEpoch < 60 ? n.seconds(secondsPerEpoch) : n.duration(secondsPerEpoch) })}
          </span>
        )}
        {isUnderWay ? null : <span>{t('run.trainedFor', { time: n.duration(trainedSeconds) })}</span>}
      </p>
      <p className={classes.machine} data-testid="backend" data-backend={backend.name}>
        {backend.adapter === '' ? name : t('backend.named', { backend: name, adapter: backend.adapter })}
        {' · '}
        {t('run.recipe', {
          recipe: config.recipe,
          size: config.size,
          fit: t(`run.fit.${config.fit}`),
          width: config.width,
          batch: config.batch,
          seed: String(config.seed),
        })}
        {' · '}
        {t('run.patients', {
          patients: countPeople(started, texts),
          columns: t('count.columns', { count: started.columns }),
        })}
        {started.setAside === 0 ? null : ` · ${t('run.setAside', { count: started.setAside })}`}
        {backend.isSoftware ? ` · ${t('run.software')}` : null}
      </p>
      {started.constant.length === 0 ? null : (
        <p className={classes.machine} data-testid="constant-columns">
          {t('run.constant', { columns: n.names(started.constant) })}
        </p>
      )}
      <SheetNote sheet={started.sheet} />
      {started.validation > 0 || !RECIPES[config.recipe].validates ? null : (
        <p className={classes.machine} data-testid="not-scored">
          {t('run.notScored', { epochs: config.epochs })}
        </p>
      )}
      <RunSafety live={live} />
      <Controls training={training} />
      <p className={classes.words} role="status" data-testid="words">
        <Explained text={sentence()} />
      </p>
    </section>
  );

  function endWords({ end, epoch: count }: TrainOutcome): string | null {
    if (end === 'settled') return null;
    return end === 'completed' ? t('run.finished', { count }) : t('run.stopped', { epoch: count });
  }

  /** What was wrong when it ended; null: nothing that can be told. */
  function afterwards(): string | null {
    switch (words) {
      case 'alike':
        return t('words.past.alike', { share: n.percent(differ ?? 0) });
      case 'ahead':
        return t('words.past.ahead');
      case 'behind':
        return t('words.past.behind');
      case 'starting':
      case 'measured':
      case 'both':
      case 'learning':
        return null;
      default:
        return words satisfies never;
    }
  }

  function sentence(): string {
    switch (training.status) {
      case 'paused':
        return t('words.paused');
      case 'finished':
        return [endWords(training.outcome), endSentence(training.outcome, { t }), afterwards()]
          .filter((text) => text !== null)
          .join(' ');
      case 'failed':
        return afterwards() ?? '';
      case 'running':
      case 'preparing':
      case 'idle':
        return words === 'both' || words === 'alike'
          ? t(`words.${words}`, { share: n.percent(differ ?? 0) })
          : t(`words.${words}`);
      default:
        return training satisfies never;
    }
  }
}

/** What was found of the ECG sheets; where they are not drawn as such, so that it is not overlooked. */
function SheetNote({ sheet }: { readonly sheet: SheetFit | null }) {
  const texts = useTexts();
  if (sheet === null) return null;
  const words = sheetWords(sheet, texts);
  if (sheet.misfit === null) {
    return (
      <p className={classes.machine} data-testid="sheet-fits">
        {words}
      </p>
    );
  }
  return (
    <Notice tone="warn" testId={`sheet-${sheet.misfit}`}>
      <p>{words}</p>
    </Notice>
  );
}

function Controls({ training }: { readonly training: TrainingState }) {
  const { t } = useTexts();
  const { pause, resume, stop } = useActions();
  if (training.status !== 'running' && training.status !== 'paused') return null;
  const isPaused = training.status === 'paused';
  return (
    <div className={classes.controls}>
      <Button
        variant="default"
        leftSection={<Icon name={isPaused ? 'play' : 'pause'} />}
        disabled={training.stopping}
        onClick={() => void (isPaused ? resume() : pause())}
        data-testid={isPaused ? 'resume' : 'pause'}
      >
        {t(isPaused ? 'run.resume' : 'run.pause')}
      </Button>
      <Button
        leftSection={<Icon name="stop" />}
        loading={training.stopping}
        onClick={() => void stop()}
        data-testid="stop"
      >
        {t('run.stop')}
      </Button>
      {training.stopping ? <span role="status">{t('run.stopping')}</span> : null}
    </div>
  );
}
