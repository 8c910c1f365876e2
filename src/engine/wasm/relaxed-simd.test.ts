import { afterEach, expect, it, vi } from 'vitest';
import { hasFusedMultiplyAdd } from './relaxed-simd.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

it('does without the instruction where it is not known, and asks with a module that is well-formed otherwise', () => {
  const validate = WebAssembly.validate.bind(WebAssembly);
  let isWellFormed = false;
  vi.spyOn(WebAssembly, 'validate').mockImplementation((module) => {
    const bytes = Array.from(module as Uint8Array<ArrayBuffer>);
    const at = bytes.findIndex((byte, i) => byte === 0xfd && bytes[i + 1] === 0x85 && bytes[i + 2] === 0x02);
    // v128.bitselect takes three vectors too; a nop makes up for its shorter number.
    bytes.splice(at, 3, 0xfd, 0x52, 0x01);
    isWellFormed = validate(Uint8Array.from(bytes));
    return false;
  });
  expect(hasFusedMultiplyAdd()).toBe(false);
  expect(isWellFormed).toBe(true);
});
