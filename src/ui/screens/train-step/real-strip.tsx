/** A few real ECGs at the same size as the tiles, to compare with. */
import { useIsSimulated, useSession } from '../../context/studio-context.tsx';
import { useTexts } from '../../context/texts-context.tsx';
import { KindMark } from '../../pictures/kind-mark.tsx';
import { Picture } from '../../pictures/picture.tsx';
import classes from './real-strip.module.css';

const SHOWN = 4;

/** `isStretched`: as the synthetic ones beside them, or they would not be compared but contrasts. */
export function RealStrip({ isStretched }: { readonly isStretched: boolean }) {
  const { t } = useTexts();
  const samples = useSession((s) => s.samples.compare);
  const isSimulated = useIsSimulated();
  const view = samples.status === 'none' ? null : samples.view;
  return (
    <section className={classes.strip} data-testid="real-strip">
      <div className={classes.head}>
        <h2>{t(isSimulated ? 'real.title.simulated' : 'real.title')}</h2>
        <KindMark kind="real" />
      </div>
      {view === null ? (
        <p>{samples.status === 'failed' ? t('real.failed') : t('pairs.loading')}</p>
      ) : (
        <div className={classes.pictures}>
          {Array.from({ length: Math.min(SHOWN, view.count) }, (_, i) => (
            <Picture
              key={`${i}`}
              view={view}
              index={i}
              kind="real"
              label={t('picture.alt.real', { number: i + 1 })}
              isStretched={isStretched}
            />
          ))}
        </div>
      )}
    </section>
  );
}
