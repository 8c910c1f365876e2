/** The text beside WFDB's signal files: what they are called and how their samples are written. Clauses: header(5) of the WFDB guide. */
import { RecordFault } from '../record-fault.ts';

export interface SignalSpec {
  readonly file: string;
  readonly format: number;
  readonly samplesPerFrame: number;
  /** Frames that the signal lags behind the others. */
  readonly skew: number;
  /** Bytes before the first sample. */
  readonly offset: number;
  /** Steps a unit; 0: not calibrated. */
  readonly gain: number;
  readonly baseline: number;
  readonly unit: string;
  readonly first: number;
  /** 16 bits of the sum of all samples; null: not said. */
  readonly checksum: number | null;
  readonly name: string;
}

/** A part of a record, in a record of its own. */
export interface SegmentSpec {
  /** Null: nothing was recorded. */
  readonly name: string | null;
  /** 0: no samples, only what signals the others may have (a layout). */
  readonly frames: number;
}

export interface WfdbHeader {
  /** Frames a second. */
  readonly rate: number;
  /** Frames; null: not said. */
  readonly frames: number | null;
  /** None where the record has segments: those have theirs. */
  readonly signals: readonly SignalSpec[];
  /** One behind another; none: the record is in one piece. */
  readonly segments: readonly SegmentSpec[];
  /** Lines of comments, without the mark. */
  readonly comments: readonly string[];
}

const DEFAULT_RATE = 250;
const MOST_SIGNALS = 1024;
const MOST_SEGMENTS = 10_000;
const NOTHING = '~';

/** `16x4:2+24`: format, samples a frame, skew, bytes in front. */
const FORMAT = /^(\d+)(?:x(\d+))?(?::(\d+))?(?:\+(\d+))?$/u;
/** `200(1024)/mV` */
const GAIN = /^([-+\d.eE]+)(?:\((-?\d+)\))?(?:\/(\S+))?$/u;

function signalOf(line: string): SignalSpec {
  const [file = '', form = '', gainText, , zero, first, checksum, , ...description] = line.trim().split(/\s+/u);
  const format = FORMAT.exec(form);
  if (format === null) throw new RecordFault('record-broken');
  const gain = gainText === undefined ? null : GAIN.exec(gainText);
  const adcZero = Number(zero ?? 0);
  return {
    file,
    format: Number(format[1]),
    samplesPerFrame: Math.max(1, Number(format[2] ?? 1)),
    skew: Number(format[3] ?? 0),
    offset: Number(format[4] ?? 0),
    gain: Number(gain?.[1] ?? 0),
    baseline: gain?.[2] === undefined ? adcZero : Number(gain[2]),
    unit: gain?.[3] ?? 'mV',
    first: Number(first ?? adcZero),
    checksum: checksum === undefined ? null : Number(checksum) & 0xffff,
    name: description.join(' '),
  };
}

function segmentOf(line: string): SegmentSpec {
  const [name = '', count] = line.split(/\s+/u);
  const frames = Number(count);
  if (!(Number.isInteger(frames) && frames >= 0)) throw new RecordFault('record-broken');
  return { name: name === NOTHING ? null : name, frames };
}

/** Throws `record-broken`, `record-cut`, `record-no-leads`. */
export function readHeader(text: string): WfdbHeader {
  const all = text.split(/\r?\n/u).map((line) => line.trim());
  const comments = all.filter((line) => line.startsWith('#')).map((line) => line.slice(1).trim());
  const [record = '', ...lines] = all.filter((line) => line !== '' && !line.startsWith('#'));
  const [name = '', count, rateText = '', frames] = record.split(/\s+/u);
  const signals = Number(count);
  if (!Number.isInteger(signals) || signals > MOST_SIGNALS) throw new RecordFault('record-broken');
  if (signals === 0) throw new RecordFault('record-no-leads');
  const parts = name.includes('/') ? Number(name.slice(name.indexOf('/') + 1)) : 0;
  if (!Number.isInteger(parts) || parts > MOST_SEGMENTS) throw new RecordFault('record-broken');
  if (lines.length < (parts > 0 ? parts : signals)) throw new RecordFault('record-cut');
  const rate = rateText === '' ? DEFAULT_RATE : Number.parseFloat(rateText);
  const length = Number(frames ?? 0);
  return {
    rate,
    frames: length > 0 ? length : null,
    signals: parts > 0 ? [] : lines.slice(0, signals).map(signalOf),
    segments: lines.slice(0, parts).map(segmentOf),
    comments,
  };
}

export const headerFile = (segment: string): string => `${segment}.hea`;

/** The files that a header speaks of, of samples or headers of segments, each once; none where it cannot be read. */
export function namedFiles(text: string): string[] {
  try {
    const { signals, segments } = readHeader(text);
    const parts = segments.flatMap(({ name }) => (name === null ? [] : [headerFile(name)]));
    return [...new Set([...signals.map(({ file }) => file), ...parts])].filter((file) => file !== NOTHING);
  } catch (error) {
    // Said when the record itself is read.
    if (error instanceof RecordFault) return [];
    throw error;
  }
}
