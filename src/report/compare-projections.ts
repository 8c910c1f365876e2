/** Section 3: real and synthetic rows, or ECGs, as points in the plane. */
import type { Point, Projections, Sides } from '../core/report/comparison.ts';
import { listen, type PieceWork } from '../core/pace.ts';
import { Rng } from '../core/rng.ts';
import { encodedColumns, type ColumnValues, type EncodedColumns } from './column-values.ts';
import { explainedVarianceRatio, fitComponents, project, standardiseByReal, type StandardRows } from './pca.ts';
import { drawRows, REPORT_STREAM } from './row-draws.ts';
import { perplexityFor, Tsne } from './tsne.ts';

/** Points a side. */
const MOST_POINTS = 1000;

function pick(values: Float64Array, rows: Uint32Array): Float64Array {
  return Float64Array.from(rows, (row) => values[row] ?? 0);
}

function pointsOf([x, y]: readonly [Float64Array, Float64Array], rows: Uint32Array): Point[] {
  return Array.from(rows, (row) => [x[row] ?? 0, y[row] ?? 0] as const);
}

function pool(real: StandardRows, synthetic: StandardRows, rows: Sides<Uint32Array>): StandardRows {
  const { width } = real;
  const n = rows.real.length + rows.synthetic.length;
  const data = new Float64Array(n * width);
  let at = 0;
  for (const [source, chosen] of [
    [real, rows.real],
    [synthetic, rows.synthetic],
  ] as const) {
    for (const row of chosen) {
      data.set(source.data.subarray(row * width, (row + 1) * width), at);
      at += width;
    }
  }
  return { n, width, data };
}

/** Draws of the points of each side, and the noise that t-SNE starts with. */
interface Streams {
  readonly points: number;
  readonly embedding: number;
}

/** The principal components at once; the t-SNE is ready to run, and `finish` reads it. */
export interface Projecting {
  readonly tsne: Tsne;
  readonly finish: () => Projections;
}

/** Rows of the table. Rejects with AbortError when cancelled. */
export async function startProjections(
  tables: Sides<readonly ColumnValues[]>,
  seed: number,
  work: PieceWork,
): Promise<Projecting> {
  const columns = { real: encodedColumns(tables.real), synthetic: encodedColumns(tables.synthetic) };
  return startPoints(columns, seed, { points: REPORT_STREAM.points, embedding: REPORT_STREAM.embedding }, work);
}

/** Anything that has the same columns on both sides. Rejects with AbortError when cancelled. */
export async function startPoints(
  columns: Sides<EncodedColumns>,
  seed: number,
  streams: Streams,
  work: PieceWork,
): Promise<Projecting> {
  const [real, synthetic] = await standardiseByReal(columns.real, columns.synthetic, work);
  const components = await fitComponents(real, seed, work);
  const rows = {
    real: drawRows(real.n, MOST_POINTS, new Rng(seed, streams.points, 0)),
    synthetic: drawRows(synthetic.n, MOST_POINTS, new Rng(seed, streams.points, 1)),
  };
  const ofReal = await explainedVarianceRatio(real, components, work);
  const ofSynthetic = await explainedVarianceRatio(synthetic, components, work);
  await listen(work);
  const along = {
    real: await project(real, components, work),
    synthetic: await project(synthetic, components, work),
  };
  const start = ([0, 1] as const).map((axis) =>
    Float64Array.from([...pick(along.real[axis], rows.real), ...pick(along.synthetic[axis], rows.synthetic)]),
  );
  const pooled = pool(real, synthetic, rows);
  await listen(work);
  const perplexity = perplexityFor(pooled.n);
  const input = {
    ...pooled,
    perplexity,
    start: [start[0] ?? new Float64Array(), start[1] ?? new Float64Array()] as const,
    rng: new Rng(seed, streams.embedding),
  };
  const tsne = await Tsne.of(input, work);
  const finish = (): Projections => {
    const points = tsne.points();
    return {
      rows: { real: [...rows.real], synthetic: [...rows.synthetic] },
      pca: {
        real: pointsOf(along.real, rows.real),
        synthetic: pointsOf(along.synthetic, rows.synthetic),
        explainedVarianceRatio: { real: ofReal, synthetic: ofSynthetic },
      },
      tsne: {
        real: points.slice(0, rows.real.length),
        synthetic: points.slice(rows.real.length),
        perplexity,
      },
    };
  };
  return { tsne, finish };
}
