/**
 * Follows the trace of every strip through every picture, column by column: the ink nearest to where the trace rests is its
 * own; a run of ink is a stroke, and its end farther from rest is where the trace went. Two strips whose ink meets in a
 * column: the one that overshoots the other's line owns the run, and of the other nothing is known there.
 */
import { quantile } from '../../core/maths/moments.ts';
import type { FoundLayout } from './find-layout.ts';
import { inkOf } from './learn-paper.ts';
import type { Sheets } from './sheets.ts';

/** What is known of a trace in a column. `hidden`: another strip's stroke lies over it. */
export const SEEN = { none: 0, line: 1, stroke: 2, hidden: 3 } as const;

export interface Traces {
  readonly count: number;
  readonly strips: number;
  readonly size: number;
  /** [count, strips, size]: how far above the strip's zero line, pixels; at rest where nothing is seen. */
  readonly heights: Float32Array;
  /** [count, strips, size] of `SEEN`. */
  readonly seen: Uint8Array;
  /** [count]: share of a picture's ink that lies on its followed traces. */
  readonly inkFollowed: Float32Array;
  /** [count, strips]: share of columns with ink where the trace rests. */
  readonly atRest: Float32Array;
}

/** Rows searched above and below a strip, of the pitch. */
const REACH = 1.6;
/** How fast ink farther from rest counts less, of the pitch. */
const NEARNESS = 0.16;
/** A trace drifts by this share of its distance from rest in a column, if it is nearer than `DRIFT_REACH` pitches. */
const DRIFT = 0.15;
const DRIFT_REACH = 0.2;
/** A run of ink is a stroke if it is longer than this share of the size and has this many times the ink of a line at rest. */
const LINE_LENGTH = 0.015;
const STROKE_INK = 1.6;
/** Half a line's width, of the size: a stroke's end lies that far beyond the trace. */
const HALF_LINE = 0.0022;
/** Ink of a stroke's last full pixel, of its middle's: tips are thin. */
const TIP = 0.7;
/** Pictures asked for the ink of a line at rest, and the share of columns that are no more than that. */
const ASKED = 100;
const RESTING = 0.4;
/** An overshoot below this share of the pitch says nothing. */
const OVERSHOOT = 0.12;

interface Run {
  top: number;
  bottom: number;
  /** Sum over its pixels. */
  ink: number;
  found: boolean;
  hidden: boolean;
}

/** Follows one picture after the other; `next` is to be called once a picture, in order. */
export class TraceFollower {
  readonly traces: Traces;
  /** [size, size]: how many pictures showed a pixel of the paper, and the sum of its grey levels. */
  readonly bare: { readonly times: Uint32Array; readonly greys: Float64Array };
  readonly #sheets: Sheets;
  readonly #paper: Float32Array;
  readonly #layout: FoundLayout;
  readonly #ink: Float32Array;
  readonly #slow: Float64Array;
  readonly #runs: Run[];
  readonly #lineLength: number;
  readonly #lineInk: number;

  constructor(sheets: Sheets, paper: Float32Array, layout: FoundLayout) {
    const { count, size } = sheets;
    const strips = layout.strips.length;
    this.#sheets = sheets;
    this.#paper = paper;
    this.#layout = layout;
    this.#ink = new Float32Array(size * size);
    this.#slow = new Float64Array(strips);
    this.#runs = layout.strips.map(() => ({ top: 0, bottom: 0, ink: 0, found: false, hidden: false }));
    this.#lineLength = Math.round(size * LINE_LENGTH);
    this.#lineInk = this.#askLineInk();
    this.bare = { times: new Uint32Array(size * size), greys: new Float64Array(size * size) };
    this.traces = {
      count,
      strips,
      size,
      heights: new Float32Array(count * strips * size),
      seen: new Uint8Array(count * strips * size),
      inkFollowed: new Float32Array(count),
      atRest: new Float32Array(count * strips),
    };
  }

  /** Ink of a column of a strip whose trace is at rest. */
  #askLineInk(): number {
    const { count, size } = this.#sheets;
    const { strips, pitch, left, right } = this.#layout;
    const sums: number[] = [];
    const reach = Math.max(1.5, 0.1 * pitch);
    for (let n = 0; n < count; n += Math.ceil(count / ASKED)) {
      inkOf(this.#sheets, this.#paper, n, this.#ink);
      for (const strip of strips) {
        for (let x = left; x < right; x++) {
          let sum = 0;
          for (let y = Math.max(0, Math.floor(strip - reach)); y < Math.min(size, strip + reach); y++) {
            sum += this.#ink[y * size + x] ?? 0;
          }
          sums.push(sum);
        }
      }
    }
    return quantile(
      sums.sort((a, b) => a - b),
      RESTING,
    );
  }

  follow(picture: number): void {
    const { size, images } = this.#sheets;
    const { strips, left, right, threshold } = this.#layout;
    inkOf(this.#sheets, this.#paper, picture, this.#ink);
    strips.forEach((strip, s) => {
      this.#slow[s] = strip;
    });
    let followed = 0;
    for (let x = left; x < right; x++) {
      strips.forEach((_, s) => this.#findRun(s, x));
      for (let s = 0; s + 1 < strips.length; s++) this.#part(s, x);
      strips.forEach((_, s) => this.#record(picture, s, x));
      followed += this.#take(x);
    }
    let all = 0;
    for (let i = 0; i < size * size; i++) {
      const ink = this.#ink[i] ?? 0;
      all += excess(ink, threshold);
      // What the followed traces covered has been set to −ink by `#take`.
      if (ink < 0 || ink > threshold) continue;
      this.bare.times[i] = (this.bare.times[i] ?? 0) + 1;
      this.bare.greys[i] = (this.bare.greys[i] ?? 0) + (images[picture * size * size + i] ?? 0);
    }
    all += followed;
    this.traces.inkFollowed[picture] = all > 0 ? followed / all : 0;
  }

  /** The run of ink around the pixel that most likely is the strip's own. */
  #findRun(s: number, x: number): void {
    const { size } = this.#sheets;
    const { strips, pitch, threshold } = this.#layout;
    const run = this.#runs[s];
    if (run === undefined) return;
    const slow = this.#slow[s] ?? 0;
    const strip = strips[s] ?? 0;
    const from = Math.max(0, Math.floor(strip - REACH * pitch));
    const to = Math.min(size - 1, Math.ceil(strip + REACH * pitch));
    const scale = 1 / (NEARNESS * pitch);
    let best = -1;
    let most = 0;
    for (let y = from; y <= to; y++) {
      const ink = this.#ink[y * size + x] ?? 0;
      if (ink <= threshold) continue;
      const weight = Math.min(ink, 4 * threshold) * Math.exp(-Math.abs(y + 0.5 - slow) * scale);
      if (weight > most) {
        most = weight;
        best = y;
      }
    }
    run.found = best >= 0;
    run.hidden = false;
    if (best < 0) return;
    run.top = best;
    run.bottom = best;
    while (run.top > from && (this.#ink[(run.top - 1) * size + x] ?? 0) > threshold) run.top -= 1;
    while (run.bottom < to && (this.#ink[(run.bottom + 1) * size + x] ?? 0) > threshold) run.bottom += 1;
    run.ink = this.#inkBetween(run.top, run.bottom, x);
  }

  /** Where the runs of strips s and s + 1 are one: whose it is. */
  #part(s: number, x: number): void {
    const upper = this.#runs[s];
    const lower = this.#runs[s + 1];
    if (upper === undefined || lower === undefined || !upper.found || !lower.found) return;
    if (upper.bottom < lower.top || upper.top > lower.bottom) return;
    const above = (this.#slow[s] ?? 0) - upper.top;
    const below = lower.bottom + 1 - (this.#slow[s + 1] ?? 0);
    const least = OVERSHOOT * this.#layout.pitch;
    if (Math.max(above, below) >= least) {
      if (above > below) {
        upper.hidden = true;
        lower.top = Math.min(lower.top, upper.top);
        lower.ink = this.#inkBetween(lower.top, lower.bottom, x);
      } else {
        lower.hidden = true;
        upper.bottom = Math.max(upper.bottom, lower.bottom);
        upper.ink = this.#inkBetween(upper.top, upper.bottom, x);
      }
      return;
    }
    const { size } = this.#sheets;
    const from = Math.ceil(this.#slow[s] ?? 0);
    const to = Math.floor(this.#slow[s + 1] ?? 0) - 1;
    let split = Math.round((from + to) / 2);
    for (let y = from; y <= to; y++) if ((this.#ink[y * size + x] ?? 0) < (this.#ink[split * size + x] ?? 0)) split = y;
    upper.bottom = Math.max(upper.top, split);
    lower.top = Math.min(lower.bottom, split + 1);
    for (const run of [upper, lower]) run.ink = this.#inkBetween(run.top, run.bottom, x);
  }

  #inkBetween(top: number, bottom: number, x: number): number {
    let sum = 0;
    for (let y = top; y <= bottom; y++) sum += this.#ink[y * this.#sheets.size + x] ?? 0;
    return sum;
  }

  #record(picture: number, s: number, x: number): void {
    const { size } = this.#sheets;
    const { strips, pitch } = this.#layout;
    const run = this.#runs[s];
    const at = (picture * strips.length + s) * size + x;
    const strip = strips[s] ?? 0;
    const slow = this.#slow[s] ?? 0;
    const { heights, seen, atRest } = this.traces;
    if (run === undefined || !run.found || run.hidden) {
      heights[at] = strip - slow;
      seen[at] = run?.found === true ? SEEN.hidden : SEEN.none;
      if (run?.found === true) this.#rest(atRest, picture * strips.length + s);
      return;
    }
    const isStroke = run.bottom - run.top >= this.#lineLength && run.ink > STROKE_INK * this.#lineInk;
    const middle = this.#middle(run, x);
    let y = middle;
    if (isStroke) {
      const [top, bottom] = this.#ends(run, x);
      y = Math.abs(top - slow) > Math.abs(bottom - slow) ? top : bottom;
    }
    heights[at] = strip - y;
    seen[at] = isStroke ? SEEN.stroke : SEEN.line;
    if (run.top <= slow + 0.1 * pitch && run.bottom + 1 >= slow - 0.1 * pitch) {
      this.#rest(atRest, picture * strips.length + s);
    }
    if (Math.abs(middle - slow) < DRIFT_REACH * pitch) this.#slow[s] = slow + DRIFT * (middle - slow);
  }

  #rest(atRest: Float32Array, at: number): void {
    atRest[at] = (atRest[at] ?? 0) + 1 / (this.#layout.right - this.#layout.left);
  }

  /** Middle of the ink of a run and the pixels beside it. */
  #middle(run: Run, x: number): number {
    const { size } = this.#sheets;
    let sum = 0;
    let moment = 0;
    for (let y = Math.max(0, run.top - 1); y <= Math.min(size - 1, run.bottom + 1); y++) {
      const ink = Math.max(0, this.#ink[y * size + x] ?? 0);
      sum += ink;
      moment += ink * (y + 0.5);
    }
    return sum > 0 ? moment / sum : (run.top + run.bottom + 1) / 2;
  }

  /** Upper and lower end of a stroke, its outermost pixels counted by how full they are, half a line's width inside. */
  #ends(run: Run, x: number): readonly [number, number] {
    const { size } = this.#sheets;
    const ink = (y: number): number => Math.max(0, this.#ink[y * size + x] ?? 0);
    const inner = run.bottom - run.top - 1;
    const full =
      inner > 0 ? this.#inkBetween(run.top + 1, run.bottom - 1, x) / inner : Math.max(ink(run.top), ink(run.bottom));
    const outer = (y: number): number => Math.min(1, ink(y) / Math.max(1, TIP * full));
    const half = HALF_LINE * size;
    const beyond = (y: number): number => (y < 0 || y >= size ? 0 : outer(y));
    const top = run.top + 1 - outer(run.top) - beyond(run.top - 1) + half;
    const bottom = run.bottom + outer(run.bottom) + beyond(run.bottom + 1) - half;
    return [Math.min(top, bottom), Math.max(top, bottom)];
  }

  /** Ink of the column's followed runs, with a pixel beside; it is made negative so that it is not counted twice. */
  #take(x: number): number {
    const { size } = this.#sheets;
    const { threshold } = this.#layout;
    let taken = 0;
    for (const run of this.#runs) {
      if (!run.found || run.hidden) continue;
      for (let y = Math.max(0, run.top - 1); y <= Math.min(size - 1, run.bottom + 1); y++) {
        const ink = this.#ink[y * size + x] ?? 0;
        if (ink <= 0) continue;
        taken += excess(ink, threshold);
        this.#ink[y * size + x] = -ink;
      }
    }
    return taken;
  }
}

/** Ink that is no noise of the paper. */
function excess(ink: number, threshold: number): number {
  return ink > 0.5 * threshold ? ink : 0;
}
