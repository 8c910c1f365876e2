/**
 * When the heart beats on a followed sheet: columns where several strips leave their slow course at once, a likely distance
 * apart. Beats are not told apart by their shape here.
 */
import { quantile } from '../../core/maths/moments.ts';
import { centre, type FoundLayout } from './find-layout.ts';
import { SEEN, type Traces } from './follow-traces.ts';

export interface Beats {
  /** Ascending, pixels from the sheet's left edge. */
  readonly times: Float32Array;
  /** Usual distance of two beats, pixels; NaN where fewer than two were found. */
  readonly distance: number;
  /** Robust relative spread of the distances. */
  readonly irregularity: number;
  /** Share of distances clearly shorter than usual. */
  readonly early: number;
}

/** Of the traces' width: distances of beats that are looked for (about 175 and 35 a minute on ten seconds). */
const SHORTEST = 0.035;
const LONGEST = 0.175;
/** Beats are at least this share of the likely distance apart. */
const APART = 0.45;
/** Share of the upper end of the activity that a beat reaches. */
/** Columns on each side that tell a trace's slow course: a beat and its neighbours at 64 pixels. */
const LEAST_AROUND = 4;
/** Share of the highest autocorrelation that counts as as high. */
const NEARLY = 0.65;
/** Width of a beat in the search for their distance, of the traces' width. */
const BLUR = 0.01;
const BEAT_HEIGHT = 0.35;
const UPPER_END = 0.97;
/** Distances taken for a beat missed or counted twice, of the median. */
const LIKELY = { from: 0.5, to: 1.6 } as const;
const EARLY = 0.8;
/** A normal distribution's standard deviation for its median absolute deviation. */
const FROM_MEDIAN = 1.4826;

export function findBeats(traces: Traces, layout: FoundLayout, picture: number): Beats {
  const activity = activityOf(traces, layout, picture);
  const width = layout.right - layout.left;
  const likely = likelyDistance(activity, Math.max(2, SHORTEST * width), LONGEST * width);
  const upper = quantile(activity.toSorted(), UPPER_END);
  const times = beatTimes(activity, Math.max(2, APART * likely), BEAT_HEIGHT * upper).map((x) => x + layout.left);
  return { times: Float32Array.from(times), ...rhythmOf(times) };
}

/** How far the strips are from their slow course, each in units of its own strokes: [right − left]. */
function activityOf(traces: Traces, { left, right }: FoundLayout, picture: number): Float64Array {
  const { strips, size, heights, seen } = traces;
  const width = right - left;
  const all = new Float64Array(width);
  const half = Math.max(LEAST_AROUND, Math.floor(width / 56));
  for (let s = 0; s < strips; s++) {
    const from = (picture * strips + s) * size + left;
    const heightsOfStrip = heights.subarray(from, from + width);
    const resting = heightsOfStrip.map((h, x) => ((seen[from + x] ?? 0) === SEEN.line ? h : Number.NaN));
    const away = heightsOfStrip.map((h, x) => Math.abs(h - medianAround(resting, x, half)));
    const unit = quantile(away.toSorted(), UPPER_END) + size / 200;
    for (let x = 0; x < width; x++) all[x] = (all[x] ?? 0) + Math.min(1, (away[x] ?? 0) / unit);
  }
  return all;
}

/** Middle of what is known in the columns around `x`; 0, the zero line, where nothing is. */
function medianAround(values: Float32Array, x: number, half: number): number {
  const known = values.slice(Math.max(0, x - half), x + half + 1).filter((v) => !Number.isNaN(v));
  return known.length === 0 ? 0 : quantile(known.sort(), 0.5);
}

/** Height of the parabola whose place is `centre`'s. */
function top(before: number, middle: number, after: number): number {
  return middle - 0.25 * (before - after) * centre(before, middle, after);
}

/** The shortest lag between two whose autocorrelation is a top and nearly the highest. */
function likelyDistance(activity: Float64Array, from: number, to: number): number {
  const mean = activity.reduce((sum, v) => sum + v, 0) / activity.length;
  // Beats fall between columns: unblurred, two distances are more alike than one.
  const centred = blur(
    activity.map((v) => v - mean),
    BLUR * activity.length,
  );
  const first = Math.max(1, Math.floor(from) - 1);
  const last = Math.ceil(to) + 1;
  const alike = Float64Array.from({ length: last - first + 1 }, (_, k) => {
    let sum = 0;
    for (let x = 0; x + first + k < centred.length; x++) sum += (centred[x] ?? 0) * (centred[x + first + k] ?? 0);
    return sum;
  });
  const at = (k: number): number => alike[k] ?? 0;
  const tops = Array.from(alike.keys())
    .slice(1, -1)
    .filter((k) => at(k) > at(k - 1) && at(k) >= at(k + 1))
    .map((k) => ({ lag: first + k + centre(at(k - 1), at(k), at(k + 1)), height: top(at(k - 1), at(k), at(k + 1)) }));
  const highest = tops.reduce((most, { height }) => Math.max(most, height), 0);
  // Twice the distance is as alike as the distance.
  return tops.find(({ height }) => height >= NEARLY * highest)?.lag ?? to;
}

/** Gaussian of a standard deviation in columns. */
function blur(values: Float64Array, deviation: number): Float64Array {
  const reach = Math.ceil(3 * deviation);
  const kernel = Array.from({ length: 2 * reach + 1 }, (_, k) => Math.exp(-0.5 * ((k - reach) / deviation) ** 2));
  return values.map((_, x) => kernel.reduce((sum, weight, k) => sum + weight * (values[x + k - reach] ?? 0), 0));
}

/** Local maxima of at least `height`, the larger first and none nearer than `apart` to it; centres in pixels, ascending. */
function beatTimes(activity: Float64Array, apart: number, height: number): readonly number[] {
  const at = (x: number): number => activity[x] ?? 0;
  const found = Array.from(activity.keys())
    .filter((x) => at(x) >= height && at(x) > at(x - 1) && at(x) >= at(x + 1))
    .map((x) => ({ time: x + 0.5 + centre(at(x - 1), at(x), at(x + 1)), height: at(x) }))
    .sort((a, b) => b.height - a.height || a.time - b.time);
  const kept: number[] = [];
  for (const { time } of found) if (kept.every((other) => Math.abs(other - time) >= apart)) kept.push(time);
  return kept.sort((a, b) => a - b);
}

function rhythmOf(times: readonly number[]): Omit<Beats, 'times'> {
  const distances = times.slice(1).map((time, k) => time - (times[k] ?? 0));
  if (distances.length === 0) return { distance: Number.NaN, irregularity: 0, early: 0 };
  const middle = quantile(
    distances.toSorted((a, b) => a - b),
    0.5,
  );
  const likely = distances.filter((d) => d > LIKELY.from * middle && d < LIKELY.to * middle);
  const deviations = distances.map((d) => Math.abs(d / middle - 1)).sort((a, b) => a - b);
  return {
    distance: likely.reduce((sum, d) => sum + d, 0) / likely.length,
    irregularity: FROM_MEDIAN * quantile(deviations, 0.5),
    early: distances.filter((d) => d < EARLY * middle).length / distances.length,
  };
}
