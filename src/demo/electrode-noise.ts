/**
 * What electrodes add to an ECG: baseline wander (breathing, skin), muscle noise and mains hum, millivolts.
 * Made at the nine electrodes and then combined as the leads are, so that III = II − I stays exact. Not motion artefacts.
 */
import type { Rng } from '../core/rng.ts';
import type { IndependentLead } from './lead-matrix.ts';

export interface NoiseOptions {
  /** Standard deviations at one electrode, millivolts. */
  readonly wander: number;
  readonly muscle: number;
  readonly mains: number;
  /** Samples per second. */
  readonly rate: number;
  readonly samples: number;
}

const MAINS_HERTZ = 50;
/** Share of the last value in the muscle noise: most of it lies below 100 Hz at 500 samples per second. */
const MUSCLE_MEMORY = 0.5;

/** Height of each of three sines whose sum has standard deviation 1: √(2/3). */
const DRIFT_SHARE = Math.sqrt(2 / 3);

/** √12: a uniform number on an interval of this length has variance 1. */
const UNIT_SPREAD = Math.sqrt(12);

/** Adds size · sin(step · i + phase) by the recurrence sₙ₊₁ = 2 cos(step) sₙ − sₙ₋₁, which needs no sine per sample. */
function addSine(out: Float64Array, o: { readonly size: number; readonly step: number; readonly phase: number }): void {
  const turn = 2 * Math.cos(o.step);
  let before = o.size * Math.sin(o.phase - o.step);
  let now = o.size * Math.sin(o.phase);
  for (let i = 0; i < out.length; i++) {
    out[i] = (out[i] ?? 0) + now;
    const next = turn * now - before;
    before = now;
    now = next;
  }
}

function electrode(rng: Rng, o: NoiseOptions): Float64Array {
  const out = new Float64Array(o.samples);
  const perSample = (2 * Math.PI) / o.rate;
  // Breathing and two slower drifts.
  for (const hertz of [rng.between(0.2, 0.32), rng.between(0.08, 0.15), rng.between(0.03, 0.07)]) {
    const size = o.wander * DRIFT_SHARE * rng.between(0.5, 1.5);
    addSine(out, { size, step: perSample * hertz, phase: 2 * Math.PI * rng.uniform() });
  }
  const humPhase = 2 * Math.PI * rng.uniform();
  if (o.mains > 0) addSine(out, { size: o.mains * Math.SQRT2, step: perSample * MAINS_HERTZ, phase: humPhase });
  const fresh = Math.sqrt(1 - MUSCLE_MEMORY ** 2) * o.muscle * UNIT_SPREAD;
  let muscle = 0;
  for (let i = 0; i < o.samples; i++) {
    muscle = MUSCLE_MEMORY * muscle + fresh * (rng.uniform() - 0.5);
    out[i] = (out[i] ?? 0) + muscle;
  }
  return out;
}

/** Noise of the eight independent leads. */
export function electrodeNoise(rng: Rng, o: NoiseOptions): Readonly<Record<IndependentLead, Float64Array>> {
  const [right, left, foot] = [electrode(rng, o), electrode(rng, o), electrode(rng, o)];
  const minus = (a: Float64Array, b: Float64Array): Float64Array => a.map((v, i) => v - (b[i] ?? 0));
  const centre = right.map((v, i) => (v + (left[i] ?? 0) + (foot[i] ?? 0)) / 3);
  const chest = (): Float64Array => minus(electrode(rng, o), centre);
  return {
    I: minus(left, right),
    II: minus(foot, right),
    V1: chest(),
    V2: chest(),
    V3: chest(),
    V4: chest(),
    V5: chest(),
    V6: chest(),
  };
}
