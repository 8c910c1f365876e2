import { describe, expect, it } from 'vitest';
import { pictureSize, unusualJpeg } from './picture-header.ts';
import { utf8 } from '../testing/files.ts';

const zeros = (n: number): number[] => Array<number>(n).fill(0);
const text = (letters: string): number[] => [...utf8(letters)];

/** A JPEG segment: its marker and so many bytes. */
const segment = (marker: number, length: number): number[] => [
  0xff,
  marker,
  (length + 2) >> 8,
  (length + 2) & 255,
  ...zeros(length),
];
/** A frame header of 640 × 480, grey. */
const frame = (marker: number): number[] => [0xff, marker, 0, 11, 8, 0x01, 0xe0, 0x02, 0x80, 1, 1, 0x11, 0];
const JPEG_START = [0xff, 0xd8, ...segment(0xe0, 14)];
const PNG = [
  0x89,
  ...text('PNG\r\n'),
  0x1a,
  10,
  0,
  0,
  0,
  13,
  ...text('IHDR'),
  0,
  0,
  0x75,
  0x30,
  0,
  0,
  0x75,
  0x31,
  8,
  0,
];
const big = (n: number): number[] => [0, 0, n >> 8, n & 255];
const ispe = (width: number, height: number): number[] => [
  ...big(20),
  ...text('ispe'),
  ...big(0),
  ...big(width),
  ...big(height),
];
const JXL_BOX = [0, 0, 0, 12, ...text('JXL '), 13, 10, 0x87, 10];
/** Its first eight bytes, and zeros to its end; of the last one the content follows. */
const box = (name: string, length: number): number[] => [
  0,
  0,
  0,
  length,
  ...text(name),
  ...zeros(name === 'jxlc' ? 0 : length - 8),
];
const AVIF = [0, 0, 0, 28, ...text('ftypavif'), ...zeros(40), ...ispe(160, 120), ...ispe(640, 480), ...ispe(80, 60)];
/** The file's start and a header of 40 bytes: 640 wide, `height` as it is stored. */
const bmp = (height: number[]): number[] => [
  ...text('BM'),
  ...zeros(12),
  ...[40, 0, 0, 0, 0x80, 2, 0, 0].concat(height, [1, 0, 24, 0]),
];
const webp = (chunk: string, content: number[]): number[] => [
  ...text('RIFF'),
  ...zeros(4),
  ...text(`WEBP${chunk}`),
  ...zeros(4),
  ...content,
];
const VGA = { width: 640, height: 480 };

// A picture of 900 megapixels must be refused before 3.6 GB are taken for it.
describe('the size stands in the header', () => {
  it.each([
    ['PNG', PNG, { width: 30_000, height: 30_001 }],
    ['JPEG, baseline', [...JPEG_START, ...frame(0xc0)], VGA],
    [
      'JPEG, progressive, after tables and a profile',
      [...JPEG_START, ...segment(0xe2, 60_000), ...segment(0xc4, 30), ...frame(0xc2)],
      VGA,
    ],
    ['JPEG, fill bytes before a marker', [...JPEG_START, 0xff, 0xff, ...frame(0xc1)], VGA],
    ['GIF', [...text('GIF89a'), 0x80, 2, 0xe0, 1, 0, 0, 0], VGA],
    ['BMP from the bottom', bmp([0xe0, 1, 0, 0]), VGA],
    ['BMP from the top', bmp([0x20, 0xfe, 0xff, 0xff]), VGA],
    ['BMP of OS/2', [...text('BM'), ...zeros(12), 12, 0, 0, 0, 0x80, 2, 0xe0, 1, 1, 0, 24, 0], VGA],
    ['WebP, lossy', webp('VP8 ', [0, 0, 0, 0x9d, 1, 0x2a, 0x80, 2 | 0x40, 0xe0, 1]), VGA],
    ['WebP, lossless', webp('VP8L', [0x2f, 0x7f, 0xc2, 0x77, 0]), VGA],
    ['WebP, extended', webp('VP8X', [0, 0, 0, 0, 0x7f, 2, 0, 0xdf, 1, 0]), VGA],
    ['AVIF, with tiles', AVIF, VGA],
    // The first bytes of what cjxl 0.7.0 writes.
    ['JPEG XL', [0xff, 0x0a, 0x60, 0x02, 0x58, 0x82, 0x80, 0xe2, 0x42], { width: 301, height: 77 }],
    ['JPEG XL, 3 by 2', [0xff, 0x0a, 0xfa, 0x31, 0x04, 0x01, 0xc5], { width: 2400, height: 1600 }],
    ['JPEG XL, square', [0xff, 0x0a, 0x4f, 0x40, 0x40, 0x71], { width: 64, height: 64 }],
    ['JPEG XL, by eight', [0xff, 0x0a, 0x09, 0x3e, 0x08, 0x28], { width: 256, height: 40 }],
    [
      'JPEG XL in a container',
      [...JXL_BOX, ...box('ftyp', 20), ...box('jxlc', 24), 0xff, 0x0a, 0xfa, 0x31, 0x04, 0x01, 0xc5],
      { width: 2400, height: 1600 },
    ],
  ])('%s', (_, bytes, size) => {
    expect(pictureSize(Uint8Array.from(bytes))).toEqual(size);
  });

  it('a view into a larger buffer is read from its own start', () => {
    expect(pictureSize(Uint8Array.of(1, 2, 3, ...PNG).subarray(3))).toEqual({ width: 30_000, height: 30_001 });
  });
});

// Unknown means: the decoder decides, as if there were no guard.
describe('an odd or cut header is unknown', () => {
  it.each([
    ['nothing', []],
    ['text', text('BMI;age')],
    ['a PNG without its height', PNG.slice(0, 22)],
    ['a PNG of no width', [...PNG.slice(0, 16), 0, 0, 0, 0, ...PNG.slice(20)]],
    ['a JPEG cut in a segment', [...JPEG_START, 0xff, 0xe2, 0xff]],
    ['a JPEG whose frame lies beyond the head', [...JPEG_START, 0xff, 0xe2, 0xff, 0xff, 1, 2]],
    ['a JPEG with data instead of a frame', [...JPEG_START, ...segment(0xda, 6), ...frame(0xc0)]],
    ['a JPEG with a segment of no length', [...JPEG_START, 0xff, 0xe2, 0, 0, 1, 2]],
    ['a WebP of another kind', webp('ABCD', zeros(20))],
    ['a cut lossless WebP', webp('VP8L', [0x2f, 0x7f])],
    ['an AVIF without a size', AVIF.slice(0, 50)],
    ['a JPEG XL that ends at once', [0xff, 0x0a]],
    ['a JPEG XL container without a picture', [...JXL_BOX, ...box('ftyp', 20)]],
    ['a BMP without its height', bmp([]).slice(0, 22)],
  ])('%s', (_, bytes) => {
    expect(pictureSize(Uint8Array.from(bytes))).toBeNull();
  });

  it('every cut of every header ends', () => {
    for (const whole of [PNG, [...JPEG_START, ...frame(0xc0)], AVIF, bmp([0xe0, 1, 0, 0])]) {
      for (let length = 0; length < whole.length; length++) pictureSize(Uint8Array.from(whole.slice(0, length)));
    }
  });
});

// "Damaged" would send the visitor to save the same file again.
it('kinds of JPEG that hardly any browser decodes are told apart', () => {
  const kind = (marker: number, bits = 8): string | null => {
    const bytes = Uint8Array.from([...JPEG_START, ...frame(marker)]);
    bytes[JPEG_START.length + 4] = bits;
    return unusualJpeg(bytes);
  };
  expect([kind(0xc0), kind(0xc1), kind(0xc2)]).toEqual([null, null, null]);
  expect([kind(0xc1, 12), kind(0xc3, 16), kind(0xc9)]).toEqual(['jpeg-12-bit', 'jpeg-lossless', 'jpeg-arithmetic']);
  expect([kind(0xc5), kind(0xcb)]).toEqual(['jpeg-hierarchical', 'jpeg-lossless']);
  expect([unusualJpeg(Uint8Array.from(JPEG_START)), unusualJpeg(Uint8Array.from(PNG))]).toEqual([null, null]);
});
