import { describe, expect, it } from 'vitest';
import { Rng } from '../../core/rng.ts';
import jpegs from './golden/jpegs.json' with { type: 'json' };
import { jpegDamage } from './jpeg-damage.ts';

const files = jpegs.map(({ name, base64 }) => ({
  name,
  bytes: Uint8Array.from(atob(base64), (letter) => letter.codePointAt(0) ?? 0),
}));

/** First byte of the coded data of the first scan. */
function dataStart(bytes: Uint8Array): number {
  const scan = bytes.findIndex((byte, i) => byte === 0xff && bytes[i + 1] === 0xda);
  return scan + 2 + (((bytes[scan + 2] ?? 0) << 8) | (bytes[scan + 3] ?? 0));
}

describe.each(files)('$name', ({ name, bytes }) => {
  const start = dataStart(bytes);
  const room = bytes.length - 2 - start;

  it('is whole, whatever comes behind it', () => {
    expect(jpegDamage(bytes)).toBeNull();
    expect(jpegDamage(Uint8Array.of(...bytes, 0, 0xff, 0xd8, 1, 2))).toBeNull();
  });

  it('is cut wherever the file ends', () => {
    for (let i = 1; i < 20; i++) {
      expect(jpegDamage(bytes.slice(0, start + Math.floor((room * i) / 20))), `${i}`).toBe('cut');
    }
  });

  it('is broken where a piece of the data was overwritten', () => {
    const rng = new Rng(5, 1);
    const all = 60;
    let found = 0;
    for (let i = 0; i < all; i++) {
      const copy = bytes.slice();
      const length = Math.floor(room / 3);
      const from = start + Math.floor((room * (1 + (i % 5))) / 10);
      for (let at = from; at < from + length; at++) copy[at] = rng.below(256);
      if (jpegDamage(copy) !== null) found += 1;
    }
    // What looks like a marker in the noise of a progressive file may begin a scan that cannot be followed.
    expect(found).toBeGreaterThanOrEqual(name.startsWith('progressive') ? 0.8 * all : all);
  });
});

// Zeros are codes like others, so here and there they make as many blocks as were there.
it('zeros written over the middle are found in most files', () => {
  const sequential = files.filter((file) => !file.name.startsWith('progressive'));
  const found = sequential.filter(({ bytes }) => {
    const copy = bytes.slice();
    const start = dataStart(bytes);
    copy.fill(0, start + Math.floor((bytes.length - start) / 3), start + Math.floor((bytes.length - start) / 2));
    return jpegDamage(copy) === 'broken';
  });
  expect(found.length).toBeGreaterThanOrEqual(sequential.length - 1);
});

it('says nothing of other files', () => {
  for (const bytes of [[], [0xff, 0xd8], [0x89, 0x50, 0x4e, 0x47], [0xff, 0xd8, 0xff, 0xd9]]) {
    expect(jpegDamage(Uint8Array.from(bytes))).toBeNull();
  }
});
