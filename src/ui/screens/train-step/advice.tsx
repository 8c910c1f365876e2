/** What can be said of the training, in sentences with their numbers. */
import { adviceFor, type TrainingAdvice } from '../../../core/training-advice.ts';
import type { EpochScore } from '../../../core/past-epochs.ts';
import type { LossPoint } from '../../../store/loss-history.ts';
import { useTexts } from '../../context/texts-context.tsx';
import { Explained } from '../../components/explained.tsx';
import classes from './past-epochs.module.css';

interface AdviceProps {
  readonly losses: readonly LossPoint[];
  readonly scores: readonly EpochScore[];
  /** The training has ended: everything is said of the past. */
  readonly isOver: boolean;
}

export function Advice({ losses, scores, isOver }: AdviceProps) {
  const { t, n } = useTexts();
  const advice = adviceFor(losses, scores);
  if (advice.length === 0) return null;
  return (
    <ul className={classes.advice} data-testid="advice">
      {advice.map((one) => (
        <li key={one.kind} data-advice={one.kind}>
          <Explained text={sentence(one)} />
        </li>
      ))}
    </ul>
  );

  function sentence(one: TrainingAdvice): string {
    switch (one.kind) {
      case 'discriminator-wins':
        return t(isOver ? 'advice.past.discriminator-wins' : 'advice.discriminator-wins', {
          epochs: one.epochs,
          discriminator: n.decimal(one.discriminatorLoss),
          generator: n.decimal(one.generatorLoss),
        });
      case 'tiles-repeat':
        return t(isOver ? 'advice.past.tiles-repeat' : 'advice.tiles-repeat', {
          share: n.percent(one.variety),
          times: one.times,
        });
      case 'improving':
        return t(isOver ? 'advice.past.improving' : 'advice.improving', { best: one.best, score: n.score(one.score) });
      case 'not-improving':
        return t(isOver ? 'advice.past.not-improving' : 'advice.not-improving', {
          count: one.epochs,
          best: one.best,
          score: n.score(one.score),
        });
      default:
        return one satisfies never;
    }
  }
}
