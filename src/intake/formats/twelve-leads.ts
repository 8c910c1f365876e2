/**
 * A record as the twelve leads of one sheet: names in one spelling, the limb leads that follow from two others derived (Einthoven,
 * Goldberger), the first ten seconds, each lead around its own zero line. What is not there stays NaN, and is named.
 */
import { LEADS, type LeadName, type TwelveLeads } from '../../sheet/leads.ts';
import type { EcgRecord } from './ecg-record.ts';
import { RecordFault } from './record-fault.ts';

export const SHEET_SECONDS = 10;
/** A panel of a sheet of 3 × 4: the least that a recording shows. */
const LEAST_SECONDS = SHEET_SECONDS / 4;
/** What files round away at the end. */
const SLACK_SECONDS = 0.2;
/** A resting ECG; longer is a Holter. */
const MOST_SECONDS = 30 * 60;
const RATES = { min: 50, max: 40_000 } as const;
/** Fewer than these after deriving: no twelve-lead ECG. */
const FEWEST_LEADS = 8;
/** Millivolts between the middle of a lead and its ends, beyond which the scale must be wrong. */
const MOST_MILLIVOLTS = 30;
const LEAST_MILLIVOLTS = 0.01;

const BY_NAME = new Map<string, LeadName>([
  ...LEADS.map((lead) => [lead.toLowerCase(), lead] as const),
  ...(['I', 'II', 'III'] as const).map((lead) => [`d${lead}`.toLowerCase(), lead] as const),
  ['d1', 'I'],
  ['d2', 'II'],
  ['d3', 'III'],
  ...[1, 2, 3, 4, 5, 6].map((n) => [`c${n}`, LEADS[5 + n] ?? 'V1'] as const),
]);

/** The standard name of a lead as files write it (`MDC_ECG_LEAD_AVR`, `Lead I (Einthoven)`, `ECG V1`, `-aVR`); null: another signal. */
export function leadOf(name: string): { readonly lead: LeadName; readonly isInverted: boolean } | null {
  const bare = name
    .trim()
    .toLowerCase()
    .replace(/^mdc_ecg_lead_/u, '')
    .replace(/\(.*\)$/u, '')
    .replace(/^(ecg|ekg|lead)[\s_:-]+/u, '')
    .replace(/^lead\s+/u, '')
    .trim();
  const isInverted = bare.startsWith('-');
  const lead = BY_NAME.get(isInverted ? bare.slice(1).trim() : bare);
  return lead === undefined ? null : { lead, isInverted };
}

type Signals = Map<LeadName, Float64Array>;

function combine(a: Float64Array, b: Float64Array, wa: number, wb: number): Float64Array {
  return Float64Array.from({ length: Math.min(a.length, b.length) }, (_, i) => wa * (a[i] ?? 0) + wb * (b[i] ?? 0));
}

const isEmpty = (signal: Float64Array): boolean => signal.every(Number.isNaN);

function named({ leads }: EcgRecord): Signals {
  const signals: Signals = new Map();
  for (const [name, signal] of leads) {
    const found = leadOf(name);
    if (found === null || signals.has(found.lead) || isEmpty(signal)) continue;
    signals.set(found.lead, found.isInverted ? signal.map((v) => -v) : signal);
  }
  return signals;
}

/** Of three limb leads two are enough, and three more follow: III = II − I, aVR = −(I + II)/2, aVL = I − II/2, aVF = II − I/2. */
function derive(signals: Signals): void {
  const add = (lead: LeadName, a: LeadName, b: LeadName, wa: number, wb: number): void => {
    const [first, second] = [signals.get(a), signals.get(b)];
    if (signals.has(lead) || first === undefined || second === undefined) return;
    signals.set(lead, combine(first, second, wa, wb));
  };
  add('II', 'I', 'III', 1, 1);
  add('I', 'II', 'III', 1, -1);
  add('III', 'I', 'II', -1, 1);
  add('aVR', 'I', 'II', -0.5, -0.5);
  add('aVL', 'I', 'II', 1, -0.5);
  add('aVF', 'I', 'II', -0.5, 1);
}

/** The middle value of those that are numbers; 0 where none is. */
function median(signal: Float64Array): number {
  const sorted = signal.filter((v) => !Number.isNaN(v)).sort();
  return sorted[sorted.length >> 1] ?? 0;
}

/** Ten seconds; a shorter recording gives every panel its own last seconds, so that none stays blank. */
function laid(signal: Float64Array, rate: number, columns: number): Float64Array {
  const length = Math.round(SHEET_SECONDS * rate);
  if (signal.length >= length) return signal.slice(0, length);
  const out = new Float64Array(length).fill(Number.NaN);
  out.set(signal);
  const panel = (SHEET_SECONDS / columns) * rate;
  for (let column = 0; column < columns; column++) {
    const from = Math.round(column * panel);
    const to = Math.min(length, Math.round((column + 1) * panel));
    if (to <= signal.length + SLACK_SECONDS * rate) continue;
    // A panel that would be cut short.
    const start = Math.max(0, signal.length - (to - from));
    out.set(signal.subarray(start, start + (to - from)), from);
  }
  return out;
}

function judgeScale(signals: Iterable<Float64Array>): void {
  let largest = 0;
  for (const signal of signals) {
    const size = Math.max(0, ...chunked(signal.filter((v) => !Number.isNaN(v)).map(Math.abs)));
    if (!(size <= MOST_MILLIVOLTS)) throw new RecordFault('record-scale');
    largest = Math.max(largest, size);
  }
  if (largest < LEAST_MILLIVOLTS) throw new RecordFault('record-scale');
}

/** The largest of every thousand: a call takes only so many arguments. */
function* chunked(values: Float64Array): Iterable<number> {
  for (let at = 0; at < values.length; at += 1000) yield Math.max(...values.subarray(at, at + 1000));
}

export interface SheetLeads {
  readonly rate: number;
  readonly leads: TwelveLeads;
  /** Neither in the file nor derived. */
  readonly missing: readonly LeadName[];
}

/**
 * For a sheet of so many columns of leads. Throws `RecordFault`: no lead, few leads, too short, too long, an absurd rate or scale.
 */
export function twelveLeads(record: EcgRecord, columns = 4): SheetLeads {
  const { rate } = record;
  if (!(rate >= RATES.min && rate <= RATES.max)) throw new RecordFault('record-rate');
  const signals = named(record);
  if (signals.size === 0) throw new RecordFault('record-no-leads');
  derive(signals);
  if (signals.size < FEWEST_LEADS) throw new RecordFault('record-few-leads');
  const seconds = Math.max(...Array.from(signals.values(), ({ length }) => length)) / rate;
  if (seconds < LEAST_SECONDS - SLACK_SECONDS) throw new RecordFault('record-short');
  if (seconds > MOST_SECONDS) throw new RecordFault('record-long');
  const nothing = new Float64Array(Math.round(SHEET_SECONDS * rate)).fill(Number.NaN);
  const entries = LEADS.map((lead) => {
    const signal = signals.get(lead);
    if (signal === undefined) return [lead, nothing] as const;
    const cut = laid(signal, rate, columns);
    const zero = median(cut);
    return [lead, cut.map((v) => v - zero)] as const;
  });
  judgeScale(entries.map(([, signal]) => signal));
  return {
    rate,
    leads: Object.fromEntries(entries) as unknown as TwelveLeads,
    missing: LEADS.filter((lead) => !signals.has(lead)),
  };
}
