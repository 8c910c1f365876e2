import { describe, expect, it } from 'vitest';
import { coverOf, inkOfTraces, onPaper, type Line, type TraceFrame } from './draw-traces.ts';

const FRAME: TraceFrame = { size: 16, strips: 1, samples: 32, from: 0, to: 32 };
const LINE: Line = { halfWidth: 0.6, opacity: 0.9, blur: 0 };
const flat = (row: number, strips = 1): Float32Array => new Float32Array(32 * strips).fill(row);
const sum = (values: Float32Array): number => values.reduce((all, v) => all + v, 0);

describe('a trace', () => {
  it('covers its width in every column, wherever it lies between two rows', () => {
    const cover = new Float32Array(256);
    for (const row of [8, 8.3, 8.5, 8.99]) {
      coverOf(flat(row), FRAME, LINE, cover);
      expect(sum(cover)).toBeCloseTo(16 * 1.2, 4);
      const middle = cover.reduce((all, v, i) => all + v * (Math.floor(i / 16) + 0.5), 0) / sum(cover);
      expect(Math.abs(middle - row)).toBeLessThan(0.1);
    }
  });

  it('covers a rise from end to end', () => {
    const rows = flat(12);
    rows.fill(3, 16);
    const cover = new Float32Array(256);
    coverOf(rows, FRAME, LINE, cover);
    // Sample 15 goes from row 12 to row 3; it is half of column 7.
    for (let y = 4; y < 11; y++) expect(cover[y * 16 + 7]).toBeCloseTo(0.5, 4);
    expect(cover[6 * 16 + 8]).toBe(0);
  });

  it('stays on the sheet, and within its ends', () => {
    const rows = Float32Array.from({ length: 32 }, (_, t) => (t % 2 === 0 ? -50 : 90));
    const cover = new Float32Array(256);
    coverOf(rows, { ...FRAME, from: 8, to: 24 }, LINE, cover);
    expect(Math.max(...cover)).toBeCloseTo(1, 4);
    for (const x of [0, 3, 12, 15]) for (let y = 0; y < 16; y++) expect(cover[y * 16 + x]).toBe(0);
  });
});

describe('ink', () => {
  it('does not add up where two traces lie over one another', () => {
    const one = inkOfTraces(flat(8), FRAME, { ...LINE, halfWidth: 1 });
    const two = inkOfTraces(flat(8, 2), { ...FRAME, strips: 2 }, { ...LINE, halfWidth: 1 });
    expect(Math.max(...two)).toBeCloseTo(0.9, 5);
    expect(two).toEqual(one);
  });

  it('is spread by a blur, and none is lost', () => {
    const sharp = inkOfTraces(flat(8.5), FRAME, LINE);
    const soft = inkOfTraces(flat(8.5), FRAME, { ...LINE, blur: 0.1 });
    expect(sum(soft)).toBeCloseTo(sum(sharp), 3);
    expect(Math.max(...soft)).toBeLessThan(Math.max(...sharp) - 0.1);
  });

  it('darkens the paper in proportion', () => {
    expect(Array.from(onPaper(Float32Array.of(200, 200, 100), Float32Array.of(0, 0.5, 1)))).toEqual([200, 100, 0]);
  });
});
