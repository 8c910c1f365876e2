/** The losses as curves, with their names in words and strokes. */
import { lazy, Suspense } from 'react';
import { loadPart } from '../../../platform/load-part.ts';
import { lossNames } from '../../../store/loss-history.ts';
import type { Live } from '../../../store/session-state.ts';
import { lossStroke } from '../../charts/chart-style.ts';
import { Explained } from '../../components/explained.tsx';
import { useStudio } from '../../context/studio-context.tsx';
import { useTexts } from '../../context/texts-context.tsx';
import classes from './losses.module.css';

const LossChart = lazy(() => loadPart(() => import('../../charts/loss-chart.tsx')));

export function Losses({ live }: { readonly live: Live }) {
  const { t, n, coded } = useTexts();
  const { losses } = useStudio();
  const points = losses.points();
  const { last } = live;
  return (
    <section className={classes.losses} data-testid="losses">
      <div className={classes.head}>
        <h2>{t('losses.title')}</h2>
        {lossNames(points).map((name, i) => (
          <span key={name} className={classes.name}>
            <svg width="22" height="4" aria-hidden="true">
              <line x2="22" y1="2" y2="2" strokeWidth="2.5" {...lossStroke(name, i)} />
            </svg>
            {coded('loss', name)}
          </span>
        ))}
      </div>
      <p className={classes.text}>
        <Explained text={t('losses.text')} />
      </p>
      {points.length < 2 || last === null ? (
        <p className={classes.waiting}>{t('losses.waiting')}</p>
      ) : (
        <div
          role="img"
          aria-label={t('losses.summary', {
            epoch: last.epoch,
            losses: Object.entries(last.losses)
              .map(([name, loss]) => t('losses.one', { name: coded('loss', name), loss: n.decimal(loss) }))
              .join(', '),
          })}
        >
          <Suspense fallback={<p className={classes.waiting}>{t('losses.loading')}</p>}>
            <LossChart points={points} />
          </Suspense>
        </div>
      )}
    </section>
  );
}
