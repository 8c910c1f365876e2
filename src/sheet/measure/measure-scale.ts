/**
 * How many millivolts and seconds a sheet shows, from what is printed on it: the calibration pulse (one millivolt) and the ruling
 * (lines 5 mm or 1 mm apart). Time is read at 25 mm/s, what the sheet says of it in letters is not read. Only from the paper that
 * all pictures share: a pulse inside the traces, or paper without either, says nothing.
 */
import { quantile } from '../../core/maths/moments.ts';
import type { FoundScale } from '../../core/sheet-scale.ts';
import { PAPER_GAIN, PAPER_SPEED } from '../sheet-layout.ts';
import type { FoundLayout, Pulse } from './find-layout.ts';
import { findRulings, withoutOvertones } from './find-ruling.ts';

/** Most relative difference between what a pulse is and what it may be, and between pulses. */
const NEARLY_PULSE = 0.12;
/** Millimetres between two lines, and of a millivolt. */
const RULINGS = [5, 1] as const;
const GAINS = [10, 5, 20] as const;
/** Seconds across a sheet without a pulse that tells the lines of 5 mm from those of 1 mm. */
const LIKELY_SECONDS = { from: 4.5, to: 16 } as const;
/** Share of the darkest ink of a pulse's neighbourhood below which it is paper. */
const PULSE_INK = 0.35;
/** Width of a pulse, of its height. */
const PULSE_WIDTH = { from: 0.15, to: 1.5 } as const;
/** Rows around a level that belong to it. */
const AROUND = 2;

/** Middle of the ink near row `near` in columns [left, right), pixels; NaN where there is none. */
function levelOf(
  paper: Float32Array,
  { size, light, least }: { readonly size: number; readonly light: number; readonly least: number },
  { near, left, right }: { readonly near: number; readonly left: number; readonly right: number },
): number {
  let [ink, moment] = [0, 0];
  const row = Math.floor(near);
  for (let y = Math.max(0, row - AROUND); y <= Math.min(size - 1, row + AROUND); y++) {
    for (let x = Math.max(0, left); x < right; x++) {
      const dark = light - (paper[y * size + x] ?? light) - least;
      if (dark <= 0) continue;
      ink += dark;
      moment += dark * (y + 0.5);
    }
  }
  return ink === 0 ? Number.NaN : moment / ink;
}

/** From the zero line to the top, to a fraction of a pixel: `findPulse` sees whole ones. */
function heightOf(
  paper: Float32Array,
  size: number,
  light: number,
  { pulse, strip }: { pulse: Pulse; strip: number },
): number {
  let darkest = 0;
  for (let y = Math.max(0, Math.floor(strip - pulse.height) - 1); y <= strip; y++) {
    for (let x = pulse.left; x < pulse.right; x++) darkest = Math.max(darkest, light - (paper[y * size + x] ?? light));
  }
  const ink = { size, light, least: PULSE_INK * darkest };
  const top = levelOf(paper, ink, { near: strip - pulse.height, left: pulse.left + 1, right: pulse.right - 1 });
  const feet = [
    levelOf(paper, ink, { near: strip, left: pulse.left - 2, right: pulse.left }),
    levelOf(paper, ink, { near: strip, left: pulse.right, right: pulse.right + 2 }),
  ].filter((level) => !Number.isNaN(level));
  const foot = feet.length === 0 ? strip : feet.reduce((sum, v) => sum + v, 0) / feet.length;
  return foot - top;
}

/** Middle height of the strips' pulses, pixels; NaN where there are none that are alike. */
function pulseOf(paper: Float32Array, size: number, { pulses, strips }: FoundLayout): number {
  const light = quantile(paper.toSorted(), 0.5);
  const heights: number[] = [];
  pulses.forEach((pulse, s) => {
    if (pulse === null) return;
    const wide = (pulse.right - pulse.left) / pulse.height;
    // Of 5 mm or so; a letter that begins before the traces is narrower.
    if (wide < PULSE_WIDTH.from || wide > PULSE_WIDTH.to) return;
    const height = heightOf(paper, size, light, { pulse, strip: strips[s] ?? 0 });
    if (!Number.isNaN(height)) heights.push(height);
  });
  heights.sort((a, b) => a - b);
  const middle = quantile(heights, 0.5);
  const alike = heights.filter((height) => Math.abs(height / middle - 1) < NEARLY_PULSE);
  return 2 * alike.length > pulses.length ? middle : Number.NaN;
}

interface ScaleOptions {
  /** Side of the paper, pixels. */
  readonly size: number;
  /** A millimetre is as many pixels wide as high. */
  readonly keepsProportions: boolean;
}

/** `paper` [size, size]: what all pictures share, as `learnPaper` gives it. */
export function measureScale(paper: Float32Array, layout: FoundLayout, options: ScaleOptions): FoundScale {
  const { size, keepsProportions } = options;
  const rulings = findRulings(paper, size);
  const pulse = pulseOf(paper, size, layout);
  /** Pixels of a millimetre across, and of a millivolt. */
  const scale = (millimetre: number, millivolt: number) => ({
    seconds: size / millimetre / PAPER_SPEED,
    millivolts: size / millivolt,
  });
  if (rulings.length === 0) {
    if (Number.isNaN(pulse)) return { missing: 'not-printed' };
    if (!keepsProportions) return { missing: 'stretched' };
    return { ...scale(pulse / PAPER_GAIN, pulse), source: 'pulse', gain: PAPER_GAIN };
  }
  if (!Number.isNaN(pulse)) {
    for (const gain of GAINS) {
      for (const { down, across } of rulings) {
        for (const apart of RULINGS) {
          const expected = (down * gain) / apart;
          if (Math.abs(pulse / expected - 1) > NEARLY_PULSE) continue;
          return { ...scale(across / apart, expected), source: 'pulse-and-ruling', gain };
        }
      }
    }
    return { missing: 'contradictory' };
  }
  const longest = withoutOvertones(rulings.map(({ across }) => across));
  const [ruling] = rulings.filter(({ across }) => across === longest[0]);
  // Without a pulse nothing tells which of several it is.
  if (ruling === undefined || longest.length > 1) return { missing: 'contradictory' };
  for (const apart of RULINGS) {
    const seconds = ((layout.right - layout.left) / ruling.across) * (apart / PAPER_SPEED);
    if (seconds < LIKELY_SECONDS.from || seconds > LIKELY_SECONDS.to) continue;
    const millivolt = (ruling.down / apart) * PAPER_GAIN;
    return { ...scale(ruling.across / apart, millivolt), source: 'ruling', gain: PAPER_GAIN };
  }
  return { missing: 'contradictory' };
}
