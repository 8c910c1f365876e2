/**
 * Reads a clean simulated ECG back: R peaks, rate, QRS width, levels around the beat. Serves the tests and anyone who
 * wants to measure whether an ECG fits its row. Not a delineator for recorded ECGs: it expects a signal without noise.
 */
import type { LeadName, TwelveLeads } from '../sheet/leads.ts';
import { INDEPENDENT_LEADS } from './lead-matrix.ts';

/** Root of the summed squared slopes of the eight independent leads, mV/s, per sample. */
export function spatialVelocity(leads: TwelveLeads, rate: number): Float64Array {
  const out = new Float64Array(leads.I.length);
  for (const name of INDEPENDENT_LEADS) {
    const v = leads[name];
    for (let i = 1; i + 1 < v.length; i++) {
      const slope = ((v[i + 1] ?? 0) - (v[i - 1] ?? 0)) * 0.5 * rate;
      out[i] = (out[i] ?? 0) + slope * slope;
    }
  }
  return out.map(Math.sqrt);
}

export interface QrsSpan {
  /** Seconds. */
  readonly onset: number;
  readonly end: number;
}

/** A QRS begins and ends at this share of the highest velocity, within these bounds (mV/s). */
const EDGE_SHARE = 0.12;
const EDGE_BOUNDS = [13, 18] as const;
/** What never gets this fast (mV/s) is a P or T wave. */
const QRS_PEAK = 28;
/** Shorter bursts are a steep T wave, seconds. */
const SHORTEST_QRS = 0.06;
/** Slower stretches inside a QRS are shorter than this, seconds. */
const QRS_GAP = 0.026;

/** All QRS complexes that lie wholly inside the signal. */
export function findQrs(leads: TwelveLeads, rate: number): readonly QrsSpan[] {
  const velocity = spatialVelocity(leads, rate);
  const highest = velocity.reduce((a, b) => Math.max(a, b), 0);
  const edge = Math.min(EDGE_BOUNDS[1], Math.max(EDGE_BOUNDS[0], EDGE_SHARE * highest));
  const spans: { onset: number; end: number; peak: number }[] = [];
  for (let i = 0; i < velocity.length; i++) {
    const speed = velocity[i] ?? 0;
    if (speed < edge) continue;
    const time = i / rate;
    const last = spans.at(-1);
    if (last !== undefined && time - last.end <= QRS_GAP) {
      last.end = time;
      last.peak = Math.max(last.peak, speed);
    } else spans.push({ onset: time, end: time, peak: speed });
  }
  const total = velocity.length / rate;
  const isQrs = (s: (typeof spans)[number]): boolean => s.peak >= QRS_PEAK && s.end - s.onset >= SHORTEST_QRS;
  return spans.filter((s) => isQrs(s) && s.onset > 2 / rate && s.end < total - 3 / rate);
}

/** Median QRS width, milliseconds; NaN where there is no QRS. */
export function qrsWidth(leads: TwelveLeads, rate: number): number {
  const widths = findQrs(leads, rate)
    .map((span) => 1000 * (span.end - span.onset))
    .sort((a, b) => a - b);
  return widths[Math.floor(widths.length / 2)] ?? Number.NaN;
}

/** Beats per minute from the first to the last QRS. */
export function measuredRate(leads: TwelveLeads, rate: number): number {
  const spans = findQrs(leads, rate);
  const first = spans[0];
  const last = spans.at(-1);
  if (first === undefined || last === undefined || spans.length < 2) return Number.NaN;
  return (60 * (spans.length - 1)) / (last.onset - first.onset);
}

/** Value of a lead at a time, millivolts. */
export function levelAt(leads: TwelveLeads, lead: LeadName, seconds: number, rate: number): number {
  return leads[lead][Math.round(seconds * rate)] ?? Number.NaN;
}

/** Lowest and highest value of a lead in a time window, millivolts. */
export function extremes(
  leads: TwelveLeads,
  lead: LeadName,
  window: { readonly from: number; readonly to: number },
  rate: number,
): { readonly low: number; readonly high: number } {
  const part = leads[lead].subarray(Math.max(0, Math.round(window.from * rate)), Math.round(window.to * rate) + 1);
  return {
    low: part.reduce((a, b) => Math.min(a, b), Infinity),
    high: part.reduce((a, b) => Math.max(a, b), -Infinity),
  };
}
