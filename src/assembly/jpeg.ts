/**
 * The blocks of a grey JPEG, a module of its own: `export/jpeg-encoder.ts` says what they are and lays out the memory. The DCT is computed in
 * f64, two lines at a time, and kept in f32 behind rows and behind columns.
 */

/** In the memory, from the address `tables` on: places of coefficients in the order they are written, times 4, a byte each; … */
const FACTORS: usize = 64;
/** … 1 / (quantisation · scale), f32, row by row; room for a block in f32, for eight vectors and for its levels, i32, row by row; … */
const BLOCK: usize = FACTORS + 256;
const LINES: usize = BLOCK + 256;
const LEVELS: usize = LINES + 128;
/** … and by symbol, i32: a code and, in the lowest five bits, how long it is. */
const DC_CODES: usize = LEVELS + 256;
const AC_CODES: usize = DC_CODES + 1024;
const LENGTH_BITS: i32 = 5;
const LENGTH_MASK: i32 = 31;
const MANY_ZEROS: i32 = 0xf0;

let to: usize = 0;
let bits: u64 = 0;
let bitCount: i32 = 0;

/** A byte of the file; behind one of ones a zero must follow. */
function putByte(byte: i32): void {
  store<u8>(to, byte);
  to += 1;
  if (byte != 255) return;
  store<u8>(to, 0);
  to += 1;
}

/** At most 32 bits. */
function put(value: i32, count: i32): void {
  bits = (bits << count) | value;
  bitCount += count;
  if (bitCount < 32) return;
  bitCount -= 32;
  const word = <u32>(bits >>> bitCount);
  // Whether no byte of it is all ones.
  if (((~word - 0x01010101) & word & 0x80808080) == 0) {
    store<u32>(to, bswap<u32>(word));
    to += 4;
    return;
  }
  for (let shift = 24; shift >= 0; shift -= 8) putByte((word >>> shift) & 255);
}

/** The last byte is filled with ones. */
function putRest(): void {
  const missing = -bitCount & 7;
  bits = (bits << missing) | ((1 << missing) - 1);
  for (let shift = bitCount + missing - 8; shift >= 0; shift -= 8) putByte(<i32>(bits >>> shift) & 255);
}

function putCode(code: i32): void {
  put(code >> LENGTH_BITS, code & LENGTH_MASK);
}

/** A level behind so many zeros: the code of both, then the level's own bits. */
function putLevel(codes: usize, zeros: i32, level: i32): void {
  const size = 32 - clz<i32>(level < 0 ? -level : level);
  const code = load<i32>(codes + (((zeros << 4) | size) << 2));
  const own = (level < 0 ? level - 1 : level) & ((1 << size) - 1);
  put(((code >> LENGTH_BITS) << size) | own, (code & LENGTH_MASK) + size);
}

/** One-dimensional DCT of two lines of 8 numbers, side by side in eight vectors, in place. */
function transform(at: usize): void {
  const d0 = v128.load(at);
  const d1 = v128.load(at, 16);
  const d2 = v128.load(at, 32);
  const d3 = v128.load(at, 48);
  const d4 = v128.load(at, 64);
  const d5 = v128.load(at, 80);
  const d6 = v128.load(at, 96);
  const d7 = v128.load(at, 112);
  const half = f64x2.splat(Math.SQRT1_2);
  const s0 = f64x2.add(d0, d7);
  const s1 = f64x2.add(d1, d6);
  const s2 = f64x2.add(d2, d5);
  const s3 = f64x2.add(d3, d4);
  const even0 = f64x2.add(s0, s3);
  const even1 = f64x2.add(s1, s2);
  const z1 = f64x2.mul(f64x2.sub(f64x2.add(f64x2.sub(s1, s2), s0), s3), half);
  const difference = f64x2.sub(s0, s3);
  v128.store(at, f64x2.add(even0, even1));
  v128.store(at, f64x2.sub(even0, even1), 64);
  v128.store(at, f64x2.add(difference, z1), 32);
  v128.store(at, f64x2.sub(difference, z1), 96);
  const t7 = f64x2.sub(d0, d7);
  const t6 = f64x2.sub(d1, d6);
  const t5 = f64x2.sub(d2, d5);
  const t4 = f64x2.sub(d3, d4);
  const o0 = f64x2.add(t4, t5);
  const o1 = f64x2.add(t5, t6);
  const o2 = f64x2.add(t6, t7);
  const z5 = f64x2.mul(f64x2.sub(o0, o2), f64x2.splat(0.382683433));
  const z2 = f64x2.add(f64x2.mul(f64x2.splat(0.5411961), o0), z5);
  const z4 = f64x2.add(f64x2.mul(f64x2.splat(1.306562965), o2), z5);
  const z3 = f64x2.mul(o1, half);
  const z11 = f64x2.add(t7, z3);
  const z13 = f64x2.sub(t7, z3);
  v128.store(at, f64x2.add(z13, z2), 80);
  v128.store(at, f64x2.sub(z13, z2), 48);
  v128.store(at, f64x2.add(z11, z4), 16);
  v128.store(at, f64x2.sub(z11, z4), 112);
}

function transformRows(pixels: usize, side: i32, tables: usize): void {
  const lines = tables + LINES;
  for (let y = 0; y < 8; y += 2) {
    const row = tables + BLOCK + (y << 5);
    for (let x = 0; x < 8; x++) {
      const pair = i32x4(load<u8>(pixels + x), load<u8>(pixels + x + side), 0, 0);
      v128.store(lines + (x << 4), f64x2.convert_low_i32x4_s(i32x4.sub(pair, i32x4.splat(128))));
    }
    transform(lines);
    for (let x = 0; x < 8; x++) {
      const pair = f32x4.demote_f64x2_zero(v128.load(lines + (x << 4)));
      v128.store32_lane(row + (x << 2), pair, 0);
      v128.store32_lane(row + (x << 2), pair, 1, 32);
    }
    pixels += side << 1;
  }
}

/** Levels to the nearest, halves away from zero. */
function quantiseColumns(tables: usize): void {
  const lines = tables + LINES;
  const sign = f64x2.splat(-0.0);
  for (let x = 0; x < 32; x += 8) {
    const column = tables + BLOCK + x;
    for (let y = 0; y < 8; y++) {
      v128.store(lines + (y << 4), f64x2.promote_low_f32x4(v128.load64_zero(column + (y << 5))));
    }
    transform(lines);
    for (let y = 0; y < 8; y++) {
      const kept = f64x2.promote_low_f32x4(f32x4.demote_f64x2_zero(v128.load(lines + (y << 4))));
      const factors = f64x2.promote_low_f32x4(v128.load64_zero(tables + FACTORS + x + (y << 5)));
      const level = f64x2.mul(kept, factors);
      const size = f64x2.floor(f64x2.add(f64x2.abs(level), f64x2.splat(0.5)));
      const whole = i32x4.trunc_sat_f64x2_s_zero(v128.or(size, v128.and(level, sign)));
      v128.store64_lane(tables + LEVELS + x + (y << 5), whole, 0);
    }
  }
}

/** The levels of a block behind one whose first is `lastDc`; returns its own first. */
function putBlock(tables: usize, lastDc: i32): i32 {
  const dc = load<i32>(tables + LEVELS);
  putLevel(tables + DC_CODES, 0, dc - lastDc);
  const codes = tables + AC_CODES;
  let zeros = 0;
  for (let i: usize = 1; i < 64; i++) {
    const level = load<i32>(tables + LEVELS + load<u8>(tables + i));
    if (level == 0) {
      zeros += 1;
      continue;
    }
    for (; zeros > 15; zeros -= 16) putCode(load<i32>(codes + (MANY_ZEROS << 2)));
    putLevel(codes, zeros, level);
    zeros = 0;
  }
  if (zeros > 0) putCode(load<i32>(codes));
  return dc;
}

/** Pixels [side, side], a byte each, as the blocks between header and end, at `out`; returns how many bytes. */
export function encodeBlocks(pixels: usize, side: i32, tables: usize, out: usize): i32 {
  to = out;
  bitCount = 0;
  let dc = 0;
  for (let top = 0; top < side; top += 8) {
    for (let left = 0; left < side; left += 8) {
      transformRows(pixels + top * side + left, side, tables);
      quantiseColumns(tables);
      dc = putBlock(tables, dc);
    }
  }
  putRest();
  return <i32>(to - out);
}
