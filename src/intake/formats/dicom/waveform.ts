/** Signals in DICOM: multiplex groups of channels, PS3.3 C.10.9. */
import type { DataSet } from 'dicom-parser';
import { RecordFault } from '../record-fault.ts';
import { leadOf } from '../twelve-leads.ts';
import { millivoltsIn } from '../units.ts';

/** Leads by the numbers that SCP-ECG, ISO/IEEE 11073 and DICOM share (PS3.16 CID 3001): `5.6.3-9-61`, `2:61`, `10:61`. */
const NUMBERED = new Map([
  ...['I', 'II', 'V1', 'V2', 'V3', 'V4', 'V5', 'V6'].map((name, i) => [String(i + 1), name] as const),
  ['61', 'III'],
  ['62', 'aVR'],
  ['63', 'aVL'],
  ['64', 'aVF'],
]);

export function items(data: DataSet, tag: string): DataSet[] {
  return (data.elements[tag]?.items ?? []).map(({ dataSet }) => dataSet).filter((set) => set !== undefined);
}

/** A decimal string, however long; NaN where there is none. */
export function decimal(data: DataSet, tag: string): number {
  const text = data.string(tag)?.trim() ?? '';
  return text === '' ? Number.NaN : Number(text);
}

function nameOf(channel: DataSet): string | null {
  const [source] = items(channel, 'x003a0208');
  const number = /^(?:5\.6\.3-9-|2:|10:)(\d+)$/u.exec(source?.string('x00080100')?.trim() ?? '')?.[1];
  const coded = number === undefined ? undefined : NUMBERED.get(number);
  const texts = [coded, source?.string('x00080104'), channel.string('x003a0203')];
  return texts.find((text) => text !== undefined && leadOf(text) !== null) ?? null;
}

type Reading = (view: DataView, at: number, little: boolean) => number;

interface Interpretation {
  readonly bytes: number;
  readonly read: Reading;
}

const INTERPRETATIONS: Readonly<Record<string, Interpretation>> = {
  SB: { bytes: 1, read: (view, at) => view.getInt8(at) },
  UB: { bytes: 1, read: (view, at) => view.getUint8(at) },
  SS: { bytes: 2, read: (view, at, little) => view.getInt16(at, little) },
  US: { bytes: 2, read: (view, at, little) => view.getUint16(at, little) },
  SL: { bytes: 4, read: (view, at, little) => view.getInt32(at, little) },
  UL: { bytes: 4, read: (view, at, little) => view.getUint32(at, little) },
};

interface Channel {
  readonly name: string;
  /** Where it stands among the group's channels. */
  readonly place: number;
  /** Step → millivolts: step × scale + offset. */
  readonly scale: number;
  readonly offset: number;
}

/** Null: no lead of an ECG. Throws `record-unit`. */
function channelOf(channel: DataSet, place: number): Channel | null {
  const name = nameOf(channel);
  if (name === null) return null;
  const [units] = items(channel, 'x003a0211');
  const unit = millivoltsIn(units?.string('x00080100') ?? '');
  const sensitivity = decimal(channel, 'x003a0210');
  if (unit === null || !(sensitivity !== 0 && Number.isFinite(sensitivity))) throw new RecordFault('record-unit');
  const correction = decimal(channel, 'x003a0212');
  const baseline = decimal(channel, 'x003a0213');
  return {
    name,
    place,
    scale: sensitivity * (Number.isNaN(correction) ? 1 : correction) * unit,
    offset: (Number.isNaN(baseline) ? 0 : baseline) * unit,
  };
}

export interface Multiplex {
  readonly rate: number;
  readonly isOriginal: boolean;
  readonly leads: ReadonlyMap<string, Float64Array>;
}

const MOST_SAMPLES = 2 ** 26;

/** The leads of one group. `file`: all its bytes. */
export function readMultiplex(group: DataSet, file: Uint8Array, isLittle: boolean): Multiplex {
  const channels = items(group, 'x003a0200');
  const count = group.uint16('x003a0005') ?? channels.length;
  const length = group.uint32('x003a0010') ?? 0;
  const coding = INTERPRETATIONS[group.string('x54001006')?.trim() ?? ''];
  const data = group.elements['x54001010'];
  if (coding === undefined) throw new RecordFault('record-coding');
  if (data === undefined || count < channels.length) throw new RecordFault('record-broken');
  if (count * length > MOST_SAMPLES) throw new RecordFault('record-long');
  if (data.length < count * length * coding.bytes || data.dataOffset + data.length > file.length) {
    throw new RecordFault('record-cut');
  }
  const view = new DataView(file.buffer, file.byteOffset + data.dataOffset, data.length);
  const padding = group.elements['x5400100a'];
  const filler =
    padding === undefined || padding.length < coding.bytes
      ? null
      : coding.read(new DataView(file.buffer, file.byteOffset + padding.dataOffset, padding.length), 0, isLittle);
  const leads = new Map<string, Float64Array>();
  for (const channel of channels.map(channelOf)) {
    if (channel === null || leads.has(channel.name)) continue;
    const samples = new Float64Array(length);
    for (let i = 0; i < length; i++) {
      const step = coding.read(view, (i * count + channel.place) * coding.bytes, isLittle);
      samples[i] = step === filler ? Number.NaN : step * channel.scale + channel.offset;
    }
    leads.set(channel.name, samples);
  }
  const isOriginal = group.string('x003a0004')?.trim() !== 'DERIVED';
  return { rate: decimal(group, 'x003a001a'), isOriginal, leads };
}
