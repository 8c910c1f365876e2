/** Two maps of rows or of ECGs, real and synthetic together: the eye decides what no score says. */
import type { Point, Projections, Sides } from '../core/report/comparison.ts';
import type { ScatterFigure } from '../figures/figure.ts';
import { decimal, percent, type Said, say } from '../i18n/said.ts';
import type { CloudsBlock, FigureBlock, Table } from './answer.ts';

function pointTable(points: Sides<readonly Point[]>, rows: Projections['rows']): Table {
  return {
    head: [say('overlap.row'), say('table.type'), say('overlap.x'), say('overlap.y')],
    rows: (['real', 'synthetic'] as const).flatMap((side) =>
      points[side].map(([x, y], i) => ({
        name: String((rows[side][i] ?? i) + 1),
        cells: [say(`kind.${side}`), decimal(x), decimal(y)],
      })),
    ),
  };
}

export function cloudsBlock(of: 'rows' | 'ecgs', { pca, tsne, rows }: Projections): CloudsBlock {
  const counts = { realCount: rows.real.length, syntheticCount: rows.synthetic.length };
  const { real, synthetic } = pca.explainedVarianceRatio;
  const cloud = (
    id: string,
    title: Said,
    caption: Said,
    points: Sides<readonly Point[]>,
  ): FigureBlock<ScatterFigure> => ({
    kind: 'figure',
    id: `${id} ${of}`,
    title,
    caption,
    figure: { kind: 'scatter', points, scale: points },
    table: () => pointTable(points, rows),
    key: null,
  });
  const pcaCaption = say('overlap.pca.caption', {
    real1: percent(real[0] ?? 0),
    synthetic1: percent(synthetic[0] ?? 0),
    real2: percent(real[1] ?? 0),
    synthetic2: percent(synthetic[1] ?? 0),
    ...counts,
  });
  const tsneCaption = say('overlap.tsne.caption', { perplexity: decimal(tsne.perplexity), ...counts });
  return {
    kind: 'clouds',
    id: `maps-${of}`,
    title: say(`maps.${of}.title`),
    text: say(`maps.${of}.text`),
    clouds: [
      cloud('pca', say('overlap.pca.title'), pcaCaption, pca),
      cloud('t-sne', say('overlap.tsne.title'), tsneCaption, tsne),
    ],
  };
}
