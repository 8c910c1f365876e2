import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { roundTo } from './round-number.ts';

it.each([
  [1.005, 2, 1],
  [2.5, 0, 3],
  [-2.5, 0, -3],
  [0.5, 0, 1],
  [0.49999999999999994, 0, 0],
  [8.345, 2, 8.35],
  [-0.04, 1, 0],
  [1e21, 2, 1e21],
  [4503599627370495.5, 0, 4503599627370496],
])('%d to %d digits', (value, decimals, rounded) => {
  expect(roundTo(value, decimals)).toBe(rounded);
});

it('any number as toFixed writes it', () => {
  const decimals = fc.integer({ min: 0, max: 15 });
  const any = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e20, max: 1e20 });
  // Halves, and their neighbours, are where rounding goes wrong.
  const half = fc
    .tuple(fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: 0, max: 8 }), fc.integer({ min: -2, max: 2 }))
    .map(([n, d, ulps]) => ((n + 0.5) / 10 ** d) * (1 + ulps * Number.EPSILON));
  fc.assert(
    fc.property(fc.oneof(any, half), decimals, (value, digits) => {
      expect(roundTo(value, digits)).toBe(Number(value.toFixed(digits)) + 0);
    }),
    { numRuns: 20_000 },
  );
});
