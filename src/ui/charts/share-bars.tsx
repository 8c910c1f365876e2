/** Shares of patients as paired bars: real filled, synthetic hollow and dashed. Loaded late: the chart library is large. */
import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { memo } from 'react';
import type { SharePair } from '../../report-page/shares.ts';
import { useTexts } from '../context/texts-context.tsx';
import { TOOLTIP_BOX } from './chart-style.ts';

const AXIS = { fontSize: 14, fill: 'var(--ink-2)' };
const ROW = 38;
/** Letters of a name that fit beside the bars. */
const NAME_LENGTH = 22;

const short = (name: string): string => (name.length > NAME_LENGTH ? `${name.slice(0, NAME_LENGTH - 1)}…` : name);

export default memo(function ShareBars({ pairs }: { readonly pairs: readonly SharePair[] }) {
  const { t, n } = useTexts();
  const longest = Math.max(0, ...pairs.map((pair) => short(pair.name).length));
  return (
    <ResponsiveContainer width="100%" height={pairs.length * ROW + 40}>
      <BarChart
        data={[...pairs]}
        layout="vertical"
        margin={{ top: 0, right: 16, bottom: 0, left: 0 }}
        barCategoryGap={6}
        barGap={2}
        accessibilityLayer
      >
        <CartesianGrid stroke="var(--line)" horizontal={false} />
        <XAxis
          type="number"
          domain={[0, 'auto']}
          tick={AXIS}
          tickLine={false}
          axisLine={false}
          tickFormatter={(value: number) => n.percent(value)}
        />
        <YAxis
          type="category"
          dataKey="name"
          width={Math.min(176, longest * 7.6 + 16)}
          interval={0}
          tick={AXIS}
          tickLine={false}
          axisLine={{ stroke: 'var(--line-strong)' }}
          tickFormatter={short}
        />
        <Tooltip
          isAnimationActive={false}
          cursor={{ fill: 'var(--sunken)' }}
          contentStyle={TOOLTIP_BOX}
          formatter={(value) => n.percent(Number(value))}
          itemStyle={{ color: 'var(--ink)' }}
        />
        <Bar dataKey="real" name={t('kind.real')} fill="var(--real)" isAnimationActive={false} radius={2} />
        <Bar
          dataKey="synthetic"
          name={t('kind.synthetic')}
          fill="var(--surface)"
          stroke="var(--synthetic)"
          strokeWidth={2}
          strokeDasharray="5 3"
          isAnimationActive={false}
          radius={2}
        />
      </BarChart>
    </ResponsiveContainer>
  );
});
