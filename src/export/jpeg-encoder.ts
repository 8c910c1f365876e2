/**
 * Square grey pictures as baseline JPEG with one component (ITU-T T.81, JFIF 1.01). Not a general encoder: no colour, no
 * progressive mode, sides are multiples of 8. A canvas writes three components and may write other bytes in another
 * browser; this one gives the same bytes everywhere, from any thread, and needs no canvas.
 *
 * Quantisation and Huffman tables are those of Annex K, scaled by quality as libjpeg does. The DCT is the one of Arai,
 * Agui and Nakajima (1988), whose scale factors are part of the quantisation.
 */
/** Two hexadecimal digits a byte. */
function bytes(hex: string): Uint8Array {
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

/** Symbol → code and its length (Annex C). */
function huffman(lengths: readonly number[], values: ArrayLike<number>): { codes: Uint16Array; bits: Uint8Array } {
  const codes = new Uint16Array(256);
  const bits = new Uint8Array(256);
  let code = 0;
  let next = 0;
  lengths.forEach((count, i) => {
    for (let n = 0; n < count; n++) {
      const value = values[next++] ?? 0;
      codes[value] = code++;
      bits[value] = i + 1;
    }
    code <<= 1;
  });
  return { codes, bits };
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

/** One-dimensional DCT of 8 numbers, `stride` apart from `at`, in place. */
function transform(d: Float32Array, at: number, stride: number): void {
  const i1 = at + stride;
  const i2 = i1 + stride;
  const i3 = i2 + stride;
  const i4 = i3 + stride;
  const i5 = i4 + stride;
  const i6 = i5 + stride;
  const i7 = i6 + stride;
  const d0 = d[at] as number;
  const d1 = d[i1] as number;
  const d2 = d[i2] as number;
  const d3 = d[i3] as number;
  const d4 = d[i4] as number;
  const d5 = d[i5] as number;
  const d6 = d[i6] as number;
  const d7 = d[i7] as number;

  const s0 = d0 + d7;
  const s1 = d1 + d6;
  const s2 = d2 + d5;
  const s3 = d3 + d4;
  const even0 = s0 + s3;
  const even1 = s1 + s2;
  d[at] = even0 + even1;
  d[i4] = even0 - even1;
  const z1 = (s1 - s2 + s0 - s3) * Math.SQRT1_2;
  d[i2] = s0 - s3 + z1;
  d[i6] = s0 - s3 - z1;

  const t7 = d0 - d7;
  const t6 = d1 - d6;
  const t5 = d2 - d5;
  const t4 = d3 - d4;
  const o0 = t4 + t5;
  const o1 = t5 + t6;
  const o2 = t6 + t7;
  const z5 = (o0 - o2) * 0.382683433;
  const z2 = 0.5411961 * o0 + z5;
  const z4 = 1.306562965 * o2 + z5;
  const z3 = o1 * Math.SQRT1_2;
  const z11 = t7 + z3;
  const z13 = t7 - z3;
  d[i5] = z13 + z2;
  d[i3] = z13 - z2;
  d[i1] = z11 + z4;
  d[i7] = z11 - z4;
}

export class GreyJpegEncoder {
  readonly #side: number;
  readonly #header: Uint8Array;
  /** 1 / (quantisation · scale of the DCT), row by row. */
  readonly #factors: Float32Array;
  readonly #block = new Float32Array(64);
  readonly #levels = new Int32Array(64);
  readonly #out: Uint8Array;
  #length = 0;
  #bits = 0;
  #bitCount = 0;

  /** `side` in pixels, a multiple of 8; `quality` 0 … 1 as canvases take it. */
  constructor(side: number, quality: number) {
    if (side % 8 !== 0 || side < 8 || side > 65_528) throw new Error(`no JPEG of side ${side}`);
    const quantisation = quantisationFor(quality);
    this.#side = side;
    this.#header = header(side, quantisation);
    this.#factors = Float32Array.from(quantisation, (q, i) => 1 / (q * 8 * (SCALE[i >> 3] ?? 1) * (SCALE[i & 7] ?? 1)));
    // The longest code of a coefficient is 16 + 10 bits, and each byte may need a zero behind it.
    this.#out = new Uint8Array(this.#header.length + (side / 8) ** 2 * 64 * 4 * 2 + 16);
    this.#out.set(this.#header);
  }

  /** `pixels` [side, side]. The result is a view that the next call overwrites. */
  encode(pixels: Uint8Array): Uint8Array {
    const side = this.#side;
    this.#length = this.#header.length;
    this.#bits = 0;
    this.#bitCount = 0;
    let lastDc = 0;
    for (let top = 0; top < side; top += 8) {
      for (let left = 0; left < side; left += 8) {
        this.#quantise(pixels, top * side + left);
        lastDc = this.#writeBlock(lastDc);
      }
    }
    // The last byte is filled with ones.
    if (this.#bitCount > 0) this.#put((1 << (8 - this.#bitCount)) - 1, 8 - this.#bitCount);
    this.#out[this.#length++] = 0xff;
    this.#out[this.#length++] = 0xd9;
    return this.#out.subarray(0, this.#length);
  }

  /** The block at `start` as levels in zigzag order. */
  #quantise(pixels: Uint8Array, start: number): void {
    const block = this.#block;
    for (let y = 0; y < 8; y++) {
      const from = start + y * this.#side;
      for (let x = 0; x < 8; x++) block[y * 8 + x] = (pixels[from + x] as number) - 128;
      transform(block, y * 8, 1);
    }
    for (let x = 0; x < 8; x++) transform(block, x, 8);
    for (let i = 0; i < 64; i++) {
      const at = ZIGZAG[i] as number;
      const level = (block[at] as number) * (this.#factors[at] as number);
      // To the nearest, halves away from zero.
      this.#levels[i] = level < 0 ? -Math.floor(0.5 - level) : Math.floor(level + 0.5);
    }
  }

  #writeBlock(lastDc: number): number {
    const levels = this.#levels;
    const dc = levels[0] as number;
    this.#writeLevel(DC, 0, dc - lastDc);
    let last = 63;
    while (last > 0 && levels[last] === 0) last -= 1;
    let zeros = 0;
    for (let i = 1; i <= last; i++) {
      const level = levels[i] as number;
      if (level === 0) {
        zeros += 1;
        continue;
      }
      for (; zeros > 15; zeros -= 16) this.#put(AC.codes[0xf0] as number, AC.bits[0xf0] as number);
      this.#writeLevel(AC, zeros, level);
      zeros = 0;
    }
    if (last < 63) this.#put(AC.codes[0] as number, AC.bits[0] as number);
    return dc;
  }

  /** A level behind so many zeros: the code of both, then the level's own bits. */
  #writeLevel(table: typeof DC, zeros: number, level: number): void {
    const size = 32 - Math.clz32(level < 0 ? -level : level);
    const symbol = (zeros << 4) | size;
    this.#put(table.codes[symbol] as number, table.bits[symbol] as number);
    if (size > 0) this.#put((level < 0 ? level - 1 : level) & ((1 << size) - 1), size);
  }

  #put(value: number, count: number): void {
    let bits = (this.#bits << count) | value;
    let left = this.#bitCount + count;
    while (left >= 8) {
      left -= 8;
      const byte = (bits >>> left) & 255;
      this.#out[this.#length++] = byte;
      if (byte === 255) this.#out[this.#length++] = 0;
    }
    bits &= (1 << left) - 1;
    this.#bits = bits;
    this.#bitCount = left;
  }
}
