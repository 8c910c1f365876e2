/**
 * Second part of a SIMULATED patient: atherosclerosis and what it did to the heart.
 * A hidden burden follows from the risk factors; four stenoses share it; infarcts, angina and transient ischaemia
 * follow from the stenoses. Not a haemodynamic model: no flow, no collaterals.
 */
import type { Rng } from '../core/rng.ts';
import type { RiskFactors } from './risk-factors.ts';
import { clamp, drawYes, one } from './sampling.ts';

export interface CoronaryDisease {
  /** Per cent of the diameter, 0–100, in the steps in which angiograms are read. */
  readonly trunk: number;
  readonly lad: number;
  readonly lcx: number;
  readonly rca: number;
  /** How many of the four are narrowed by 50 % or more. */
  readonly affectedArteries: number;
  readonly anteriorInfarct: boolean;
  readonly lateralInfarct: boolean;
  readonly inferiorInfarct: boolean;
  /** Canadian Cardiovascular Society class of angina, 0 (none) to 4. */
  readonly anginaClass: number;
  readonly transientIschemia: boolean;
}

/** From this diameter stenosis on, an artery counts as affected. */
export const SIGNIFICANT_STENOSIS = 50;

const STENOSIS_STEPS = [0, 20, 30, 40, 50, 60, 70, 75, 80, 90, 95, 99, 100] as const;

function nearestStep(percent: number): number {
  let best = 0;
  for (const step of STENOSIS_STEPS) if (Math.abs(step - percent) < Math.abs(best - percent)) best = step;
  return best;
}

/** Percent from a plaque score: none below 0, half closed at about 1, closed above 3. */
function stenosisOf(plaque: number): number {
  return plaque <= 0 ? 0 : nearestStep(100 * (1 - Math.exp(-0.7 * plaque)) + (plaque > 3 ? 12 : 0));
}

/** Log-odds that the wall behind an artery narrowed by `percent` has infarcted. */
function infarctScore(percent: number): number {
  return -3.9 + 2.9 * clamp((percent - 40) / 35, 0, 1) + 2.6 * clamp((percent - 75) / 25, 0, 1);
}

export function drawCoronaryDisease(rng: Rng, risk: RiskFactors): CoronaryDisease {
  const burden =
    0.4 * ((risk.age - 62) / 10) +
    0.55 * one(risk.male) +
    0.55 * one(risk.smoking) +
    0.3 * one(risk.hypertension) +
    0.5 * one(risk.diabetes) +
    0.3 * one(risk.dyslipidemia) +
    0.18 * (risk.totalCholesterol - 5) +
    0.4 * one(risk.familyHistory) -
    1.15 +
    0.9 * rng.normal();
  // The left main trunk is seldom narrowed and the LAD most often.
  const lad = stenosisOf(0.85 + 0.95 * burden + 0.85 * rng.normal());
  const rca = stenosisOf(0.5 + 0.95 * burden + 0.95 * rng.normal());
  const lcx = stenosisOf(0.35 + 0.95 * burden + 0.9 * rng.normal());
  const trunk = Math.min(95, stenosisOf(-0.95 + 0.75 * burden + 0.9 * rng.normal()));

  const anteriorInfarct = drawYes(rng, infarctScore(Math.max(lad, trunk)) + 0.2 * one(risk.smoking));
  const lateralInfarct = drawYes(rng, infarctScore(lcx) - 0.1);
  const inferiorInfarct = drawYes(rng, infarctScore(rca) + 0.2 * one(risk.smoking));

  // Muscle that still lives behind a narrow artery is what can become ischaemic.
  const worstLiving = Math.max(
    trunk,
    anteriorInfarct ? 0.5 * lad : lad,
    lateralInfarct ? 0.5 * lcx : lcx,
    inferiorInfarct ? 0.5 * rca : rca,
  );
  const transientIschemia = drawYes(rng, -3 + 4.6 * clamp((worstLiving - 30) / 60, 0, 1) + 0.2 * one(risk.diabetes));
  const anginaScore =
    0.6 + 0.018 * worstLiving + 0.9 * one(transientIschemia) - 0.35 * one(risk.diabetes) + 0.75 * rng.normal();
  const anginaClass = clamp(Math.floor(anginaScore), 0, 4);

  const affectedArteries = [trunk, lad, lcx, rca].filter((percent) => percent >= SIGNIFICANT_STENOSIS).length;
  return {
    trunk,
    lad,
    lcx,
    rca,
    affectedArteries,
    anteriorInfarct,
    lateralInfarct,
    inferiorInfarct,
    anginaClass,
    transientIschemia,
  };
}
