import { describe, expect, it } from 'vitest';
import { integrateDipole, type Wave } from './cardiac-dipole.ts';

const RATE = 500;
const NARROW: Wave = { at: 0, width: 0.01, dipole: [1, -0.5, 2] };

function beatsEvery(rr: number, waves: readonly Wave[]): { time: number; waves: readonly Wave[] }[] {
  return Array.from({ length: 14 }, (_, k) => ({ time: (k - 1) * rr + 0.25, waves }));
}

describe('integrateDipole', () => {
  // Protects the amplitudes: everything in findings.ts is stated in millivolts of this height.
  it('gives each wave its height in every component, at the R peak', () => {
    const signal = integrateDipole({ beats: beatsEvery(0.8, [NARROW]), duration: 3, rate: RATE });
    const at = Math.round((0.25 + 0.8) * RATE);
    expect(signal.x[at]).toBeCloseTo(1, 1);
    expect(signal.y[at]).toBeCloseTo(-0.5, 1);
    expect(signal.z[at]).toBeCloseTo(2, 1);
    expect(signal.x.indexOf(Math.max(...signal.x.subarray(at - 50, at + 50)))).toBe(at);
  });

  // Protects the millisecond: in the model of the paper a wave would stretch with RR.
  it.each([0.5, 0.8, 1.2])('keeps distance from R and width at RR %f s', (rr) => {
    const wave: Wave = { at: 0.2, width: 0.03, dipole: [1, 0, 0] };
    const { x } = integrateDipole({ beats: beatsEvery(rr, [wave]), duration: 2, rate: RATE });
    const base = (0.25 + 0.2) * RATE;
    const peak = x[base] ?? 0;
    expect(peak).toBeGreaterThan(0.9);
    for (const side of [-1, 1]) {
      // One width from the peak a Gaussian is at 0.607 of it.
      expect((x[base + side * 15] ?? 0) / peak).toBeGreaterThan(0.56);
      expect((x[base + side * 15] ?? 0) / peak).toBeLessThan(0.65);
    }
  });

  it('keeps the shape of a wave that is crossed by a change of RR', () => {
    const times = [-0.5, 0.2, 0.6, 1.7, 2.5];
    const beats = times.map((time) => ({ time, waves: [{ at: 0.004, width: 0.012, dipole: [1, 0, 0] } as const] }));
    const { x } = integrateDipole({ beats, duration: 2, rate: RATE });
    for (const time of [0.6, 1.7]) {
      const at = Math.round((time + 0.004) * RATE);
      expect(x[at]).toBeGreaterThan(0.95);
      expect(Math.abs((x[at - 6] ?? 0) - (x[at + 6] ?? 0))).toBeLessThan(0.03);
    }
  });

  it('comes back to the baseline between beats and does not drift', () => {
    const { x } = integrateDipole({ beats: beatsEvery(0.8, [NARROW]), duration: 8, rate: RATE });
    for (let k = 0; k < 9; k++) expect(Math.abs(x[Math.round((0.65 + 0.8 * k) * RATE)] ?? 1)).toBeLessThan(0.03);
  });
});
