/** The losses over the epochs. Loaded only when there is something to draw: the chart library is large. */
import { CartesianGrid, Line, LineChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { memo } from 'react';
import { lossNames, type LossPoint } from '../../store/loss-history.ts';
import { useTexts } from '../context/texts-context.tsx';
import { CHART_MARGIN, epochAxis, lossStroke, SIDE_AXIS, TOOLTIP_BOX } from './chart-style.ts';

export default memo(function LossChart({ points }: { readonly points: LossPoint[] }) {
  const { t, n, coded } = useTexts();
  return (
    <ResponsiveContainer width="100%" height={196}>
      <LineChart data={points} margin={CHART_MARGIN} accessibilityLayer={false}>
        <CartesianGrid stroke="var(--line)" vertical={false} />
        <XAxis {...epochAxis(n)} />
        <YAxis
          {...SIDE_AXIS}
          tickCount={4}
          domain={[0, 'auto']}
          tickFormatter={(value: number) => n.decimal(value, 1)}
        />
        <Tooltip
          isAnimationActive={false}
          contentStyle={TOOLTIP_BOX}
          labelFormatter={(value) => t('losses.epoch', { epoch: Number(value) })}
          formatter={(value) => n.decimal(Number(value), 3)}
        />
        {lossNames(points).map((name, i) => (
          <Line
            key={name}
            dataKey={(point: LossPoint) => point.losses[name]}
            name={coded('loss', name)}
            {...lossStroke(name, i)}
            strokeWidth={2}
            dot={false}
            isAnimationActive={false}
          />
        ))}
      </LineChart>
    </ResponsiveContainer>
  );
});
