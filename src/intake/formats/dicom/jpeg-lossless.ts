/**
 * Lossless JPEG (ITU-T T.81, annex H: process 14), which archives pack pictures with and no browser decodes: Huffman codes of the
 * differences from what the neighbours foretell.
 */
import { RecordFault } from '../record-fault.ts';

interface Codes {
  /** Of codes of each length: the first, how many, and where their values begin. */
  readonly first: Int32Array;
  readonly counts: Uint8Array;
  readonly from: Int32Array;
  readonly values: Uint8Array;
}

interface Scan {
  readonly components: readonly { readonly index: number; readonly codes: Codes }[];
  readonly predictor: number;
  /** Bits that were left away. */
  readonly shift: number;
  /** Lines of code begin anew after so many samples; 0: never. */
  readonly restart: number;
}

/** Samples pixel by pixel, of `bits` each. */
export interface LosslessJpeg {
  readonly width: number;
  readonly height: number;
  readonly components: number;
  readonly bits: number;
  readonly samples: Uint16Array;
}

const MARKER = { start: 0xd8, end: 0xd9, huffman: 0xc4, frame: 0xc3, scan: 0xda, restart: 0xdd } as const;

function readCodes(view: DataView, at: number): { readonly codes: Codes; readonly length: number } {
  const counts = Uint8Array.from({ length: 17 }, (_, bits) => (bits === 0 ? 0 : view.getUint8(at + bits - 1)));
  const total = counts.reduce((sum, n) => sum + n, 0);
  const [first, from] = [new Int32Array(17), new Int32Array(17)];
  for (let bits = 1, code = 0, k = 0; bits <= 16; bits++) {
    [first[bits], from[bits]] = [code, k];
    code = (code + (counts[bits] ?? 0)) << 1;
    k += counts[bits] ?? 0;
  }
  const values = Uint8Array.from({ length: total }, (_, i) => view.getUint8(at + 16 + i));
  return { codes: { first, counts, from, values }, length: 16 + total };
}

/** The bits of a scan; zeros that were put behind 0xff are left out. */
class Bits {
  readonly #bytes: Uint8Array;
  at: number;
  #byte = 0;
  #left = 0;

  constructor(bytes: Uint8Array, at: number) {
    this.#bytes = bytes;
    this.at = at;
  }

  bit(): number {
    if (this.#left === 0) {
      const byte = this.#bytes[this.at];
      if (byte === undefined) throw new RecordFault('record-cut');
      if (byte === 0xff && this.#bytes[this.at + 1] !== 0) throw new RecordFault('record-cut');
      this.at += byte === 0xff ? 2 : 1;
      [this.#byte, this.#left] = [byte, 8];
    }
    this.#left -= 1;
    return (this.#byte >> this.#left) & 1;
  }

  code({ first, counts, from, values }: Codes): number {
    let code = 0;
    for (let bits = 1; bits <= 16; bits++) {
      code = (code << 1) | this.bit();
      const place = code - (first[bits] ?? 0);
      if (place < (counts[bits] ?? 0)) return values[(from[bits] ?? 0) + place] ?? 0;
    }
    throw new RecordFault('record-broken');
  }

  /** Of so many bits, the smaller half negative (table H.2). */
  difference(size: number): number {
    if (size === 0) return 0;
    if (size === 16) return 2 ** 15;
    let value = 0;
    for (let i = 0; i < size; i++) value = (value << 1) | this.bit();
    return value < 2 ** (size - 1) ? value - 2 ** size + 1 : value;
  }

  /** Behind the marker of a new beginning. */
  restart(): void {
    this.#left = 0;
    const marker = this.#bytes[this.at + 1] ?? 0;
    if (this.#bytes[this.at] !== 0xff || marker < 0xd0 || marker > 0xd7) throw new RecordFault('record-broken');
    this.at += 2;
  }
}

/** What a sample is foretold to be by those to its left, above it and above that one (table H.1). */
function foretold(predictor: number, a: number, b: number, c: number): number {
  switch (predictor) {
    case 1:
      return a;
    case 2:
      return b;
    case 3:
      return c;
    case 4:
      return a + b - c;
    case 5:
      return a + ((b - c) >> 1);
    case 6:
      return b + ((a - c) >> 1);
    case 7:
      return (a + b) >> 1;
    default:
      throw new RecordFault('record-broken');
  }
}

/** Returns where the scan ends. */
function readScan(bytes: Uint8Array, at: number, image: LosslessJpeg, scan: Scan): number {
  const { width, height, components, samples, bits: depth } = image;
  const { predictor, shift, restart } = scan;
  const bits = new Bits(bytes, at);
  // Nothing is above the first line, and that after a new beginning.
  let top = 0;
  for (let y = 0, done = 0; y < height; y++) {
    for (let x = 0; x < width; x++, done++) {
      if (restart > 0 && done > 0 && done % restart === 0) {
        if (x !== 0) throw new RecordFault('record-coding');
        bits.restart();
        top = y;
      }
      for (const { index, codes } of scan.components) {
        const place = (y * width + x) * components + index;
        const left = samples[place - components] ?? 0;
        const above = samples[place - width * components] ?? 0;
        const corner = samples[place - (width + 1) * components] ?? 0;
        const guess =
          y === top
            ? x === 0
              ? 2 ** (depth - shift - 1)
              : left
            : x === 0
              ? above
              : foretold(predictor, left, above, corner);
        samples[place] = guess + bits.difference(bits.code(codes));
      }
    }
  }
  return bits.at;
}

/** Throws `record-broken`, `record-cut`, `record-coding`; `mostSamples` is what may be unpacked. */
export function readLosslessJpeg(bytes: Uint8Array, mostSamples: number): LosslessJpeg {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const tables = new Map<number, Codes>();
  let ids: number[] = [];
  let image: LosslessJpeg | null = null;
  let restart = 0;
  let shift = 0;
  if (view.getUint16(0) !== 0xff00 + MARKER.start) throw new RecordFault('record-broken');
  for (let at = 2; at + 4 <= bytes.length;) {
    if (bytes[at] !== 0xff) throw new RecordFault('record-broken');
    const marker = view.getUint8(at + 1);
    if (marker === MARKER.end) break;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const [body, end] = [at + 4, at + 2 + view.getUint16(at + 2)];
    at = end;
    if (marker === MARKER.huffman) {
      for (let from = body; from < end;) {
        const { codes, length } = readCodes(view, from + 1);
        tables.set(view.getUint8(from) & 15, codes);
        from += 1 + length;
      }
    } else if (marker === MARKER.frame) {
      const [depth, height, width, components] = [
        view.getUint8(body),
        view.getUint16(body + 1),
        view.getUint16(body + 3),
        view.getUint8(body + 5),
      ];
      const count = width * height * components;
      if (image !== null || count === 0 || depth < 2 || depth > 16) throw new RecordFault('record-broken');
      if (count > mostSamples) throw new RecordFault('record-large');
      ids = Array.from({ length: components }, (_, i) => view.getUint8(body + 6 + 3 * i));
      const isWhole = ids.every((_, i) => view.getUint8(body + 7 + 3 * i) === 0x11);
      if (!isWhole && components > 1) throw new RecordFault('record-coding');
      image = { width, height, components, bits: depth, samples: new Uint16Array(count) };
    } else if (marker === MARKER.restart) restart = view.getUint16(body);
    else if (marker === MARKER.scan) {
      if (image === null) throw new RecordFault('record-broken');
      const count = view.getUint8(body);
      const components = Array.from({ length: count }, (_, i) => {
        const index = ids.indexOf(view.getUint8(body + 1 + 2 * i));
        const codes = tables.get(view.getUint8(body + 2 + 2 * i) >> 4);
        if (index < 0 || codes === undefined) throw new RecordFault('record-broken');
        return { index, codes };
      });
      shift = view.getUint8(body + 3 + 2 * count) & 15;
      at = readScan(bytes, end, image, { components, predictor: view.getUint8(body + 1 + 2 * count), shift, restart });
    } else if (marker >= 0xc0 && marker <= 0xcf) throw new RecordFault('record-coding');
  }
  if (image === null) throw new RecordFault('record-broken');
  if (shift > 0) for (let i = 0; i < image.samples.length; i++) image.samples[i] = (image.samples[i] ?? 0) << shift;
  return image;
}
