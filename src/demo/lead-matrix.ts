/**
 * From a cardiac dipole (Frank's X, Y, Z) to the twelve standard leads.
 *
 * The eight independent leads are Dower's linear combinations (Dower, Machado & Osborne 1980, "On deriving the
 * electrocardiogram from vectorcardiographic leads", Clin Cardiol 3:87–95); the other four follow from Einthoven's and
 * Goldberger's identities, so they hold exactly. One dipole: no lead sees anything that the other two dimensions do not.
 */
import type { TwelveLeads } from '../sheet/leads.ts';

/** x to the patient's left, y to the feet, z to the back; millivolts. */
export type Vec3 = readonly [x: number, y: number, z: number];

/** The leads that are measured; the rest are derived from I and II. */
export const INDEPENDENT_LEADS = ['I', 'II', 'V1', 'V2', 'V3', 'V4', 'V5', 'V6'] as const;
export type IndependentLead = (typeof INDEPENDENT_LEADS)[number];

export const DOWER: Readonly<Record<IndependentLead, Vec3>> = {
  I: [0.632, -0.235, 0.059],
  II: [0.235, 1.066, -0.132],
  V1: [-0.515, 0.157, -0.917],
  V2: [0.044, 0.164, -1.387],
  V3: [0.882, 0.098, -1.277],
  V4: [1.213, 0.127, -0.601],
  V5: [1.125, 0.127, -0.086],
  V6: [0.831, 0.076, 0.23],
};

/** Three components of the dipole over time, equally long. */
export interface DipoleSignal {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly z: Float64Array;
}

/** One independent lead of the dipole, millivolts. */
export function projectLead(dipole: DipoleSignal, lead: IndependentLead): Float64Array {
  const [cx, cy, cz] = DOWER[lead];
  return dipole.x.map((x, i) => cx * x + cy * (dipole.y[i] ?? 0) + cz * (dipole.z[i] ?? 0));
}

/** III = II − I, aVR = −(I + II)/2, aVL = I − II/2, aVF = II − I/2. */
export function completeLeads(measured: Readonly<Record<IndependentLead, Float64Array>>): TwelveLeads {
  const { I, II } = measured;
  const combine = (a: number, b: number): Float64Array => I.map((v, i) => a * v + b * (II[i] ?? 0));
  return {
    ...measured,
    III: combine(-1, 1),
    aVR: combine(-0.5, -0.5),
    aVL: combine(1, -0.5),
    aVF: combine(-0.5, 1),
  };
}
