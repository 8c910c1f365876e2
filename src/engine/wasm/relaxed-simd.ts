/**
 * Whether this computer multiplies and adds in one instruction. Relaxed SIMD lets a module ask for it, and gives a product and a sum
 * where the processor has no such instruction: then the build without it is the faster one.
 * https://github.com/WebAssembly/relaxed-simd
 */

/** A module whose function `f` gives a · b + c of three f32 by `f32x4.relaxed_madd`, in hexadecimal, a section a line. */
const MULTIPLY_ADD = Uint8Array.from(
  [
    '00 61 73 6d 01 00 00 00',
    // Type: three f32 to one; one function of it; its export.
    '01 08 01 60 03 7d 7d 7d 01 7d',
    '03 02 01 00',
    '07 05 01 01 66 00 00',
    // Each of the three on all lanes; the product and sum; the first lane of it.
    '0a 16 01 14 00 20 00 fd 13 20 01 fd 13 20 02 fd 13 fd 85 02 fd 1f 00 0b',
  ].flatMap((section) => section.split(' ').map((byte) => Number.parseInt(byte, 16))),
);

/** 1 + 2⁻¹³: its square has a digit more than f32 holds. */
const FACTOR = 1 + 2 ** -13;

export function hasFusedMultiplyAdd(): boolean {
  if (!WebAssembly.validate(MULTIPLY_ADD)) return false;
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(MULTIPLY_ADD));
  const multiplyAdd = exports['f'] as (a: number, b: number, c: number) => number;
  return multiplyAdd(FACTOR, FACTOR, -Math.fround(FACTOR * FACTOR)) !== 0;
}
