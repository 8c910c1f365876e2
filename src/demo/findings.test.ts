import { describe, expect, it } from 'vitest';
import { extremes, levelAt, measuredRate, qrsWidth } from './ecg-measures.ts';
import { ECG_RATE, simulateEcg, type EcgSignal } from './ecg-signal.ts';
import type { LeadName } from '../sheet/leads.ts';
import { drawPatient, type Patient } from './patient.ts';

const SEED = 4242;

type Change = Partial<Patient['risk'] & Patient['coronary'] & Patient['heart']>;

/** Patient `index` with every finding removed, then changed: only the change differs between two of the same index. */
function changed(index: number, change: Change = {}): Patient {
  const patient = drawPatient(SEED, index);
  return {
    ...patient,
    risk: { ...patient.risk, ...change },
    coronary: {
      ...patient.coronary,
      anteriorInfarct: false,
      lateralInfarct: false,
      inferiorInfarct: false,
      transientIschemia: false,
      ...change,
    },
    heart: {
      ...patient.heart,
      lvh: false,
      leftBundleBlock: false,
      rightBundleBlock: false,
      atrialFibrillation: false,
      ventricularExtrasystoles: false,
      ejectionFraction: 50,
      heartRate: 70,
      qrsDuration: 96,
      ...change,
    },
  };
}

const drawn = new Map<string, EcgSignal>();

/** The ECG without noise; drawn once for each patient and change. */
function cleanEcg(patient: Patient, index: number): EcgSignal {
  const key = JSON.stringify(patient);
  const signal = drawn.get(key) ?? simulateEcg(patient, { seed: SEED, index, noise: false });
  drawn.set(key, signal);
  return signal;
}

/** Extremes or level of a lead around ordinary beats, averaged over the beats of one clean ECG, from the level before the QRS. */
function around(patient: Patient, index: number, lead: LeadName, window: readonly [from: number, to: number]) {
  const { leads, beats } = cleanEcg(patient, index);
  const inside = beats.filter((beat) => beat.kind === 'normal' && beat.time > 0.3 && beat.time < 9.3);
  let low = 0;
  let high = 0;
  for (const beat of inside) {
    const base = levelAt(leads, lead, beat.time - 0.09, ECG_RATE);
    const found = extremes(leads, lead, { from: beat.time + window[0], to: beat.time + window[1] }, ECG_RATE);
    low += (found.low - base) / inside.length;
    high += (found.high - base) / inside.length;
  }
  return { low, high };
}

const PATIENTS = [0, 1, 2, 3, 4, 5, 6, 7];
const QRS = [-0.05, 0.06] as const;
const Q = [-0.05, -0.008] as const;
const T = [0.22, 0.38] as const;

/** Mean over patients of what `measure` reads with the change, minus without. */
function effect(change: Change, measure: (patient: Patient, index: number) => number): number {
  const differences = PATIENTS.map((i) => measure(changed(i, change), i) - measure(changed(i), i));
  return differences.reduce((sum, d) => sum + d, 0) / differences.length;
}

const depthOfQ = (lead: LeadName) => (patient: Patient, index: number) => -around(patient, index, lead, Q).low;
const stLevel = (lead: LeadName) => (patient: Patient, index: number) => {
  const { low, high } = around(patient, index, lead, [0.1, 0.12]);
  return (low + high) / 2;
};
const tLevel = (lead: LeadName) => (patient: Patient, index: number) => {
  const { low, high } = around(patient, index, lead, T);
  return high > -low ? high : low;
};

// Each of these protects one line of the table in docs/demo-patients.md. They compare the same patient with and without.
describe('old infarcts', () => {
  it.each<[string, Change, readonly LeadName[], readonly LeadName[]]>([
    ['anterior', { anteriorInfarct: true }, ['V1', 'V2', 'V3'], ['II', 'aVF']],
    ['lateral', { lateralInfarct: true }, ['I', 'aVL', 'V5', 'V6'], ['III', 'aVF']],
    ['inferior', { inferiorInfarct: true }, ['II', 'III', 'aVF'], ['I', 'V2', 'V5']],
  ])('%s: Q and inverted T in its own leads, not elsewhere', (_, change, own, others) => {
    for (const lead of own) {
      expect(effect(change, depthOfQ(lead)), `Q in ${lead}`).toBeGreaterThan(0.15);
      expect(effect(change, tLevel(lead)), `T in ${lead}`).toBeLessThan(-0.2);
    }
    for (const lead of others) expect(effect(change, depthOfQ(lead)), `Q in ${lead}`).toBeLessThan(0.1);
  });

  it('raises ST over the anterior wall', () => {
    expect(effect({ anteriorInfarct: true }, stLevel('V2'))).toBeGreaterThan(0.08);
  });

  it('is larger in a weaker heart', () => {
    const depth = (ejectionFraction: number): number =>
      effect({ inferiorInfarct: true, ejectionFraction }, depthOfQ('III'));
    expect(depth(32)).toBeGreaterThan(depth(58) + 0.05);
  });
});

describe('ischaemia', () => {
  it('lowers ST in V5 and II and raises it in aVR', () => {
    const change = { transientIschemia: true };
    expect(effect(change, stLevel('V5'))).toBeLessThan(-0.1);
    expect(effect(change, stLevel('II'))).toBeLessThan(-0.07);
    expect(effect(change, stLevel('aVR'))).toBeGreaterThan(0.07);
  });
});

describe('left ventricular hypertrophy', () => {
  it('raises the Sokolow–Lyon voltage by about half, with strain in V6', () => {
    const sokolow = (patient: Patient, index: number): number =>
      around(patient, index, 'V5', QRS).high - around(patient, index, 'V1', QRS).low;
    const plain = PATIENTS.reduce((sum, i) => sum + sokolow(changed(i), i), 0) / PATIENTS.length;
    expect(plain).toBeGreaterThan(1.8);
    expect(plain).toBeLessThan(3.5);
    expect(effect({ lvh: true }, sokolow) / plain).toBeGreaterThan(0.35);
    expect(effect({ lvh: true }, tLevel('V6'))).toBeLessThan(-0.15);
  });
});

describe('QRS width and bundle branch blocks', () => {
  it('has the width of the row, within 12 ms', () => {
    for (let index = 0; index < 120; index++) {
      const patient = drawPatient(SEED, index);
      const { leads } = cleanEcg(patient, index);
      const error = qrsWidth(leads, ECG_RATE) - patient.heart.qrsDuration;
      expect(Math.abs(error), patient.id).toBeLessThanOrEqual(12);
    }
  });

  it('left: broad R in V6, deep QS or rS in V1, T opposite to QRS', () => {
    const i = 1;
    const patient = changed(i, { leftBundleBlock: true, qrsDuration: 150 });
    const wide = [-0.08, 0.09] as const;
    expect(around(patient, i, 'V6', wide).high).toBeGreaterThan(0.6);
    expect(around(patient, i, 'V6', wide).low).toBeGreaterThan(-0.15);
    expect(around(patient, i, 'V1', wide).low).toBeLessThan(-0.8);
    expect(around(patient, i, 'V1', wide).high).toBeLessThan(0.25);
    expect(tLevel('V1')(patient, i)).toBeGreaterThan(0.2);
    expect(tLevel('V6')(patient, i)).toBeLessThan(-0.1);
  });

  it('right: late R′ in V1, wide S in I and V6, T inverted in V1', () => {
    const i = 1;
    const change = { rightBundleBlock: true, qrsDuration: 138 };
    const late = [0.03, 0.1] as const;
    expect(around(changed(i, change), i, 'V1', late).high).toBeGreaterThan(0.35);
    expect(around(changed(i), i, 'V1', late).high).toBeLessThan(0.15);
    expect(around(changed(i, change), i, 'V6', late).low).toBeLessThan(-0.25);
    expect(around(changed(i, change), i, 'I', late).low).toBeLessThan(-0.15);
    expect(tLevel('V1')(changed(i, change), i)).toBeLessThan(0);
  });
});

describe('rhythm', () => {
  it('has the rate of the row, within 4 %, whatever the findings', () => {
    let checked = 0;
    for (let index = 0; index < 120; index++) {
      const patient = drawPatient(SEED, index);
      const { leads } = cleanEcg(patient, index);
      // The last interval may end after the strip: over the others the mean can be off where the rhythm is irregular.
      const tolerance = patient.heart.atrialFibrillation || patient.heart.ventricularExtrasystoles ? 0.08 : 0.04;
      const error = measuredRate(leads, ECG_RATE) / patient.heart.heartRate - 1;
      expect(Math.abs(error), `${patient.id} ${error}`).toBeLessThan(tolerance);
      checked += 1;
    }
    expect(checked).toBe(120);
  });

  it('shows a P wave before each QRS, but fibrillation waves instead in atrial fibrillation', () => {
    const i = 3;
    const bump = (patient: Patient): number => {
      const { low, high } = around(patient, i, 'II', [-0.2, -0.06]);
      return high - low;
    };
    expect(bump(changed(i))).toBeGreaterThan(0.08);
    // Averaged over beats, waves that are not tied to the beat cancel at any one time before R.
    const averaged = (patient: Patient, before: number): number => {
      const { leads, beats } = simulateEcg(patient, { seed: SEED, index: i, noise: false });
      const inside = beats.filter((beat) => beat.time > 0.5 && beat.time < 9.5);
      const level = (at: number): number =>
        inside.reduce((sum, beat) => sum + levelAt(leads, 'II', beat.time - at, ECG_RATE), 0) / inside.length;
      return level(before) - level(0.32);
    };
    const peaks = (patient: Patient): number => Math.max(...[0.1, 0.12, 0.14, 0.16].map((t) => averaged(patient, t)));
    expect(peaks(changed(i))).toBeGreaterThan(0.08);
    expect(peaks(changed(i, { atrialFibrillation: true }))).toBeLessThan(0.06);
    // Between T and the next P the baseline is quiet in sinus rhythm only.
    const restlessness = (patient: Patient): number => {
      const { low, high } = around(patient, i, 'V1', [0.45, 0.6]);
      return high - low;
    };
    expect(restlessness(changed(i))).toBeLessThan(0.05);
    expect(restlessness(changed(i, { atrialFibrillation: true }))).toBeGreaterThan(0.07);
  });

  it('shows at least one wide early beat where the row says extrasystoles', () => {
    for (const i of PATIENTS) {
      const { leads, beats } = simulateEcg(changed(i, { ventricularExtrasystoles: true }), {
        seed: SEED,
        index: i,
        noise: false,
      });
      const early = beats.filter((beat) => beat.kind === 'extrasystole');
      expect(early.length).toBeGreaterThan(0);
      for (const beat of early) {
        const found = extremes(leads, 'II', { from: beat.time - 0.06, to: beat.time + 0.06 }, ECG_RATE);
        expect(found.high - found.low).toBeGreaterThan(0.6);
      }
    }
  });
});

describe('build and sex', () => {
  const axisOf = (patient: Patient, index: number): number => {
    const net = (lead: LeadName): number => {
      const { low, high } = around(patient, index, lead, QRS);
      return high + low;
    };
    return (180 / Math.PI) * Math.atan2(net('aVF') * (2 / Math.sqrt(3)), net('I'));
  };

  it('turns the axis to the left and lowers the voltage in heavier patients', () => {
    const lean = (measure: (p: Patient, i: number) => number): number =>
      PATIENTS.reduce((sum, i) => sum + measure(changed(i, { bmi: 22 }), i), 0) / PATIENTS.length;
    const heavy = (measure: (p: Patient, i: number) => number): number =>
      PATIENTS.reduce((sum, i) => sum + measure(changed(i, { bmi: 38 }), i), 0) / PATIENTS.length;
    expect(heavy(axisOf)).toBeLessThan(lean(axisOf) - 12);
    // The S wave of V2 points to the back, which the turn of the axis leaves alone.
    const depth = (p: Patient, i: number): number => -around(p, i, 'V2', QRS).low;
    expect(heavy(depth)).toBeLessThan(0.9 * lean(depth));
  });

  it('gives women lower QRS and T voltages', () => {
    const height = (p: Patient, i: number): number => around(p, i, 'V5', QRS).high;
    const of = (male: boolean, measure: (p: Patient, i: number) => number): number =>
      PATIENTS.reduce((sum, i) => sum + measure(changed(i, { male }), i), 0) / PATIENTS.length;
    expect(of(false, height)).toBeLessThan(0.95 * of(true, height));
    expect(of(false, tLevel('V3'))).toBeLessThan(0.95 * of(true, tLevel('V3')));
  });
});

// Noise is added at the electrodes, so what Einthoven and Goldberger found must survive it.
it('keeps the limb-lead identities with all noise on', () => {
  const index = 5;
  const { leads } = simulateEcg(drawPatient(SEED, index), { seed: SEED, index });
  for (let i = 0; i < leads.I.length; i += 7) {
    const [one, two] = [leads.I[i] ?? Number.NaN, leads.II[i] ?? Number.NaN];
    expect(leads.III[i]).toBeCloseTo(two - one, 10);
    expect(leads.aVR[i]).toBeCloseTo(-(one + two) / 2, 10);
    expect(leads.aVL[i]).toBeCloseTo(one - two / 2, 10);
    expect(leads.aVF[i]).toBeCloseTo(two - one / 2, 10);
  }
});
