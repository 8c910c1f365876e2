/**
 * The ruling of ECG paper: lines at even distances, down and across, found by the periods that stand out of the paper's mean rows and
 * columns. Lines finer than two pixels are not seen, or seen at a distance that they do not have; so all that stand out are given.
 */
import { quantile } from '../../core/maths/moments.ts';

/** Distances of lines, pixels. */
export interface Ruling {
  readonly down: number;
  readonly across: number;
}

/** Pixels: below two, lines cannot be told apart; above, a side has too few of them. */
const SHORTEST_PERIOD = 2.2;
const FEWEST_PERIODS = 8;
/** Steps of a period that is tried, of a whole turn over the side. */
const FINENESS = 0.05;
/** A ruling stands out by such a factor from the middle amplitude of the periods around it, and how many of these are asked. */
const STANDS_OUT = { bothWays: 4, oneWay: 6 } as const;
const AROUND_PERIOD = 160;
/** Amplitude below which it may be anything, grey levels. */
const FAINTEST = 0.15;
/** Steps around a peak that belong to it: a window of a side smears it over two turns. */
const OWN_STEPS = 40;
/** Peaks looked at. */
const MOST_PEAKS = 4;
/** Thin lines are seen by their overtones as well, as near as this. */
const OVERTONES = [2, 3, 4, 5] as const;
const NEARLY = 0.02;

/** Amplitude of every period that is tried, of a side's mean grey levels; windowed, so that its ends are no jump. */
function amplitudesOf(values: Float64Array): Float64Array {
  const { length } = values;
  const mean = values.reduce((sum, v) => sum + v, 0) / length;
  const windowed = values.map((v, i) => (v - mean) * (0.5 - 0.5 * Math.cos((2 * Math.PI * (i + 0.5)) / length)));
  return Float64Array.from(triedTurns(length), (turns) => {
    let [re, im] = [0, 0];
    for (let i = 0; i < length; i++) {
      const angle = (2 * Math.PI * turns * i) / length;
      re += (windowed[i] ?? 0) * Math.cos(angle);
      im += (windowed[i] ?? 0) * Math.sin(angle);
    }
    return (4 * Math.hypot(re, im)) / length;
  });
}

/** Whole turns over a side of `length` pixels, from those of the longest period on. */
function triedTurns(length: number): readonly number[] {
  const steps = Math.floor((length / SHORTEST_PERIOD - FEWEST_PERIODS) / FINENESS);
  return Array.from({ length: steps + 1 }, (_, k) => FEWEST_PERIODS + k * FINENESS);
}

/** By how much each amplitude stands out from those around it: strips and letters are of all periods. */
function prominence(amplitudes: Float64Array): Float64Array {
  return amplitudes.map((amplitude, k) => {
    if (amplitude < FAINTEST) return 0;
    const around = amplitudes.slice(Math.max(0, k - AROUND_PERIOD), k + AROUND_PERIOD + 1);
    return amplitude / quantile(around.sort(), 0.5);
  });
}

/** Periods that stand out, pixels, the clearest first. */
function peaks(prominences: Float64Array, size: number, least: number): number[] {
  const turns = triedTurns(size);
  return Array.from(prominences.keys())
    .filter((k) => {
      const own = prominences[k] ?? 0;
      const around = prominences.slice(Math.max(0, k - OWN_STEPS), k + OWN_STEPS + 1);
      return own > least && own === Math.max(...around);
    })
    .toSorted((a, b) => (prominences[b] ?? 0) - (prominences[a] ?? 0))
    .slice(0, MOST_PEAKS)
    .map((k) => size / (turns[k] ?? Number.NaN));
}

/** Without those that are a part of another. */
export function withoutOvertones(periods: readonly number[]): number[] {
  return periods.filter(
    (period) => !periods.some((other) => OVERTONES.some((part) => Math.abs(other / (part * period) - 1) < NEARLY)),
  );
}

/** All rulings that `paper` [size, size] may have; none where nothing stands out both ways. The clearest come first. */
export function findRulings(paper: Float32Array, size: number): Ruling[] {
  const rows = new Float64Array(size);
  const columns = new Float64Array(size);
  for (let i = 0; i < paper.length; i++) {
    const grey = (paper[i] ?? 0) / size;
    const [y, x] = [Math.floor(i / size), i % size];
    rows[y] = (rows[y] ?? 0) + grey;
    columns[x] = (columns[x] ?? 0) + grey;
  }
  const byRow = prominence(amplitudesOf(rows));
  const byColumn = prominence(amplitudesOf(columns));
  const both = peaks(
    byRow.map((value, k) => Math.min(value, byColumn[k] ?? 0)),
    size,
    STANDS_OUT.bothWays,
  );
  if (both.length > 0) return both.map((period) => ({ down: period, across: period }));
  // Pictures may have been squeezed before they were given.
  const across = withoutOvertones(peaks(byColumn, size, STANDS_OUT.oneWay));
  return peaks(byRow, size, STANDS_OUT.oneWay).flatMap((down) => across.map((one) => ({ down, across: one })));
}
