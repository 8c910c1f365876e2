/** The measured sheets of demo patients, whose heart rate is known. */
import { describe, expect, it } from 'vitest';
import { measureSheets } from '../sheet/measure/measure-sheets.ts';
import { printSheets } from '../sheet/testing/printed-sheets.ts';
import { DEMO_LAYOUT } from './ecg-paper.ts';
import { ECG_RATE, simulateEcg } from './ecg-signal.ts';
import { drawPatient } from './patient.ts';

const COUNT = 100;
const SIZE = 64;
const SEED = 11;
const PATIENTS = Array.from({ length: COUNT }, (_, index) => drawPatient(SEED, index));

describe('demo sheets of 64 pixels', async () => {
  const sheets = printSheets(
    COUNT,
    (index) => simulateEcg(PATIENTS[index] ?? drawPatient(SEED, index), { seed: SEED, index }).leads,
    { layout: DEMO_LAYOUT, size: SIZE, rate: ECG_RATE },
  );
  const { beats, judgement } = await measureSheets({
    sheets,
    drawn: sheets,
    rows: { count: COUNT, columns: 0, values: new Float32Array(0) },
    work: { onFraction: () => {}, isCancelled: () => false, rest: () => Promise.resolve() },
  });

  it('beat at the heart rate of their row', () => {
    const errors = PATIENTS.map(({ heart }, n) => {
      const millimetres = ((beats[n]?.distance ?? 0) * DEMO_LAYOUT.width) / SIZE;
      return Math.abs((60 * 25) / millimetres - heart.heartRate);
    }).sort((a, b) => a - b);
    expect(errors[COUNT / 2]).toBeLessThan(1.5);
    // A sixth of them fibrillates or has extra beats.
    expect(errors[Math.floor(COUNT * 0.85)]).toBeLessThan(6);
  });

  it('fit, with nearly all of their ink explained', () => {
    expect(judgement).toMatchObject({ fits: true, odd: [] });
    expect(judgement.explained.low).toBeGreaterThan(0.9);
  });
});
