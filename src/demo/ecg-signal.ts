/**
 * Ten seconds of a SIMULATED patient's twelve-lead ECG, millivolts.
 * Row and hidden traits → beats (`rr-process.ts`) → dipole (`cardiac-dipole.ts`) → leads (`lead-matrix.ts`) + electrode noise.
 */
import { Rng, STREAM } from '../core/rng.ts';
import type { TwelveLeads } from '../sheet/leads.ts';
import { integrateDipole } from './cardiac-dipole.ts';
import { drawTraits } from './ecg-traits.ts';
import { electrodeNoise } from './electrode-noise.ts';
import { addFibrillation } from './fibrillation.ts';
import { beatShapes } from './findings.ts';
import { completeLeads, projectLead, type IndependentLead } from './lead-matrix.ts';
import type { Patient } from './patient.ts';
import { makeBeats, type Beat } from './rr-process.ts';

/** Samples per second. */
export const ECG_RATE = 500;
/** Seconds. */
export const ECG_DURATION = 10;

export interface EcgSignal {
  readonly leads: TwelveLeads;
  /** True R-peak times, for checks. */
  readonly beats: readonly Beat[];
}

/** LF/HF power ratio of sinus rhythm at rest (McSharry et al. 2003 use 0.5). */
const LF_TO_HF = 0.5;

export interface SignalOptions {
  readonly seed: number;
  /** The patient's index: names the random stream. */
  readonly index: number;
  /** False leaves out wander, muscle noise and hum. */
  readonly noise?: boolean;
}

export function simulateEcg(patient: Patient, o: SignalOptions): EcgSignal {
  const rng = new Rng(o.seed, STREAM.demoEcg, o.index);
  const { heart } = patient;
  const traits = drawTraits(rng, patient);
  const beats = makeBeats(rng, {
    heartRate: heart.heartRate,
    duration: ECG_DURATION,
    deviation: traits.rrDeviation,
    lfToHf: LF_TO_HF,
    irregular: heart.atrialFibrillation,
    extrasystoles: heart.ventricularExtrasystoles ? traits.extrasystoles : 0,
  });
  const shapes = beatShapes(patient, traits);
  const dipole = integrateDipole({
    beats: beats.map((beat) => ({ time: beat.time, waves: shapes[beat.kind] })),
    duration: ECG_DURATION,
    rate: ECG_RATE,
  });
  if (heart.atrialFibrillation) {
    addFibrillation(rng, dipole, { size: traits.fibrillationSize, frequency: traits.fibrillationRate, rate: ECG_RATE });
  }
  const noise =
    o.noise === false
      ? undefined
      : electrodeNoise(rng, { ...traits, rate: ECG_RATE, samples: ECG_DURATION * ECG_RATE });
  const lead = (name: IndependentLead): Float64Array => {
    const clean = projectLead(dipole, name);
    const extra = noise?.[name];
    return extra === undefined ? clean : clean.map((v, i) => v + (extra[i] ?? 0));
  };
  const leads = completeLeads({
    I: lead('I'),
    II: lead('II'),
    V1: lead('V1'),
    V2: lead('V2'),
    V3: lead('V3'),
    V4: lead('V4'),
    V5: lead('V5'),
    V6: lead('V6'),
  });
  return { leads, beats };
}
