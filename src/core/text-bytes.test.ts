import { expect, it } from 'vitest';
import { textBytes } from './text-bytes.ts';

/** Ы, 𝄞, a. */
const THREE = [0xd0, 0xab, 0xf0, 0x9d, 0x84, 0x9e, 0x61];

it('encodes text as UTF-8, also across its internal slices', () => {
  const text = 'Ы𝄞a'.repeat(5000);
  expect(textBytes(text)).toEqual(Uint8Array.from(Array.from({ length: 5000 }, () => THREE).flat()));
});
