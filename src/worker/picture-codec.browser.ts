import { describe, expect, it } from 'vitest';
import pictures from './intake/golden/pictures.json' with { type: 'json' };
import { decodePicture, pngDataUri } from './picture-codec.ts';

function file(base64: string, type: string): Blob {
  return new Blob([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], { type });
}

// The article's pictures went through Pillow: other grey levels would be other training data.
describe('pictures are decoded as Pillow 9.4 decodes them', () => {
  it.each(pictures.filter(({ grey }) => grey !== null))('$name within $tolerance', async (picture) => {
    const image = await decodePicture(file(picture.base64, picture.type));
    if (image === 'too-large') throw new Error('too large');
    expect([image.width, image.height]).toEqual([picture.width, picture.height]);
    const differences = (picture.grey ?? []).map((level, i) => Math.abs(level - (image.pixels[i] ?? -999)));
    expect(Math.max(...differences)).toBeLessThanOrEqual(picture.tolerance);
  });

  it.each(pictures.filter(({ grey }) => grey === null))('$name is read', async (picture) => {
    const image = await decodePicture(file(picture.base64, picture.type));
    expect(image).toMatchObject({ width: picture.width, height: picture.height });
    // Not a blank sheet.
    expect(image === 'too-large' ? 0 : new Set(image.pixels).size).toBeGreaterThan(20);
  });
});

// The visitor is told which picture is damaged; half a picture must not be trained on.
describe('a file that is no whole picture rejects', () => {
  const [first] = pictures;
  const jpeg = pictures.find(({ name }) => name === 'JPEG, 4:4:4');

  it.each([
    ['text', new Blob(['not a picture'])],
    ['nothing', new Blob([])],
    ['the head of a PNG', file(first?.base64 ?? '', 'image/png').slice(0, 40)],
    ['the head of a JPEG', file(jpeg?.base64 ?? '', 'image/jpeg').slice(0, 200)],
    ['a JPEG cut in the middle', file(jpeg?.base64 ?? '', 'image/jpeg').slice(0, -60)],
    ['a PNG cut in the middle', file(first?.base64 ?? '', 'image/png').slice(0, -60)],
  ])('%s', async (_, blob) => {
    await expect(decodePicture(blob)).rejects.toThrow();
  });
});

it.each([3, 64, 300])('a picture of %d pixels comes back from its PNG level by level', async (size) => {
  const pixels = Uint8Array.from({ length: size * size }, (_, i) => (i * 7) % 256);
  const uri = await pngDataUri(pixels, size);
  const [type = '', base64 = ''] = uri.split(',');
  expect(type).toBe('data:image/png;base64');
  const image = await decodePicture(file(base64, 'image/png'));
  expect(image).toEqual({ width: size, height: size, pixels });
});
