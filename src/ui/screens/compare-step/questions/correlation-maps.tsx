/** Correlations of real, of synthetic, and their difference: three heat maps with one cursor. */
import { useId, useState } from 'react';
import type { CorrelationComparison } from '../../../../core/report/comparison.ts';
import { ChartFigure } from '../../../charts/chart-figure.tsx';
import { ColourKey } from '../../../charts/colour-key.tsx';
import { HeatMap } from '../../../charts/heat-map.tsx';
import type { Cell } from '../../../../report-page/heat-map-layout.ts';
import { useTexts } from '../../../context/texts-context.tsx';
import mapClasses from '../../../charts/heat-map.module.css';
import classes from './question.module.css';

const MAPS = ['real', 'synthetic', 'difference'] as const;
/** What gets the strongest colour; differences are smaller than correlations. */
const LIMITS = { real: 1, synthetic: 1, difference: 0.5 } as const;

export function CorrelationMaps({ correlation }: { readonly correlation: CorrelationComparison }) {
  const { t, n } = useTexts();
  const id = useId();
  const [cursor, setCursor] = useState<Cell | null>(null);
  const { columns, leftOut } = correlation;
  if (columns.length < 2) return <p className={classes.text}>{t('pairs.tooFew')}</p>;

  const at = (name: (typeof MAPS)[number], cell: Cell): string =>
    n.decimal(correlation[name][cell.row]?.[cell.column] ?? 0);
  const sentence =
    cursor === null
      ? t('chart.hint')
      : t('pairs.cell', {
          a: columns[cursor.row] ?? '',
          b: columns[cursor.column] ?? '',
          real: at('real', cursor),
          synthetic: at('synthetic', cursor),
          difference: at('difference', cursor),
        });
  return (
    <section className={classes.group}>
      <div className={classes.groupHead}>
        <h3>{t('pairs.maps.title')}</h3>
      </div>
      <p id={id} className={mapClasses.readout} role="status">
        {sentence}
      </p>
      <div className={classes.three}>
        {MAPS.map((name) => (
          <ChartFigure
            key={name}
            title={t(`pairs.${name}.title`)}
            caption={t(`pairs.${name}.caption`)}
            fileName={`correlation ${name}`}
            aside={<ColourKey low={n.decimal(-LIMITS[name])} high={n.decimal(LIMITS[name])} />}
            table={() => ({
              head: [t('table.column'), ...columns],
              rows: correlation[name].map((row, i) => [columns[i] ?? '', ...row.map((v) => n.decimal(v))]),
            })}
          >
            <HeatMap
              label={t(`pairs.${name}.title`)}
              rows={columns}
              columns={columns}
              values={correlation[name]}
              limit={LIMITS[name]}
              isSquare
              cursor={cursor}
              onCursor={setCursor}
              describedBy={id}
            />
          </ChartFigure>
        ))}
      </div>
      {leftOut.length === 0 ? null : (
        <p className={classes.text}>{t('pairs.leftOut', { columns: n.names(leftOut) })}</p>
      )}
    </section>
  );
}
