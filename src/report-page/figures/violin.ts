/** Two densities back to back: real above the axis, filled; synthetic below it, hollow and dashed; medians and middle halves. */
import type { ColumnStatistics, NumberColumn } from '../../core/report/comparison.ts';
import type { Texts } from '../../i18n/translate.ts';
import { extentOf } from '../chart-scale.ts';
import { html, NOTHING, type Html } from '../html.ts';
import { at, placeOn, svg, ticks, type Axis } from './figure.ts';

const WIDTH = 330;
const HALF = 52;
const MIDDLE = HALF + 6;
const BOTTOM = 2 * MIDDLE;

function middleHalf(side: 'real' | 'synthetic', of: ColumnStatistics, axis: Axis, y: number): Html {
  const { q25, q75, median } = of;
  if (q25 === null || q75 === null || median === null) return NOTHING;
  const x = (value: number): string => at(placeOn(axis, value));
  // On the filled side in white, on the hollow side in its own colour.
  const stroke = side === 'real' ? '#fff' : '#d95f02';
  return html`<g stroke="${stroke}"
    ><line x1="${x(q25)}" x2="${x(q75)}" y1="${y}" y2="${y}" stroke-width="3" /><line
      x1="${x(median)}"
      x2="${x(median)}"
      y1="${y - 5}"
      y2="${y + 5}"
      stroke-width="2.5"
  /></g>`;
}

export function violin({ shape, statistics, name }: NumberColumn, { n, t }: Pick<Texts, 'n' | 't'>): Html {
  const { at: points, real, synthetic } = shape.density;
  const axis: Axis = { extent: extentOf([...points, ...shape.edges]), left: 12, right: WIDTH - 12 };
  const highest = Math.max(...real, ...synthetic, 1e-12);
  const outline = (density: readonly number[], up: 1 | -1): string => {
    const line = density.map((d, i) => {
      const x = placeOn(axis, points[i] ?? 0);
      return `${at(x)},${at(MIDDLE - (up * HALF * d) / highest)}`;
    });
    const [first, last] = [placeOn(axis, points[0] ?? 0), placeOn(axis, points.at(-1) ?? 0)];
    return `M${at(first)},${MIDDLE}L${line.join('L')}L${at(last)},${MIDDLE}Z`;
  };
  return svg({
    width: WIDTH,
    height: BOTTOM + 24,
    label: t('report.violin.label', { column: name }),
    content: html`${ticks(axis, 4, BOTTOM, (value) => n.decimal(value, 3))}<path
        class="real"
        d="${outline(real, 1)}"
      /><path
        class="synthetic dashed"
        d="${outline(synthetic, -1)}"
      />${middleHalf('real', statistics.real, axis, MIDDLE - 7)}${middleHalf('synthetic', statistics.synthetic, axis, MIDDLE + 7)}<line
        class="axis"
        x1="${axis.left}"
        x2="${axis.right}"
        y1="${MIDDLE}"
        y2="${MIDDLE}"
      />`,
  });
}
