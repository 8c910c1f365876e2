/**
 * Third part of a SIMULATED patient: the heart on the day of the ECG — muscle, conduction, rhythm, pressure, kidney.
 * Follows from risk factors and coronary disease. Heart rate and QRS width here are what the ECG is then made to show.
 */
import type { Rng } from '../core/rng.ts';
import type { CoronaryDisease } from './coronary-disease.ts';
import type { RiskFactors } from './risk-factors.ts';
import { clamp, drawNormal, drawYes, one } from './sampling.ts';

export interface HeartState {
  /** Left ventricular hypertrophy. */
  readonly lvh: boolean;
  readonly leftBundleBlock: boolean;
  readonly rightBundleBlock: boolean;
  /** Left ventricular ejection fraction, per cent. */
  readonly ejectionFraction: number;
  readonly atrialFibrillation: boolean;
  readonly ventricularExtrasystoles: boolean;
  /** New York Heart Association class of heart failure, 0 (none) to 4. */
  readonly heartFailureClass: number;
  readonly betaBlocker: boolean;
  /** Beats per minute, mean over the ECG. */
  readonly heartRate: number;
  /** Milliseconds. */
  readonly qrsDuration: number;
  /** mmHg. */
  readonly systolicPressure: number;
  readonly diastolicPressure: number;
  /** µmol/L. */
  readonly creatinine: number;
}

function drawQrsDuration(
  rng: Rng,
  o: { lvh: boolean; left: boolean; right: boolean; male: boolean; infarcts: number },
) {
  if (o.left) return Math.round(drawNormal(rng, { mean: 148 + 4 * o.infarcts, sd: 10, low: 124, high: 184 }));
  if (o.right) return Math.round(drawNormal(rng, { mean: 137 + 3 * o.infarcts, sd: 9, low: 121, high: 170 }));
  const mean = 90 + 4 * one(o.male) + 6 * one(o.lvh) + 3 * o.infarcts;
  return Math.round(drawNormal(rng, { mean, sd: 6, low: 74, high: 116 }));
}

export function drawHeartState(rng: Rng, risk: RiskFactors, coronary: CoronaryDisease): HeartState {
  const older = (risk.age - 62) / 10;
  const infarcts = one(coronary.anteriorInfarct) + one(coronary.lateralInfarct) + one(coronary.inferiorInfarct);
  const lvh = drawYes(rng, -2.6 + 1.6 * one(risk.hypertension) + 0.2 * older + 0.25 * ((risk.bmi - 29) / 5));
  const left = drawYes(rng, -3.5 + 0.9 * one(coronary.anteriorInfarct) + 0.6 * one(lvh) + 0.35 * older);
  const right = !left && drawYes(rng, -3.2 + 0.5 * one(coronary.anteriorInfarct) + 0.45 * older);
  const ejectionFraction = Math.round(
    drawNormal(rng, {
      mean:
        61 -
        11 * one(coronary.anteriorInfarct) -
        5 * one(coronary.lateralInfarct) -
        6 * one(coronary.inferiorInfarct) -
        6 * one(left),
      sd: 5,
      low: 18,
      high: 75,
    }),
  );
  const weak = (60 - ejectionFraction) / 10;
  const atrialFibrillation = drawYes(
    rng,
    -2.75 + 0.6 * older + 0.35 * one(risk.hypertension) + 0.4 * one(lvh) + 0.35 * weak,
  );
  const ventricularExtrasystoles = drawYes(rng, -2.2 + 0.6 * weak + 0.3 * one(lvh) + 0.15 * older);
  const failureScore = 0.65 + 0.65 * weak + 0.5 * one(atrialFibrillation) + 0.25 * older + 0.65 * rng.normal();
  const heartFailureClass = clamp(Math.floor(failureScore), 0, 4);
  const betaBlocker = drawYes(
    rng,
    -0.7 + 1.1 * Math.min(1, infarcts) + 0.6 * one(risk.hypertension) + 0.6 * one(atrialFibrillation),
  );
  const heartRate = Math.round(
    drawNormal(rng, {
      mean: 73 - 7 * one(betaBlocker) + 14 * one(atrialFibrillation) + 2.5 * Math.max(0, weak) - 2 * one(risk.male),
      sd: atrialFibrillation ? 14 : 9,
      low: 46,
      high: 132,
    }),
  );
  const qrsDuration = drawQrsDuration(rng, { lvh, left, right, male: risk.male, infarcts });
  const systolicPressure = Math.round(
    drawNormal(rng, {
      mean: 121 + 15 * one(risk.hypertension) + 4 * older + 4 * one(lvh) - 2 * Math.max(0, weak),
      sd: 12,
      low: 85,
      high: 210,
    }),
  );
  const diastolicPressure = Math.round(
    clamp(50 + 0.24 * systolicPressure - 1.5 * older + 6 * rng.normal(), 45, systolicPressure - 20),
  );
  const creatinine = Math.round(
    clamp(
      (risk.male ? 88 : 73) *
        Math.exp(0.06 * older + 0.05 * one(risk.hypertension) + 0.06 * one(risk.diabetes) + 0.05 * Math.max(0, weak)) *
        Math.exp(0.15 * rng.normal()),
      40,
      400,
    ),
  );
  return {
    lvh,
    leftBundleBlock: left,
    rightBundleBlock: right,
    ejectionFraction,
    atrialFibrillation,
    ventricularExtrasystoles,
    heartFailureClass,
    betaBlocker,
    heartRate,
    qrsDuration,
    systolicPressure,
    diastolicPressure,
    creatinine,
  };
}
