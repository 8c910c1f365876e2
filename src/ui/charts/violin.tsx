/** Two densities back to back: real above the axis, filled and solid; synthetic below it, hollow and dashed. */
import { useElementSize } from '@mantine/hooks';
import type { ColumnStatistics, NumberShape, StatisticsComparison } from '../../core/report/comparison.ts';
import { useTexts } from '../context/texts-context.tsx';
import { extentOf, place, roundTicks } from '../../report-page/chart-scale.ts';
import classes from './violin.module.css';

interface ViolinProps {
  readonly label: string;
  readonly shape: NumberShape;
  readonly statistics: StatisticsComparison;
}

const HALF = 96;
const MIDDLE = HALF + 8;
const HEIGHT = 2 * MIDDLE + 28;
const PAD = 20;

export function Violin({ label, shape, statistics }: ViolinProps) {
  const { n } = useTexts();
  const { ref, width } = useElementSize<HTMLDivElement>();
  const { at, real, synthetic } = shape.density;
  const extent = extentOf([...at, ...shape.edges]);
  const highest = Math.max(...real, ...synthetic, 1e-12);
  const x = (value: number): number => PAD + place(value, extent, Math.max(1, width - 2 * PAD));
  const outline = (density: readonly number[], up: boolean): string => {
    const points = density.map((d, i) => {
      const y = MIDDLE + ((up ? -1 : 1) * (HALF * d)) / highest;
      return `${x(at[i] ?? 0).toFixed(1)},${y.toFixed(1)}`;
    });
    const first = x(at[0] ?? extent.min).toFixed(1);
    const last = x(at.at(-1) ?? extent.max).toFixed(1);
    return `M${first},${MIDDLE}L${points.join('L')}L${last},${MIDDLE}Z`;
  };
  return (
    <div ref={ref} className={classes.place} style={{ height: HEIGHT }}>
      {width === 0 ? null : (
        <svg width={width} height={HEIGHT} role="img" aria-label={label}>
          <path className={classes.real} d={outline(real, true)} />
          <path className={classes.synthetic} d={outline(synthetic, false)} />
          <Middle side="real" of={statistics.real} y={MIDDLE - 9} x={x} />
          <Middle side="synthetic" of={statistics.synthetic} y={MIDDLE + 9} x={x} />
          <line className={classes.axis} x1={PAD} x2={width - PAD} y1={MIDDLE} y2={MIDDLE} />
          {roundTicks(extent, Math.max(2, Math.min(8, width / 90))).map((tick) => (
            <text key={tick} className={classes.tick} x={x(tick)} y={HEIGHT - 6} textAnchor="middle">
              {n.decimal(tick)}
            </text>
          ))}
        </svg>
      )}
    </div>
  );
}

interface MiddleProps {
  readonly side: 'real' | 'synthetic';
  readonly of: ColumnStatistics;
  readonly y: number;
  readonly x: (value: number) => number;
}

/** The middle half as a thick line, the median as a tick. */
function Middle({ side, of, y, x }: MiddleProps) {
  if (of.q25 === null || of.q75 === null || of.median === null) return null;
  return (
    <g className={classes.middle} data-side={side}>
      <line x1={x(of.q25)} x2={x(of.q75)} y1={y} y2={y} strokeWidth={4} />
      <line x1={x(of.median)} x2={x(of.median)} y1={y - 7} y2={y + 7} strokeWidth={3} />
    </g>
  );
}
