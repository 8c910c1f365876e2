/** One line a measure: the range of real against real as a filled bar, synthetic as a hollow mark. */
import { useElementSize } from '@mantine/hooks';
import { extentOf, place, roundTicks } from '../../report-page/chart-scale.ts';
import { useTexts } from '../context/texts-context.tsx';
import classes from './interval-chart.module.css';

export interface IntervalLine {
  readonly name: string;
  readonly low: number;
  readonly high: number;
  readonly synthetic: number;
}

interface IntervalChartProps {
  readonly label: string;
  readonly lines: readonly IntervalLine[];
  /** The scale reaches at least to here; it always holds 0 unless `from` says otherwise. */
  readonly to?: number;
  readonly from?: number;
}

const ROW = 56;
const PAD = 14;

export function IntervalChart({ label, lines, from = 0, to = from }: IntervalChartProps) {
  const { n } = useTexts();
  const { ref, width } = useElementSize<HTMLDivElement>();
  const extent = extentOf(lines.flatMap((line) => [line.low, line.high, line.synthetic, from, to]));
  const x = (value: number): number => PAD + place(value, extent, Math.max(1, width - 2 * PAD));
  const height = lines.length * ROW + 28;
  return (
    <div ref={ref} style={{ height }}>
      {width === 0 ? null : (
        <svg width={width} height={height} role="img" aria-label={label}>
          {lines.map((line, i) => {
            const y = i * ROW + 38;
            return (
              <g key={line.name}>
                <text className={classes.name} x={PAD} y={y - 16}>
                  {line.name}
                </text>
                <line className={classes.track} x1={PAD} x2={width - PAD} y1={y} y2={y} />
                <rect
                  className={classes.real}
                  x={x(line.low) - (line.low === line.high ? 2 : 0)}
                  width={Math.max(4, x(line.high) - x(line.low))}
                  y={y - 5}
                  height={10}
                  rx={3}
                />
                <circle className={classes.synthetic} cx={x(line.synthetic)} cy={y} r={7} />
              </g>
            );
          })}
          {roundTicks(extent, Math.max(2, Math.min(6, width / 100))).map((tick) => (
            <text key={tick} className={classes.tick} x={x(tick)} y={height - 6} textAnchor="middle">
              {n.decimal(tick, 3)}
            </text>
          ))}
        </svg>
      )}
    </div>
  );
}
