/** A small picture of a score: the range that two halves of the real patients reach (a filled bar), and synthetic (a hollow mark). */
import type { Picture } from '../../../../answers/answer.ts';
import { useTexts } from '../../../context/texts-context.tsx';
import classes from './score-ruler.module.css';

export function ScoreRuler({ ruler }: { readonly ruler: Extract<Picture, { readonly kind: 'ruler' }> }) {
  const { t, n, say } = useTexts();
  const { ceiling, from, to, name, realName } = ruler;
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
      {name === null ? null : <div className={classes.name}>{say(name)}</div>}
      <div className={classes.track}>
        <span className={classes.ceiling} style={{ left: at(low), width: `calc(${at(high)} - ${at(low)})` }} />
        <span className={classes.synthetic} style={{ left: at(synthetic) }} />
      </div>
      <div className={classes.ends}>
        <span>{n.decimal(start)}</span>
        <span>{n.decimal(end)}</span>
      </div>
      <div className={classes.key}>
        <span className={classes.realKey}>{say(realName)}</span>
        <span className={classes.syntheticKey}>{t('ruler.synthetic')}</span>
      </div>
    </div>
  );
}
