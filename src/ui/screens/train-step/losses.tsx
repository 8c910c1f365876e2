/** Both losses as curves, with their names in words and strokes. */
import { lazy, Suspense } from 'react';
import type { Live } from '../../../store/session-state.ts';
import { useStudio } from '../../context/studio-context.tsx';
import { useTexts } from '../../context/texts-context.tsx';
import classes from './losses.module.css';

const LossChart = lazy(() => import('../../charts/loss-chart.tsx'));

export function Losses({ live }: { readonly live: Live }) {
  const { t, n } = useTexts();
  const { losses } = useStudio();
  const points = losses.points();
  return (
    <section className={classes.losses} data-testid="losses">
      <div className={classes.head}>
        <h2>{t('losses.title')}</h2>
        <span className={classes.generator}>{t('losses.generator')}</span>
        <span className={classes.discriminator}>{t('losses.discriminator')}</span>
      </div>
      <p className={classes.text}>{t('losses.text')}</p>
      {points.length < 2 || live.last === null ? (
        <p className={classes.waiting}>{t('losses.waiting')}</p>
      ) : (
        <div
          role="img"
          aria-label={t('losses.summary', {
            epoch: live.last.epoch,
            generator: n.decimal(live.last.generatorLoss),
            discriminator: n.decimal(live.last.discriminatorLoss),
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
