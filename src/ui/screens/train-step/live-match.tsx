/** A first figure while the network still learns: how well the columns match. The Compare step measures properly. */
import type { Live } from '../../../store/session-state.ts';
import { MatchChart } from '../../charts/match-chart.tsx';
import { useTexts } from '../../context/texts-context.tsx';
import { KindMark } from '../../pictures/kind-mark.tsx';
import classes from './live-match.module.css';

export function LiveMatch({ live }: { readonly live: Live }) {
  const { t, n } = useTexts();
  const last = live.matches.at(-1);
  if (last === undefined) return null;
  const { score, real, epoch, rows } = last;
  const sentence = t('match.text', {
    score: n.decimal(score),
    low: n.decimal(real.low),
    high: n.decimal(real.high),
    epoch,
    rows,
  });
  return (
    <section className={classes.match} data-testid="live-match" data-score={score}>
      <div className={classes.head}>
        <h2>{t('match.title')}</h2>
        <KindMark kind="real" />
        <KindMark kind="synthetic" />
      </div>
      <p className={classes.text}>{sentence}</p>
      <MatchChart label={sentence} points={live.matches} />
    </section>
  );
}
