/** WFDB (PhysioNet): a header and the signal files it names. Signals that are no lead of an ECG are left alone. */
import type { EcgFacts, EcgFile, EcgPage, EcgReader } from '../ecg-record.ts';
import { factsOf } from '../facts-of.ts';
import { RecordFault } from '../record-fault.ts';
import { leadOf } from '../twelve-leads.ts';
import { millivoltsIn } from '../units.ts';
import { readHeader, type SignalSpec, type WfdbHeader } from './header.ts';
import { lowestOf, readSamples, samplesIn } from './samples.ts';
import { joinSegments, type WfdbPiece } from './segments.ts';

/** Beyond this no resting ECG. */
const MOST_SAMPLES = 2 ** 26;

/** Signals that share a file lie in it frame by frame. */
interface Group {
  readonly file: string;
  readonly signals: readonly SignalSpec[];
}

function groupsOf(signals: readonly SignalSpec[]): Group[] {
  const groups = new Map<string, SignalSpec[]>();
  for (const signal of signals) {
    const group = groups.get(signal.file);
    if (group === undefined) groups.set(signal.file, [signal]);
    else group.push(signal);
  }
  return Array.from(groups, ([file, group]) => ({ file, signals: group }));
}

function isSumRight(samples: Float64Array, { checksum, format }: SignalSpec): boolean {
  if (checksum === null) return true;
  let sum = 0;
  for (const sample of samples) sum = (sum + (Number.isNaN(sample) ? lowestOf(format) : sample)) & 0xffff;
  return sum === checksum;
}

/** Steps of the converter → millivolts, moved by its skew; frames of several samples become their mean where leads differ in them. */
function millivolts(steps: Float64Array, signal: SignalSpec, perFrame: number): Float64Array {
  const scale = millivoltsIn(signal.unit);
  if (scale === null || signal.gain === 0) throw new RecordFault('record-unit');
  if (!Number.isFinite(signal.gain)) throw new RecordFault('record-broken');
  const lag = signal.skew * signal.samplesPerFrame;
  const moved = lag === 0 ? steps : steps.subarray(Math.min(lag, steps.length));
  const many = signal.samplesPerFrame / perFrame;
  return Float64Array.from({ length: Math.floor(moved.length / many) }, (_, i) => {
    let sum = 0;
    for (let k = 0; k < many; k++) sum += moved[i * many + k] ?? 0;
    return ((sum / many - signal.baseline) / signal.gain) * scale;
  });
}

/** All samples of every signal of a file. */
function readGroup({ file, signals }: Group, frames: number | null, { beside }: EcgFile): Float64Array[] {
  const bytes = beside.get(file);
  if (bytes === undefined) throw new RecordFault('record-part-missing');
  const [lead] = signals;
  if (lead === undefined) return [];
  const { format, offset } = lead;
  if (signals.some((signal) => signal.format !== format)) throw new RecordFault('record-coding');
  const perFrame = signals.reduce((sum, { samplesPerFrame }) => sum + samplesPerFrame, 0);
  const held = Math.floor(samplesIn(format, Math.max(0, bytes.length - offset)) / perFrame);
  const skew = Math.max(...signals.map((signal) => signal.skew));
  if (frames !== null && held < frames + skew && held < frames) throw new RecordFault('record-cut');
  const count = frames === null ? held : Math.min(held, frames + skew);
  if (count * perFrame > MOST_SAMPLES) throw new RecordFault('record-long');
  const all = readSamples(format, bytes.subarray(offset), count * perFrame);
  let at = 0;
  return signals.map((signal) => {
    const { samplesPerFrame } = signal;
    const out = new Float64Array(count * samplesPerFrame);
    for (let frame = 0; frame < count; frame++) {
      for (let k = 0; k < samplesPerFrame; k++) {
        out[frame * samplesPerFrame + k] = all[frame * perFrame + at + k] ?? Number.NaN;
      }
    }
    at += samplesPerFrame;
    if (format === 8) {
      let value = signal.first;
      for (let i = 0; i < out.length; i++) out[i] = value += out[i] ?? 0;
    }
    const used = frames === null ? out : out.subarray(0, frames * samplesPerFrame);
    if (signal.skew === 0 && !isSumRight(used, signal)) throw new RecordFault('record-checksum');
    return out;
  });
}

/** Comments as many databases write them: `Age: 62`, `age: 62 sex: male`, `<age>: 62 <sex>: M`. */
function commentFacts(comments: readonly string[]): EcgFacts {
  const text = comments.join('\n');
  const find = (name: string): string | undefined =>
    new RegExp(`(?:^|\\s|<)${name}>?\\s*[:=]\\s*([^\\s<]+)`, 'imu').exec(text)?.[1];
  return factsOf({ age: find('age'), sex: find('sex') ?? find('gender') });
}

const MOST_SECONDS = 30 * 60;

/** A header with samples: its leads at their own rate. */
function readPiece({ rate, frames, signals: all }: WfdbHeader, file: EcgFile): WfdbPiece {
  const wanted = all.filter(({ name }) => leadOf(name) !== null);
  const [first = 1] = wanted.map(({ samplesPerFrame }) => samplesPerFrame);
  const perFrame = wanted.every(({ samplesPerFrame }) => samplesPerFrame === first) ? first : 1;
  const leads = new Map<string, Float64Array>();
  for (const group of groupsOf(all)) {
    if (!group.signals.some((signal) => wanted.includes(signal))) continue;
    const signals = readGroup(group, frames, file);
    signals.forEach((steps, i) => {
      const signal = group.signals[i];
      if (signal === undefined || !wanted.includes(signal)) return;
      const values = millivolts(steps, signal, perFrame);
      leads.set(signal.name, frames === null ? values : values.slice(0, frames * perFrame));
    });
  }
  return { rate: rate * perFrame, leads };
}

export const reader: EcgReader = {
  read(file: EcgFile): EcgPage[] {
    const header = readHeader(new TextDecoder().decode(file.bytes));
    const { rate, frames, comments, segments } = header;
    if (frames !== null && frames / rate > MOST_SECONDS) throw new RecordFault('record-long');
    const { leads, rate: own } =
      segments.length === 0 ? readPiece(header, file) : joinSegments(header, file, readPiece);
    if (leads.size === 0) throw new RecordFault('record-no-leads');
    return [{ kind: 'signal', record: { rate: own, leads, facts: commentFacts(comments), ids: [] } }];
  },
};
