/** A strip or tile compressed as JPEG, as a file of its own: tables that all share stand once a page (TIFF technical note 2). */
import { joinBytes } from '../../../core/join-bytes.ts';
import { RecordFault } from '../record-fault.ts';
import type { TiffPage } from './directory.ts';

const START = Uint8Array.of(0xff, 0xd8);
/** Adobe's marker: three colours as they are, not as brightness and differences. */
const AS_THEY_ARE = Uint8Array.of(0xff, 0xee, 0, 14, 0x41, 0x64, 0x6f, 0x62, 0x65, 0, 100, 0, 0, 0, 0, 0);

function isJpeg(bytes: Uint8Array): boolean {
  return bytes[0] === 0xff && bytes[1] === 0xd8;
}

export function jpegOf(
  bytes: Uint8Array,
  { jpegTables, photometric }: Pick<TiffPage, 'jpegTables' | 'photometric'>,
): Uint8Array<ArrayBuffer> {
  if (!isJpeg(bytes) || (jpegTables !== null && !isJpeg(jpegTables))) throw new RecordFault('record-broken');
  // Without the marks of their own beginning and end.
  const tables = jpegTables === null ? new Uint8Array(0) : jpegTables.subarray(2, -2);
  return joinBytes([START, ...(photometric === 2 ? [AS_THEY_ARE] : []), tables, bytes.subarray(2)]);
}
