import { describe, expect, it } from 'vitest';
import golden from './golden/grey-image.json' with { type: 'json' };
import { resizeGrey, toGrey } from './grey-image.ts';

/** The same picture as `golden/make-golden.py` draws, as RGBA. */
function picture(width: number, height: number, kind: number): Uint8Array {
  const rgba = new Uint8Array(width * height * 4).fill(255);
  let state = width * 1000 + height;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (let c = 0; c < 3; c++) {
        state = Number((BigInt(state) * 1103515245n + 12345n) % 2147483648n);
        const ink = (x * 7 + y * 3) % 11 === 0 ? 0 : 255;
        rgba[(y * width + x) * 4 + c] = kind === 0 ? (state >> 16) % 256 : ink;
      }
    }
  }
  return rgba;
}

// The article's pictures went through Pillow; a different filter would train on different pictures.
describe('pictures are reduced exactly as Pillow 9.4 reduces them', () => {
  it.each(golden)('$width × $height to $toWidth × $toHeight, kind $kind', (one) => {
    const grey = toGrey(picture(one.width, one.height, one.kind), one.width, one.height);
    if (one.grey !== null) expect([...grey.pixels]).toEqual(one.grey);
    expect([...resizeGrey(grey, one.toWidth, one.toHeight).pixels]).toEqual(one.resized);
  });
});

it('lays transparent pictures over white paper', () => {
  const rgba = Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 255, 255, 255, 255, 255, 0, 0, 0, 51);
  expect([...toGrey(rgba, 2, 2).pixels]).toEqual([255, 0, 255, 204]);
});
