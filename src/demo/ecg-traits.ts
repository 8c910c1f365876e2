/**
 * What a SIMULATED patient's ECG has that the table does not say: the sizes of findings, the axis, the noise.
 * Drawn from the patient's own ECG stream. Everything here is unexplained variation for whoever reads the picture.
 */
import type { Rng } from '../core/rng.ts';
import type { Patient } from './patient.ts';
import { clamp, drawNormal } from './sampling.ts';

export interface EcgTraits {
  /** Turn of the frontal axis away from the model's, radians; positive is clockwise (towards the feet). */
  readonly axisTurn: number;
  /** Gain of all QRS voltages. */
  readonly voltage: number;
  /** Gain of the T wave. */
  readonly tGain: number;
  /** P onset to QRS onset, seconds. */
  readonly pr: number;
  /** Corrected QT (Fridericia), seconds. */
  readonly qtc: number;
  /** Size of infarct signs: 1 is a clear old infarct. */
  readonly infarctSize: number;
  /** Size of the ST depression of transient ischaemia: 1 is about 0.2 mV in V5. */
  readonly ischemiaSize: number;
  /** Extra left ventricular voltage where there is hypertrophy. */
  readonly hypertrophySize: number;
  /** Share of the full strain pattern, where there is hypertrophy. */
  readonly strain: number;
  /** 1 where an extrasystole comes from the right ventricle (left-bundle-block shape), −1 where from the left. */
  readonly ectopicSide: 1 | -1;
  readonly extrasystoles: number;
  /** Standard deviation of sinus RR, seconds. */
  readonly rrDeviation: number;
  /** Peak of the fibrillation waves in V1, millivolts, and their rate, hertz. */
  readonly fibrillationSize: number;
  readonly fibrillationRate: number;
  /** Baseline wander, muscle noise and mains hum at an electrode, millivolts. */
  readonly wander: number;
  readonly muscle: number;
  readonly mains: number;
}

export function drawTraits(rng: Rng, { risk, heart }: Patient): EcgTraits {
  const older = (risk.age - 62) / 10;
  const heavier = risk.bmi - 27;
  const degrees = -1.4 * heavier - 4 * older + 11 * rng.normal();
  return {
    axisTurn: (clamp(degrees, -55, 40) * Math.PI) / 180,
    voltage:
      clamp(1 - 0.012 * heavier, 0.75, 1.12) * (risk.male ? 1 : 0.88) * (1 - 0.03 * older) * (1 + 0.12 * rng.normal()),
    tGain: (risk.male ? 1.08 : 0.9) * (1 - 0.04 * older) * (1 + 0.12 * rng.normal()),
    pr: drawNormal(rng, {
      mean: 0.158 + 0.004 * older + (heart.betaBlocker ? 0.006 : 0),
      sd: 0.014,
      low: 0.12,
      high: 0.22,
    }),
    qtc: drawNormal(rng, { mean: risk.male ? 0.402 : 0.414, sd: 0.012, low: 0.37, high: 0.45 }),
    // A weak ventricle is a large infarct.
    infarctSize:
      clamp(0.85 + 0.018 * (58 - heart.ejectionFraction), 0.75, 1.4) * clamp(1 + 0.25 * rng.normal(), 0.3, 1.6),
    ischemiaSize: clamp(0.95 + 0.35 * rng.normal(), 0.15, 1.8),
    hypertrophySize: clamp(0.95 + 0.35 * rng.normal(), 0.15, 1.6),
    strain: clamp(0.75 + 0.4 * rng.normal(), 0, 1.4),
    ectopicSide: rng.chance(0.65) ? 1 : -1,
    extrasystoles: 1 + rng.below(2),
    rrDeviation: clamp(0.035 - 0.007 * older - (risk.diabetes ? 0.006 : 0), 0.01, 0.06),
    fibrillationSize: clamp(0.075 + 0.02 * rng.normal(), 0.04, 0.13),
    fibrillationRate: clamp(6.2 + 0.5 * rng.normal(), 5, 7.5),
    wander: rng.between(0.01, 0.06),
    muscle: rng.between(0.003, 0.012),
    mains: rng.chance(0.25) ? rng.between(0.002, 0.01) : 0,
  };
}
