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

/** √12: a uniform number on an interval of this length has variance 1. */
const UNIT_SPREAD = Math.sqrt(12);

function electrode(rng: Rng, o: NoiseOptions): Float64Array {
  const out = new Float64Array(o.samples);
  // Breathing and two slower drifts.
  const drifts = [rng.between(0.2, 0.32), rng.between(0.08, 0.15), rng.between(0.03, 0.07)].map((hertz) => ({
    step: (2 * Math.PI * hertz) / o.rate,
    size: o.wander * 0.82 * rng.between(0.5, 1.5),
    phase: 2 * Math.PI * rng.uniform(),
  }));
  const hum = { step: (2 * Math.PI * MAINS_HERTZ) / o.rate, phase: 2 * Math.PI * rng.uniform() };
  const fresh = Math.sqrt(1 - MUSCLE_MEMORY ** 2) * o.muscle * UNIT_SPREAD;
  let muscle = 0;
  for (let i = 0; i < o.samples; i++) {
    muscle = MUSCLE_MEMORY * muscle + fresh * (rng.uniform() - 0.5);
    let v = muscle;
    if (o.mains > 0) v += o.mains * Math.SQRT2 * Math.sin(hum.step * i + hum.phase);
    for (const drift of drifts) v += drift.size * Math.sin(drift.step * i + drift.phase);
    out[i] = v;
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
