/** What charts drawn by the chart library have in common. */
import { DISCRIMINATOR_LOSS, GENERATOR_LOSS } from '../../core/epoch-log.ts';
import type { NumberFormats } from '../../i18n/numbers.ts';

export const AXIS_TEXT = { fontSize: 14, fill: 'var(--ink-3)' };

export const TOOLTIP_BOX = {
  background: 'var(--surface)',
  border: '1px solid var(--line-strong)',
  borderRadius: 8,
  fontSize: 14,
};

/** Colour and dashes of a loss: the two networks have their own, others go through what is left. */
export function lossStroke(name: string, index: number): { readonly stroke: string; readonly strokeDasharray: string } {
  if (name === GENERATOR_LOSS) return { stroke: 'var(--generator)', strokeDasharray: '' };
  if (name === DISCRIMINATOR_LOSS) return { stroke: 'var(--discriminator)', strokeDasharray: '6 4' };
  return { stroke: 'var(--ink-2)', strokeDasharray: OTHER_DASHES[index % OTHER_DASHES.length] ?? '' };
}

const OTHER_DASHES = ['2 3', '10 3', '10 3 2 3'];

/** The horizontal axis of whatever is drawn over the epochs of a training. */
export function epochAxis(n: NumberFormats) {
  return {
    dataKey: 'epoch',
    type: 'number',
    domain: ['dataMin', 'dataMax'],
    tick: AXIS_TEXT,
    tickLine: false,
    axisLine: { stroke: 'var(--line-strong)' },
    tickFormatter: (value: number) => n.integer(value),
    allowDecimals: false,
    minTickGap: 48,
  } as const;
}

/** The vertical axis beside it. */
export const SIDE_AXIS = { tick: AXIS_TEXT, tickLine: false, axisLine: false, width: 52 } as const;

export const CHART_MARGIN = { top: 8, right: 8, bottom: 0, left: -8 };
