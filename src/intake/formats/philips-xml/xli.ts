/**
 * Philips' XLI: every lead is a chunk of its own, packed with LZW of 10-bit codes (highest bit first, no clear code); unpacked it is
 * the upper bytes of 16-bit numbers and then their lower bytes. The first two of those are samples, the others correct a
 * prediction: sample = 2·y − x − c, where x and y are the two samples before and c is the correction one step earlier.
 */
import { joinBytes } from '../../../core/join-bytes.ts';
import { RecordFault } from '../record-fault.ts';

const BITS = 10;
const END = (1 << BITS) - 1;
/** A lead of half an hour at 1 kHz. */
const MOST_BYTES = 4e6;

export function unpackLzw(packed: Uint8Array): Uint8Array {
  const strings: Uint8Array[] = Array.from({ length: 256 }, (_, code) => Uint8Array.of(code));
  const parts: Uint8Array[] = [];
  let length = 0;
  let previous: Uint8Array | null = null;
  let window = 0;
  let held = 0;
  for (const byte of packed) {
    window = (window << 8) | byte;
    held += 8;
    if (held < BITS) continue;
    held -= BITS;
    const code = (window >>> held) & (2 ** BITS - 1);
    window &= 2 ** held - 1;
    if (code === END) break;
    const known: Uint8Array | undefined = strings[code];
    // The one string that may be asked for before it is there.
    if (known === undefined && (previous === null || code !== strings.length)) throw new RecordFault('record-broken');
    const current: Uint8Array = known ?? extended(previous ?? new Uint8Array(), previous ?? new Uint8Array());
    if (previous !== null && strings.length < END) strings.push(extended(previous, current));
    parts.push(current);
    length += current.length;
    if (length > MOST_BYTES) throw new RecordFault('record-long');
    previous = current;
  }
  return joinBytes(parts);
}

/** A string and the first byte of another. */
function extended(string: Uint8Array, next: Uint8Array): Uint8Array {
  const out = new Uint8Array(string.length + 1);
  out.set(string);
  out[string.length] = next[0] ?? 0;
  return out;
}

function samplesOf(bytes: Uint8Array, first: number): Int16Array {
  const count = bytes.length >> 1;
  const out = Int16Array.from({ length: count }, (_, i) => ((bytes[i] ?? 0) << 8) | (bytes[count + i] ?? 0));
  let [x, y] = [out[0] ?? 0, out[1] ?? 0];
  let correction = first;
  for (let i = 2; i < count; i++) {
    const z = 2 * y - x - correction;
    correction = (out[i] ?? 0) - 64;
    out[i] = z;
    x = y;
    y = z;
  }
  return out;
}

/** Leads in the order of the file, each of 16 bits. Throws `record-cut`. */
export function unpackXli(bytes: Uint8Array): Int16Array[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const leads: Int16Array[] = [];
  for (let at = 0; at + 8 <= bytes.length;) {
    const size = view.getInt32(at, true);
    const first = view.getInt16(at + 6, true);
    at += 8;
    if (size < 0 || at + size > bytes.length) throw new RecordFault('record-cut');
    leads.push(samplesOf(unpackLzw(bytes.subarray(at, at + size)), first));
    at += size;
  }
  return leads;
}
