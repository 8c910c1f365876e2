/** Said wherever demo patients are shown. */
import { useTexts } from '../context/texts-context.tsx';
import classes from './simulated-badge.module.css';

export function SimulatedBadge() {
  const { t } = useTexts();
  return (
    <span className={classes.badge} title={t('simulated.explain')} data-testid="simulated-badge">
      {t('simulated.badge')}
    </span>
  );
}
