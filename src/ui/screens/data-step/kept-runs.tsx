/** Trainings kept on this computer: go on with one, or erase. Nothing is shown where nothing is kept. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import { countPeople } from '../../../i18n/count-people.ts';
import type { KeptRun } from '../../../core/kept-run.ts';
import { isTraining, liveOf } from '../../../store/session-state.ts';
import { moreEpochs } from '../../../store/train-on-actions.ts';
import { ConfirmLoss } from '../../components/confirm-loss.tsx';
import { Icon } from '../../components/icons.tsx';
import { ErrorNotice } from '../../components/notice.tsx';
import { Sheet } from '../../components/screen.tsx';
import { useActions, useIsLocked, useSession } from '../../context/studio-context.tsx';
import { useTexts } from '../../context/texts-context.tsx';
import classes from './kept-runs.module.css';

/** What a press on "Erase" is about; null in `run` means everything. */
type Asking = { readonly run: string | null } | null;

export function KeptRuns() {
  const { t } = useTexts();
  const kept = useSession((s) => s.kept);
  const error = useSession((s) => s.keptError);
  const own = useSession((s) => (isTraining(s.training) ? (liveOf(s.training)?.run ?? null) : null));
  const { eraseRuns } = useActions();
  const isLocked = useIsLocked();
  const [asking, setAsking] = useState<Asking>(null);
  const runs = (kept?.runs ?? []).filter(({ id }) => id !== own);
  if (runs.length === 0 && error === null) return null;
  const isAll = asking?.run === null;
  return (
    <Sheet
      title={t(runs.length > 0 && runs.every(({ isComplete }) => !isComplete) ? 'kept.title.unfinished' : 'kept.title')}
      testId="kept-runs"
      aside={
        runs.length === 0 ? undefined : (
          <Button
            variant="subtle"
            size="compact-sm"
            disabled={isLocked}
            onClick={() => setAsking({ run: null })}
            data-testid="erase-all"
          >
            {t('kept.eraseAll')}
          </Button>
        )
      }
    >
      {error === null ? null : <ErrorNotice error={error} />}
      <ul className={classes.runs}>
        {runs.map((run) => (
          <Run key={run.id} run={run} onErase={() => setAsking({ run: run.id })} />
        ))}
      </ul>
      <p className={classes.what}>{t('kept.what')}</p>
      <ConfirmLoss
        isOpen={asking !== null}
        title={t(isAll ? 'kept.eraseAll.title' : 'kept.erase.title')}
        text={t(isAll ? 'kept.eraseAll.text' : 'kept.erase.text')}
        confirm={t('kept.erase.confirm')}
        onConfirm={() => {
          if (asking !== null) void eraseRuns(asking.run);
        }}
        onClose={() => setAsking(null)}
      />
    </Sheet>
  );
}

function Run({ run, onErase }: { readonly run: KeptRun; readonly onErase: () => void }) {
  const texts = useTexts();
  const { t, n } = texts;
  const { continueRun, openKept } = useActions();
  const isLocked = useIsLocked();
  const hasData = useSession((s) => s.data.status === 'ready');
  const { epoch, config, isComplete, patientBytes } = run;
  const needsFiles = run.source === 'files' && (patientBytes === null || !run.isReadAlike) && !hasData;
  const patients = countPeople(run, texts);
  const isBlocked = isLocked || run.isInUse || needsFiles;
  return (
    <li className={classes.run} data-testid="kept-run" data-epoch={epoch}>
      <div className={classes.words}>
        <p className={classes.epoch}>
          {isComplete ? t('kept.complete', { count: epoch }) : t('kept.epoch', { epoch, epochs: config.epochs })}
        </p>
        <p className={classes.facts}>
          {t('kept.facts', {
            size: config.size,
            width: config.width,
            patients: run.source === 'demo' ? `${patients} (${t('kept.demo')})` : patients,
            moment: n.moment(run.savedAt),
            bytes: n.bytes(run.bytes),
          })}
        </p>
        {run.isInUse ? <p className={classes.facts}>{t('kept.inUse')}</p> : null}
        {needsFiles && run.isReadAlike ? <p className={classes.facts}>{t('kept.needsFiles')}</p> : null}
        {run.isReadAlike ? null : <p className={classes.facts}>{t('kept.older')}</p>}
        {patientBytes === null ? null : (
          <p className={classes.facts}>{t('kept.withPatients', { bytes: n.bytes(patientBytes) })}</p>
        )}
      </div>
      <div className={classes.actions}>
        <Button
          variant="default"
          leftSection={<Icon name="play" />}
          disabled={isBlocked}
          onClick={() => void continueRun(run.id)}
          data-testid="continue-run"
        >
          {isComplete ? t('kept.open') : t('kept.continue', { epoch })}
        </Button>
        {isComplete ? (
          <Button
            variant="default"
            leftSection={<Icon name="play" />}
            disabled={isBlocked}
            onClick={() => void continueRun(run.id, moreEpochs(epoch))}
            data-testid="train-kept-on"
          >
            {t('run.trainOn', { count: moreEpochs(epoch) })}
          </Button>
        ) : null}
        {epoch === 0 ? null : (
          <Button
            variant="default"
            disabled={isLocked || run.isInUse}
            onClick={() => void openKept(run.id, t('kept.name', { moment: n.moment(run.savedAt) }))}
            data-testid="open-kept"
          >
            {t('kept.openPairs')}
          </Button>
        )}
        <Button variant="subtle" disabled={isLocked || run.isInUse} onClick={onErase} data-testid="erase-run">
          {t('kept.erase')}
        </Button>
      </div>
    </li>
  );
}
