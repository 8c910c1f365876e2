/** The strip of kept epochs over the curve of their scores, and in words what both say. */
import { lazy, memo, Suspense, useCallback, useState } from 'react';
import { loadPart } from '../../../platform/load-part.ts';
import { bestOf } from '../../../core/past-epochs.ts';
import { type Live, liveOf, pastEpochOf, type TrainingState } from '../../../store/session-state.ts';
import type { LossPoint } from '../../../store/loss-history.ts';
import type { EpochSnapshots, PastEpoch } from '../../../worker/protocol.ts';
import { useActions, useSession } from '../../context/studio-context.tsx';
import { useTexts } from '../../context/texts-context.tsx';
import { Enlarged } from '../../pictures/enlarge.tsx';
import { KindMark } from '../../pictures/kind-mark.tsx';
import { Advice } from './advice.tsx';
import classes from './past-epochs.module.css';

const ScoreChart = lazy(() => loadPart(() => import('../../charts/score-chart.tsx')));

/** Fewer are a large network. */
const USUAL_MOST = 12;

interface PastEpochsProps {
  readonly status: TrainingState['status'];
  readonly past: Live['past'];
  readonly snapshots: EpochSnapshots | null;
  readonly losses: readonly LossPoint[];
}

/** Drawn again when there is something new, not with every step. */
export const PastEpochs = memo(function PastEpochs({ status, past, snapshots, losses }: PastEpochsProps) {
  const { t, n } = useTexts();
  const choice = useSession((s) => s.epochChoice);
  // After a crash of the worker there is none.
  const hasModel = useSession((s) => s.hasModel);
  const isScored = useSession((s) => (liveOf(s.training)?.started.validation ?? 0) > 0);
  if (snapshots === null) return null;
  const best = bestOf(past);
  const shown = past.filter(({ epoch }) => snapshots.epochs.includes(epoch));
  const inUse = pastEpochOf(choice);
  const canUse = status === 'finished' && hasModel && choice.status !== 'changing';
  return (
    <section className={classes.past} data-testid="past-epochs" data-best={best?.epoch}>
      <div className={classes.head}>
        <h2>{t('past.title')}</h2>
        <KindMark kind="synthetic" />
      </div>
      <Advice losses={losses} scores={past} isOver={status === 'finished' || status === 'failed'} />
      <div className={classes.strip} role="group" aria-label={t('past.strip')}>
        {shown.map((one) => (
          <EpochCard key={one.epoch} past={one} isBest={one === best} isInUse={one.epoch === inUse} canUse={canUse} />
        ))}
      </div>
      <p className={classes.text} role="status">
        {choice.status === 'changing' ? t('past.changing') : keptSentence()}
      </p>
      {best === null || past.length < 2 ? null : (
        <div
          role="img"
          aria-label={t('past.chart', { count: past.length, epoch: best.epoch, score: n.score(best.score ?? 0) })}
        >
          <Suspense fallback={<div className={classes.waiting} />}>
            <ScoreChart scores={past} best={best.epoch} inUse={inUse} />
          </Suspense>
        </div>
      )}
      <p className={classes.text}>{t(isScored ? 'past.text.scored' : 'past.text')}</p>
    </section>
  );

  function keptSentence(): string {
    const most = snapshots?.most ?? 0;
    const what = most < USUAL_MOST ? t('past.kept.few', { count: most }) : t('past.kept', { most });
    if (status === 'failed') return what;
    return `${what} ${t(status === 'finished' ? 'past.choose' : 'past.goBack')}`;
  }
});

interface EpochCardProps {
  readonly past: PastEpoch;
  readonly isBest: boolean;
  readonly isInUse: boolean;
  readonly canUse: boolean;
}

/** What cannot be used yet, or is in use, is shown large. */
function EpochCard({ past, isBest, isInUse, canUse }: EpochCardProps) {
  const { t, n } = useTexts();
  const { goToEpoch } = useActions();
  const { epoch, grid } = past;
  const show = useCallback(
    (image: HTMLImageElement) => {
      const url = URL.createObjectURL(grid);
      image.src = url;
      return () => URL.revokeObjectURL(url);
    },
    [grid],
  );
  const [isLarge, setLarge] = useState(false);
  const score = past.score === null ? t('past.noScore') : t('past.score', { score: n.score(past.score) });
  const name = t('past.epoch', { epoch });
  return (
    <>
      <button
        type="button"
        className={classes.card}
        data-best={isBest}
        data-testid="past-epoch"
        data-epoch={epoch}
        aria-pressed={isInUse}
        data-usable={canUse}
        title={
          canUse && !isInUse ? t(isBest ? 'past.use.best' : 'past.use.label', { epoch, score }) : t('picture.enlarge')
        }
        onClick={() => {
          if (canUse && !isInUse) void goToEpoch(epoch);
          else setLarge(true);
        }}
      >
        <img className={classes.picture} ref={show} alt="" />
        <span className={classes.epoch}>{name}</span>
        <span className={classes.score}>{score}</span>
        <span className={classes.marks}>
          {isBest ? <strong>{t('past.best')}</strong> : null}
          {isInUse ? <em>{t('past.inUse')}</em> : null}
        </span>
      </button>
      <Enlarged isOpen={isLarge} label={name} note={score} onClose={() => setLarge(false)}>
        <img ref={show} alt={name} />
      </Enlarged>
    </>
  );
}
