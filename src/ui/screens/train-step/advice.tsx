/** What can be said of the training, in sentences with their numbers. */
import { adviceFor, type TrainingAdvice } from '../../../core/training-advice.ts';
import type { Live } from '../../../store/session-state.ts';
import { useStudio } from '../../context/studio-context.tsx';
import { useTexts } from '../../context/texts-context.tsx';
import classes from './past-epochs.module.css';

export function Advice({ live }: { readonly live: Live }) {
  const { t, n } = useTexts();
  const { losses } = useStudio();
  const advice = adviceFor(losses.points(), live.past);
  if (advice.length === 0) return null;
  return (
    <ul className={classes.advice} data-testid="advice">
      {advice.map((one) => (
        <li key={one.kind} data-advice={one.kind}>
          {sentence(one)}
        </li>
      ))}
    </ul>
  );

  function sentence(one: TrainingAdvice): string {
    switch (one.kind) {
      case 'discriminator-wins':
        return t('advice.discriminator-wins', {
          epochs: one.epochs,
          discriminator: n.decimal(one.discriminatorLoss),
          generator: n.decimal(one.generatorLoss),
        });
      case 'tiles-repeat':
        return t('advice.tiles-repeat', { share: n.percent(one.variety), times: one.times });
      case 'improving':
        return t('advice.improving', { best: one.best, score: n.decimal(one.score) });
      case 'not-improving':
        return t('advice.not-improving', { count: one.epochs, best: one.best, score: n.decimal(one.score) });
      default:
        return one satisfies never;
    }
  }
}
