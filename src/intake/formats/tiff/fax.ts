/** Fax compressions of scans in black and white: ITU-T T.4 (group 3, one and two dimensions) and T.6 (group 4). */
import { RecordFault } from '../record-fault.ts';
import { BLACK_RUNS, CODE_BITS, type CodeTable, HORIZONTAL, MODE_CODES, PASS, WHITE_RUNS } from './fax-codes.ts';

export interface FaxCoding {
  /** `runs`: without ends of lines, each line begins with a byte (TIFF's compression 2). */
  readonly group: 'runs' | 3 | 4;
  /** Of group 3: lines may be told by the one above. */
  readonly isTwoDimensional: boolean;
}

/** An end of a line: eleven zeros at least, and a one. */
const END_ZEROS = 11;

class Bits {
  /** In bits. */
  #at = 0;
  readonly #bytes: Uint8Array;
  readonly #end: number;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#end = 8 * bytes.length;
  }

  /** The next `count` bits, at most 17; zeros behind the end. */
  peek(count: number): number {
    const byte = this.#at >> 3;
    const three = ((this.#bytes[byte] ?? 0) << 16) | ((this.#bytes[byte + 1] ?? 0) << 8) | (this.#bytes[byte + 2] ?? 0);
    return (three >> (24 - count - (this.#at & 7))) & ((1 << count) - 1);
  }

  skip(count: number): void {
    this.#at += count;
    if (this.#at > this.#end) throw new RecordFault('record-cut');
  }

  toByte(): void {
    this.#at = (this.#at + 7) & ~7;
  }

  /** Behind an end of a line, if one is next; fill bits may stand before it. */
  passEnd(): boolean {
    const start = this.#at;
    let zeros = 0;
    while (this.#at < this.#end && this.peek(1) === 0) {
      zeros += 1;
      this.#at += 1;
    }
    if (zeros >= END_ZEROS && this.#at < this.#end) {
      this.#at += 1;
      return true;
    }
    this.#at = start;
    return false;
  }

  code(table: CodeTable): number {
    const found = table[this.peek(CODE_BITS)] ?? 0;
    if (found === 0) throw new RecordFault(this.#at + CODE_BITS > this.#end ? 'record-cut' : 'record-broken');
    this.skip(found & 15);
    return found >> 4;
  }

  /** A whole run: codes of 64 and more are followed by another. */
  run(isBlack: boolean): number {
    let length = 0;
    for (;;) {
      const part = this.code(isBlack ? BLACK_RUNS : WHITE_RUNS);
      length += part;
      if (part < 64) return length;
    }
  }
}

/** Places where a line's colour changes, from white; as many `width`s behind the last as anybody asks for. */
type Changes = Int32Array;

/** Told by its runs alone. */
function readRuns(bits: Bits, line: Changes, width: number): number {
  let count = 0;
  let at = 0;
  while (at < width) {
    at += bits.run(count % 2 === 1);
    if (at > width) throw new RecordFault('record-broken');
    line[count++] = at;
  }
  return count;
}

/** Told by the line above; T.4, 4.2. */
function readByAbove(bits: Bits, above: Changes, line: Changes, width: number): number {
  let count = 0;
  let at = -1;
  /** In `above`. */
  let next = 0;
  while (at < width) {
    const isBlack = count % 2 === 1;
    // The first change above, to the right and to the other colour.
    while (next > 0 && (above[next - 1] ?? 0) > at) next -= 1;
    while ((above[next] ?? width) <= at && (above[next] ?? width) < width) next += 1;
    if (next % 2 !== Number(isBlack)) next += 1;
    const change = above[next] ?? width;
    const mode = bits.code(MODE_CODES);
    if (mode === PASS) at = above[next + 1] ?? width;
    else if (mode === HORIZONTAL) {
      at = Math.max(0, at) + bits.run(isBlack);
      line[count++] = at;
      at += bits.run(!isBlack);
      line[count++] = at;
    } else {
      const to = change + mode;
      if (to < Math.max(0, at)) throw new RecordFault('record-broken');
      at = to;
      line[count++] = at;
    }
    if (at > width || count > width + 1) throw new RecordFault('record-broken');
  }
  return count;
}

/** A bit a pixel, 1 is black, each line from a byte on: fills `out`, `rows` lines of `width`. Throws `record-cut` or `record-broken`. */
export function unpackFax(
  packed: Uint8Array,
  { group, isTwoDimensional }: FaxCoding,
  { width, rows, out }: { readonly width: number; readonly rows: number; readonly out: Uint8Array },
): void {
  const bits = new Bits(packed);
  const stride = Math.ceil(width / 8);
  let above: Changes = new Int32Array(width + 4).fill(width);
  let line: Changes = new Int32Array(width + 4);
  for (let row = 0; row < rows; row++) {
    let isByAbove = group === 4;
    if (group === 3) {
      bits.passEnd();
      if (isTwoDimensional) {
        isByAbove = bits.peek(1) === 0;
        bits.skip(1);
      }
    } else if (group === 'runs') bits.toByte();
    const count = isByAbove ? readByAbove(bits, above, line, width) : readRuns(bits, line, width);
    line.fill(width, count);
    for (let i = 0; i < count; i += 2) {
      const to = line[i + 1] ?? width;
      for (let x = line[i] ?? width; x < to; x++) {
        const byte = row * stride + (x >> 3);
        out[byte] = (out[byte] ?? 0) | (0x80 >> (x & 7));
      }
    }
    [above, line] = [line, above];
  }
}
