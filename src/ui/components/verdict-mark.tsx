/** A verdict in words, with a sign for good and for bad. */
import type { Answer, Tone } from '../../answers/answer.ts';
import { Icon, type IconName } from './icons.tsx';
import { useTexts } from '../context/texts-context.tsx';
import classes from './verdict-mark.module.css';

const ICONS: Readonly<Record<Tone, IconName | null>> = { good: 'check', warn: 'warning', plain: null };

export function VerdictMark({ answer: { verdict, tone } }: { readonly answer: Pick<Answer, 'verdict' | 'tone'> }) {
  const { t } = useTexts();
  const icon = ICONS[tone];
  return (
    <span className={classes.verdict} data-tone={tone} data-verdict={verdict}>
      {icon === null ? null : <Icon name={icon} />}
      {t(`verdict.${verdict}`)}
    </span>
  );
}
