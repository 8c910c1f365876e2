/** Photographs made from our own renderer: straightened to within 1° and 2 % of the side, and drawings left as they are. */
import { describe, expect, it } from 'vitest';
import type { GreyImage } from '../core/dataset.ts';
import type { QuarterTurns } from '../core/picture-edit.ts';
import type { SheetFinding } from '../core/sheet-place.ts';
import { Rng } from '../core/rng.ts';
import { sheetPrinter, type SheetStyle } from '../sheet/draw/draw-sheet.ts';
import { sheetLayout, THREE_BY_FOUR, type SheetLayout } from '../sheet/sheet-layout.ts';
import { SIMPLE_RATE, simpleHearts, simpleLeads } from '../sheet/testing/simple-heart.ts';
import { findSheet } from './find-sheet.ts';
import { apply, fromUnitSquare, invert, type Point } from './homography.ts';
import { rectify } from './rectify.ts';
import { smallPicture } from './small-picture.ts';
import { type Camera, photograph, type Photograph, RULE_COLOURS } from './testing/photograph.ts';

const RHYTHM = sheetLayout({ rows: THREE_BY_FOUR, rhythm: ['II'], seconds: 10 });
const SIX_BY_TWO = sheetLayout({
  rows: [
    ['I', 'V1'],
    ['II', 'V2'],
    ['III', 'V3'],
    ['aVR', 'V4'],
    ['aVL', 'V5'],
    ['aVF', 'V6'],
  ],
  rhythm: [],
  seconds: 10,
});
const HEARTS = simpleHearts(8, 5);

function sheetOf(n: number, layout: SheetLayout, style: Partial<SheetStyle> = {}): GreyImage {
  const plain = { pixelsPerMm: 3, grid: true, calibration: true, names: true, note: null };
  const [first] = HEARTS;
  const heart = HEARTS[n % HEARTS.length] ?? first;
  if (heart === undefined) throw new Error('no heart');
  return sheetPrinter(layout, { ...plain, ...style }).print(simpleLeads(heart), SIMPLE_RATE);
}

function found(image: GreyImage): SheetFinding {
  const look = findSheet(image);
  if (look.kind !== 'found') throw new Error(`not found: ${JSON.stringify(look)}`);
  return look.finding;
}

/** Where the sheet's true corners came to, shares of the straightened picture. */
function cornersAfter({ corners }: Photograph, { place }: SheetFinding): Point[] {
  const back = invert(fromUnitSquare(place.corners));
  return corners.map((corner) => apply(back, corner));
}

const WANTED: readonly Point[] = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 1],
];

/** The corner that is farthest off, a share of the side. */
function cornerError(taken: Photograph, finding: SheetFinding): number {
  const errors = cornersAfter(taken, finding).map(([x, y], i) => {
    const [u, v] = WANTED[i] ?? [Number.NaN, Number.NaN];
    return Math.max(Math.abs(x - u), Math.abs(y - v));
  });
  return Math.max(...errors);
}

/** Degrees by which the edge that is farthest off still lies askew. */
function angleError(taken: Photograph, finding: SheetFinding): number {
  const corners = cornersAfter(taken, finding);
  const { aspect } = finding.place;
  const angles = corners.map(([x, y], i) => {
    const [u, v] = corners[(i + 1) % 4] ?? [0, 0];
    const degrees = (Math.atan2(v - y, (u - x) * aspect) * 180) / Math.PI;
    return Math.abs(degrees - 90 * i - 360 * Math.round((degrees - 90 * i) / 360));
  });
  return Math.max(...angles);
}

function cameraOf(n: number): Partial<Camera> {
  const rng = new Rng(n, 77);
  return {
    width: 800,
    height: 600,
    fill: rng.between(0.75, 0.9),
    tilt: rng.between(-8, 8),
    perspective: 0.05,
    uneven: rng.between(0.1, 0.5),
    shadow: rng.chance(0.5) ? 0.3 : 0,
    noise: 5,
    blur: 1,
    table: rng.between(30, 120),
    turns: rng.below(4) as QuarterTurns,
    rules: RULE_COLOURS[n % RULE_COLOURS.length] ?? null,
    seed: n + 1,
  };
}

describe('a photograph', () => {
  it.each([0, 1, 2, 3, 4, 5])('number %i: within 1° and 2 % of the side, the right way up', (n) => {
    const taken = photograph(sheetOf(n, n % 2 === 0 ? RHYTHM : SIX_BY_TWO), cameraOf(n));
    const finding = found(taken.image);
    expect(finding.isUpSure).toBe(true);
    expect(angleError(taken, finding)).toBeLessThan(1);
    expect(cornerError(taken, finding)).toBeLessThan(0.02);
  });

  it('comes out in even light', () => {
    const sheet = sheetOf(1, RHYTHM, { grid: false });
    const taken = photograph(sheet, { tilt: 4, uneven: 0.5, shadow: 0.3, seed: 3 });
    const out = rectify(taken.image, smallPicture(taken.image), found(taken.image).place);
    const paper = out.pixels.reduce((sum, level) => sum + (level > 235 ? 1 : 0), 0) / out.pixels.length;
    const before = taken.image.pixels.reduce((sum, level) => sum + (level > 235 ? 1 : 0), 0);
    expect(before).toBe(0);
    expect(paper).toBeGreaterThan(0.9);
  });

  it('whose page fills it is straightened by its rules', () => {
    const taken = photograph(sheetOf(2, RHYTHM), {
      fill: 1.6,
      tilt: -5,
      perspective: 0.04,
      uneven: 0.3,
      rules: 'pink',
    });
    expect(angleError(taken, found(taken.image))).toBeLessThan(1);
  });

  it('of nothing straight is named', () => {
    const rings = (i: number): number => Math.sin(((i % 400) ** 2 + Math.floor(i / 400) ** 2) / 3000);
    const pixels = Uint8Array.from({ length: 400 * 300 }, (_, i) => 120 + 60 * rings(i));
    expect(findSheet({ width: 400, height: 300, pixels }).kind).toBe('lost');
  });
});

describe('what is not photographed is left as it is', () => {
  it.each([
    ['with rules', RHYTHM, {}],
    ['without rules', RHYTHM, { grid: false }],
    ['of six rows', SIX_BY_TWO, { pixelsPerMm: 4 }],
    ['small', RHYTHM, { pixelsPerMm: 0.8 }],
  ] as const)('a sheet %s', (_, layout, style) => {
    for (let n = 0; n < 2; n++) expect(findSheet(sheetOf(n, layout, style)).kind).toBe('straight');
  });

  it('a level page on a dark table, photographed in even light, loses its table all the same', () => {
    const taken = photograph(sheetOf(1, RHYTHM), { tilt: 0, perspective: 0.02, table: 60, seed: 4 });
    expect(cornerError(taken, found(taken.image))).toBeLessThan(0.02);
  });

  it('light traces on a dark ground', () => {
    const { width, height, pixels } = sheetOf(1, RHYTHM, { grid: false });
    expect(findSheet({ width, height, pixels: pixels.map((level) => 255 - level) }).kind).toBe('straight');
  });
});

it('a scan that lies askew on evenly lit paper is found by its rules', () => {
  const taken = photograph(sheetOf(3, RHYTHM), { fill: 1.3, tilt: 2, rules: 'pink' });
  const finding = found(taken.image);
  expect(finding.tilt).toBeCloseTo(2, 0);
  expect(angleError(taken, finding)).toBeLessThan(0.5);
});
