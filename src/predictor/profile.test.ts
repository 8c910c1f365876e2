import { expect, it } from 'vitest';
import { fitProfileScale, profileLength, profilesOf } from './profile.ts';

const SIDE = 8;

function profile(draw: (x: number, y: number) => number): Float32Array {
  const ink = Float32Array.from({ length: SIDE * SIDE }, (_, i) => draw(i % SIDE, Math.floor(i / SIDE)));
  return profilesOf(ink, SIDE).values;
}

/** Feature of line `y`, quarter `q`; kind 0 ink, 1 unevenness, 2 edges along the line, 3 edges across it. */
const at = (kind: number, y: number, q: number): number => kind * SIDE * 4 + y * 4 + q;
/** Feature of band `b`, frequency `f` (1 …). */
const spectrum = (b: number, f: number): number => 4 * SIDE * 4 + b * (SIDE / 2) + f - 1;

it('measures ink, its unevenness and its edges by line and quarter', () => {
  const values = profile((x, y) => (y === 3 && x === 2 ? 1 : 0));
  expect(values.length).toBe(profileLength(SIDE));
  expect(values[at(0, 3, 1)]).toBeCloseTo(0.5, 6);
  expect(values[at(1, 3, 1)]).toBeCloseTo(0.5, 6);
  // The dot's right edge lies in its own quarter, its left one in the quarter before.
  expect(values[at(2, 3, 0)]).toBeCloseTo(0.5, 6);
  expect(values[at(2, 3, 1)]).toBeCloseTo(0.5, 6);
  expect(values[at(3, 2, 1)]).toBeCloseTo(0.5, 6);
  expect(values[at(0, 4, 1)]).toBe(0);
});

it('sees how often the ink swings, not when', () => {
  const wave = (shift: number) => profile((x, y) => (y < 4 ? 1 + Math.cos((2 * Math.PI * 2 * (x + shift)) / SIDE) : 0));
  const [first, later] = [wave(0), wave(1.3)];
  // Four lines of amplitude 1: a sum of 4 · SIDE / 2.
  expect(first[spectrum(0, 2)]).toBeCloseTo(16, 4);
  expect(later[spectrum(0, 2)]).toBeCloseTo(16, 4);
  expect(first[spectrum(0, 1)]).toBeCloseTo(0, 4);
  expect(first[spectrum(1, 2)]).toBe(0);
});

it('does not blow up what hardly varies', () => {
  const columns = profileLength(SIDE);
  const values = new Float32Array(2 * columns);
  // One lively line, one that trembles.
  values.set([0, 1], 0);
  values.set([1, 1.0001], columns);
  const { deviation } = fitProfileScale({ values, columns }, SIDE, Uint32Array.from([0, 1]));
  expect(deviation[0]).toBeGreaterThan(0.5);
  // Half the root mean square of its kind, of which one feature in 32 varies by 0.5.
  expect(deviation[1]).toBeCloseTo(0.5 * Math.sqrt(0.25 / 32), 4);
});
