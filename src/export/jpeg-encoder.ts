/**
 * Square grey pictures as baseline JPEG with one component (ITU-T T.81, JFIF 1.01). Not a general encoder: no colour, no
 * progressive mode, sides are multiples of 8. A canvas writes three components and may write other bytes in another
 * browser; this one gives the same bytes everywhere, from any thread, and needs no canvas.
 *
 * Quantisation and Huffman tables are those of Annex K, scaled by quality as libjpeg does. The DCT is the one of Arai,
 * Agui and Nakajima (1988), whose scale factors are part of the quantisation. Blocks are transformed and written by WebAssembly
 * (`src/assembly/jpeg.ts`), in two fifths of the time that JavaScript took for the same bytes.
 */
import { joinBytes } from '../core/join-bytes.ts';
import { JPEG_MODULE } from './jpeg-module.ts';

/** Two hexadecimal digits a byte. */
function bytes(hex: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length: hex.length / 2 }, (_, i) => Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16));
}

/** Position in a block, row by row, of the coefficients in the order they are written. */
const ZIGZAG = bytes(
  '000108100902030a11182019120b04050c131a21283029221b140d06070e151c232a313839322b241d160f171e252c333a3b' +
    '342d261f272e353c3d362f373e3f',
);

/** Table K.1, luminance, row by row. */
const QUANTISATION = bytes(
  '100b0a101828333d0c0c0e131a3a3c370e0d1018283945380e11161d3357503e12162538446d674d182337405168715c3140' +
    '4e5767797865485c5f6270646763',
);

/** Tables K.3 and K.5: how many codes of 1 … 16 bits, and what they stand for. */
const DC_LENGTHS = [0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0];
const DC_VALUES = Array.from({ length: 12 }, (_, i) => i);
const AC_LENGTHS = [0, 2, 1, 3, 3, 2, 4, 3, 5, 5, 4, 4, 0, 0, 1, 0x7d];
const AC_VALUES = bytes(
  '01020300041105122131410613516107227114328191a1082342b1c11552d1f02433627282090a161718191a25262728292a' +
    '3435363738393a434445464748494a535455565758595a636465666768696a737475767778797a838485868788898a929394' +
    '95969798999aa2a3a4a5a6a7a8a9aab2b3b4b5b6b7b8b9bac2c3c4c5c6c7c8c9cad2d3d4d5d6d7d8d9dae1e2e3e4e5e6e7e8' +
    'e9eaf1f2f3f4f5f6f7f8f9fa',
);

/** By symbol: its code and, in the lowest five bits, the code's length (Annex C). */
function huffman(lengths: readonly number[], values: ArrayLike<number>): Int32Array<ArrayBuffer> {
  const table = new Int32Array(256);
  let code = 0;
  let next = 0;
  lengths.forEach((count, i) => {
    for (let n = 0; n < count; n++) table[values[next++] ?? 0] = (code++ << 5) | (i + 1);
    code <<= 1;
  });
  return table;
}

const DC = huffman(DC_LENGTHS, DC_VALUES);
const AC = huffman(AC_LENGTHS, AC_VALUES);
/** libjpeg's scaling; quality in 0 … 1, row by row, each 1 … 255. */
function quantisationFor(quality: number): Uint8Array {
  const percent = Math.max(1, Math.min(100, Math.round(quality * 100)));
  const scale = percent < 50 ? Math.floor(5000 / percent) : 200 - 2 * percent;
  return Uint8Array.from(QUANTISATION, (q) => Math.max(1, Math.min(255, Math.floor((q * scale + 50) / 100))));
}

/** √2·cos(kπ/16), the DCT's own scale; 1 for k = 0. */
const SCALE = Array.from({ length: 8 }, (_, k) => (k === 0 ? 1 : Math.SQRT2 * Math.cos((k * Math.PI) / 16)));

function segment(marker: number, body: readonly number[]): number[] {
  const length = body.length + 2;
  return [0xff, marker, length >> 8, length & 255, ...body];
}

function header(side: number, quantisation: Uint8Array): Uint8Array {
  return Uint8Array.of(
    0xff,
    0xd8,
    // JFIF 1.01, no density, no thumbnail.
    ...segment(0xe0, [0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0]),
    ...segment(0xdb, [0, ...Array.from(ZIGZAG, (at) => quantisation[at] ?? 1)]),
    // 8 bits, one component, not subsampled.
    ...segment(0xc0, [8, side >> 8, side & 255, side >> 8, side & 255, 1, 1, 0x11, 0]),
    ...segment(0xc4, [0x00, ...DC_LENGTHS, ...DC_VALUES]),
    ...segment(0xc4, [0x10, ...AC_LENGTHS, ...AC_VALUES]),
    ...segment(0xda, [1, 1, 0x00, 0, 63, 0]),
  );
}

let compiled: WebAssembly.Module | null = null;

/** Tables as the module has them in memory, behind one another. */
function tablesFor(quantisation: Uint8Array): Uint8Array {
  // 1 / (quantisation · scale of the DCT), row by row.
  const factors = Float32Array.from(quantisation, (q, i) => 1 / (q * 8 * (SCALE[i >> 3] ?? 1) * (SCALE[i & 7] ?? 1)));
  const places = ZIGZAG.map((at) => 4 * at);
  return joinBytes([places, asBytes(factors), new Uint8Array(WORK_BYTES), asBytes(DC), asBytes(AC)]);
}

function asBytes({ buffer }: Float32Array<ArrayBuffer> | Int32Array<ArrayBuffer>): Uint8Array {
  return new Uint8Array(buffer);
}

/** For a block, its lines and its levels. */
const WORK_BYTES = 256 + 128 + 256;
const PAGE_BYTES = 65_536;

type EncodeBlocks = (pixels: number, side: number, tables: number, out: number) => number;

export class GreyJpegEncoder {
  readonly #side: number;
  readonly #encodeBlocks: EncodeBlocks;
  /** Of the module: the tables, the pixels, the file. */
  readonly #memory: Uint8Array;
  readonly #pixels: number;
  readonly #file: number;
  /** Behind the header. */
  readonly #blocks: number;

  /** `side` in pixels, a multiple of 8; `quality` 0 … 1 as canvases take it. */
  constructor(side: number, quality: number) {
    if (side % 8 !== 0 || side < 8 || side > 65_528) throw new Error(`no JPEG of side ${side}`);
    const quantisation = quantisationFor(quality);
    const begin = header(side, quantisation);
    const tables = tablesFor(quantisation);
    this.#side = side;
    this.#pixels = tables.length;
    this.#file = this.#pixels + side ** 2;
    this.#blocks = this.#file + begin.length;
    // The longest code of a coefficient is 16 + 10 bits, and each byte may need a zero behind it.
    const end = this.#blocks + (side / 8) ** 2 * 64 * 4 * 2 + 16;
    compiled ??= new WebAssembly.Module(bytes(JPEG_MODULE));
    const memory = new WebAssembly.Memory({ initial: Math.ceil(end / PAGE_BYTES) });
    const { encodeBlocks } = new WebAssembly.Instance(compiled, { env: { memory } }).exports;
    this.#encodeBlocks = encodeBlocks as EncodeBlocks;
    this.#memory = new Uint8Array(memory.buffer);
    this.#memory.set(tables);
    this.#memory.set(begin, this.#file);
  }

  /** `pixels` [side, side]. The result is a view that the next call overwrites. */
  encode(pixels: Uint8Array): Uint8Array {
    const side = this.#side;
    if (pixels.length !== side ** 2) throw new Error(`${pixels.length} pixels are no picture of side ${side}`);
    const memory = this.#memory;
    memory.set(pixels, this.#pixels);
    let end = this.#blocks + this.#encodeBlocks(this.#pixels, side, 0, this.#blocks);
    memory[end++] = 0xff;
    memory[end++] = 0xd9;
    return memory.subarray(this.#file, end);
  }
}
