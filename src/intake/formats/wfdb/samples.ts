/**
 * Samples of a WFDB signal file, in its order, as the numbers of the converter; `INVALID` where a format's lowest number says that
 * nothing was measured. Formats of signal(5) that hold their samples plainly; those packed as FLAC are not among them.
 */
import { RecordFault } from '../record-fault.ts';

export const INVALID = Number.NaN;

interface Coding {
  /** So many samples lie in so many bytes. */
  readonly samples: number;
  readonly bytes: number;
  readonly read: (view: DataView, at: number, index: number) => number;
  readonly invalid: number | null;
}

const signed = (value: number, bits: number): number => (value << (32 - bits)) >> (32 - bits);

const CODINGS: Readonly<Record<number, Coding>> = {
  // First differences; they are added up by whoever knows which signal each is of.
  8: { samples: 1, bytes: 1, read: (view, at) => view.getInt8(at), invalid: null },
  16: { samples: 1, bytes: 2, read: (view, at) => view.getInt16(at, true), invalid: -(2 ** 15) },
  24: {
    samples: 1,
    bytes: 3,
    read: (view, at) => view.getUint16(at, true) | (view.getInt8(at + 2) << 16),
    invalid: -(2 ** 23),
  },
  32: { samples: 1, bytes: 4, read: (view, at) => view.getInt32(at, true), invalid: -(2 ** 31) },
  61: { samples: 1, bytes: 2, read: (view, at) => view.getInt16(at, false), invalid: -(2 ** 15) },
  80: { samples: 1, bytes: 1, read: (view, at) => view.getUint8(at) - 128, invalid: -(2 ** 7) },
  160: { samples: 1, bytes: 2, read: (view, at) => view.getUint16(at, true) - 2 ** 15, invalid: -(2 ** 15) },
  // Two in three bytes: the middle one holds the upper four bits of both.
  212: {
    samples: 2,
    bytes: 3,
    read: (view, at, index) =>
      index === 0
        ? signed(view.getUint8(at) | ((view.getUint8(at + 1) & 0x0f) << 8), 12)
        : signed(view.getUint8(at + 2) | ((view.getUint8(at + 1) & 0xf0) << 4), 12),
    invalid: -(2 ** 11),
  },
  // Three in two words of 16 bits, whose lowest bit is not used; the third is the upper five bits of both.
  310: {
    samples: 3,
    bytes: 4,
    read: (view, at, index) => {
      const [low, high] = [view.getUint16(at, true), view.getUint16(at + 2, true)];
      if (index === 0) return signed((low >> 1) & 0x3ff, 10);
      if (index === 1) return signed((high >> 1) & 0x3ff, 10);
      return signed((low >> 11) | ((high >> 11) << 5), 10);
    },
    invalid: -(2 ** 9),
  },
  // Three in one word of 32 bits.
  311: {
    samples: 3,
    bytes: 4,
    read: (view, at, index) => signed((view.getUint32(at, true) >>> (10 * index)) & 0x3ff, 10),
    invalid: -(2 ** 9),
  },
};

/** Bytes that a sample of `index` needs of its group: a last group may be cut behind it. */
function neededBytes({ samples, bytes }: Coding, index: number): number {
  if (samples === 1 || index === samples - 1) return bytes;
  return samples === 2 ? 2 : bytes === 4 && index === 0 ? 2 : 4;
}

/** How many samples of `format` lie in so many bytes. Throws `record-coding` for one that is not read. */
export function samplesIn(format: number, bytes: number): number {
  const coding = codingOf(format);
  const groups = Math.floor(bytes / coding.bytes);
  const rest = bytes - groups * coding.bytes;
  let more = 0;
  while (more < coding.samples - 1 && rest >= neededBytes(coding, more)) more += 1;
  return groups * coding.samples + more;
}

function codingOf(format: number): Coding {
  const coding = CODINGS[format];
  if (coding === undefined) throw new RecordFault('record-coding');
  return coding;
}

/** The first `count` samples. A group that is cut is read as if zeros followed. */
export function readSamples(format: number, bytes: Uint8Array, count: number): Float64Array {
  const coding = codingOf(format);
  const groups = Math.ceil(count / coding.samples);
  const whole = bytes.length >= groups * coding.bytes ? bytes : padded(bytes, groups * coding.bytes);
  const view = new DataView(whole.buffer, whole.byteOffset, whole.byteLength);
  const out = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const group = Math.floor(i / coding.samples);
    const value = coding.read(view, group * coding.bytes, i - group * coding.samples);
    out[i] = value === coding.invalid ? INVALID : value;
  }
  return out;
}

function padded(bytes: Uint8Array, length: number): Uint8Array {
  const out = new Uint8Array(length);
  out.set(bytes);
  return out;
}

/** What a checksum counts such a sample as. */
export function lowestOf(format: number): number {
  return codingOf(format).invalid ?? 0;
}
