/** Section 2: correlations of encoded columns, and how alike pairs of columns are. */
import { listen, type PieceWork } from '../core/pace.ts';
import type { CorrelationComparison, Sides } from '../core/report/comparison.ts';
import { encodedColumns, takeRows, type ColumnValues } from './column-values.ts';
import { correlationMatrix, isConstant, upperTriangleMean } from './correlation.ts';
import { mean } from '../core/maths/moments.ts';
import { orNull } from './quantiles.ts';
import type { EqualDraws } from './row-draws.ts';

type Table = readonly ColumnValues[];

function toRows(matrix: Float64Array, k: number): number[][] {
  return Array.from({ length: k }, (_, i) => Array.from(matrix.subarray(i * k, (i + 1) * k)));
}

/** Which encoded columns have a correlation in real. */
export function keptColumns(real: Table): readonly boolean[] {
  return encodedColumns(real).columns.map((values) => !isConstant(values));
}

/** Correlations of the kept encoded columns, [k, k]. */
export function correlationsOf(table: Table, kept: readonly boolean[]): { matrix: Float64Array; k: number } {
  const columns = encodedColumns(table).columns.filter((_, i) => kept[i] === true);
  return { matrix: correlationMatrix(columns), k: columns.length };
}

/** Mean |ρ_a − ρ_b| over the upper triangle; NaN for fewer than two columns. */
export function meanAbsoluteDifference(a: { matrix: Float64Array; k: number }, b: { matrix: Float64Array }): number {
  return upperTriangleMean(
    a.matrix.map((rho, at) => Math.abs(rho - (b.matrix[at] ?? 0))),
    a.k,
  );
}

/** The matrices are those of all rows; their mean difference depends on n, and is taken on equal n. Rests after every draw. */
export async function compareCorrelations(
  tables: Sides<Table>,
  draws: EqualDraws,
  work: PieceWork,
): Promise<CorrelationComparison> {
  const kept = keptColumns(tables.real);
  const { names } = encodedColumns(tables.real);
  const real = correlationsOf(tables.real, kept);
  const synthetic = correlationsOf(tables.synthetic, kept);
  const difference = synthetic.matrix.map((rho, at) => rho - (real.matrix[at] ?? 0));
  const differences: number[] = [];
  for (const rows of draws) {
    await listen(work);
    differences.push(
      meanAbsoluteDifference(
        correlationsOf(takeRows(tables.real, rows.real), kept),
        correlationsOf(takeRows(tables.synthetic, rows.synthetic), kept),
      ),
    );
  }
  return {
    columns: names.filter((_, i) => kept[i] === true),
    real: toRows(real.matrix, real.k),
    synthetic: toRows(synthetic.matrix, real.k),
    difference: toRows(difference, real.k),
    meanAbsoluteDifference: orNull(mean(differences)),
    leftOut: names.filter((_, i) => kept[i] !== true),
  };
}

/** Mean of several [k, k] matrices, as rows. */
export function meanMatrix(matrices: readonly Float64Array[], k: number): number[][] {
  const sum = new Float64Array(k * k);
  for (const matrix of matrices) for (let at = 0; at < sum.length; at++) sum[at] = (sum[at] ?? 0) + (matrix[at] ?? 0);
  return toRows(
    sum.map((value) => value / matrices.length),
    k,
  );
}
