/** A score over the epochs, dashed and hollow, beside the range that real patients reach among themselves, filled. */
import { useElementSize } from '@mantine/hooks';
import type { MatchPoint } from '../../worker/protocol.ts';
import { useTexts } from '../context/texts-context.tsx';
import { extentOf, place, roundTicks } from '../../figures/scale.ts';
import classes from './match-chart.module.css';

const HEIGHT = 132;
const LEFT = 44;
const BOTTOM = 24;
const PAD = 10;

export function MatchChart({ label, points }: { readonly label: string; readonly points: readonly MatchPoint[] }) {
  const { n } = useTexts();
  const { ref, width } = useElementSize<HTMLDivElement>();
  const last = points.at(-1);
  const up = extentOf([1, ...points.flatMap(({ score, real }) => [score, real.low])]);
  const across = extentOf(points.map((p) => p.epoch));
  const x = (epoch: number): number => LEFT + place(epoch, across, Math.max(1, width - LEFT - PAD));
  const y = (score: number): number => HEIGHT - BOTTOM - place(score, up, HEIGHT - BOTTOM - PAD);
  return (
    <div ref={ref} style={{ height: HEIGHT }}>
      {width === 0 || last === undefined ? null : (
        <svg width={width} height={HEIGHT} role="img" aria-label={label}>
          {roundTicks(up, 3).map((tick) => (
            <g key={tick}>
              <line className={classes.grid} x1={LEFT} x2={width - PAD} y1={y(tick)} y2={y(tick)} />
              <text className={classes.tick} x={LEFT - 8} y={y(tick) + 5} textAnchor="end">
                {n.decimal(tick)}
              </text>
            </g>
          ))}
          <rect
            className={classes.real}
            x={LEFT}
            width={Math.max(1, width - LEFT - PAD)}
            y={y(last.real.high)}
            height={Math.max(3, y(last.real.low) - y(last.real.high))}
          />
          <polyline
            className={classes.synthetic}
            points={points.map((p) => `${x(p.epoch).toFixed(1)},${y(p.score).toFixed(1)}`).join(' ')}
          />
          <circle className={classes.mark} cx={x(last.epoch)} cy={y(last.score)} r={5} />
          {[...new Set([points[0]?.epoch ?? 0, last.epoch])].map((epoch, i) => (
            <text
              key={epoch}
              className={classes.tick}
              x={x(epoch)}
              y={HEIGHT - 6}
              textAnchor={points.length === 1 ? 'middle' : i === 0 ? 'start' : 'end'}
            >
              {n.integer(epoch)}
            </text>
          ))}
        </svg>
      )}
    </div>
  );
}
