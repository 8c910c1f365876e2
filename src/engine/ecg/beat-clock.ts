/**
 * When beats come, from a pace and noise, as impulses along time; on arrays, with the gradient by the pace.
 *
 *   d = e^(distance + clip(pace₀)), the mean distance; σ = min(softplus(pace₁), 0.6), the irregularity
 *   q_n = sigmoid((pace₂ + l_n) / 0.3), l_n logistic: a relaxed choice, 1 for an extra beat (Maddison et al. 2017)
 *   t_n = start − d·u + Σ_{1 ≤ m ≤ n} d·exp(σ·ε_m − σ²/2) − 0.3·d·q_n: an extra beat comes early, the next at its time
 *
 * A beat lies between two samples and is shared by them, so that its time has a gradient: the difference of the two.
 */
import { clamp, sigmoid, softplus } from './scalar.ts';

/** Farthest that a pace goes from the usual one, as a logarithm. */
export const PACE_LIMIT = 1.2;
export const MOST_IRREGULAR = 0.6;
/** Of the relaxed choice. */
export const TEMPERATURE = 0.3;
/** How early an extra beat comes, in distances. */
export const EARLY = 0.3;

/** Tails of Φ that the choice and the phase leave out. */
export const LOGIT_LIMIT = 9.21;
/** logit Φ(x) ≈ x · (a + b·x²), to 1.4e-4 of Φ (Bowling et al. 2009): the same on every backend, without erf. */
export const LOGIT = { a: 1.5976, b: 0.07056776 } as const;

/** Logistic noise from a standard normal number. */
function logistic(x: number): number {
  return clamp(x * (LOGIT.a + LOGIT.b * x * x), -LOGIT_LIMIT, LOGIT_LIMIT);
}

export interface ClockSizes {
  readonly batch: number;
  readonly beats: number;
  readonly samples: number;
  readonly shift: number;
}

export interface ClockArrays {
  readonly pace: Float32Array;
  readonly noise: Float32Array;
  readonly start: Float32Array;
  readonly distance: Float32Array;
}

interface Beat {
  /** In samples. */
  readonly at: number;
  /** 1 for an extra one. */
  readonly extra: number;
  /** Distance to the one before, as a part of the width; 0 for the first. */
  readonly gap: number;
}

interface SampleClock {
  readonly distance: number;
  readonly irregularity: number;
  readonly phase: number;
  readonly beats: readonly Beat[];
}

function clockOf(sample: number, { pace, noise, start, distance }: ClockArrays, sizes: ClockSizes): SampleClock {
  const { beats, samples, shift } = sizes;
  const at = sample * 3;
  const from = sample * (1 + 2 * beats);
  const mean = Math.exp((distance[0] ?? 0) + clamp(pace[at] ?? 0, -PACE_LIMIT, PACE_LIMIT));
  const sd = Math.min(softplus(pace[at + 1] ?? 0), MOST_IRREGULAR);
  const phase = sigmoid(logistic(noise[from] ?? 0));
  let regular = (start[0] ?? 0) - mean * phase;
  const made: Beat[] = [];
  for (let n = 0; n < beats; n++) {
    const gap = n === 0 ? 0 : mean * Math.exp(sd * (noise[from + 1 + n] ?? 0) - (sd * sd) / 2);
    regular += gap;
    const extra = sigmoid(((pace[at + 2] ?? 0) + logistic(noise[from + 1 + beats + n] ?? 0)) / TEMPERATURE);
    made.push({ at: (regular - EARLY * mean * extra) * samples + shift, extra, gap });
  }
  return { distance: mean, irregularity: sd, phase, beats: made };
}

/** y [B, T, 2]. */
export function beatClock(arrays: ClockArrays, sizes: ClockSizes, y: Float32Array): void {
  y.fill(0);
  for (let b = 0; b < sizes.batch; b++) {
    const first = b * sizes.samples;
    const add = (sample: number, weight: number, extra: number): void => {
      if (sample < 0 || sample >= sizes.samples) return;
      const i = 2 * (first + sample);
      y[i] = (y[i] ?? 0) + weight * (1 - extra);
      y[i + 1] = (y[i + 1] ?? 0) + weight * extra;
    };
    for (const { at, extra } of clockOf(b, arrays, sizes).beats) {
      const left = Math.floor(at);
      add(left, 1 - (at - left), extra);
      add(left + 1, at - left, extra);
    }
  }
}

/** dPace [B, 3] from dy [B, T, 2]. */
export function beatClockGradient(dy: Float32Array, arrays: ClockArrays, sizes: ClockSizes, dPace: Float32Array): void {
  const { batch, beats, samples } = sizes;
  for (let b = 0; b < batch; b++) {
    const clock = clockOf(b, arrays, sizes);
    const slope = (sample: number, kind: 0 | 1): number =>
      sample < 0 || sample >= samples ? 0 : (dy[2 * (b * samples + sample) + kind] ?? 0);
    let [byDistance, byIrregularity, byLogit, later] = [0, 0, 0, 0];
    // From the last beat: what a gap moves is all beats behind it.
    for (let n = beats - 1; n >= 0; n--) {
      const { at, extra, gap } = clock.beats[n] ?? { at: 0, extra: 0, gap: 0 };
      const left = Math.floor(at);
      const w = at - left;
      const byTime =
        samples * ((1 - extra) * (slope(left + 1, 0) - slope(left, 0)) + extra * (slope(left + 1, 1) - slope(left, 1)));
      const byKind = (1 - w) * (slope(left, 1) - slope(left, 0)) + w * (slope(left + 1, 1) - slope(left + 1, 0));
      const byExtra = byKind - EARLY * clock.distance * byTime;
      byLogit += (byExtra * extra * (1 - extra)) / TEMPERATURE;
      later += byTime;
      byDistance += later * gap - EARLY * clock.distance * extra * byTime;
      byIrregularity += later * gap * ((arrays.noise[b * (1 + 2 * beats) + 1 + n] ?? 0) - clock.irregularity);
    }
    byDistance -= clock.distance * clock.phase * later;
    const [pace = 0, irregular = 0] = arrays.pace.subarray(b * 3, b * 3 + 2);
    dPace[b * 3] = Math.abs(pace) < PACE_LIMIT ? byDistance : 0;
    dPace[b * 3 + 1] = softplus(irregular) < MOST_IRREGULAR ? byIrregularity * sigmoid(irregular) : 0;
    dPace[b * 3 + 2] = byLogit;
  }
}
