/** A small picture of a score: the range that two halves of the real patients reach (a filled bar), and synthetic (a hollow mark). */
import type { Ceiling } from '../../../../core/report/comparison.ts';
import { useTexts } from '../../../context/texts-context.tsx';
import classes from './score-ruler.module.css';

interface ScoreRulerProps {
  readonly ceiling: Ceiling | null;
  /** The ends of the scale; it grows if a value lies outside. */
  readonly from: number;
  readonly to: number;
  /** Which score, where the question has several. */
  readonly name?: string;
  /** What the bar is, where it is not halves of the real patients. */
  readonly realName?: string;
}

export function ScoreRuler({ ceiling, from, to, name, realName }: ScoreRulerProps) {
  const { t, n } = useTexts();
  if (ceiling === null) return null;
  const { low, high, synthetic } = ceiling;
  const start = Math.min(from, low, synthetic);
  const end = Math.max(to, high, synthetic);
  const at = (value: number): string => `${(100 * (value - start)) / Math.max(end - start, 1e-12)}%`;
  return (
    <div
      className={classes.ruler}
      role="img"
      aria-label={t('ruler.label', { synthetic: n.decimal(synthetic), low: n.decimal(low), high: n.decimal(high) })}
    >
      {name === undefined ? null : <div className={classes.name}>{name}</div>}
      <div className={classes.track}>
        <span className={classes.ceiling} style={{ left: at(low), width: `calc(${at(high)} - ${at(low)})` }} />
        <span className={classes.synthetic} style={{ left: at(synthetic) }} />
      </div>
      <div className={classes.ends}>
        <span>{n.decimal(start)}</span>
        <span>{n.decimal(end)}</span>
      </div>
      <div className={classes.key}>
        <span className={classes.realKey}>{realName ?? t('ruler.real')}</span>
        <span className={classes.syntheticKey}>{t('ruler.synthetic')}</span>
      </div>
    </div>
  );
}
