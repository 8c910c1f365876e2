import { describe, expect, it } from 'vitest';
import { filledRule, type Matrix, strokedRules } from './straight-rules.ts';

/** Two pixels to a point, from the lower left corner of a page 100 points high. */
const PAGE: Matrix = { a: 2, b: 0, c: 0, d: -2, e: 0, f: 200 };
/** The same, turned by 90°. */
const TURNED: Matrix = { a: 0, b: 2, c: 2, d: 0, e: 0, f: 0 };

const line = (...points: [number, number][]): number[] => points.flatMap(([x, y], i) => [i === 0 ? 0 : 1, x, y]);

describe('rules on whole pixels', () => {
  it('are equally wide wherever they lie', () => {
    for (let x = 10; x < 20; x += 0.37) {
      const [rect] = strokedRules(line([x, 10], [x, 60]), PAGE, 0.2, false) ?? [];
      expect(rect).toEqual({ left: Math.floor(2 * x - 0.2 + 0.5), top: 80, width: 1, height: 100 });
    }
    expect(strokedRules(line([10, 30.1], [60, 30.1]), PAGE, 1, false)).toEqual([
      { left: 20, top: 139, width: 100, height: 2 },
    ]);
  });

  it('go on behind their ends where caps or corners do, on turned pages too', () => {
    expect(strokedRules(line([10, 20], [40, 20]), TURNED, 1, true)).toEqual([
      { left: 39, top: 19, width: 2, height: 62 },
    ]);
    const frame = strokedRules([...line([10, 10], [40, 10], [40, 30], [10, 30]), 4], PAGE, 1, false);
    expect(frame).toHaveLength(4);
    expect(frame?.[0]).toEqual({ left: 19, top: 179, width: 62, height: 2 });
  });

  it('are none where a line is slanted, bent or has no length', () => {
    expect(strokedRules(line([10, 10], [40, 10.1]), PAGE, 1, false)).toBeNull();
    expect(strokedRules([0, 1, 1, 2, 1, 2, 3, 4, 5, 6], PAGE, 1, false)).toBeNull();
    expect(strokedRules(line([10, 10], [10, 10]), PAGE, 1, false)).toBeNull();
  });

  it('are filled rectangles too, alone in their path', () => {
    const thin = [...line([10, 10], [40, 10], [40, 10.1], [10, 10.1]), 4];
    expect(filledRule(thin, PAGE)).toEqual({ left: 20, top: 180, width: 60, height: 1 });
    expect(filledRule([...thin, ...thin], PAGE)).toBeNull();
    expect(filledRule([...line([10, 10], [40, 10], [40, 20]), 4], PAGE)).toBeNull();
  });
});
