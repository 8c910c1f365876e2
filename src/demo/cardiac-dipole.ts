/**
 * The heart as one moving dipole: three coupled ordinary differential equations, integrated with RK4.
 *
 * McSharry, Clifford, Tarassenko & Smith 2003 (IEEE TBME 50:289–294): a point runs around the unit circle once a beat,
 *   ẋ = (1 − √(x² + y²)) x − ω y,   ẏ = (1 − √(x² + y²)) y + ω x,   ω = 2π / RR,   θ = atan2(y, x)  (R at θ = 0)
 * and pulls each wave up or down as it passes the wave's angle. With an amplitude vector per wave it drives a dipole
 * (Sameni, Clifford, Jutten & Shamsollahi 2007, EURASIP J Adv Signal Process 2007:43407):
 *   ṡ = −Σ aᵢ (ω Δθᵢ / bᵢ²) exp(−Δθᵢ² / 2bᵢ²) − s / τ
 * Two changes, so that milliseconds mean milliseconds: angles are θᵢ = ω tᵢ and widths bᵢ = ω σᵢ with the ω of the present
 * RR, hence a wave keeps its distance from R and its width when RR changes; and the return to the baseline takes
 * τ = 3.2 s (the 0.05 Hz high-pass of a diagnostic recorder) instead of 1 s. Not a model of tissue or of a torso.
 */
import type { DipoleSignal, Vec3 } from './lead-matrix.ts';

/** One Gaussian on the cycle. */
export interface Wave {
  /** Seconds from the R peak of its beat. */
  readonly at: number;
  /** Standard deviation, seconds. */
  readonly width: number;
  /** Height, millivolts. */
  readonly dipole: Vec3;
}

export interface DrivenBeat {
  /** Time of the R peak, seconds. */
  readonly time: number;
  readonly waves: readonly Wave[];
}

export interface DipoleOptions {
  /** In order of time: the first at or before 0, the last after `duration`. */
  readonly beats: readonly DrivenBeat[];
  /** Seconds. */
  readonly duration: number;
  /** Samples per second; one RK4 step each. */
  readonly rate: number;
}

const RETURN_SECONDS = 3.2;
/** Beyond this many widths a Gaussian is taken as zero. */
const REACH = 5;
/** at, 1/σ², reach, ax, ay, az. */
const STRIDE = 6;

function pack(waves: readonly Wave[]): Float64Array {
  return Float64Array.from(
    waves.flatMap((w) => [w.at, 1 / w.width ** 2, REACH * w.width, w.dipole[0], w.dipole[1], w.dipole[2]]),
  );
}

/** Adds to `out` (dX, dY, dZ per second) what `waves` contribute `tau` seconds after their R peak. */
function addDrive(waves: Float64Array, tau: number, out: Float64Array): void {
  for (let i = 0; i < waves.length; i += STRIDE) {
    const d = tau - (waves[i] ?? 0);
    if (Math.abs(d) > (waves[i + 2] ?? 0)) continue;
    const precision = waves[i + 1] ?? 0;
    const pull = -d * precision * Math.exp(-0.5 * d * d * precision);
    out[2] = (out[2] ?? 0) + pull * (waves[i + 3] ?? 0);
    out[3] = (out[3] ?? 0) + pull * (waves[i + 4] ?? 0);
    out[4] = (out[4] ?? 0) + pull * (waves[i + 5] ?? 0);
  }
}

/** Sum of the waves at their R peak: where the dipole is when the integration starts there. */
function heightAtR(waves: readonly Wave[]): Vec3 {
  const sum: [number, number, number] = [0, 0, 0];
  for (const { at, width, dipole } of waves) {
    const share = Math.exp((-at * at) / (2 * width * width));
    for (const k of [0, 1, 2] as const) sum[k] += share * dipole[k];
  }
  return sum;
}

/** The interval between two R peaks, with the waves of the beats that reach into it. */
interface Interval {
  readonly rr: number;
  readonly previousRr: number;
  readonly previous: Float64Array;
  readonly present: Float64Array;
  readonly next: Float64Array;
}

/** Time derivative of [x, y, sX, sY, sZ]; `late`: in the second half of the interval, where the angle is unwrapped up. */
function derivative(state: Float64Array, interval: Interval, late: boolean, out: Float64Array): void {
  const x = state[0] ?? 0;
  const y = state[1] ?? 0;
  const omega = (2 * Math.PI) / interval.rr;
  const pull = 1 - Math.sqrt(x * x + y * y);
  let theta = Math.atan2(y, x);
  if (late ? theta < Math.PI / 2 : theta < -Math.PI / 2) theta += 2 * Math.PI;
  const tau = theta / omega;
  out[0] = pull * x - omega * y;
  out[1] = pull * y + omega * x;
  for (let k = 2; k < 5; k++) out[k] = -(state[k] ?? 0) / RETURN_SECONDS;
  addDrive(interval.previous, tau + interval.previousRr, out);
  addDrive(interval.present, tau, out);
  addDrive(interval.next, tau - interval.rr, out);
}

/** Sampled dipole over [0, duration), millivolts. */
export function integrateDipole(o: DipoleOptions): DipoleSignal {
  const samples = Math.round(o.duration * o.rate);
  const signal = { x: new Float64Array(samples), y: new Float64Array(samples), z: new Float64Array(samples) };
  const packed = o.beats.map((beat) => pack(beat.waves));
  const none = new Float64Array(0);
  const timeOf = (n: number): number => o.beats[n]?.time ?? Number.POSITIVE_INFINITY;
  const intervalAt = (n: number): Interval => ({
    rr: timeOf(n + 1) - timeOf(n),
    previousRr: n > 0 ? timeOf(n) - timeOf(n - 1) : 0,
    previous: packed[n - 1] ?? none,
    present: packed[n] ?? none,
    next: packed[n + 1] ?? none,
  });

  let beat = 0;
  let interval = intervalAt(0);
  let time = timeOf(0);
  const state = Float64Array.of(1, 0, ...heightAtR(o.beats[0]?.waves ?? []));
  const stage = new Float64Array(5);
  const slopes = [new Float64Array(5), new Float64Array(5), new Float64Array(5), new Float64Array(5)] as const;
  const stepTo = (end: number): void => {
    const h = end - time;
    const middle = timeOf(beat) + interval.rr / 2;
    const late = (time + end) / 2 > middle;
    let used = 0;
    for (const slope of slopes) {
      const before = slopes[used - 1];
      const fraction = used === 3 ? h : h / 2;
      for (let k = 0; k < 5; k++) stage[k] = (state[k] ?? 0) + (before === undefined ? 0 : fraction * (before[k] ?? 0));
      derivative(stage, interval, late, slope);
      used += 1;
    }
    const [a, b, c, d] = slopes;
    for (let k = 0; k < 5; k++) {
      state[k] = (state[k] ?? 0) + (h / 6) * ((a[k] ?? 0) + 2 * (b[k] ?? 0) + 2 * (c[k] ?? 0) + (d[k] ?? 0));
    }
    time = end;
  };
  const advance = (end: number): void => {
    while (timeOf(beat + 1) <= end) {
      stepTo(timeOf(beat + 1));
      beat += 1;
      interval = intervalAt(beat);
      // Every beat starts at angle 0 exactly: rounding must not add up to a shift of the R peaks.
      state[0] = 1;
      state[1] = 0;
    }
    if (end > time) stepTo(end);
  };
  // The time before the strip is integrated too, so that waves begun there are whole.
  const lead = Math.ceil(-time * o.rate);
  for (let i = -lead; i < samples; i++) {
    advance(i / o.rate);
    if (i < 0) continue;
    signal.x[i] = state[2] ?? 0;
    signal.y[i] = state[3] ?? 0;
    signal.z[i] = state[4] ?? 0;
  }
  return signal;
}
