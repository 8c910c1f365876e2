/**
 * When the heart beats: R-peak times over one ECG.
 *
 * Sinus rhythm follows McSharry et al. 2003 (IEEE TBME 50:289–294): the RR series has a spectrum of two Gaussians, Mayer
 * waves at 0.1 Hz (LF) and breathing at 0.25 Hz (HF), turned into a series with random phases. Atrial fibrillation has
 * independent, irregular intervals. A ventricular extrasystole comes early and a full compensatory pause follows.
 * The intervals inside the strip are scaled so that their mean is exactly 60 / heart rate. Not a model of conduction.
 */
import type { Rng } from '../core/rng.ts';

export interface Beat {
  /** Time of the R peak, seconds from the start of the strip; may lie before it or after its end. */
  readonly time: number;
  readonly kind: 'normal' | 'extrasystole';
}

export interface RrOptions {
  /** Beats per minute, mean over the strip. */
  readonly heartRate: number;
  /** Seconds. */
  readonly duration: number;
  /** Standard deviation of sinus RR intervals, seconds. */
  readonly deviation: number;
  /** Power of the Mayer waves over that of breathing. */
  readonly lfToHf: number;
  readonly irregular: boolean;
  readonly extrasystoles: number;
}

const LF = { centre: 0.1, width: 0.01 };
const HF = { centre: 0.25, width: 0.01 };
const LINES_PER_BAND = 7;
/** Coefficient of variation of RR in atrial fibrillation. */
const FIBRILLATION_VARIATION = 0.2;
const SHORTEST_RR = 0.33;
/** An extrasystole comes after this share of the mean RR. */
const COUPLING = 0.6;

/** A zero-mean series with the two-Gaussian spectrum and unit variance (of the process), as a function of time. */
function tachogram(rng: Rng, lfToHf: number): (seconds: number) => number {
  const bands = [
    { ...LF, power: lfToHf / (1 + lfToHf) },
    { ...HF, power: 1 / (1 + lfToHf) },
  ];
  const lines: { angular: number; amplitude: number; phase: number }[] = [];
  for (const band of bands) {
    const offsets = Array.from({ length: LINES_PER_BAND }, (_, k) => (k / (LINES_PER_BAND - 1)) * 4 - 2);
    const density = offsets.map((u) => Math.exp((-u * u) / 2));
    const total = density.reduce((sum, d) => sum + d, 0);
    offsets.forEach((u, k) => {
      lines.push({
        angular: 2 * Math.PI * (band.centre + u * band.width),
        amplitude: Math.sqrt((2 * band.power * (density[k] ?? 0)) / total),
        phase: 2 * Math.PI * rng.uniform(),
      });
    });
  }
  return (seconds) => lines.reduce((sum, l) => sum + l.amplitude * Math.cos(l.angular * seconds + l.phase), 0);
}

/** Beats that cover [−1 RR, duration + 1 RR], first to last. */
export function makeBeats(rng: Rng, o: RrOptions): readonly Beat[] {
  const mean = 60 / o.heartRate;
  const wave = tachogram(rng, o.lfToHf);
  const drawInterval = (seconds: number): number =>
    o.irregular
      ? mean * Math.exp(FIBRILLATION_VARIATION * rng.normal())
      : mean + Math.max(-0.35 * mean, Math.min(0.35 * mean, o.deviation * wave(seconds)));

  const firstR = mean * rng.between(0.15, 0.75);
  const inside = Math.floor((o.duration - firstR) / mean);
  const intervals = Array.from({ length: inside }, (_, k) => drawInterval(firstR + k * mean));
  const scale = (mean * inside) / intervals.reduce((sum, rr) => sum + rr, 0);
  for (let k = 0; k < inside; k++) intervals[k] = (intervals[k] ?? mean) * scale;
  liftShortest(intervals, Math.min(SHORTEST_RR, 0.8 * mean));

  const early = new Set<number>();
  const wanted = inside >= 3 ? o.extrasystoles : 0;
  for (let k = 0; k < wanted; k++) {
    // Interval `at` ends in the early beat and the next one is the pause; their sum stays.
    const at = 1 + rng.below(inside - 2);
    if (early.has(at) || early.has(at - 1) || early.has(at + 1)) continue;
    const both = (intervals[at] ?? mean) + (intervals[at + 1] ?? mean);
    intervals[at] = Math.max(SHORTEST_RR, COUPLING * mean);
    intervals[at + 1] = both - intervals[at];
    early.add(at);
  }

  const beats: Beat[] = [];
  // At least one whole beat before the strip, so that no wave of its is missing in it.
  let time = firstR;
  while (time > -mean) {
    time -= Math.max(SHORTEST_RR, drawInterval(time));
    beats.unshift({ time, kind: 'normal' });
  }
  time = firstR;
  beats.push({ time, kind: 'normal' });
  intervals.forEach((rr, k) => {
    time += rr;
    beats.push({ time, kind: early.has(k) ? 'extrasystole' : 'normal' });
  });
  while (time < o.duration + mean) {
    time += Math.max(SHORTEST_RR, drawInterval(time));
    beats.push({ time, kind: 'normal' });
  }
  return beats;
}

/** Raises intervals below `shortest` to it and takes the same time from the longest, so that the sum stays. */
function liftShortest(intervals: number[], shortest: number): void {
  for (let k = 0; k < intervals.length; k++) {
    const lack = shortest - (intervals[k] ?? 0);
    if (lack <= 0) continue;
    const longest = intervals.indexOf(Math.max(...intervals));
    intervals[k] = shortest;
    intervals[longest] = (intervals[longest] ?? 0) - lack;
  }
}
