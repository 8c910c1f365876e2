/** A verdict in words, with a sign for good and for bad. */
import { Icon, type IconName } from '../../../components/icons.tsx';
import { useTexts } from '../../../context/texts-context.tsx';
import classes from './verdict-mark.module.css';
import type { AnyVerdict } from '../../../../report-page/verdict.ts';

type Tone = 'good' | 'warn' | 'plain';

const LOOKS: Readonly<Record<AnyVerdict, { readonly tone: Tone; readonly icon: IconName | null }>> = {
  'as-real': { tone: 'good', icon: 'check' },
  'no-sign': { tone: 'good', icon: 'check' },
  close: { tone: 'plain', icon: null },
  apart: { tone: 'warn', icon: 'warning' },
  copies: { tone: 'warn', icon: 'warning' },
  unknown: { tone: 'plain', icon: null },
  'no-sign-rows': { tone: 'plain', icon: null },
  look: { tone: 'plain', icon: null },
  none: { tone: 'plain', icon: null },
  unmeasured: { tone: 'plain', icon: null },
};

export function VerdictMark({ verdict }: { readonly verdict: AnyVerdict }) {
  const { t } = useTexts();
  const { tone, icon } = LOOKS[verdict];
  return (
    <span className={classes.verdict} data-tone={tone} data-verdict={verdict}>
      {icon === null ? null : <Icon name={icon} />}
      {t(`verdict.${verdict}`)}
    </span>
  );
}
