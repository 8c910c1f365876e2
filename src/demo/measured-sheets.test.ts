/** The measured sheets of demo patients, whose heart rate is known. */
import { describe, expect, it } from 'vitest';
import { Rng } from '../core/rng.ts';
import { SheetGenerator } from '../sheet/generator/generate-sheets.ts';
import type { Beats } from '../sheet/measure/find-beats.ts';
import type { Rows } from '../sheet/measure/fit-law.ts';
import { measureSheets } from '../sheet/measure/measure-sheets.ts';
import { printSheets } from '../sheet/testing/printed-sheets.ts';
import { DEMO_LAYOUT } from './ecg-paper.ts';
import { ECG_RATE, simulateEcg } from './ecg-signal.ts';
import { drawPatient } from './patient.ts';

const QUIET = { onFraction: () => {}, isCancelled: () => false, rest: () => Promise.resolve() };
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
  const rows: Rows = {
    count: COUNT,
    columns: 1,
    values: Float32Array.from(PATIENTS, ({ heart }) => (heart.heartRate - 72) / 14),
  };
  const { beats, judgement, model } = await measureSheets({
    sheets,
    drawn: sheets,
    rows,
    shapes: 32,
    keepsProportions: true,
    work: QUIET,
  });
  const errorsOf = (found: readonly Beats[]): readonly number[] =>
    PATIENTS.map(({ heart }, n) => {
      const millimetres = ((found[n]?.distance ?? 0) * DEMO_LAYOUT.width) / SIZE;
      return Math.abs((60 * 25) / millimetres - heart.heartRate);
    }).sort((a, b) => a - b);

  it('beat at the heart rate of their row', () => {
    const errors = errorsOf(beats);
    expect(errors[COUNT / 2]).toBeLessThan(1);
    // A sixth of them fibrillates or has extra beats.
    expect(errors[Math.floor(COUNT * 0.85)]).toBeLessThan(4);
  });

  it('come back from their rows at the same heart rate, before any training', async () => {
    const generator = new SheetGenerator(model);
    const images = new Uint8Array(COUNT * SIZE * SIZE);
    PATIENTS.forEach((_, n) => {
      images.set(generator.draw(rows.values.subarray(n, n + 1), new Rng(3, 1, n)), n * SIZE * SIZE);
    });
    const generated = { count: COUNT, size: SIZE, images };
    const again = await measureSheets({
      sheets: generated,
      drawn: generated,
      rows,
      shapes: 32,
      keepsProportions: true,
      work: QUIET,
    });
    expect(again.judgement.fits).toBe(true);
    expect(errorsOf(again.beats)[COUNT / 2]).toBeLessThan(3.5);
  });

  it('fit, with nearly all of their ink explained', () => {
    expect(judgement).toMatchObject({ fits: true, odd: [] });
    expect(judgement.explained.low).toBeGreaterThan(0.9);
  });
});
