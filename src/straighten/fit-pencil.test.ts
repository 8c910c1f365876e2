import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { Rng } from '../core/rng.ts';
import { fitPencil, slopeOf } from './fit-pencil.ts';

it('finds tilt and perspective, whatever a third of the slopes say', () => {
  const tilt = fc.double({ min: -0.14, max: 0.14, noNaN: true });
  const perspective = fc.double({ min: -0.2, max: 0.2, noNaN: true });
  fc.assert(
    fc.property(tilt, perspective, fc.nat(), (b, c, seed) => {
      const rng = new Rng(seed, 1);
      const slopes = Array.from({ length: 45 }, (_, i) => {
        const at = { x: ((i % 9) - 4) / 4, y: (Math.floor(i / 9) - 2) / 3 };
        const slope = i % 3 === 0 ? rng.between(-0.27, 0.27) : slopeOf({ b, c }, at) + 0.001 * rng.normal();
        return { ...at, slope, weight: 1 };
      });
      const found = fitPencil(slopes);
      expect(Math.abs((found?.b ?? 9) - b)).toBeLessThan(0.006);
      expect(Math.abs((found?.c ?? 9) - c)).toBeLessThan(0.012);
      expect(found?.share).toBeGreaterThan(0.6);
    }),
    { seed: 4, numRuns: 40 },
  );
});

it('knows nothing of nothing', () => {
  expect(fitPencil([])).toBeNull();
});
