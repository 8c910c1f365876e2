/** Heat map of the differences of statistics, in shares of each column's real range. */
import { useCallback, useId, useMemo, useState } from 'react';
import type { ComparisonReport } from '../../../../core/report/comparison.ts';
import { ChartFigure } from '../../../charts/chart-figure.tsx';
import { ColourKey } from '../../../charts/colour-key.tsx';
import { HeatMap } from '../../../charts/heat-map.tsx';
import type { Cell } from '../../../../report-page/heat-map-layout.ts';
import { useTexts } from '../../../context/texts-context.tsx';
import mapClasses from '../../../charts/heat-map.module.css';
import { inUnits } from '../../../../report-page/measure-words.ts';

const SHOWN = ['median', 'mean', 'q25', 'q75', 'min', 'max'] as const;
/** The strongest colour, in shares of the range: one column that is far off must not bleach the others. */
const LIMIT = 0.25;

/** Without a minus before 0. */
const wholePercent = (value: number): number => Math.round(100 * value) + 0;

export function StatisticsMap({ report }: { readonly report: ComparisonReport }) {
  const texts = useTexts();
  const { t, n } = texts;
  const id = useId();
  const [cursor, setCursor] = useState<Cell | null>(null);
  const map = useMemo(() => {
    const columns = report.columns.flatMap(({ name, statistics }) =>
      statistics === null || statistics.range === 0 ? [] : [{ name, statistics }],
    );
    const values = columns.map(({ statistics }) =>
      SHOWN.map((statistic) => {
        const difference = statistics.difference[statistic];
        return difference === null ? null : difference / statistics.range;
      }),
    );
    return { columns, values, names: columns.map((c) => c.name) };
  }, [report]);
  const heads = useMemo(() => SHOWN.map((s) => t(`statistic.${s}`)), [t]);
  const percent = useCallback((value: number) => n.integer(wholePercent(value)), [n]);
  if (map.columns.length === 0) return null;

  const sentence = (): string => {
    const column = cursor === null ? undefined : map.columns[cursor.row];
    const statistic = cursor === null ? undefined : SHOWN[cursor.column];
    if (cursor === null || column === undefined || statistic === undefined) return t('chart.hint');
    const { real, synthetic, range } = column.statistics;
    const value = map.values[cursor.row]?.[cursor.column] ?? null;
    return t('columns.statistics.cell', {
      column: column.name,
      statistic: t(`statistic.${statistic}`),
      real: inUnits(texts, real[statistic], range),
      synthetic: inUnits(texts, synthetic[statistic], range),
      share: value === null ? t('comparison.none') : n.percent(wholePercent(value) / 100),
    });
  };

  return (
    <ChartFigure
      title={t('columns.statistics.title')}
      caption={t('columns.statistics.caption')}
      fileName="differences of statistics"
      aside={<ColourKey low={n.percent(-LIMIT)} high={n.percent(LIMIT)} />}
      table={() => ({
        head: [t('table.column'), ...heads],
        rows: map.values.map((row, i) => [
          map.names[i] ?? '',
          ...row.map((v) => (v === null ? t('comparison.none') : n.percent(wholePercent(v) / 100))),
        ]),
      })}
    >
      <HeatMap
        label={t('columns.statistics.title')}
        rows={map.names}
        columns={heads}
        values={map.values}
        limit={LIMIT}
        cellText={percent}
        cursor={cursor}
        onCursor={setCursor}
        describedBy={id}
      />
      <p id={id} className={mapClasses.readout} role="status">
        {sentence()}
      </p>
    </ChartFigure>
  );
}
