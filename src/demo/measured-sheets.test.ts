/** The measured sheets of demo patients, whose heart rate is known. */
import { describe, expect, it } from 'vitest';
import { findBeats } from '../sheet/measure/find-beats.ts';
import { findLayout } from '../sheet/measure/find-layout.ts';
import { TraceFollower } from '../sheet/measure/follow-traces.ts';
import { learnPaper, liftZeroLines } from '../sheet/measure/learn-paper.ts';
import { printSheets } from '../sheet/testing/printed-sheets.ts';
import { DEMO_LAYOUT } from './ecg-paper.ts';
import { ECG_RATE, simulateEcg } from './ecg-signal.ts';
import { drawPatient } from './patient.ts';

const COUNT = 100;
const SIZE = 64;
const SEED = 11;
const PATIENTS = Array.from({ length: COUNT }, (_, index) => drawPatient(SEED, index));

describe('demo sheets of 64 pixels', () => {
  const sheets = printSheets(
    COUNT,
    (index) => simulateEcg(PATIENTS[index] ?? drawPatient(SEED, index), { seed: SEED, index }).leads,
    { layout: DEMO_LAYOUT, size: SIZE, rate: ECG_RATE },
  );
  const paper = learnPaper(sheets);
  const layout = findLayout(sheets, paper);
  const follower = new TraceFollower(sheets, liftZeroLines(paper, SIZE, layout), layout);
  for (let n = 0; n < COUNT; n++) follower.follow(n);

  it('beat at the heart rate of their row', () => {
    const errors = PATIENTS.map(({ heart }, n) => {
      const millimetres = (findBeats(follower.traces, layout, n).distance * DEMO_LAYOUT.width) / SIZE;
      return Math.abs((60 * 25) / millimetres - heart.heartRate);
    }).sort((a, b) => a - b);
    expect(errors[COUNT / 2]).toBeLessThan(1.5);
    // A sixth of them fibrillates or has extra beats.
    expect(errors[Math.floor(COUNT * 0.85)]).toBeLessThan(6);
  });

  it('are followed to nearly all of their ink', () => {
    expect(Math.min(...follower.traces.inkFollowed)).toBeGreaterThan(0.95);
  });
});
