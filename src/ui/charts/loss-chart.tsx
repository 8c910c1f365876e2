/** Both losses over the epochs. Loaded only when there is something to draw: the chart library is large. */
import { CartesianGrid, Line, LineChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { memo } from 'react';
import type { LossPoint } from '../../store/loss-history.ts';
import { useTexts } from '../context/texts-context.tsx';

const AXIS = { fontSize: 14, fill: 'var(--ink-3)' };

export default memo(function LossChart({ points }: { readonly points: LossPoint[] }) {
  const { t, n } = useTexts();
  return (
    <ResponsiveContainer width="100%" height={196}>
      <LineChart data={points} margin={{ top: 8, right: 8, bottom: 0, left: -8 }} accessibilityLayer={false}>
        <CartesianGrid stroke="var(--line)" vertical={false} />
        <XAxis
          dataKey="epoch"
          type="number"
          domain={['dataMin', 'dataMax']}
          tick={AXIS}
          tickLine={false}
          axisLine={{ stroke: 'var(--line-strong)' }}
          tickFormatter={(value: number) => n.integer(value)}
          allowDecimals={false}
          minTickGap={48}
        />
        <YAxis
          tick={AXIS}
          tickLine={false}
          axisLine={false}
          width={52}
          tickCount={4}
          domain={[0, 'auto']}
          tickFormatter={(value: number) => n.decimal(value, 1)}
        />
        <Tooltip
          isAnimationActive={false}
          contentStyle={{
            background: 'var(--surface)',
            border: '1px solid var(--line-strong)',
            borderRadius: 8,
            fontSize: 14,
          }}
          labelFormatter={(value) => t('losses.epoch', { epoch: Number(value) })}
          formatter={(value) => n.decimal(Number(value), 3)}
        />
        <Line
          dataKey="generator"
          name={t('losses.generator')}
          stroke="var(--generator)"
          strokeWidth={2}
          dot={false}
          isAnimationActive={false}
        />
        <Line
          dataKey="discriminator"
          name={t('losses.discriminator')}
          stroke="var(--discriminator)"
          strokeWidth={2}
          strokeDasharray="6 4"
          dot={false}
          isAnimationActive={false}
        />
      </LineChart>
    </ResponsiveContainer>
  );
});
