/** Two clouds of points: real as dots, synthetic as rings. One path a cloud, so that a thousand points stay small. */
import type { Point, Sides } from '../../core/report/comparison.ts';
import { extentOf, place } from '../chart-scale.ts';
import { html, type Html } from '../html.ts';
import { at, svg } from './figure.ts';

const WIDTH = 330;
const HEIGHT = 290;
const PAD = 10;

function radiusFor(points: number): number {
  return points > 1200 ? 1.5 : points > 400 ? 1.9 : 2.6;
}

export function scatter(points: Sides<readonly Point[]>, label: string): Html {
  const all = [...points.real, ...points.synthetic];
  const across = extentOf(all.map(([x]) => x));
  const up = extentOf(all.map(([, y]) => y));
  const radius = radiusFor(all.length);
  const spot = ([x, y]: Point): { left: number; top: number } => ({
    left: PAD + place(x, across, WIDTH - 2 * PAD),
    top: HEIGHT - PAD - place(y, up, HEIGHT - 2 * PAD),
  });
  const dots = points.real.map((point) => {
    const { left, top } = spot(point);
    return `M${at(left)} ${at(top)}h0`;
  });
  const ring = `a${radius} ${radius} 0 1 0 ${2 * radius} 0a${radius} ${radius} 0 1 0 ${-2 * radius} 0`;
  const rings = points.synthetic.map((point) => {
    const { left, top } = spot(point);
    return `M${at(left - radius)} ${at(top)}${ring}`;
  });
  return svg({
    width: WIDTH,
    height: HEIGHT,
    label,
    content: html`<rect x="1" y="1" width="${WIDTH - 2}" height="${HEIGHT - 2}" fill="none" stroke="#cfc7b8" /><path
        class="real-dots"
        stroke-width="${2 * radius}"
        d="${dots.join('')}"
      /><path class="synthetic-dots" d="${rings.join('')}" />`,
  });
}
