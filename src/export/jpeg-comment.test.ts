import { expect, it } from 'vitest';
import { syntheticComment, withComment } from './jpeg-comment.ts';
import { GreyJpegEncoder } from './jpeg-encoder.ts';

it('a synthetic picture says so itself, and is otherwise the same file', () => {
  const plain = new GreyJpegEncoder(64, 0.92).encode(new Uint8Array(4096).fill(128)).slice();
  const text = syntheticComment('1.2.3', 41);
  const commented = withComment(plain, text);
  const latin = Buffer.from(commented).toString('latin1');
  expect(text).toMatch(/SYNTHETIC.*ECG Pair Studio 1\.2\.3.*pair 42$/u);
  // Behind the JFIF header of 18 bytes.
  expect(latin.indexOf('\u00FF\u00FE')).toBe(20);
  expect(latin.slice(24, 24 + text.length)).toBe(text);
  expect(commented[22] === 0 && commented[23] === text.length + 2).toBe(true);
  expect([...commented.subarray(0, 20), ...commented.subarray(24 + text.length)]).toEqual([...plain]);
});
