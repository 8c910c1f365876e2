/**
 * What each finding in a SIMULATED patient's row does to the heart beat, as changes of dipole waves.
 * The table in docs/demo-patients.md lists every effect, its size and its clinical source.
 * Not diagnostic criteria: the effects are typical, and weaker or stronger from patient to patient (`ecg-traits.ts`).
 */
import type { Wave } from './cardiac-dipole.ts';
import type { EcgTraits } from './ecg-traits.ts';
import type { Vec3 } from './lead-matrix.ts';
import type { Patient } from './patient.ts';
import { one } from './sampling.ts';
import { ectopicVentricle, ventricleOf, type Conduction, type Ventricle } from './ventricle.ts';

function add(a: Vec3, b: Vec3, factor = 1): Vec3 {
  return [a[0] + factor * b[0], a[1] + factor * b[1], a[2] + factor * b[2]];
}

function times(v: Vec3, factor: number): Vec3 {
  return [factor * v[0], factor * v[1], factor * v[2]];
}

/** Turns the frontal plane (x to the left, y to the feet) by `angle`, clockwise as the axis is read. */
function turned([x, y, z]: Vec3, angle: number): Vec3 {
  const c = Math.cos(angle);
  const s = Math.sin(angle);
  return [c * x - s * y, s * x + c * y, z];
}

interface InfarctPattern {
  /** The muscle that is gone would have pointed the other way early in the QRS: a Q wave, at full size. */
  readonly q: Vec3;
  /** What the QRS loses at the R peak. */
  readonly r: Vec3;
  readonly st: Vec3;
  readonly t: Vec3;
}

/** LAD: V1–V4. */
const ANTERIOR: InfarctPattern = {
  q: [-0.18, 0, 0.62],
  r: [-0.22, 0, 0.2],
  st: [0.02, 0, -0.09],
  t: [-0.12, -0.05, 0.47],
};
/** LCX: I, aVL, V5, V6. */
const LATERAL: InfarctPattern = {
  q: [-0.62, 0.04, 0.04],
  r: [-0.3, 0, -0.06],
  st: [0.05, -0.01, 0.02],
  t: [-0.58, 0.04, 0.02],
};
/** RCA: II, III, aVF. */
const INFERIOR: InfarctPattern = {
  q: [0.06, -0.66, 0.02],
  r: [0.02, -0.2, 0],
  st: [-0.01, 0.05, 0.01],
  t: [0.05, -0.52, -0.02],
};

/** Findings that add up never make a T wave longer than this, millivolts. */
const T_LIMIT = 0.6;

/** Subendocardial: ST falls in V4–V6, I and II and rises in aVR. */
const ISCHEMIC_ST: Vec3 = [-0.17, -0.11, 0.04];

/** Where the lost early forces sit in the QRS: centre and width as shares of its duration, from the onset. */
const Q_CENTRE = 0.265;
const Q_WIDTH = 0.115;
/** A blocked left bundle hides most of an infarct. */
const Q_SHARE_IN_LEFT_BLOCK = 0.4;

function conductionOf({ heart }: Patient): Conduction {
  if (heart.leftBundleBlock) return 'left-block';
  return heart.rightBundleBlock ? 'right-block' : 'normal';
}

function withInfarct(v: Ventricle, pattern: InfarctPattern, size: number): Ventricle {
  const duration = v.end - v.onset;
  const q: Wave = { at: v.onset + Q_CENTRE * duration, width: Q_WIDTH * duration, dipole: times(pattern.q, size) };
  const r: Wave = { at: 0, width: 0.12 * duration, dipole: times(pattern.r, size) };
  return { ...v, qrs: [...v.qrs, q, r], st: add(v.st, pattern.st, size), t: add(v.t, pattern.t, size) };
}

/** More muscle on the left: larger vectors to the left and back; strain lowers ST and turns T over. */
function withHypertrophy(v: Ventricle, size: number, strain: number): Ventricle {
  const sideways = 1 + 0.58 * size;
  const grow = ([x, y, z]: Vec3): Vec3 => [sideways * x, (1 + 0.15 * size) * y, z > 0 ? (1 + 0.72 * size) * z : z];
  return {
    ...v,
    qrs: v.qrs.map((wave) => ({ ...wave, dipole: grow(wave.dipole) })),
    st: add(v.st, [-0.09, -0.02, -0.05], strain),
    t: add(v.t, [-0.46, -0.06, -0.12], strain),
  };
}

/** The ventricles of an ordinary beat with everything the row says about them. */
export function patientVentricle(patient: Patient, traits: EcgTraits): Ventricle {
  const { coronary, heart } = patient;
  const conduction = conductionOf(patient);
  const base = ventricleOf(conduction, heart.qrsDuration);
  let v: Ventricle = {
    ...base,
    qrs: base.qrs.map((wave) => ({ ...wave, dipole: turned(times(wave.dipole, traits.voltage), traits.axisTurn) })),
    t: turned(times(base.t, traits.tGain), 0.5 * traits.axisTurn),
  };
  if (heart.lvh) {
    const part = conduction === 'left-block' ? 0.4 : 1;
    v = withHypertrophy(v, part * traits.hypertrophySize, part * traits.strain);
  }
  const infarcts = one(coronary.anteriorInfarct) + one(coronary.lateralInfarct) + one(coronary.inferiorInfarct);
  // Several infarcts in one heart that still beats are smaller ones, and they partly cancel.
  const share = (conduction === 'left-block' ? Q_SHARE_IN_LEFT_BLOCK : 1) / Math.sqrt(Math.max(1, infarcts));
  const size = share * traits.infarctSize;
  if (coronary.anteriorInfarct) v = withInfarct(v, ANTERIOR, size);
  if (coronary.lateralInfarct) v = withInfarct(v, LATERAL, size);
  if (coronary.inferiorInfarct) v = withInfarct(v, INFERIOR, size);
  if (coronary.transientIschemia) {
    v = {
      ...v,
      st: add(v.st, ISCHEMIC_ST, traits.ischemiaSize),
      t: times(v.t, 1 - 0.25 * traits.ischemiaSize),
    };
  }
  const tallest = Math.hypot(...v.t);
  return tallest > T_LIMIT ? { ...v, t: times(v.t, T_LIMIT / tallest) } : v;
}

/** QRS, ST and T of one beat whose QT interval is `qt` seconds. */
function ventricularWaves(v: Ventricle, qt: number): readonly Wave[] {
  const tEnd = v.onset + qt;
  // A T wave climbs slowly and falls faster: two Gaussians, the later one narrower.
  const fall = 0.082 * (qt / 0.4);
  const peak = tEnd - fall;
  const stAt = v.end + 0.4 * (peak - v.end);
  const stWidth = 0.24 * (peak - v.end);
  return [
    ...v.qrs,
    { at: v.end + 0.012, width: 0.016, dipole: times(v.st, 0.45) },
    { at: stAt, width: stWidth, dipole: v.st },
    { at: peak - 0.036 * (qt / 0.4), width: 0.05 * (qt / 0.4), dipole: times(v.t, 0.5) },
    { at: peak, width: 0.034 * (qt / 0.4), dipole: times(v.t, 0.68) },
  ];
}

/** Right then left atrium; hypertrophy of the ventricle enlarges the left one (deeper end of P in V1). */
function atrialWaves(patient: Patient, onset: number, axisTurn: number): readonly Wave[] {
  const enlarged = one(patient.heart.lvh);
  return [
    { at: onset + 0.038, width: 0.016, dipole: turned([0.035, 0.09, -0.055], 0.5 * axisTurn) },
    {
      at: onset + 0.068 + 0.008 * enlarged,
      width: 0.017 + 0.003 * enlarged,
      dipole: turned([0.085, 0.07, 0.035 + 0.05 * enlarged], 0.5 * axisTurn),
    },
  ];
}

export interface BeatShapes {
  readonly normal: readonly Wave[];
  readonly extrasystole: readonly Wave[];
}

/** Shortest and longest QT that is drawn, seconds. */
const QT_RANGE = [0.29, 0.5] as const;

/** All waves of this patient's beats. Fibrillating atria have no P wave; an extrasystole has none either. */
export function beatShapes(patient: Patient, traits: EcgTraits): BeatShapes {
  const { heart } = patient;
  // Fridericia: QT = QTc · ∛RR; a wide QRS adds what it is wider by.
  const wide = Math.max(0, heart.qrsDuration - 100) / 1000;
  const qt = Math.min(QT_RANGE[1], Math.max(QT_RANGE[0], traits.qtc * Math.cbrt(60 / heart.heartRate) + 0.8 * wide));
  const ventricle = patientVentricle(patient, traits);
  const ventricular = ventricularWaves(ventricle, qt);
  const atrial = heart.atrialFibrillation ? [] : atrialWaves(patient, ventricle.onset - traits.pr, traits.axisTurn);
  return {
    normal: [...atrial, ...ventricular],
    extrasystole: ventricularWaves(ectopicVentricle(traits.ectopicSide), Math.max(0.4, qt + 0.03)),
  };
}
