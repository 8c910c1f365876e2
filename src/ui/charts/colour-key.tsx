/** The colours of a heat map from its lowest to its highest value. */
import { useTexts } from '../context/texts-context.tsx';
import { cssColour, divergingColour } from '../../report-page/chart-scale.ts';
import classes from './heat-map.module.css';
import { usePalette } from './use-palette.ts';

export function ColourKey({ low, high }: { readonly low: string; readonly high: string }) {
  const { t } = useTexts();
  const { scheme } = usePalette();
  const stops = [-1, 0, 1].map((value) => cssColour(divergingColour(value, scheme)));
  return (
    <div className={classes.scale} role="img" aria-label={t('chart.scale', { low, high })}>
      <span>{low}</span>
      <span style={{ background: `linear-gradient(to right, ${stops.join(', ')})` }} />
      <span>{high}</span>
    </div>
  );
}
