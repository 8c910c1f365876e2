/** Runs of bytes (PackBits, the RLE of DICOM): a count below 128 copies so many and one more, above it repeats the next. */
import { RecordFault } from './record-fault.ts';

/** Fills `out`. Throws `record-cut` where there are not enough. */
export function unpackRuns(packed: Uint8Array, out: Uint8Array): void {
  let at = 0;
  let to = 0;
  while (to < out.length && at < packed.length) {
    const count = packed[at] ?? 128;
    at += 1;
    if (count < 128) {
      out.set(packed.subarray(at, Math.min(at + count + 1, at + out.length - to)), to);
      at += count + 1;
      to += count + 1;
    } else if (count > 128) {
      out.fill(packed[at] ?? 0, to, Math.min(out.length, to + 257 - count));
      at += 1;
      to += 257 - count;
    }
  }
  if (to < out.length) throw new RecordFault('record-cut');
}
