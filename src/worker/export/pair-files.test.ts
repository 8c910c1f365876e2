import { expect, it } from 'vitest';
import type { SheetSignals } from '../../core/sheet-signals.ts';
import { FACTS } from '../../export/testing/archive-facts.ts';
import { type ChosenPairs, pairFormat, writePairs } from './pair-files.ts';

const SIDE = 2;
const format = { ...pairFormat(FACTS), side: SIDE };
const chosen: ChosenPairs = {
  indices: [4, 11],
  rows: Float32Array.of(0.5, 0, 1, 0),
  weights: null,
  pixels: Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8),
  signals: [],
};
const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

it('each pair has its picture, which says whose it is, and its line', () => {
  const told: [number[], string][] = [];
  const { pictures, signals, lines } = writePairs(format, chosen, (pixels, comment) => {
    told.push([[...pixels], comment.replace(/^(SYNTHETIC).*, /u, '$1 ')]);
    return Uint8Array.from(pixels.subarray(0, 1 + (pixels[0] === 5 ? 1 : 0)));
  });
  expect(told).toEqual([
    [[1, 2, 3, 4], 'SYNTHETIC pair 5'],
    [[5, 6, 7, 8], 'SYNTHETIC pair 12'],
  ]);
  expect(pictures).toEqual({
    names: ['images/0000005.jpg', 'images/0000012.jpg'],
    bytes: Uint8Array.of(1, 5, 6),
    offsets: Uint32Array.of(0, 1, 3),
  });
  expect(signals).toBeNull();
  expect(textOf(lines)).toBe('images/0000005.jpg,50,50\r\nimages/0000012.jpg,99,99\r\n');
});

it('weights stand behind the row, and signals beside the picture', () => {
  const own: SheetSignals = { rate: 100, leads: new Map([['II', Float64Array.of(0.5)]]) };
  const all = { ...chosen, weights: Float64Array.of(0.25, 3), signals: [own, own] };
  const files = writePairs({ ...format, signals: ['csv'] }, all, () => new Uint8Array(1));
  expect(textOf(files.lines)).toBe('images/0000005.jpg,50,50,0.25\r\nimages/0000012.jpg,99,99,3\r\n');
  expect(files.signals?.names).toEqual(['signals/0000005.csv', 'signals/0000012.csv']);
  expect(textOf(files.signals?.bytes ?? new Uint8Array())).toContain('SYNTHETIC');
});
