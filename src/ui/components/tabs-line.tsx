/** That this page is open in another tab as well, in one calm sentence: nothing is lost by it, but both share one computer. */
import { useOtherTabs } from '../context/tabs-store.ts';
import { useTexts } from '../context/texts-context.tsx';
import classes from './update-line.module.css';

export function TabsLine() {
  const { t } = useTexts();
  const { count, isAtWork } = useOtherTabs();
  if (count === 0) return null;
  return (
    <div className={classes.line} role="status" data-testid="other-tabs">
      <span>{t(isAtWork ? 'tabs.atWork' : 'tabs.open')}</span>
    </div>
  );
}
