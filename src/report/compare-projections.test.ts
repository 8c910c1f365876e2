import { describe, expect, it } from 'vitest';
import { AbortError } from '../core/app-error.ts';
import type { PieceWork } from '../core/pace.ts';
import { Rng } from '../core/rng.ts';
import type { EncodedColumns } from './column-values.ts';
import { startPoints } from './compare-projections.ts';
import { fitComponents, type StandardRows } from './pca.ts';
import { symmetricEigen } from '../core/maths/symmetric-eigen.ts';
import { QUIET_PIECE } from './testing/tables.ts';

declare const process: { readonly cpuUsage: () => { readonly user: number; readonly system: number } };

/** Milliseconds that this process has computed: what other programs take does not count. */
function computed(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

const STREAMS = { points: 1, embedding: 2 };

/** Columns that a few hidden causes move, and noise. */
function patients(n: number, width: number, stream: number): EncodedColumns {
  const rng = new Rng(5, stream);
  const causes = Array.from({ length: 6 }, () => Float64Array.from({ length: n }, () => rng.normal()));
  const columns = Array.from({ length: width }, () => {
    const weights = causes.map((_, i) => rng.normal() / (i + 1));
    return Float64Array.from({ length: n }, (_, row) =>
      causes.reduce((sum, cause, i) => sum + (cause[row] ?? 0) * (weights[i] ?? 0), rng.normal()),
    );
  });
  return { names: columns.map((_, i) => `x${i}`), columns };
}

function rowsOf({ columns }: EncodedColumns): StandardRows {
  const n = columns[0]?.length ?? 0;
  const width = columns.length;
  const data = Float64Array.from({ length: n * width }, (_, at) => columns[at % width]?.[Math.floor(at / width)] ?? 0);
  return { n, width, data };
}

describe('rows as points', () => {
  it.each([
    [300, 150],
    [40, 200],
  ])('of %i rows and %i columns: the components of all eigenvectors, to 1e-9', async (n, width) => {
    const rows = rowsOf(patients(n, width, width));
    const covariance = new Float64Array(width * width);
    for (let i = 0; i < width; i++) {
      for (let j = 0; j < width; j++) {
        let sum = 0;
        for (let row = 0; row < n; row++) sum += (rows.data[row * width + i] ?? 0) * (rows.data[row * width + j] ?? 0);
        covariance[i * width + j] = sum;
      }
    }
    const all = symmetricEigen(covariance, width);
    const found = await fitComponents(rows, 3, QUIET_PIECE);
    for (const k of [0, 1] as const) {
      const far = found.vectors[k].map((value, i) => Math.abs(value - (all.vectors[k]?.[i] ?? 9)));
      expect(Math.max(...far), `component ${k}`).toBeLessThan(1e-9);
    }
  });

  it('of 1,000 columns: a cancel is heard within 200 ms, at any time', async () => {
    const columns = { real: patients(500, 1000, 1), synthetic: patients(500, 1000, 2) };
    const run = async (stopAt: number): Promise<number[]> => {
      const gaps: number[] = [];
      let before = computed();
      const work: PieceWork = {
        onFraction: () => {},
        isCancelled: () => gaps.length >= stopAt,
        rest: async () => {
          gaps.push(computed() - before);
          before = computed();
        },
      };
      if (stopAt === Number.POSITIVE_INFINITY) await startPoints(columns, 1, STREAMS, work);
      else await expect(startPoints(columns, 1, STREAMS, work)).rejects.toThrow(AbortError);
      return gaps;
    };
    const first = await run(Number.POSITIVE_INFINITY);
    expect(first.length).toBeGreaterThan(300);
    // Cancelled after the last piece: the same pieces in the same order. What takes long in one run only was the machine's doing.
    const second = await run(first.length);
    expect(second).toHaveLength(first.length);
    expect(Math.max(...first.map((gap, i) => Math.min(gap, second[i] ?? gap)))).toBeLessThan(200);
    for (const stopAt of [1, Math.floor(first.length / 2)]) expect(await run(stopAt)).toHaveLength(stopAt);
  }, 120_000);
});
