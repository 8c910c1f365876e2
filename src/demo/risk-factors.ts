/**
 * First part of a SIMULATED patient: who they are and what harms their arteries.
 * Each fact is drawn after its causes (age and sex → build → habits and diseases → drugs → blood tests), so that
 * the correlations between columns come from the order, not from a fitted matrix.
 *
 * Not a model of any real population: the rates are round numbers typical of patients sent for coronary angiography
 * (about two thirds men, four fifths with hypertension); docs/demo-patients.md lists them.
 */
import type { Rng } from '../core/rng.ts';
import { clamp, drawNormal, drawYes, one, roundTo } from './sampling.ts';

export interface RiskFactors {
  readonly male: boolean;
  /** Whole years. */
  readonly age: number;
  /** Centimetres. */
  readonly height: number;
  /** Kilograms. */
  readonly weight: number;
  /** weight / height², kg/m². */
  readonly bmi: number;
  readonly smoking: boolean;
  readonly familyHistory: boolean;
  readonly hypertension: boolean;
  readonly diabetes: boolean;
  readonly dyslipidemia: boolean;
  readonly statin: boolean;
  /** mmol/L. */
  readonly totalCholesterol: number;
}

export function drawRiskFactors(rng: Rng): RiskFactors {
  const male = rng.chance(0.65);
  const age = Math.round(drawNormal(rng, { mean: male ? 60.5 : 66, sd: 9.2, low: 32, high: 89 }));
  const older = (age - 62) / 10;
  const height = Math.round(
    drawNormal(rng, { mean: (male ? 175.5 : 162.5) - 0.8 * older, sd: 6.3, low: 145, high: 200 }),
  );
  // Skewed to the right, as body mass is.
  const drawnBmi = clamp(Math.exp(Math.log(male ? 28.3 : 29.3) + 0.15 * rng.normal()), 17, 48);
  const weight = Math.round((drawnBmi * height ** 2) / 10_000);
  const bmi = roundTo((weight * 10_000) / height ** 2, 1);
  const heavier = (bmi - 29) / 5;

  const smoking = drawYes(rng, (male ? -0.2 : -1.9) - 0.45 * older);
  const familyHistory = drawYes(rng, -1 - 0.15 * older);
  const hypertension = drawYes(rng, 1.45 + 0.5 * older + 0.65 * heavier);
  const diabetes = drawYes(rng, -1.45 + 0.25 * older + 0.75 * heavier + 0.35 * one(hypertension));
  const dyslipidemia = drawYes(rng, 0.25 + 0.35 * heavier + 0.5 * one(diabetes) + 0.3 * one(familyHistory));
  const statin = drawYes(rng, -0.6 + 1.3 * one(dyslipidemia) + 0.4 * one(diabetes) + 0.2 * older);
  const totalCholesterol = roundTo(
    drawNormal(rng, {
      mean: 4.7 + 1.3 * one(dyslipidemia) - 1.1 * one(statin) - 0.15 * one(male),
      sd: 0.8,
      low: 2.2,
      high: 10.5,
    }),
    1,
  );
  return {
    male,
    age,
    height,
    weight,
    bmi,
    smoking,
    familyHistory,
    hypertension,
    diabetes,
    dyslipidemia,
    statin,
    totalCholesterol,
  };
}
