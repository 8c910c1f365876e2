/** The colours of a heat map from its lowest to its highest value. */
import { useComputedColorScheme } from '@mantine/core';
import type { HeatMapFigure } from '../../figures/figure.ts';
import { cssColour, divergingColour } from '../../figures/scale.ts';
import { useTexts } from '../context/texts-context.tsx';
import classes from './colour-key.module.css';

export function ColourKey({ ends }: Pick<HeatMapFigure, 'ends'>) {
  const { t, say } = useTexts();
  const scheme = useComputedColorScheme('light');
  const stops = [-1, 0, 1].map((value) => cssColour(divergingColour(value, scheme)));
  const [low, high] = ends.map(say);
  return (
    <div className={classes.scale} role="img" aria-label={t('chart.scale', { low: low ?? '', high: high ?? '' })}>
      <span>{low}</span>
      <span style={{ background: `linear-gradient(to right, ${stops.join(', ')})` }} />
      <span>{high}</span>
    </div>
  );
}
