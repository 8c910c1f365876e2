/** SCP-ECG (EN 1064, ISO 11073-91064): rhythm data, with the reference beat put back where it was taken off. */
import type { EcgFacts, EcgFile, EcgPage, EcgReader } from '../ecg-record.ts';
import { factsOf } from '../facts-of.ts';
import { RecordFault } from '../record-fault.ts';
import { wholeYears } from '../whole-years.ts';
import { addUp, decodeHuffman, type HuffmanTable, readTables } from './huffman.ts';
import { readSections, type Section } from './sections.ts';

/** Numbers of leads, as DICOM and ISO/IEEE 11073 have them too (5.6.3, table 5). */
const LEADS = new Map<number, string>([
  ...['I', 'II', 'V1', 'V2', 'V3', 'V4', 'V5', 'V6'].map((name, i) => [i + 1, name] as const),
  [61, 'III'],
  [62, 'aVR'],
  [63, 'aVL'],
  [64, 'aVF'],
]);
const MOST_SAMPLES = 2 ** 24;

interface Lead {
  readonly name: string | null;
  readonly count: number;
}

interface LeadList {
  readonly leads: readonly Lead[];
  readonly isBeatSubtracted: boolean;
}

function readLeads(view: DataView): LeadList {
  const count = view.getUint8(0);
  const leads = Array.from({ length: count }, (_, i) => {
    const at = 2 + 9 * i;
    // Counted from 1; where a program counts from 0, the last is one behind the end.
    const samples = view.getUint32(at + 4, true) - Math.max(1, view.getUint32(at, true)) + 1;
    if (!(samples > 0 && samples * count <= MOST_SAMPLES)) throw new RecordFault('record-broken');
    return { name: LEADS.get(view.getUint8(at + 8)) ?? null, count: samples };
  });
  return { leads, isBeatSubtracted: (view.getUint8(1) & 1) === 1 };
}

interface Coded {
  /** Nanovolts a step. */
  readonly step: number;
  /** Microseconds. */
  readonly interval: number;
  readonly isBimodal: boolean;
  readonly leads: readonly Int32Array[];
}

/** Sections 5 and 6 are laid out alike; `counts`: samples of each lead. */
function readSamples({ view }: Section, tables: readonly HuffmanTable[] | null, counts: readonly number[]): Coded {
  const order = view.getUint8(4);
  let at = 6 + 2 * counts.length;
  const leads = counts.map((count, i) => {
    const length = view.getUint16(6 + 2 * i, true);
    if (at + length > view.byteLength) throw new RecordFault('record-cut');
    const bytes = new Uint8Array(view.buffer, view.byteOffset + at, length);
    at += length;
    if (tables === null && length < 2 * count) throw new RecordFault('record-cut');
    const data = new DataView(bytes.buffer, bytes.byteOffset, length);
    const samples =
      tables === null
        ? Int32Array.from({ length: count }, (_, k) => data.getInt16(2 * k, true))
        : decodeHuffman(bytes, tables, count);
    addUp(samples, order);
    return samples;
  });
  return { step: view.getUint16(0, true), interval: view.getUint16(2, true), isBimodal: view.getUint8(5) === 1, leads };
}

/** Where section 4 says that the beat was taken off: samples from 1, ends included. */
function addBeats(
  rhythm: Coded,
  { view: beats }: Section,
  beat: Section,
  tables: readonly HuffmanTable[] | null,
): void {
  const milliseconds = beats.getUint16(0, true);
  const fiducial = beats.getUint16(2, true);
  const count = beats.getUint16(4, true);
  const interval = beat.view.getUint16(2, true);
  const length = Math.round((milliseconds * 1000) / interval);
  if (!(interval > 0 && length * rhythm.leads.length <= MOST_SAMPLES)) throw new RecordFault('record-broken');
  const reference = readSamples(
    beat,
    tables,
    rhythm.leads.map(() => length),
  );
  // Otherwise one would have to be stretched over the other.
  if (reference.interval !== rhythm.interval) throw new RecordFault('record-coding');
  const scale = reference.step / rhythm.step;
  for (let k = 0; k < count; k++) {
    const at = 6 + 14 * k;
    const [type, from, center, to] = [
      beats.getUint16(at, true),
      beats.getUint32(at + 2, true),
      beats.getUint32(at + 6, true),
      beats.getUint32(at + 10, true),
    ];
    // Only beats of the first kind were taken off.
    if (type !== 0 || from === 0) continue;
    for (const [lead, samples] of rhythm.leads.entries()) {
      for (let sample = from; sample <= Math.min(to, samples.length); sample++) {
        const value = reference.leads[lead]?.[sample - center + fiducial - 1] ?? 0;
        samples[sample - 1] = (samples[sample - 1] ?? 0) + Math.round(value * scale);
      }
    }
  }
}

/** Tags of section 1 that are looked at: code, age, birth date, sex, when the ECG was recorded (5.4.3). */
const TAG = { code: 2, age: 4, born: 5, sex: 8, recorded: 25, end: 255 } as const;
const UNITS = ['', 'Y', 'M', 'W', 'D', 'H'];

interface Person {
  readonly age: string | undefined;
  readonly sex: string | undefined;
  readonly ids: string[];
}

function readPerson({ view }: Section): Person {
  const fields = new Map<number, DataView>();
  for (let at = 0; at + 3 <= view.byteLength;) {
    const tag = view.getUint8(at);
    if (tag === TAG.end) break;
    const length = view.getUint16(at + 1, true);
    if (at + 3 + length > view.byteLength) throw new RecordFault('record-broken');
    fields.set(tag, new DataView(view.buffer, view.byteOffset + at + 3, length));
    at += 3 + length;
  }
  const dateOf = (tag: number): string | undefined => {
    const field = fields.get(tag);
    if (field === undefined || field.byteLength < 4 || field.getUint16(0, true) === 0) return undefined;
    const two = (value: number): string => String(value).padStart(2, '0');
    return `${field.getUint16(0, true)}-${two(field.getUint8(2))}-${two(field.getUint8(3))}`;
  };
  const [age, sex, code] = [fields.get(TAG.age), fields.get(TAG.sex), fields.get(TAG.code)];
  const unit = age !== undefined && age.byteLength >= 3 ? (UNITS[age.getUint8(2)] ?? '') : '';
  const id = code === undefined ? '' : new TextDecoder('latin1').decode(code).replaceAll('\0', '').trim();
  return {
    age:
      age === undefined || unit === ''
        ? wholeYears(dateOf(TAG.born), dateOf(TAG.recorded))
        : `${age.getUint16(0, true)}${unit}`,
    sex: sex === undefined || sex.byteLength === 0 ? undefined : ['', 'M', 'F'][sex.getUint8(0)],
    ids: id === '' ? [] : [id],
  };
}

/** Section 7: intervals between the marks of the reference beat (5.10); a number above these is a filler, and its fact is none. */
const MOST_MARK = 10_000;

function measuredIn(view: DataView): Readonly<Record<string, string>> {
  if (view.byteLength < 6 + 16) return {};
  const word = (at: number): number => view.getUint16(6 + at, true);
  const between = (from: number, to: number): string => (from > MOST_MARK || to > MOST_MARK ? '' : String(to - from));
  const beat = view.getUint16(2, true);
  const [pStart, , qrsStart, qrsEnd, tEnd] = [word(0), word(2), word(4), word(6), word(8)];
  return {
    rate: beat > 0 && beat < MOST_MARK ? String(Math.round(60_000 / beat)) : '',
    pr: between(pStart, qrsStart),
    qrs: between(qrsStart, qrsEnd),
    qt: between(qrsStart, tEnd),
    pAxis: String(view.getInt16(16, true)),
    qrsAxis: String(view.getInt16(18, true)),
    tAxis: String(view.getInt16(20, true)),
  };
}

function factsIn(sections: ReadonlyMap<number, Section>, person: Person | null): EcgFacts {
  const measured = sections.get(7);
  return factsOf({ ...(measured === undefined ? {} : measuredIn(measured.view)), age: person?.age, sex: person?.sex });
}

export const reader: EcgReader = {
  read({ bytes }: EcgFile): EcgPage[] {
    const sections = readSections(bytes);
    const [list, rhythm] = [sections.get(3), sections.get(6)];
    if (list === undefined || rhythm === undefined) throw new RecordFault('record-no-leads');
    const { leads, isBeatSubtracted } = readLeads(list.view);
    const section2 = sections.get(2);
    const tables = section2 === undefined ? null : readTables(section2.view);
    const coded = readSamples(
      rhythm,
      tables,
      leads.map(({ count }) => count),
    );
    if (!(coded.step > 0)) throw new RecordFault('record-unit');
    if (!(coded.interval > 0)) throw new RecordFault('record-rate');
    // Every fourth sample alone between the beats.
    if (coded.isBimodal) throw new RecordFault('record-coding');
    const [beats, beat] = [sections.get(4), sections.get(5)];
    if (isBeatSubtracted) {
      if (beats === undefined || beat === undefined) throw new RecordFault('record-broken');
      addBeats(coded, beats, beat, tables);
    }
    const signals = new Map<string, Float64Array>();
    leads.forEach(({ name }, i) => {
      const samples = coded.leads[i];
      if (name === null || samples === undefined || signals.has(name)) return;
      signals.set(
        name,
        Float64Array.from(samples, (value) => value * coded.step * 1e-6),
      );
    });
    const first = sections.get(1);
    const person = first === undefined ? null : readPerson(first);
    const record = {
      rate: 1e6 / coded.interval,
      leads: signals,
      facts: factsIn(sections, person),
      ids: person?.ids ?? [],
    };
    return [{ kind: 'signal', record }];
  },
};
