/** "Real" or "Synthetic", with the two cues of each: colour, and a filled or hollow dot. */
import { useIsSimulated } from '../context/studio-context.tsx';
import { useTexts } from '../context/texts-context.tsx';
import classes from './kind-mark.module.css';
import type { Kind } from './picture.tsx';

export function KindMark({ kind }: { readonly kind: Kind }) {
  const { t } = useTexts();
  const isSimulated = useIsSimulated();
  const key = kind === 'synthetic' ? 'kind.synthetic' : isSimulated ? 'kind.simulated' : 'kind.real';
  return (
    <span className={classes.mark} data-kind={kind}>
      {t(key)}
    </span>
  );
}
