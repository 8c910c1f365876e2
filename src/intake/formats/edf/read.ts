/** EDF, EDF+ and BDF: records of a fixed time, in each the samples of one signal after another; all headers are text (edfplus.info). */
import type { EcgFacts, EcgFile, EcgPage, EcgReader } from '../ecg-record.ts';
import { factsOf } from '../facts-of.ts';
import { RecordFault } from '../record-fault.ts';
import { stretched } from '../same-rate.ts';
import { leadOf } from '../twelve-leads.ts';
import { millivoltsIn } from '../units.ts';
import { wholeYears } from '../whole-years.ts';

/** Bytes of the fields that stand once, then of those that each signal has. */
const HEAD = 256;
const MOST_SIGNALS = 512;
const MOST_SECONDS = 30 * 60;
/** Beyond this no resting ECG. */
const MOST_SAMPLES = 2 ** 26;

interface Signal {
  readonly label: string;
  readonly unit: string;
  readonly physical: readonly [number, number];
  readonly digital: readonly [number, number];
  /** In one record. */
  readonly samples: number;
}

interface Header {
  readonly bytesPerSample: 2 | 3;
  readonly length: number;
  /** −1: not said. */
  readonly records: number;
  /** Of a record, seconds. */
  readonly duration: number;
  readonly signals: readonly Signal[];
  readonly patient: string;
  readonly recording: string;
  readonly isPlus: boolean;
  /** Records may not follow each other in time; each says when it began. */
  readonly hasGaps: boolean;
}

function readHeader(bytes: Uint8Array): Header {
  if (bytes.length < HEAD) throw new RecordFault('record-cut');
  const text = (from: number, length: number): string =>
    String.fromCharCode(...bytes.subarray(from, from + length)).trim();
  const number = (from: number, length: number): number => {
    const written = text(from, length);
    return written === '' ? Number.NaN : Number(written);
  };
  const reserved = text(192, 44);
  const count = number(252, 4);
  if (!(Number.isInteger(count) && count >= 0 && count <= MOST_SIGNALS)) throw new RecordFault('record-broken');
  if (count === 0) throw new RecordFault('record-no-leads');
  if (bytes.length < HEAD * (count + 1)) throw new RecordFault('record-cut');
  // Each field stands for all signals before the next begins.
  let at = HEAD;
  const field = (width: number): number => {
    const from = at;
    at += width * count;
    return from;
  };
  const [labels, , units] = [field(16), field(80), field(8)];
  const limits = [field(8), field(8), field(8), field(8)] as const;
  field(80);
  const samples = field(8);
  const signals = Array.from({ length: count }, (_, i) => {
    const [low, high, least, most] = limits.map((from) => number(from + 8 * i, 8));
    return {
      label: text(labels + 16 * i, 16),
      unit: text(units + 8 * i, 8),
      physical: [low ?? 0, high ?? 0] as const,
      digital: [least ?? 0, most ?? 0] as const,
      samples: number(samples + 8 * i, 8),
    };
  });
  if (signals.some(({ samples: n }) => !(Number.isInteger(n) && n >= 0))) throw new RecordFault('record-broken');
  return {
    bytesPerSample: bytes[0] === 0xff ? 3 : 2,
    length: number(184, 8),
    records: number(236, 8),
    duration: number(244, 8),
    signals,
    patient: text(8, 80),
    recording: text(88, 80),
    isPlus: /^[EB]DF\+/u.test(reserved),
    hasGaps: /^[EB]DF\+D/u.test(reserved),
  };
}

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];

/** `02-MAR-2002` → `2002-03-02` */
function isoDate(text: string | undefined): string | undefined {
  const [, day, month, year] = /^(\d{2})-([A-Z]{3})-(\d{4})$/u.exec(text?.toUpperCase() ?? '') ?? [];
  const number = MONTHS.indexOf(month ?? '') + 1;
  return number === 0 ? undefined : `${year}-${String(number).padStart(2, '0')}-${day}`;
}

/** EDF+ says in which order they stand: code, sex, birth date, name. Before it the field was anybody's words, and is not looked at. */
function personOf({ isPlus, patient, recording }: Header): { readonly facts: EcgFacts; readonly ids: string[] } {
  if (!isPlus) return { facts: {}, ids: [] };
  const [code = 'X', sex, born] = patient.split(/\s+/u);
  const [, then] = recording.split(/\s+/u);
  return {
    facts: factsOf({ sex, age: wholeYears(isoDate(born), isoDate(then)) }),
    ids: code === 'X' || code === '' ? [] : [code],
  };
}

interface Records {
  readonly bytes: Uint8Array;
  readonly header: Header;
  readonly count: number;
}

const bytesOf = ({ bytesPerSample }: Header, signals: readonly Signal[]): number =>
  bytesPerSample * signals.reduce((sum, { samples }) => sum + samples, 0);

/** Where a record's part of one signal begins. */
function placeOf(header: Header, record: number, signal: Signal): number {
  const { length, signals } = header;
  return length + record * bytesOf(header, signals) + bytesOf(header, signals.slice(0, signals.indexOf(signal)));
}

/** When each record began, in seconds after the first: the first annotation of each (EDF+, 2.2.4). */
function startsOf({ bytes, header, count }: Records): number[] {
  const notes = header.signals.find(({ label }) => /^[EB]DF Annotations$/u.test(label));
  if (!header.hasGaps) return Array.from({ length: count }, (_, record) => record * header.duration);
  if (notes === undefined) throw new RecordFault('record-broken');
  const starts = Array.from({ length: count }, (_, record) => {
    const at = placeOf(header, record, notes);
    const text = String.fromCharCode(...bytes.subarray(at, at + Math.min(40, bytesOf(header, [notes]))));
    // Behind it stands 0x14, or 0x15 and how long it took.
    const [start = ''] = text.split('\u0015')[0]?.split('\u0014') ?? [];
    return /^[+-]\d/u.test(start) ? Number(start) : Number.NaN;
  });
  const first = starts[0] ?? 0;
  // Some of a millisecond is rounded away.
  const isInOrder = starts.every((start, i) => i === 0 || start >= (starts[i - 1] ?? 0) + header.duration - 0.002);
  if (!isInOrder) throw new RecordFault('record-broken');
  return starts.map((start) => start - first);
}

/** Millivolts; NaN between records that do not follow each other. */
function samplesOf({ bytes, header, count }: Records, starts: readonly number[], signal: Signal): Float64Array {
  const { bytesPerSample, duration } = header;
  const scale = millivoltsIn(signal.unit);
  const [low, high] = signal.physical;
  const [least, most] = signal.digital;
  const step = (high - low) / (most - least);
  if (scale === null || !Number.isFinite(step) || step === 0) throw new RecordFault('record-unit');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const places = starts.map((start) => Math.round((start * signal.samples) / duration));
  const out = new Float64Array((places.at(-1) ?? 0) + signal.samples).fill(Number.NaN);
  for (let record = 0; record < count; record++) {
    let at = placeOf(header, record, signal);
    const place = places[record] ?? 0;
    for (let k = 0; k < signal.samples; k++, at += bytesPerSample) {
      const digital =
        bytesPerSample === 2 ? view.getInt16(at, true) : view.getUint16(at, true) | (view.getInt8(at + 2) << 16);
      out[place + k] = (low + (digital - least) * step) * scale;
    }
  }
  return out;
}

export const reader: EcgReader = {
  read({ bytes }: EcgFile): EcgPage[] {
    const header = readHeader(bytes);
    const { signals, duration, length } = header;
    const wanted = signals.filter(({ label, samples }) => leadOf(label) !== null && samples > 0);
    if (wanted.length === 0) throw new RecordFault('record-no-leads');
    if (!(duration > 0)) throw new RecordFault('record-rate');
    if (length !== HEAD * (signals.length + 1)) throw new RecordFault('record-broken');
    const held = Math.floor((bytes.length - length) / bytesOf(header, signals));
    const count = header.records < 0 ? held : header.records;
    if (!Number.isInteger(count)) throw new RecordFault('record-broken');
    if (count > held) throw new RecordFault('record-cut');
    if (count * duration > MOST_SECONDS) throw new RecordFault('record-long');
    const records = { bytes, header, count };
    const starts = startsOf(records);
    const seconds = (starts.at(-1) ?? 0) + duration;
    const fastest = Math.max(...wanted.map(({ samples }) => samples));
    if (!(seconds <= MOST_SECONDS) || (seconds / duration) * fastest * wanted.length > MOST_SAMPLES) {
      throw new RecordFault('record-long');
    }
    const leads = new Map<string, Float64Array>();
    for (const signal of wanted) {
      if (leads.has(signal.label)) continue;
      leads.set(signal.label, stretched(samplesOf(records, starts, signal), fastest / signal.samples));
    }
    const { facts, ids } = personOf(header);
    return [{ kind: 'signal', record: { rate: fastest / duration, leads, facts, ids } }];
  },
};
