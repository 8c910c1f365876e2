/** Scores of the measured epochs, with the best marked and the one in use. Loaded only when there is something to draw. */
import {
  CartesianGrid,
  Legend,
  Line,
  LineChart,
  ReferenceDot,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { memo } from 'react';
import type { EpochScore } from '../../core/past-epochs.ts';
import { useTexts } from '../context/texts-context.tsx';
import { CHART_MARGIN, epochAxis, SIDE_AXIS, TOOLTIP_BOX } from './chart-style.ts';

interface ScoreChartProps {
  readonly scores: readonly EpochScore[];
  readonly best: number;
  /** The past epoch in use; null: the last. */
  readonly inUse: number | null;
}

export default memo(function ScoreChart({ scores, best, inUse }: ScoreChartProps) {
  const { t, n } = useTexts();
  const top = scores.find(({ epoch }) => epoch === best)?.score ?? null;
  return (
    <ResponsiveContainer width="100%" height={196}>
      <LineChart data={[...scores]} margin={CHART_MARGIN} accessibilityLayer={false}>
        <CartesianGrid stroke="var(--line)" vertical={false} />
        <XAxis {...epochAxis(n)} />
        <YAxis
          {...SIDE_AXIS}
          ticks={[0, 0.5, 1]}
          domain={[0, 1]}
          tickFormatter={(value: number) => n.decimal(value, 1)}
        />
        <Tooltip
          isAnimationActive={false}
          contentStyle={TOOLTIP_BOX}
          labelFormatter={(value) => t('past.epoch', { epoch: Number(value) })}
          formatter={(value) => n.decimal(Number(value))}
        />
        <Legend iconType="plainline" wrapperStyle={{ fontSize: 14 }} />
        {inUse === null ? null : <ReferenceLine x={inUse} stroke="var(--synthetic)" strokeDasharray="2 3" />}
        <Line
          dataKey="score"
          name={t('past.chart.score')}
          stroke="var(--ink)"
          strokeWidth={2.5}
          dot={false}
          isAnimationActive={false}
        />
        <Line
          dataKey="columns"
          name={t('past.chart.columns')}
          stroke="var(--generator)"
          strokeDasharray="6 4"
          strokeWidth={1.5}
          dot={false}
          isAnimationActive={false}
        />
        <Line
          dataKey="pictures"
          name={t('past.chart.pictures')}
          stroke="var(--discriminator)"
          strokeDasharray="2 3"
          strokeWidth={1.5}
          dot={false}
          isAnimationActive={false}
        />
        {top === null ? null : (
          <ReferenceDot x={best} y={top} r={5} fill="var(--surface)" stroke="var(--ink)" strokeWidth={2.5} />
        )}
      </LineChart>
    </ResponsiveContainer>
  );
});
