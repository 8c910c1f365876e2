/** Against pages written by libtiff (`testing/make-scans.sh`), whose pixels follow from where they are. */
import { describe, expect, it } from 'vitest';
import type { GreyImage } from '../../../core/dataset.ts';
import type { DecodeJpeg } from '../ecg-record.ts';
import { RecordFault } from '../record-fault.ts';
import { formatOf } from '../sniff.ts';
import { reader } from './read.ts';
import scans from './testing/scans.json' with { type: 'json' };

const [WIDTH, HEIGHT] = [45, 31];

type Name = keyof typeof scans;
type Level = (x: number, y: number) => number;

const bytesOf = (name: Name): Uint8Array<ArrayBuffer> => Uint8Array.from(Buffer.from(scans[name], 'base64'));
const grey: Level = (x, y) => (7 * x + 13 * y) % 256;
const blackAndWhite: Level = (x, y) => ((x * x + 3 * y) % 11 < 4 ? 0 : 255);
const colour: Level = (x, y) => {
  const [red = 0, green = 0, blue = 0] = [1, 2, 3].map((k) => ((7 * x + 13 * y) * k) % 256);
  return Math.round(0.299 * red + 0.587 * green + 0.114 * blue);
};

const noJpeg: DecodeJpeg = () => Promise.reject(new Error('no JPEG is in it'));

async function pagesOf(bytes: Uint8Array<ArrayBuffer>, decode = noJpeg): Promise<GreyImage[]> {
  const pages = await reader.read({ bytes, beside: new Map() });
  return Promise.all(
    pages.map((page) => (page.kind === 'scan' ? page.draw(decode) : Promise.reject(new Error(page.kind)))),
  );
}

/** Pixels that are not what they should be. */
function wrong({ width, height, pixels }: GreyImage, level: Level): number {
  expect([width, height]).toEqual([WIDTH, HEIGHT]);
  return pixels.filter((value, i) => value !== level(i % width, Math.floor(i / width))).length;
}

const reasonOf = (bytes: Uint8Array<ArrayBuffer>): Promise<string> =>
  pagesOf(bytes).then(
    () => 'read',
    (error: unknown) => (error instanceof RecordFault ? error.reason : String(error)),
  );

/** Puts other values into tags of the first page. */
function withTag(name: Name, ...changes: readonly number[]): Uint8Array<ArrayBuffer> {
  const bytes = bytesOf(name);
  const view = new DataView(bytes.buffer);
  const page = view.getUint32(4, true);
  for (let i = 0; i < view.getUint16(page, true); i++) {
    const field = page + 2 + 12 * i;
    const at = changes.findIndex((tag, k) => k % 2 === 0 && tag === view.getUint16(field, true));
    if (at >= 0) view.setUint16(field + 8, changes[at + 1] ?? 0, true);
  }
  return bytes;
}

describe('TIFF', () => {
  it.each<[Name, Level]>([
    ['grey-plain', grey],
    ['grey-big-endian', grey],
    ['grey-lzw-predicted', grey],
    ['grey-zip', grey],
    ['grey-tiles', grey],
    ['rgb-lzw', colour],
    ['bw-g3', blackAndWhite],
    ['bw-g3-two-dimensional', blackAndWhite],
    ['bw-g4', blackAndWhite],
  ])('%s', async (name, level) => {
    expect(formatOf(bytesOf(name), '', 'a scan')).toBe('tiff');
    const pages = await pagesOf(bytesOf(name));
    expect(pages.map((page) => wrong(page, level))).toEqual([0]);
  });

  it('has several pages', async () => {
    const pages = await pagesOf(bytesOf('bw-two-pages'));
    expect(pages.map((page) => wrong(page, blackAndWhite))).toEqual([0, 0]);
  });

  it('hands each strip of a JPEG over as a file of its own, tables included', async () => {
    const heights: number[] = [];
    const [page] = await pagesOf(bytesOf('grey-jpeg'), (jpeg) => {
      const markers = new Set<number>();
      for (let at = 2; jpeg[at] === 0xff && jpeg[at + 1] !== 0xda;) {
        const marker = jpeg[at + 1] ?? 0;
        markers.add(marker);
        if (marker === 0xc0) heights.push(256 * (jpeg[at + 5] ?? 0) + (jpeg[at + 6] ?? 0));
        at += 2 + 256 * (jpeg[at + 2] ?? 0) + (jpeg[at + 3] ?? 0);
      }
      // Quantisation, Huffman codes, the frame.
      expect([0xdb, 0xc4, 0xc0].every((marker) => markers.has(marker))).toBe(true);
      const height = heights.at(-1) ?? 0;
      return Promise.resolve({ width: WIDTH, height, pixels: new Uint8Array(WIDTH * height).fill(heights.length) });
    });
    expect(heights).toEqual([16, 15]);
    expect([0, 15, 16, 30].map((y) => page?.pixels[y * WIDTH])).toEqual([1, 1, 2, 2]);
  });

  it('is turned upright as it says', async () => {
    const [page] = await pagesOf(withTag('grey-plain', 274, 6));
    // A quarter to the right: the first line becomes the last column.
    expect([page?.width, page?.height]).toEqual([HEIGHT, WIDTH]);
    const at = (x: number, y: number): number | undefined => page?.pixels[y * HEIGHT + x];
    expect([at(HEIGHT - 1, 0), at(HEIGHT - 1, 7), at(0, 0)]).toEqual([grey(0, 0), grey(7, 0), grey(0, HEIGHT - 1)]);
  });

  it.each<[string, Uint8Array<ArrayBuffer>, string]>([
    ['a compression that is not read', withTag('grey-plain', 259, 34_712), 'record-coding'],
    ['one colour after another', withTag('rgb-lzw', 284, 2), 'record-coding'],
    ['no width', withTag('grey-plain', 256, 0), 'record-broken'],
    ['a page that nobody scans', withTag('grey-plain', 256, 65_535, 257, 65_535), 'record-large'],
    ['a strip that unpacks to gigabytes', withTag('grey-tiles', 322, 65_535, 323, 65_535), 'record-large'],
    ['one line', bytesOf('bw-g4').slice(0, 20), 'record-cut'],
    ['the header alone', Uint8Array.of(0x49, 0x49, 42, 0, 8, 0, 0, 0), 'record-cut'],
    ['places of eight bytes', Uint8Array.of(0x49, 0x49, 43, 0, 8, 0, 0, 0, 16, 0, 0, 0, 0, 0, 0, 0), 'record-coding'],
  ])('%s: why not', async (_, bytes, reason) => {
    expect(await reasonOf(bytes)).toBe(reason);
  });

  it('a chain of pages that comes back to itself ends', async () => {
    const bytes = bytesOf('grey-plain');
    const view = new DataView(bytes.buffer);
    const page = view.getUint32(4, true);
    view.setUint32(page + 2 + 12 * view.getUint16(page, true), page, true);
    expect(await reasonOf(bytes)).toBe('record-broken');
  });
});
