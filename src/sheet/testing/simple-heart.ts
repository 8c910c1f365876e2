/** Twelve leads of a very simple heart, for tests that must know what they drew: P, QRS and T as bells, one size a lead. */
import { Rng } from '../../core/rng.ts';
import { LEADS, type LeadName, type TwelveLeads } from '../leads.ts';

export const SIMPLE_RATE = 250;
/** Height of the R wave, millivolts; negative: an S wave. */
const QRS: Readonly<Record<LeadName, number>> = {
  I: 0.7,
  II: 1,
  III: 0.4,
  aVR: -0.8,
  aVL: 0.3,
  aVF: 0.7,
  V1: -0.8,
  V2: -1.1,
  V3: -0.5,
  V4: 1,
  V5: 1.2,
  V6: 0.9,
};

export interface SimpleHeart {
  readonly seconds: number;
  /** Beats a minute. */
  readonly heartRate: number;
  /** Multiplies every wave. */
  readonly size: number;
  /** Seconds to the first beat. */
  readonly phase: number;
  /** Millivolts added in between, e.g. a raised ST segment in some lead. */
  readonly st?: Partial<Record<LeadName, number>>;
}

/** Seconds of the R waves. */
export function simpleBeats({ seconds, heartRate, phase }: SimpleHeart): readonly number[] {
  const distance = 60 / heartRate;
  return Array.from({ length: Math.ceil((seconds - phase) / distance) }, (_, k) => phase + k * distance);
}

function bell(t: number, centre: number, width: number): number {
  return Math.exp(-0.5 * ((t - centre) / width) ** 2);
}

export function simpleLeads(heart: SimpleHeart): TwelveLeads {
  const samples = heart.seconds * SIMPLE_RATE;
  const beats = [-1, ...simpleBeats(heart), heart.seconds + 1];
  const leads = LEADS.map((lead): readonly [LeadName, Float64Array] => {
    const signal = new Float64Array(samples);
    const qrs = heart.size * QRS[lead];
    const st = heart.st?.[lead] ?? 0;
    for (const beat of beats) {
      for (let i = 0; i < samples; i++) {
        const t = i / SIMPLE_RATE - beat;
        if (t < -0.4 || t > 0.6) continue;
        const waves = qrs * (bell(t, 0, 0.016) + 0.12 * bell(t, -0.16, 0.025) + 0.25 * bell(t, 0.26, 0.05));
        signal[i] = (signal[i] ?? 0) + waves + st * bell(t, 0.12, 0.05);
      }
    }
    return [lead, signal];
  });
  return Object.fromEntries(leads) as TwelveLeads;
}

/** Hearts of 50 to 110 beats a minute, of different sizes. */
export function simpleHearts(count: number, seed: number): readonly SimpleHeart[] {
  const rng = new Rng(seed, 1);
  return Array.from({ length: count }, () => ({
    seconds: 10,
    heartRate: rng.between(50, 110),
    size: rng.between(0.5, 1.3),
    phase: rng.between(0.1, 0.6),
  }));
}
