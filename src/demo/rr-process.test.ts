import { describe, expect, it } from 'vitest';
import { Rng, STREAM } from '../core/rng.ts';
import { makeBeats, type Beat, type RrOptions } from './rr-process.ts';

const SINUS: RrOptions = {
  heartRate: 72,
  duration: 10,
  deviation: 0.04,
  lfToHf: 0.5,
  irregular: false,
  extrasystoles: 0,
};

const beatsOf = (change: Partial<RrOptions>, index = 0): readonly Beat[] =>
  makeBeats(new Rng(7, STREAM.demoEcg, index), { ...SINUS, ...change });

function intervals(beats: readonly Beat[], duration: number): number[] {
  const inside = beats.filter((beat) => beat.time >= 0 && beat.time <= duration);
  return inside.slice(1).map((beat, k) => beat.time - (inside[k]?.time ?? 0));
}

function deviation(values: readonly number[]): number {
  const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
  return Math.sqrt(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / values.length);
}

// Protects the one number of the row that everyone can check on the paper.
it.each([46, 60, 75, 100, 131])('keeps the mean rate of %i beats a minute, regular or not', (heartRate) => {
  for (const irregular of [false, true]) {
    for (const extrasystoles of [0, 2]) {
      const rr = intervals(beatsOf({ heartRate, irregular, extrasystoles }), 10);
      const counted = Math.floor((10 * heartRate) / 60 - 0.75);
      const mean = rr.slice(0, counted).reduce((sum, v) => sum + v, 0) / counted;
      expect(60 / mean).toBeGreaterThan(heartRate * 0.93);
      expect(60 / mean).toBeLessThan(heartRate * 1.07);
    }
  }
});

describe('sinus rhythm', () => {
  it('varies as much as asked, with power at 0.1 and 0.25 Hz and little elsewhere', () => {
    // Ten minutes: a periodogram of RR against time.
    const beats = beatsOf({ duration: 600 });
    const rr = intervals(beats, 600);
    const mean = rr.reduce((sum, v) => sum + v, 0) / rr.length;
    const power = (hertz: number): number => {
      let c = 0;
      let s = 0;
      rr.forEach((v, k) => {
        c += (v - mean) * Math.cos(2 * Math.PI * hertz * k * mean);
        s += (v - mean) * Math.sin(2 * Math.PI * hertz * k * mean);
      });
      return c * c + s * s;
    };
    const band = (from: number, to: number): number => {
      let sum = 0;
      for (let f = from; f < to; f += 0.001) sum += power(f);
      return sum;
    };
    const low = band(0.07, 0.13);
    const high = band(0.21, 0.29);
    const between = band(0.145, 0.205);
    expect(low / high).toBeGreaterThan(0.3);
    expect(low / high).toBeLessThan(0.8);
    expect(between).toBeLessThan(0.1 * high);
    expect(deviation(rr)).toBeGreaterThan(0.03);
    expect(deviation(rr)).toBeLessThan(0.05);
  });
});

describe('atrial fibrillation', () => {
  it('is several times as irregular as sinus rhythm and never impossibly fast', () => {
    for (let index = 0; index < 50; index++) {
      const irregular = intervals(beatsOf({ irregular: true, heartRate: 95 }, index), 10);
      expect(Math.min(...irregular)).toBeGreaterThan(0.25);
    }
    const many = Array.from({ length: 50 }, (_, k) => intervals(beatsOf({ irregular: true }, k), 10)).flat();
    const sinus = Array.from({ length: 50 }, (_, k) => intervals(beatsOf({}, k), 10)).flat();
    expect(deviation(many)).toBeGreaterThan(3 * deviation(sinus));
  });
});

describe('extrasystoles', () => {
  it('come early, are marked, and a pause follows so that two intervals sum to two', () => {
    for (let index = 0; index < 30; index++) {
      const beats = beatsOf({ extrasystoles: 1, deviation: 0 }, index);
      const at = beats.findIndex((beat) => beat.kind === 'extrasystole');
      expect(at).toBeGreaterThan(0);
      const time = (k: number): number => beats[k]?.time ?? Number.NaN;
      expect(time(at)).toBeGreaterThan(0);
      expect(time(at)).toBeLessThan(10);
      expect(time(at) - time(at - 1)).toBeCloseTo((0.6 * 60) / 72, 3);
      expect(time(at + 1) - time(at - 1)).toBeCloseTo((2 * 60) / 72, 3);
    }
  });

  it('are never there unless asked for', () => {
    expect(beatsOf({}).every((beat) => beat.kind === 'normal')).toBe(true);
  });
});

// The integration starts at the first beat and needs one after the end.
it('covers the strip with a beat before and after it, in order', () => {
  for (let index = 0; index < 50; index++) {
    for (const heartRate of [46, 132]) {
      const beats = beatsOf({ heartRate, irregular: index % 2 === 0 }, index);
      expect(beats[0]?.time).toBeLessThan(0);
      expect(beats.at(-1)?.time).toBeGreaterThan(10);
      beats.slice(1).forEach((beat, k) => expect(beat.time).toBeGreaterThan(beats[k]?.time ?? Infinity));
    }
  }
});
