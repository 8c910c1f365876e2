import { describe, expect, it } from 'vitest';
import { columnValues } from './column-values.ts';
import { gowerRanges, gowerRows, nearestTwo } from './gower.ts';
import { nearestNeighbourRatio } from './row-privacy.ts';
import { codedColumn, encode, numberColumn, PATIENT_SCHEMA, patients } from './testing/tables.ts';

const real = columnValues(PATIENT_SCHEMA, encode(PATIENT_SCHEMA, patients(60, 1)));
const synthetic = columnValues(PATIENT_SCHEMA, encode(PATIENT_SCHEMA, patients(50, 2)));
const ranges = gowerRanges(real);

describe('Gower distance', () => {
  it('giving up on far rows early changes nothing', () => {
    const [from, to] = [gowerRows(synthetic, ranges), gowerRows(real, ranges)];
    // Rows that may have gaps are always looked at to the end.
    const patient = nearestTwo({ ...from, hasMissing: true }, to);
    const hasty = nearestTwo(from, to);
    for (const key of ['first', 'second'] as const) {
      for (const [i, distance] of patient[key].entries()) expect(hasty[key][i]).toBeCloseTo(distance, 12);
    }
  });

  it('a missing cell does not count; a column constant in real counts as equal or not', () => {
    const table = [numberColumn([0, 10, Number.NaN]), numberColumn([7, 7, 7]), codedColumn([0, 1, -1], 2)];
    const limits = gowerRanges(table);
    const other = [numberColumn([5, Number.NaN]), numberColumn([7, 8]), codedColumn([0, 1], 2)];
    const { first, second } = nearestTwo(gowerRows(other, limits), gowerRows(table, limits));
    // Row 0: ½, 0, 0 from the first; nothing but the equal constant is known of the third: distance 0.
    expect([...first]).toEqual([0, 0.5]);
    expect(second[0]).toBeCloseTo(1 / 6, 12);
  });

  it('a row like two patients points at neither; with one patient there is no ratio', () => {
    const twin = nearestTwo(
      gowerRows(real.slice(1, 2), ranges.slice(1, 2)),
      gowerRows(real.slice(1, 2), ranges.slice(1, 2)),
    );
    expect(twin.first.every((distance) => distance === 0)).toBe(true);
    expect(nearestNeighbourRatio({ first: Float64Array.of(0, 0), second: Float64Array.of(0, 0) })).toBe(1);
    const alone = gowerRows([numberColumn([1])], [{ low: 0, range: 1 }]);
    expect(nearestNeighbourRatio(nearestTwo(alone, alone))).toBeNaN();
  });
});
