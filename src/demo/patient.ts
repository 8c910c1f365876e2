/**
 * One SIMULATED patient, complete but for the ECG. A function of (seed, index) alone: no other patient is needed.
 * Not a person and not derived from one.
 */
import { Rng, STREAM } from '../core/rng.ts';
import { drawCoronaryDisease, type CoronaryDisease } from './coronary-disease.ts';
import { drawHeartState, type HeartState } from './heart-state.ts';
import { drawName } from './patient-name.ts';
import { drawRiskFactors, type RiskFactors } from './risk-factors.ts';

export interface Patient {
  /** `DEMO-000001` …: also the stem of the picture's file name. */
  readonly id: string;
  readonly name: string;
  readonly risk: RiskFactors;
  readonly coronary: CoronaryDisease;
  readonly heart: HeartState;
  /** Blood tests left blank in the table, as happens in a clinic. */
  readonly cholesterolMissing: boolean;
  readonly creatinineMissing: boolean;
}

const CHOLESTEROL_MISSING_SHARE = 0.03;
const CREATININE_MISSING_SHARE = 0.02;

export function drawPatient(seed: number, index: number): Patient {
  const rng = new Rng(seed, STREAM.demoPatients, index);
  const risk = drawRiskFactors(rng);
  const coronary = drawCoronaryDisease(rng, risk);
  const heart = drawHeartState(rng, risk, coronary);
  return {
    id: `DEMO-${String(index + 1).padStart(6, '0')}`,
    name: drawName(rng, risk.male),
    risk,
    coronary,
    heart,
    cholesterolMissing: rng.chance(CHOLESTEROL_MISSING_SHARE),
    creatinineMissing: rng.chance(CREATININE_MISSING_SHARE),
  };
}
