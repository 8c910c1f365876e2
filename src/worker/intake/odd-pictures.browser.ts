/** Broken and odd pictures through the real decoders: no crash, each one kept or named, and said what it is. */
import { rejectedText } from '../../i18n/rejected-text.ts';
import { describe, expect, it } from 'vitest';
import { englishTexts } from '../../i18n/english.ts';
import { DataSession } from './data-session.ts';
import oddPictures from './golden/odd-pictures.json' with { type: 'json' };
import pictures from './golden/pictures.json' with { type: 'json' };
import scans from '../../intake/formats/tiff/testing/scans.json' with { type: 'json' };
import { decodePicture } from '../picture-codec.ts';

const bytesOf = (base64: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
const JPEG = bytesOf(pictures.find(({ name }) => name === 'JPEG, 4:4:4')?.base64 ?? '');
const PNG = bytesOf(pictures.find(({ name }) => name === 'PNG, grey')?.base64 ?? '');

async function drawn(width: number, height: number, type = 'image/png'): Promise<Blob> {
  const canvas = new OffscreenCanvas(width, height);
  canvas.getContext('2d')?.fillRect(0, 0, width, height);
  return await canvas.convertToBlob({ type });
}

/** An APP1 segment with one entry, the orientation, behind the first marker. */
function oriented(orientation: number): Uint8Array<ArrayBuffer> {
  const exif = [0x45, 0x78, 0x69, 0x66, 0, 0, 0x4d, 0x4d, 0, 0x2a, 0, 0, 0, 8, 0, 1];
  const entry = [1, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0];
  return Uint8Array.of(
    0xff,
    0xd8,
    0xff,
    0xe1,
    0,
    2 + exif.length + entry.length,
    ...exif,
    ...entry,
    ...JPEG.subarray(2),
  );
}

/** A PNG whose header says that it is so large; its checksum is left as it was. */
function hugePng(width: number, height: number): Uint8Array<ArrayBuffer> {
  const bytes = PNG.slice();
  new DataView(bytes.buffer).setUint32(16, width);
  new DataView(bytes.buffer).setUint32(20, height);
  return bytes;
}

const text = (start: string, before = 0): Uint8Array<ArrayBuffer> =>
  Uint8Array.from([...Array<number>(before).fill(0), ...Array.from(start, (c) => c.charCodeAt(0)), 0, 1, 2, 3]);

it('odd pictures: in = kept + named, each with a sentence', async () => {
  const cuts = Array.from({ length: 40 }, (_, i) => i);
  const cut = (whole: Uint8Array<ArrayBuffer>, i: number): Uint8Array<ArrayBuffer> =>
    whole.slice(0, Math.round((whole.length * (i + 0.5)) / cuts.length));
  const wrongCrc = PNG.slice();
  wrongCrc[29] = (wrongCrc[29] ?? 0) ^ 0xff;
  const named: Record<string, readonly [BlobPart, string]> = {
    'zero.jpg': ['', 'empty-file: empty'],
    'text.jpg': ['hello', 'not-an-image: text'],
    'crc.png': [wrongCrc, 'image-broken: png'],
    'huge.png': [hugePng(60_000, 60_000), 'too-large: png'],
    'long.png': [hugePng(70_000, 10), 'too-large: png'],
    'empty.tif': [Uint8Array.of(0x49, 0x49, 0x2a, 0, 8, 0, 0, 0), 'record-cut: tiff'],
    'phone.heic': [text('ftypheic', 4), 'unsupported-image: heic'],
    'named.jpg': [text('%PDF-1.7'), 'record-cut: pdf'],
    'study.dcm': [text('DICM', 128), 'record-broken: dicom'],
    'drawing.svg': ['<svg xmlns="http://www.w3.org/2000/svg"/>', 'unsupported-image: svg'],
  };
  for (const { name, base64, refused } of oddPictures) {
    if (refused !== null) named[name] = [bytesOf(base64), `unsupported-image: ${refused}`];
  }
  const good: Record<string, BlobPart> = {
    'one.png': await drawn(1, 1),
    'line.png': await drawn(10_000, 1),
    'column.png': await drawn(1, 10_000),
    'web.webp': await drawn(30, 20, 'image/webp'),
    'fax.tif': bytesOf(scans['bw-g4']),
    'scan.tiff': bytesOf(scans['grey-jpeg']),
    ...Object.fromEntries([1, 2, 3, 4, 5, 6, 7, 8].map((o) => [`turned ${o}.jpg`, oriented(o)])),
  };
  const files: Record<string, BlobPart> = {
    ...good,
    ...Object.fromEntries(Object.entries(named).map(([path, [content]]) => [path, content])),
    ...Object.fromEntries(
      cuts.flatMap((i) => [
        [`cut ${i}.jpg`, cut(JPEG, i)],
        [`cut ${i}.png`, cut(PNG, i)],
      ]),
    ),
  };
  const list = Object.entries(files).map(([path, content]) => ({ path, file: new File([content], path) }));
  const session = new DataSession();
  const { images } = await session.addFiles(list, { signal: new AbortController().signal, onProgress: () => {} });
  expect(images.readable + images.rejected.length).toBe(list.length);
  const found = new Map(images.rejected.map((file) => [file.path, file]));
  for (const path of Object.keys(good)) expect(found.has(path), path).toBe(false);
  const texts = englishTexts();
  for (const file of images.rejected) {
    const { path, reason, looksLike } = file;
    expect(rejectedText(texts, file), path).not.toMatch(/undefined|\{/u);
    const expected = named[path]?.[1];
    if (expected !== undefined) expect(`${reason}: ${looksLike}`, path).toBe(expected);
  }
  for (const path of Object.keys(named)) expect(found.has(path), path).toBe(true);
});

// A transparent background is white paper, of an animation the first picture counts, and black stays black.
describe('odd pictures have the grey levels a person would expect', () => {
  it.each(oddPictures.filter(({ refused }) => refused === null))('$name within $tolerance', async (picture) => {
    const image = await decodePicture(new Blob([bytesOf(picture.base64)], { type: picture.type }));
    if (image === 'too-large') throw new Error('too large');
    expect([image.width, image.height]).toEqual([picture.width, picture.height]);
    const differences = (picture.grey ?? []).map((level, i) => Math.abs(level - (image.pixels[i] ?? -999)));
    expect(Math.max(...differences)).toBeLessThanOrEqual(picture.tolerance);
  });
});

// `cjxl -d 0`, bare and in a container (libjxl 0.7.0), of a picture whose colours follow from where they are.
describe.each([
  [
    'bare',
    '/wpQIBBQXAgIAgEAeAFLGJvtTmEUFJQUo4gCq2KwcIzByjGYQVxjjLGxsTEGEbkxOB0dY/DIA+wlHVdlUH3qLcAKi4N/qqqgqrn9VxVUlbjzqoKqXlUcZ1DVqwr6M6V6Vd3/Pzz+A+g/gMwB',
  ],
  [
    'in a container',
    'AAAADEpYTCANCocKAAAAFGZ0eXBqeGwgAAAAAGp4bCAAAAB0anhsY/8KUCAQUFwICAIBAHgBSxib7U5hFBSUFKOIAqtisHCMwcoxmEFcY4yxsbExBhG5MTgdHWPwyAPsJR1XZVB96i3ACouDf6qqoKq5/VcVVJW486qCql5VHGdQ1asK+jOlelXd/z88/gPoP4DMAQ==',
  ],
])('JPEG XL, %s', (_, base64) => {
  it('is read where the browser decodes it, and named where it does not', async () => {
    const file = new File([bytesOf(base64)], 'a.jxl');
    const decodes = await createImageBitmap(file).then(
      () => true,
      () => false,
    );
    const { images } = await new DataSession().addFiles([{ path: file.name, file }], {
      signal: new AbortController().signal,
      onProgress: () => {},
    });
    expect(images.readable).toBe(Number(decodes));
    expect(images.rejected.map(({ reason, looksLike }) => [reason, looksLike])).toEqual(
      decodes ? [] : [['unsupported-image', 'jpeg-xl']],
    );
    if (!decodes) return;
    const image = await decodePicture(file);
    if (image === 'too-large') throw new Error('too large');
    const wrong = image.pixels.filter((level, i) => {
      const [x, y] = [i % 13, Math.floor(i / 13)];
      return Math.abs(level - (0.299 * (200 - 9 * x) + 0.587 * (60 + 10 * y) + 0.114 * (90 + 4 * x + 5 * y))) > 1;
    });
    expect([image.width, image.height, wrong.length]).toEqual([13, 11, 0]);
  });
});

it('a JPEG that was overwritten in its middle is refused, or read and named as damaged', async () => {
  const canvas = new OffscreenCanvas(300, 200);
  const ctx = canvas.getContext('2d');
  for (let i = 0; i < 400; i++) ctx?.fillText('ECG', (i * 37) % 300, (i * 61) % 200);
  const whole = new Uint8Array(await (await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 })).arrayBuffer());
  const broken = Array.from({ length: 24 }, (_, i): File => {
    const bytes = whole.slice();
    const from = Math.floor((whole.length * (30 + i)) / 60);
    for (let k = 0; k < 300; k++) bytes[from + k] = (k * 89 + 7 * i) % 255;
    return new File([bytes], `broken ${i}.jpg`);
  });
  const files = [new File([whole], 'whole.jpg'), ...broken];
  const { images } = await new DataSession().addFiles(
    files.map((file) => ({ path: file.name, file })),
    { signal: new AbortController().signal, onProgress: () => {} },
  );
  const named = [...images.rejected, ...images.damaged].map(({ path }) => path);
  expect(named.toSorted()).toEqual(broken.map(({ name }) => name).toSorted());
  // This browser's decoder repairs some of them in silence.
  expect(images.damaged.length).toBeGreaterThan(0);
});
