import { describe, expect, it } from 'vitest';
import { drawPatient, type Patient } from './patient.ts';

const COUNT = 5000;
const patients = Array.from({ length: COUNT }, (_, index) => drawPatient(99, index));

const mean = (of: (p: Patient) => number): number => patients.reduce((sum, p) => sum + of(p), 0) / COUNT;
const share = (of: (p: Patient) => boolean): number => mean((p) => Number(of(p)));

function correlation(a: (p: Patient) => number, b: (p: Patient) => number): number {
  const [ma, mb] = [mean(a), mean(b)];
  const cross = mean((p) => (a(p) - ma) * (b(p) - mb));
  return cross / Math.sqrt(mean((p) => (a(p) - ma) ** 2) * mean((p) => (b(p) - mb) ** 2));
}

const anyInfarct = ({ coronary }: Patient): boolean =>
  coronary.anteriorInfarct || coronary.lateralInfarct || coronary.inferiorInfarct;

// Protects the stated prevalences (docs/demo-patients.md): a cohort sent for coronary angiography.
describe('prevalences', () => {
  it.each<[string, (p: Patient) => boolean, number, number]>([
    ['male', (p) => p.risk.male, 0.6, 0.7],
    ['smoking', (p) => p.risk.smoking, 0.27, 0.4],
    ['family history', (p) => p.risk.familyHistory, 0.2, 0.33],
    ['hypertension', (p) => p.risk.hypertension, 0.72, 0.85],
    ['diabetes', (p) => p.risk.diabetes, 0.2, 0.32],
    ['dyslipidemia', (p) => p.risk.dyslipidemia, 0.53, 0.68],
    ['LAD ≥ 50 %', (p) => p.coronary.lad >= 50, 0.42, 0.57],
    ['RCA ≥ 50 %', (p) => p.coronary.rca >= 50, 0.34, 0.48],
    ['LCX ≥ 50 %', (p) => p.coronary.lcx >= 50, 0.29, 0.43],
    ['trunk ≥ 50 %', (p) => p.coronary.trunk >= 50, 0.04, 0.11],
    ['any old infarct', anyInfarct, 0.25, 0.37],
    ['anterior infarct', (p) => p.coronary.anteriorInfarct, 0.12, 0.21],
    ['lateral infarct', (p) => p.coronary.lateralInfarct, 0.07, 0.14],
    ['inferior infarct', (p) => p.coronary.inferiorInfarct, 0.1, 0.18],
    ['transient ischaemia', (p) => p.coronary.transientIschemia, 0.26, 0.4],
    ['LVH', (p) => p.heart.lvh, 0.18, 0.29],
    ['LBBB', (p) => p.heart.leftBundleBlock, 0.025, 0.065],
    ['RBBB', (p) => p.heart.rightBundleBlock, 0.025, 0.065],
    ['atrial fibrillation', (p) => p.heart.atrialFibrillation, 0.07, 0.15],
    ['extrasystoles', (p) => p.heart.ventricularExtrasystoles, 0.09, 0.17],
  ])('%s', (_, of, low, high) => {
    expect(share(of)).toBeGreaterThan(low);
    expect(share(of)).toBeLessThan(high);
  });

  it('has one peak of age, near 62 years', () => {
    const ages = patients.map((p) => p.risk.age);
    const bins = Array.from({ length: 6 }, (_, k) => ages.filter((a) => a >= 32 + 10 * k && a < 42 + 10 * k).length);
    const peak = bins.indexOf(Math.max(...bins));
    bins
      .slice(1)
      .forEach((n, k) => (k < peak ? expect(n).toBeGreaterThan(bins[k] ?? 0) : expect(n).toBeLessThan(bins[k] ?? 0)));
    expect(mean((p) => p.risk.age)).toBeCloseTo(62.4, -0.5);
  });
});

// Protects the causal order: every pair here is linked through it, so its sign must not flip.
describe('correlations', () => {
  it.each<[string, (p: Patient) => number, (p: Patient) => number, number]>([
    ['age and hypertension', (p) => p.risk.age, (p) => Number(p.risk.hypertension), 0.1],
    ['BMI and hypertension', (p) => p.risk.bmi, (p) => Number(p.risk.hypertension), 0.1],
    ['BMI and diabetes', (p) => p.risk.bmi, (p) => Number(p.risk.diabetes), 0.15],
    ['male and smoking', (p) => Number(p.risk.male), (p) => Number(p.risk.smoking), 0.2],
    ['dyslipidemia and cholesterol', (p) => Number(p.risk.dyslipidemia), (p) => p.risk.totalCholesterol, 0.2],
    ['male and LAD', (p) => Number(p.risk.male), (p) => p.coronary.lad, 0.1],
    ['diabetes and LAD', (p) => Number(p.risk.diabetes), (p) => p.coronary.lad, 0.1],
    ['LAD and RCA', (p) => p.coronary.lad, (p) => p.coronary.rca, 0.3],
    ['LAD and anterior infarct', (p) => p.coronary.lad, (p) => Number(p.coronary.anteriorInfarct), 0.3],
    ['LCX and lateral infarct', (p) => p.coronary.lcx, (p) => Number(p.coronary.lateralInfarct), 0.3],
    ['RCA and inferior infarct', (p) => p.coronary.rca, (p) => Number(p.coronary.inferiorInfarct), 0.3],
    ['LAD and ischaemia', (p) => p.coronary.lad, (p) => Number(p.coronary.transientIschemia), 0.2],
    ['ischaemia and angina class', (p) => Number(p.coronary.transientIschemia), (p) => p.coronary.anginaClass, 0.4],
    ['hypertension and LVH', (p) => Number(p.risk.hypertension), (p) => Number(p.heart.lvh), 0.1],
    ['hypertension and pressure', (p) => Number(p.risk.hypertension), (p) => p.heart.systolicPressure, 0.3],
    ['age and fibrillation', (p) => p.risk.age, (p) => Number(p.heart.atrialFibrillation), 0.1],
    ['heart failure class and weakness', (p) => p.heart.heartFailureClass, (p) => -p.heart.ejectionFraction, 0.3],
    ['anterior infarct and weakness', (p) => Number(p.coronary.anteriorInfarct), (p) => -p.heart.ejectionFraction, 0.4],
    ['LBBB and QRS', (p) => Number(p.heart.leftBundleBlock), (p) => p.heart.qrsDuration, 0.6],
    ['fibrillation and rate', (p) => Number(p.heart.atrialFibrillation), (p) => p.heart.heartRate, 0.2],
    ['beta blocker and slow rate', (p) => Number(p.heart.betaBlocker), (p) => -p.heart.heartRate, 0.1],
  ])('%s are linked', (_, a, b, least) => {
    expect(correlation(a, b)).toBeGreaterThan(least);
  });
});

it('never contradicts itself', () => {
  const steps = new Set([0, 20, 30, 40, 50, 60, 70, 75, 80, 90, 95, 99, 100]);
  for (const { risk, coronary, heart } of patients) {
    const arteries = [coronary.trunk, coronary.lad, coronary.lcx, coronary.rca];
    for (const percent of arteries) expect(steps.has(percent)).toBe(true);
    expect(coronary.affectedArteries).toBe(arteries.filter((percent) => percent >= 50).length);
    expect(risk.bmi).toBeCloseTo((risk.weight * 10_000) / risk.height ** 2, 0);
    expect(heart.leftBundleBlock && heart.rightBundleBlock).toBe(false);
    expect(heart.qrsDuration >= 120).toBe(heart.leftBundleBlock || heart.rightBundleBlock);
    expect(heart.systolicPressure - heart.diastolicPressure).toBeGreaterThanOrEqual(20);
    expect(Number.isInteger(coronary.anginaClass) && coronary.anginaClass >= 0 && coronary.anginaClass <= 4).toBe(true);
  }
});
