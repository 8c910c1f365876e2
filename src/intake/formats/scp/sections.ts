/** Sections of an SCP-ECG file by their numbers, checked (EN 1064, 5.2 and 5.3). */
import { RecordFault } from '../record-fault.ts';

export interface Section {
  readonly version: number;
  /** What follows its header. */
  readonly view: DataView;
}

const HEADER = 16;
const FILE_HEADER = 6;
const MOST_SECTIONS = 200;

/** CRC-CCITT: polynomial x¹⁶ + x¹² + x⁵ + 1, begun with ones. */
export function crcOf(bytes: Uint8Array): number {
  let crc = 0xffff;
  for (const byte of bytes) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit++) crc = crc & 0x8000 ? ((crc << 1) ^ 0x1021) & 0xffff : (crc << 1) & 0xffff;
  }
  return crc;
}

/** Its own checksum comes first. */
function isSumRight(part: Uint8Array): boolean {
  const said = (part[0] ?? 0) | ((part[1] ?? 0) << 8);
  return said === crcOf(part.subarray(2));
}

/** Throws `record-cut`, `record-checksum`, `record-broken`. Sections of no length are left away. */
export function readSections(bytes: Uint8Array): ReadonlyMap<number, Section> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < FILE_HEADER + HEADER) throw new RecordFault('record-cut');
  const size = view.getUint32(2, true);
  if (size > bytes.length) throw new RecordFault('record-cut');
  if (!isSumRight(bytes.subarray(0, size))) throw new RecordFault('record-checksum');
  const pointers = view.getUint32(FILE_HEADER + 4, true);
  const count = Math.floor((pointers - HEADER) / 10);
  if (count < 1 || count > MOST_SECTIONS || FILE_HEADER + pointers > size) throw new RecordFault('record-broken');
  const sections = new Map<number, Section>();
  for (let i = 0; i < count; i++) {
    const at = FILE_HEADER + HEADER + 10 * i;
    const [id, length, index] = [view.getUint16(at, true), view.getUint32(at + 2, true), view.getUint32(at + 6, true)];
    if (length === 0 || id === 0) continue;
    // Counted from 1.
    const from = index - 1;
    if (length < HEADER || from < 0 || from + length > size) throw new RecordFault('record-broken');
    const part = bytes.subarray(from, from + length);
    if (!isSumRight(part)) throw new RecordFault('record-checksum');
    sections.set(id, {
      version: part[8] ?? 0,
      view: new DataView(part.buffer, part.byteOffset + HEADER, length - HEADER),
    });
  }
  return sections;
}
