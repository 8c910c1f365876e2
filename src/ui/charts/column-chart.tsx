/** A thumbnail of a column's values: a histogram, or one bar a value. */
import type { ColumnPicture } from '../../core/column-report.ts';
import { useTexts } from '../context/texts-context.tsx';
import classes from './column-chart.module.css';

const WIDTH = 96;
const HEIGHT = 32;

interface ColumnChartProps {
  readonly name: string;
  readonly picture: ColumnPicture;
  /** Values from here on become 1, and are drawn darker. */
  readonly threshold: number | null;
}

export function ColumnChart({ name, picture, threshold }: ColumnChartProps) {
  const { t, n } = useTexts();
  if (picture.kind === 'none') return <div className={classes.none} aria-hidden="true" />;
  const isBars = picture.kind === 'bars';
  const counts = isBars && picture.others > 0 ? [...picture.counts, picture.others] : picture.counts;
  const highest = Math.max(1, ...counts);
  const step = WIDTH / Math.max(1, counts.length);
  const gap = isBars ? Math.min(6, step * 0.25) : 1;
  const label = isBars
    ? n.list([...picture.values.map((v, i) => `${v}: ${n.integer(counts[i] ?? 0)}`), ...others(picture.others)])
    : t('columns.range', { min: n.decimal(picture.min), max: n.decimal(picture.max) });

  function others(count: number): string[] {
    return count > 0 ? [`${t('columns.others')}: ${n.integer(count)}`] : [];
  }

  const isAbove = (i: number): boolean => {
    if (picture.kind !== 'histogram' || threshold === null) return false;
    const middle = picture.min + ((i + 0.5) / counts.length) * (picture.max - picture.min);
    return middle >= threshold;
  };

  return (
    <svg className={classes.chart} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" preserveAspectRatio="none">
      <title>{`${t('columns.picture', { column: name })}. ${label}`}</title>
      {counts.map((count, i) => {
        const height = count === 0 ? 0 : Math.max(1.5, (HEIGHT - 1) * (count / highest));
        return (
          <rect
            key={i * step}
            x={i * step}
            width={Math.max(1, step - gap)}
            y={HEIGHT - 1 - height}
            height={height}
            data-above={isAbove(i)}
            rx={isBars ? 1.5 : 0.5}
          />
        );
      })}
      <line x1="0" x2={WIDTH} y1={HEIGHT - 0.5} y2={HEIGHT - 0.5} />
    </svg>
  );
}
