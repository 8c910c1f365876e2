import { describe, expect, it } from 'vitest';
import type { EcgRecord } from './ecg-record.ts';
import { leadOf, twelveLeads } from './twelve-leads.ts';

const RATE = 200;

/** Lead → a sine of so many millivolts. */
function record(sizes: Readonly<Record<string, number>>, seconds = 10, rate = RATE): EcgRecord {
  const wave = (size: number): Float64Array =>
    Float64Array.from({ length: Math.round(seconds * rate) }, (_, i) => size * Math.sin((2 * Math.PI * i) / rate));
  return { rate, facts: {}, ids: [], leads: new Map(Object.entries(sizes).map(([name, size]) => [name, wave(size)])) };
}

const CHEST = { V1: 0.1, V2: 0.2, V3: 0.3, V4: 0.4, V5: 0.5, V6: 0.6 };
const FULL = { I: 1, II: 3, ...CHEST };
const reason = (given: EcgRecord): string => {
  try {
    twelveLeads(given);
    return 'read';
  } catch (error) {
    return error instanceof Error ? error.message : '';
  }
};

describe('the twelve leads of a record', () => {
  it.each([
    ['MDC_ECG_LEAD_AVR', 'aVR'],
    ['MDC_ECG_LEAD_aVR', 'aVR'],
    ['Lead III (Einthoven)', 'III'],
    ['Lead aVF', 'aVF'],
    ['ECG V1', 'V1'],
    ['EKG-II', 'II'],
    ['i', 'I'],
    ['DII', 'II'],
    ['D1', 'I'],
    ['C4', 'V4'],
    ['-aVR', 'aVR'],
  ])('%s is %s', (name, lead) => {
    expect(leadOf(name)?.lead).toBe(lead);
  });

  it.each(['V7', 'V3R', 'vx', 'RESP', 'ABP', '', 'I-II', 'MCL1'])('%s is none', (name) => {
    expect(leadOf(name)).toBeNull();
  });

  // Einthoven and Goldberger, from whichever two limb leads are there.
  it.each([
    ['I and II', { I: 1, II: 3 }],
    ['I and III', { I: 1, III: 2 }],
    ['II and III', { II: 3, III: 2 }],
  ])('derives the others from %s', (_, limbs) => {
    const { leads, missing } = twelveLeads(record({ ...limbs, ...CHEST }));
    const at = RATE / 4;
    const values = [leads.I, leads.II, leads.III, leads.aVR, leads.aVL, leads.aVF].map((lead) => lead[at] ?? 0);
    [1, 3, 2, -2, -0.5, 2.5].forEach((value, i) => expect(values[i]).toBeCloseTo(value, 2));
    expect(missing).toEqual([]);
  });

  it('names what is missing and leaves it blank', () => {
    const { leads, missing } = twelveLeads(record({ I: 1, II: 3, V1: 0.1, V2: 0.2, V5: 0.5 }));
    expect(missing).toEqual(['V3', 'V4', 'V6']);
    expect(leads.V3.every(Number.isNaN)).toBe(true);
  });

  it('turns a lead of the Cabrera order round, and does not move with an offset', () => {
    const given = record({ I: 1, II: 3, '-aVR': 2, ...CHEST });
    const moved = { ...given, leads: new Map([...given.leads].map(([k, v]) => [k, v.map((x) => x + 7)])) };
    const { leads } = twelveLeads(moved);
    expect(leads.aVR[RATE / 4]).toBeCloseTo(-2, 2);
    expect(leads.I[RATE / 4]).toBeCloseTo(1, 2);
  });

  it('gives every panel of a short recording a stretch', () => {
    const { leads } = twelveLeads(record(FULL, 5));
    const isWhole = (lead: keyof typeof leads, from: number, to: number): boolean =>
      leads[lead].subarray(from * RATE, to * RATE).every((v) => !Number.isNaN(v));
    expect([isWhole('V1', 5, 7.5), isWhole('V6', 7.5, 10), isWhole('II', 0, 5)]).toEqual([true, true, true]);
  });

  it.each<[string, EcgRecord]>([
    ['record-no-leads', record({})],
    ['record-no-leads', record({ RESP: 1, V7: 1 })],
    ['record-few-leads', record({ I: 1, II: 1, III: 1 })],
    ['record-scale', record({ ...FULL, V1: 5000 })],
    ['record-scale', record({ ...FULL, V1: Number.POSITIVE_INFINITY })],
    ['record-scale', record(Object.fromEntries(Object.keys(FULL).map((lead) => [lead, 1e-6])))],
    ['record-rate', record(FULL, 10, 20)],
    ['record-rate', { ...record(FULL), rate: Number.NaN }],
    ['record-short', record(FULL, 1)],
    ['record-long', record(FULL, 1900, 50)],
  ])('%s', (expected, given) => {
    expect(reason(given)).toBe(expected);
  });
});
