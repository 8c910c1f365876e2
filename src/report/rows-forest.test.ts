import { describe, expect, it } from 'vitest';
import { Rng } from '../core/rng.ts';
import { columnValues, takeRows, type ColumnValues } from './column-values.ts';
import { binFeatures, forestScores } from './random-forest.ts';
import { rowsForest } from './rows-forest.ts';
import { encode, numberColumn, PATIENT_SCHEMA, patients, QUIET_PIECE } from './testing/tables.ts';

const table = (n: number, seed: number): ColumnValues[] =>
  columnValues(PATIENT_SCHEMA, encode(PATIENT_SCHEMA, patients(n, seed)));

const tell = (real: readonly ColumnValues[], synthetic: readonly ColumnValues[], of: Int32Array | null = null) =>
  rowsForest({ tables: { real, synthetic }, patients: of, seed: 1 }, QUIET_PIECE);

describe('rowsForest', () => {
  it('fresh real rows cannot be told', async () => {
    const found = await tell(table(200, 1), table(200, 2));
    expect(found).toBeGreaterThan(0.4);
    expect(found).toBeLessThan(0.6);
  });

  it('sees what a linear model cannot: a ring instead of a cross', async () => {
    const rng = new Rng(3, 973);
    const cross = Array.from({ length: 300 }, () =>
      rng.chance(0.5) ? [rng.between(-1, 1), 0] : [0, rng.between(-1, 1)],
    );
    const ring = Array.from({ length: 300 }, () => {
      const angle = rng.between(0, 2 * Math.PI);
      return [Math.cos(angle), Math.sin(angle)];
    });
    const columns = (points: readonly (readonly number[])[]): ColumnValues[] =>
      [0, 1].map((i) =>
        numberColumn(
          points.map((point) => point[i] ?? 0),
          `x${i}`,
        ),
      );
    expect(await tell(columns(cross), columns(ring))).toBeGreaterThan(0.98);
  });

  it('does not depend on the order of columns’ units, is repeated by its seed', async () => {
    const [a, b] = [table(120, 1), table(120, 5)];
    const scaled = (of: readonly ColumnValues[]): ColumnValues[] =>
      of.map((column) =>
        column.kind === 'numbers' ? { ...column, values: column.values.map((value) => 1000 * value - 7) } : column,
      );
    expect(await tell(scaled(a), scaled(b))).toBe(await tell(a, b));
  });

  it('copies of training rows do not look better than fresh ones by landing in other folds', async () => {
    const own = table(200, 1);
    const copies = await tell(own, takeRows(own, new Rng(4, 974).permutation(200)));
    expect(copies).toBeGreaterThan(0.35);
    expect(copies).toBeLessThan(0.65);
  });

  it('needs five rows a side', async () => {
    expect(await tell(table(4, 1), table(100, 2))).toBeNull();
  });
});

describe('forestScores', () => {
  it('golden: one feature that separates gives 0 and 1', () => {
    const features = binFeatures([Float64Array.from({ length: 40 }, (_, i) => i)]);
    const isPositive = Uint8Array.from({ length: 40 }, (_, i) => Number(i >= 20));
    const train = Uint32Array.from({ length: 40 }, (_, i) => i);
    const scores = forestScores(features, isPositive, { train, test: Uint32Array.from([2, 37]) }, new Rng(1, 975));
    expect(scores[0]).toBe(0);
    expect(scores[1]).toBe(1);
  });
});
