import { expect, it } from 'vitest';
import type { GreyImage } from '../../core/dataset.ts';
import { Rng } from '../../core/rng.ts';
import { resizeGrey } from './grey-image.ts';
import { findSamePictures, type PicturePrint } from './same-pictures.ts';

const SIDE = 128;

/** A sheet with a grid and a trace of its own; `kind` 1 has another layout. */
function sheet(seed: number, kind: 0 | 1 = 0): GreyImage {
  const rng = new Rng(seed, 906);
  const pixels = new Uint8Array(SIDE * SIDE).fill(kind === 0 ? 235 : 190);
  for (let i = 0; i < SIDE * SIDE; i++) {
    if ((i % SIDE) % 8 === 0 || Math.floor(i / SIDE) % 8 === 0) pixels[i] = kind === 0 ? 210 : 240;
  }
  for (let lead = 0; lead < 4; lead++) {
    const beat = 14 + rng.below(16);
    const height = 6 + rng.below(20);
    for (let x = 0; x < SIDE; x++) {
      const y = Math.round(
        20 + lead * 28 - (x % beat === 3 ? height : x % beat === 4 ? -height / 3 : 2 * rng.uniform()),
      );
      for (let thick = 0; thick < 3; thick++) pixels[Math.min(SIDE - 1, Math.max(0, y + thick)) * SIDE + x] = 20;
    }
  }
  return { width: SIDE, height: SIDE, pixels };
}

const print = (image: GreyImage, sha256: string): PicturePrint => ({
  sha256,
  small: resizeGrey(image, 64, 64).pixels,
});

/** As saved again: coarser grey levels, a little noise, another brightness. */
function savedAgain(image: GreyImage, seed: number): GreyImage {
  const rng = new Rng(seed, 907);
  const pixels = image.pixels.map((v) => Math.min(255, Math.max(0, Math.round(v / 6) * 5.6 + 8 + 3 * rng.normal())));
  return { ...image, pixels };
}

const sheets = Array.from({ length: 40 }, (_, i) => sheet(i));

it('different patients on the same paper are not the same picture', () => {
  expect(findSamePictures(sheets.map((image, i) => print(image, `${i}`)))).toEqual({ exact: [], near: [] });
});

it('two kinds of paper in one set: still nobody is the same', () => {
  const mixed = Array.from({ length: 40 }, (_, i) => print(sheet(i, i < 20 ? 0 : 1), `${i}`));
  expect(findSamePictures(mixed)).toEqual({ exact: [], near: [] });
});

// A set with half its files twice must say so.
it('files that are there twice are found, once for the same bytes and once for the same sheet', () => {
  const prints = [
    ...sheets.map((image, i) => print(image, `${i}`)),
    ...sheets.slice(0, 20).map((image, i) => print(image, `${i}`)),
    ...sheets.slice(10, 30).map((image, i) => print(savedAgain(image, i), `again ${i}`)),
  ];
  const { exact, near } = findSamePictures(prints);
  expect(exact).toEqual(Array.from({ length: 20 }, (_, i) => [i, 40 + i]));
  expect(near).toEqual(Array.from({ length: 20 }, (_, i) => [10 + i, 60 + i]));
});

// Each picture is first brought to the same brightness and contrast, or it would differ from the mean by that alone.
it('a sheet made darker, paler or harder is still the same', () => {
  const changes: readonly ((level: number) => number)[] = [(v) => 0.8 * v, (v) => 90 + 0.6 * v, (v) => 1.3 * v - 70];
  const prints = [
    ...sheets.map((image, i) => print(image, `${i}`)),
    ...changes.map((change, i) => {
      const image = sheets[i] ?? sheet(i);
      return print({ ...image, pixels: image.pixels.map((v) => Math.min(255, Math.max(0, change(v)))) }, `again ${i}`);
    }),
  ];
  expect(findSamePictures(prints).near).toEqual(changes.map((_, i) => [i, 40 + i]));
});

it('one sheet saved many times is one group', () => {
  const prints = [
    ...sheets.map((image, i) => print(image, `${i}`)),
    ...Array.from({ length: 12 }, (_, i) => print(savedAgain(sheets[5] ?? sheet(5), i), `copy ${i}`)),
  ];
  expect(findSamePictures(prints).near).toEqual([[5, ...Array.from({ length: 12 }, (_, i) => 40 + i)]]);
});

it('blank sheets and tiny sets do no harm', () => {
  const blank = { width: SIDE, height: SIDE, pixels: new Uint8Array(SIDE * SIDE).fill(255) };
  expect(findSamePictures([])).toEqual({ exact: [], near: [] });
  expect(findSamePictures([print(blank, 'a'), print(blank, 'a')])).toEqual({ exact: [[0, 1]], near: [] });
  const many = Array.from({ length: 30 }, (_, i) => print(blank, `${i}`));
  expect(findSamePictures(many).exact).toEqual([]);
});
