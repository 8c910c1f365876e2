import { describe, expect, it } from 'vitest';
import { sheetLayout, THREE_BY_FOUR } from '../sheet-layout.ts';
import { printedStrips, printSheets } from '../testing/printed-sheets.ts';
import { SIMPLE_RATE, simpleBeats, simpleHearts, simpleLeads, type SimpleHeart } from '../testing/simple-heart.ts';
import { findBeats } from './find-beats.ts';
import { findLayout } from './find-layout.ts';
import { SEEN, TraceFollower } from './follow-traces.ts';
import { learnPaper, liftZeroLines } from './learn-paper.ts';
import type { Sheets } from './sheets.ts';

const COUNT = 40;
const HEARTS = simpleHearts(COUNT, 5);
const layoutOf = (rhythm: readonly ('II' | 'V1' | 'V5')[]) => sheetLayout({ rows: THREE_BY_FOUR, rhythm, seconds: 10 });
const ONE = layoutOf(['II']);

function printed(size: number, hearts: readonly SimpleHeart[] = HEARTS, layout = ONE): Sheets {
  return printSheets(hearts.length, (n) => simpleLeads(hearts[n] ?? HEARTS[0] ?? fail()), {
    layout,
    size,
    rate: SIMPLE_RATE,
  });
}

function fail(): never {
  throw new Error('no such heart');
}

function followed(sheets: Sheets) {
  const learnt = learnPaper(sheets);
  const layout = findLayout(sheets, learnt);
  const follower = new TraceFollower(sheets, liftZeroLines(learnt, sheets.size, layout), layout);
  for (let n = 0; n < sheets.count; n++) follower.follow(n);
  return { layout, traces: follower.traces };
}

/** Pixels a second of the printed sheet. */
const pixelsPerSecond = (size: number): number => (25 * size) / ONE.width;

describe.each([128, 200])('sheets of %i pixels', (size) => {
  const { layout, traces } = followed(printed(size));
  const scale = size / ONE.width;

  it('have their four strips where they were printed', () => {
    expect(layout.strips).toHaveLength(4);
    printedStrips(ONE, size).forEach((row, s) => expect(Math.abs((layout.strips[s] ?? 0) - row)).toBeLessThan(0.8));
    expect(Math.abs(layout.pitch - ONE.pitch * scale)).toBeLessThan(0.8);
  });

  it('have their traces between the pulses and the right edge', () => {
    expect(Math.abs(layout.left - ONE.left * scale)).toBeLessThanOrEqual(1 + size / 100);
    expect(Math.abs(layout.right - (ONE.left + 250) * scale)).toBeLessThanOrEqual(1 + size / 100);
  });

  it('show a pulse of a millivolt before every strip', () => {
    for (const pulse of layout.pulses) {
      expect(Math.abs((pulse?.height ?? 0) - 10 * scale)).toBeLessThan(1.2);
      expect(pulse?.right ?? size).toBeLessThanOrEqual(layout.left + 1);
    }
  });

  it('are followed from end to end, R waves as high as they were drawn', () => {
    for (let n = 0; n < COUNT; n++) expect(traces.inkFollowed[n]).toBeGreaterThan(0.95);
    const ratios = HEARTS.map((heart, n) => {
      // The rhythm strip is lead II, whose R wave is `size` millivolts.
      const strip = traces.heights.subarray((n * 4 + 3) * size, (n * 4 + 4) * size);
      return Math.max(...strip.subarray(layout.left + 1, layout.right - 1)) / (heart.size * 10 * scale);
    });
    const mean = ratios.reduce((sum, v) => sum + v, 0) / COUNT;
    expect(mean).toBeGreaterThan(0.8);
    expect(mean).toBeLessThan(1.15);
  });

  it('beat when they beat', () => {
    const errors = HEARTS.map((heart, n) => {
      const { distance } = findBeats(traces, layout, n);
      return Math.abs((60 * pixelsPerSecond(size)) / distance - heart.heartRate);
    }).sort((a, b) => a - b);
    expect(errors[COUNT / 2]).toBeLessThan(0.7);
    expect(errors[Math.floor(COUNT * 0.9)]).toBeLessThan(2);
    const heart = HEARTS[0] ?? fail();
    const { times } = findBeats(traces, layout, 0);
    for (const beat of simpleBeats(heart).filter((t) => t < 9.5)) {
      const x = ONE.left * scale + beat * pixelsPerSecond(size);
      expect(Math.min(...Array.from(times, (t) => Math.abs(t - x)))).toBeLessThan(0.8 + size / 200);
    }
  });
});

it.each([
  [0, []],
  [2, ['II', 'V5']],
  [3, ['II', 'V1', 'V5']],
] as const)('finds %i rhythm strips below the rows', (count, rhythm) => {
  const layout = layoutOf(rhythm);
  const found = followed(printed(128, HEARTS, layout)).layout;
  const rows = printedStrips(layout, 128);
  expect(found.strips).toHaveLength(3 + count);
  rows.forEach((row, s) => expect(Math.abs((found.strips[s] ?? 0) - row)).toBeLessThan(1.2));
});

describe('a stroke over another strip', () => {
  // Lead V2 is drawn below V1 and goes down by 1.1 times the size; a millivolt is 10 mm, the strips are 44 mm apart.
  const tall: SimpleHeart = { seconds: 10, heartRate: 70, size: 4.6, phase: 0.3 };
  const { layout, traces } = followed(printed(200, [...HEARTS, tall]));
  const at = (strip: number, x: number): number => (COUNT * 4 + strip) * 200 + x;
  const scale = 200 / ONE.width;
  const beat = simpleBeats(tall).find((t) => t > 5.4) ?? 0;
  const column = Math.floor((ONE.left + 25 * beat) * scale);

  it('belongs to the strip that it starts from', () => {
    const lowest = Math.min(...[-1, 0, 1].map((d) => traces.heights[at(1, column + d)] ?? 0));
    expect(lowest).toBeLessThan(-1.05 * layout.pitch);
  });

  it('hides the strip it crosses, and is not taken for that strip’s own', () => {
    const seen = [-1, 0, 1].map((d) => traces.seen[at(2, column + d)]);
    expect(seen).toContain(SEEN.hidden);
    for (const d of [-1, 0, 1]) expect(traces.heights[at(2, column + d)] ?? 99).toBeLessThan(0.3 * layout.pitch);
  });
});
