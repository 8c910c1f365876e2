/**
 * How many leads stand side by side on the followed sheets: beats of one lead look alike, and another way in the next panel. For
 * every number of equal panels, the variance that is left within the panels of a picture's strips (one-way analysis of variance,
 * so that more panels than there are leave no less).
 */
import { mean } from '../../core/maths/moments.ts';
import type { Beats } from './find-beats.ts';
import type { FoundLayout } from './find-layout.ts';
import { SEEN, type Traces } from './follow-traces.ts';

/** Leads that a row may have. */
const MOST_PANELS = 6;
/** Of the traces' width, from the beat: where its QRS complex is as high and as low as it gets. */
const QRS = 0.008;
/** A strip has several leads where their panels leave at most this share; and so do as many of the strips, where any do. */
const SEVERAL = 0.5;
const ROWS = 0.3;
/** Fewer panels are enough where they leave so little more than the best number, of what that explains. */
const ENOUGH = 0.1;

export interface Panels {
  /** Leads side by side; 1 where every strip is one lead. */
  readonly columns: number;
  /** [strips] share of the variance between a picture's beats that these panels leave; about 1 where they are one lead. */
  readonly left: readonly number[];
}

export function findPanels(traces: Traces, beats: readonly Beats[], layout: FoundLayout): Panels {
  const strips = layout.strips.map((_, strip) => {
    const looks = beats.map(({ times }, picture) =>
      Array.from(times, (time) => lookOf(traces, layout, { picture, strip, time })).filter((look) => look !== null),
    );
    return Array.from({ length: MOST_PANELS }, (_number, p) => shareLeft(looks, p + 1));
  });
  const rows = strips.filter((shares) => Math.min(...shares) <= SEVERAL);
  if (rows.length === 0 || rows.length < ROWS * strips.length) return { columns: 1, left: strips.map(() => 1) };
  const sums = Array.from({ length: MOST_PANELS }, (_, p) => mean(rows.map((shares) => shares[p] ?? 1)));
  const least = Math.min(...sums);
  const at = sums.findIndex((sum) => sum <= least + ENOUGH * (1 - least));
  return { columns: at + 1, left: strips.map((shares) => shares[at] ?? 1) };
}

/** Of all strips, those that show one lead from end to end, where a curve's comparison (`findTied`) says so. */
export function tiedStrips({ columns, left }: Panels, alike: readonly boolean[]): readonly boolean[] {
  // Of two panels there is no middle one: leads that look alike (II and V4) differ, but less than patients do.
  return alike.map((isAlike, s) => columns === 1 || (isAlike && (columns > 2 || (left[s] ?? 1) > SEVERAL)));
}

/** `looks`: the beats of each picture. */
function shareLeft(looks: readonly (readonly BeatLook[])[], panels: number): number {
  const [one, many] = [new Spread(), new Spread()];
  for (const own of looks) {
    one.add(own);
    for (let p = 0; p < panels; p++) many.add(own.filter(({ place }) => Math.floor(place * panels) === p));
  }
  return one.variance > 0 ? many.variance / one.variance : 1;
}

interface Place {
  readonly picture: number;
  readonly strip: number;
  readonly time: number;
}

interface BeatLook {
  /** Of the traces' width. */
  readonly place: number;
  /** Highest and lowest of the QRS complex, pixels above the zero line. */
  readonly high: number;
  readonly low: number;
}

/** Null where any of it is not seen. */
function lookOf(traces: Traces, { left, right }: FoundLayout, { picture, strip, time }: Place): BeatLook | null {
  const { strips, size, heights, seen } = traces;
  const width = right - left;
  const from = (picture * strips + strip) * size;
  const [first, last] = [Math.floor(time - QRS * width), Math.floor(time + QRS * width)];
  let [high, low] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let x = first; x <= last; x++) {
    if (x < left || x >= right || seen[from + x] === SEEN.none || seen[from + x] === SEEN.hidden) return null;
    high = Math.max(high, heights[from + x] ?? 0);
    low = Math.min(low, heights[from + x] ?? 0);
  }
  return { place: (time - left) / width, high, low };
}

/** Pooled variance within groups of beats. */
class Spread {
  #sum = 0;
  #free = 0;

  add(group: readonly BeatLook[]): void {
    if (group.length < 2) return;
    const [high, low] = [mean(group.map((look) => look.high)), mean(group.map((look) => look.low))];
    for (const look of group) this.#sum += (look.high - high) ** 2 + (look.low - low) ** 2;
    this.#free += group.length - 1;
  }

  get variance(): number {
    return this.#free > 0 ? this.#sum / this.#free : 0;
  }
}
