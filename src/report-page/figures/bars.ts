/** Shares as paired bars: real filled, synthetic hollow and dashed. */
import type { Texts } from '../../i18n/translate.ts';
import { extentOf } from '../chart-scale.ts';
import { html, type Html } from '../html.ts';
import type { SharePair } from '../shares.ts';
import { FIGURE_WIDTH, fitText, textWidth } from '../style.ts';
import { at, placeOn, svg, ticks, type Axis } from './figure.ts';

const ROW = 26;
const BAR = 9;
const MOST_NAMES = 240;

export function shareBars(pairs: readonly SharePair[], label: string, { n }: Pick<Texts, 'n'>): Html {
  const names = Math.min(MOST_NAMES, Math.max(...pairs.map(({ name }) => textWidth(name)), 0) + 10);
  const { max } = extentOf(pairs.flatMap(({ real, synthetic }) => [0, real, synthetic]));
  const axis: Axis = { extent: { min: 0, max }, left: names, right: FIGURE_WIDTH - 24 };
  const bottom = pairs.length * ROW + 4;
  const bar = (y: number, value: number, kind: string): Html =>
    html`<rect
      class="${kind}"
      x="${at(axis.left)}"
      y="${at(y)}"
      width="${at(Math.max(0.5, placeOn(axis, value) - axis.left))}"
      height="${BAR}"
    />`;
  return svg({
    width: FIGURE_WIDTH,
    height: bottom + 24,
    label,
    content: html`${ticks(axis, 2, bottom, (value) => n.percent(value))}${pairs.map(({ name, real, synthetic }, i) => {
      const y = i * ROW + 4;
      return html`<text class="name" x="0" y="${y + 14}">${fitText(name, names - 10)}</text
        >${bar(y, real, 'real')}${bar(y + BAR + 1.5, synthetic, 'synthetic dashed')}`;
    })}`,
  });
}
