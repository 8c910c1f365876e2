/** LZW as TIFF 6.0 has it (section 13): codes of 9 to 12 bits, the highest bit first, one code wider a code early. */
import { RecordFault } from '../record-fault.ts';

const CLEAR = 256;
const END = 257;
const FIRST = 258;
const MOST_CODES = 4096;

/** Fills `out`; what comes behind is not looked at. Throws `record-cut`, or `record-broken` at a code that cannot be. */
export function unpackLzw(packed: Uint8Array, out: Uint8Array): void {
  const before = new Uint16Array(MOST_CODES);
  const last = new Uint8Array(MOST_CODES);
  const lengths = new Uint16Array(MOST_CODES);
  for (let code = 0; code < CLEAR; code++) {
    last[code] = code;
    lengths[code] = 1;
  }
  let next = FIRST;
  let width = 9;
  let previous = -1;
  let bits = 0;
  let held = 0;
  let at = 0;
  let to = 0;

  /** Writes what `code` stands for, from its end; returns its first byte. */
  const write = (code: number): number => {
    const length = lengths[code] ?? 0;
    let first = 0;
    for (let from = code, i = to + length - 1; i >= to; i--, from = before[from] ?? 0) {
      first = last[from] ?? 0;
      if (i < out.length) out[i] = first;
    }
    to += length;
    return first;
  };

  while (to < out.length) {
    while (held < width) {
      if (at >= packed.length) throw new RecordFault('record-cut');
      bits = ((bits << 8) | (packed[at++] ?? 0)) & 0xffffff;
      held += 8;
    }
    held -= width;
    const code = (bits >> held) & ((1 << width) - 1);
    if (code === END) throw new RecordFault('record-cut');
    if (code === CLEAR) {
      next = FIRST;
      width = 9;
      previous = -1;
      continue;
    }
    if (previous < 0) {
      if (code > CLEAR) throw new RecordFault('record-broken');
      write(code);
    } else {
      // A code that is only now being defined: what came before, and its own first byte.
      if (code > next || (code === next && next === MOST_CODES)) throw new RecordFault('record-broken');
      const isNew = code === next;
      const start = to;
      const first = write(isNew ? previous : code);
      if (isNew && to < out.length) out[to] = first;
      if (isNew) to += 1;
      if (next < MOST_CODES) {
        before[next] = previous;
        last[next] = isNew ? first : (out[start] ?? 0);
        lengths[next] = (lengths[previous] ?? 0) + 1;
        next += 1;
      }
    }
    previous = code;
    // One code early.
    if (next + 1 >= 1 << width && width < 12) width += 1;
  }
}
