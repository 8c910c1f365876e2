import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { apply, fromUnitSquare, invert, isConvex, multiply, type Point, type Quad } from './homography.ts';

const QUAD: Quad = [
  [10, 20],
  [110, 40],
  [100, 140],
  [0, 100],
];

it('puts corners on corners', () => {
  const h = fromUnitSquare(QUAD);
  const corners: Quad = [
    [0, 0],
    [1, 0],
    [1, 1],
    [0, 1],
  ];
  corners.forEach((corner, i) => {
    expect(apply(h, corner)[0]).toBeCloseTo(QUAD[i]?.[0] ?? Number.NaN, 9);
    expect(apply(h, corner)[1]).toBeCloseTo(QUAD[i]?.[1] ?? Number.NaN, 9);
  });
});

it('puts the crossing of the diagonals on the crossing of the diagonals: by hand', () => {
  // A trapezium of sides 4 above and 2 below, 3 high: its diagonals cross at two thirds of the height.
  const trapezium: Quad = [
    [0, 0],
    [4, 0],
    [3, 3],
    [1, 3],
  ];
  const [x, y] = apply(fromUnitSquare(trapezium), [0.5, 0.5]);
  expect(x).toBeCloseTo(2, 12);
  expect(y).toBeCloseTo(2, 12);
});

it('goes back where it came from, for any sheet and point', () => {
  const near = (value: number) => fc.double({ min: value - 0.2, max: value + 0.2, noNaN: true });
  const point = (x: number, y: number) => fc.tuple(near(x), near(y));
  const quads = fc.tuple(point(0, 0), point(1, 0), point(1, 1), point(0, 1));
  const inside = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(quads, inside, inside, (quad, x, y) => {
      fc.pre(isConvex(quad));
      const h = fromUnitSquare(quad);
      const back = apply(invert(h), apply(h, [x, y] satisfies Point));
      const same = apply(multiply(invert(h), h), [x, y]);
      expect(Math.hypot(back[0] - x, back[1] - y)).toBeLessThan(1e-6);
      expect(Math.hypot(same[0] - x, same[1] - y)).toBeLessThan(1e-6);
    }),
    { seed: 3 },
  );
});
