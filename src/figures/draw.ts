/** Every figure has one drawing, here. The screen and the file only say how wide it is and in which letters. */
import { drawBars } from './draw-bars.ts';
import { drawHeatMap, heatMapShape } from './draw-heat-map.ts';
import type { Drawing } from './drawing.ts';
import { drawIntervals } from './draw-intervals.ts';
import { drawScatter } from './draw-scatter.ts';
import { drawViolin } from './draw-violin.ts';
import type { Figure } from './figure.ts';
import type { Frame } from './frame.ts';
import { namedWidth } from './heat-map-layout.ts';

export function draw(figure: Figure, frame: Frame): Drawing {
  switch (figure.kind) {
    case 'heat-map':
      return drawHeatMap(figure, frame);
    case 'violin':
      return drawViolin(figure, frame);
    case 'bars':
      return drawBars(figure, frame);
    case 'scatter':
      return drawScatter(figure, frame);
    case 'intervals':
      return drawIntervals(figure, frame);
    default:
      return figure satisfies never;
  }
}

/** The least width of a picture to take away: all its names are in it. */
export function leastWidth(figure: Figure, frame: Omit<Frame, 'width'>): number {
  return figure.kind === 'heat-map' ? namedWidth(heatMapShape(figure, frame)) : 0;
}
