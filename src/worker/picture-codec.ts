/** Pictures in and out of the worker, with the browser's own decoders and encoders. */
import type { FileLook } from '../core/file-look.ts';
import { AppError } from '../core/app-error.ts';
import type { GreyImage } from '../core/dataset.ts';
import { JPEG_QUALITY } from '../core/run-config.ts';
import { toGrey } from '../intake/pictures/grey-image.ts';
import { type PictureSize, pictureSize, unusualJpeg } from '../intake/pictures/picture-header.ts';

/** A decoded picture takes 4 bytes a pixel; beyond this a browser tab is at risk. Said in `rejected.too-large`. */
const MAX_PIXELS = 120e6;
/** A canvas can be no wider or higher. */
const MAX_SIDE = 65_535;
/** Colour profiles and previews of a camera may come before a JPEG's size. */
const HEADER_BYTES = 1 << 20;

async function readHeader(file: Blob): Promise<Uint8Array> {
  return new Uint8Array(await file.slice(0, HEADER_BYTES).arrayBuffer());
}
/** Pixels that are turned grey at a time. */
const STRIP_PIXELS = 2e6;

function context(canvas: OffscreenCanvas): OffscreenCanvasRenderingContext2D {
  // Kept in main memory, so that pixels come back exactly as they were decoded.
  const found = canvas.getContext('2d', { willReadFrequently: true });
  if (found === null) throw new Error('no 2D canvas');
  return found;
}

function isTooLarge({ width, height }: PictureSize): boolean {
  return width * height > MAX_PIXELS || width > MAX_SIDE || height > MAX_SIDE;
}

/** Grey levels of an encoded picture, EXIF rotation applied, colour profiles ignored. Rejects when it cannot be decoded. */
export async function decodePicture(file: Blob): Promise<GreyImage | 'too-large'> {
  // Before it is decoded: 900 megapixels in a file of a few kilobytes would end the tab.
  const stored = pictureSize(await readHeader(file));
  if (stored !== null && isTooLarge(stored)) return 'too-large';
  const bitmap = await createImageBitmap(file, { colorSpaceConversion: 'none', premultiplyAlpha: 'none' });
  try {
    const { width, height } = bitmap;
    // A header that could not be read.
    if (isTooLarge(bitmap)) return 'too-large';
    // In strips, so that a photograph is not held twice in colour.
    const strip = Math.min(height, Math.max(1, Math.floor(STRIP_PIXELS / width)));
    const ctx = context(new OffscreenCanvas(width, strip));
    const pixels = new Uint8Array(width * height);
    for (let top = 0; top < height; top += strip) {
      const rows = Math.min(strip, height - top);
      ctx.clearRect(0, 0, width, strip);
      ctx.drawImage(bitmap, 0, -top);
      pixels.set(toGrey(ctx.getImageData(0, 0, width, rows).data, width, rows).pixels, top * width);
    }
    return { width, height, pixels };
  } finally {
    bitmap.close();
  }
}

/** Why a picture that could not be decoded may be whole all the same; null: it is damaged. */
export async function unusualKind(file: Blob): Promise<FileLook | null> {
  return unusualJpeg(await readHeader(file));
}

/** Longest side of a picture that is shown to be edited. */
const SHOWN_SIDE = 1400;

/** The picture turned upright and reduced to what a screen shows, as a JPEG with nothing else in it. */
export async function upright(file: Blob): Promise<Blob> {
  const bitmap = await createImageBitmap(file);
  try {
    const scale = Math.min(1, SHOWN_SIDE / Math.max(bitmap.width, bitmap.height));
    const canvas = new OffscreenCanvas(
      Math.max(1, Math.round(bitmap.width * scale)),
      Math.max(1, Math.round(bitmap.height * scale)),
    );
    const ctx = context(canvas);
    ctx.fillStyle = '#ffffff';
    ctx.fillRect(0, 0, canvas.width, canvas.height);
    ctx.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    return await encode(canvas, 'image/jpeg');
  } finally {
    bitmap.close();
  }
}

/** Grey levels as a JPEG, no larger than a screen shows. */
export async function shownJpeg({ width, height, pixels }: GreyImage): Promise<Blob> {
  const canvas = new OffscreenCanvas(width, height);
  context(canvas).putImageData(opaqueGrey(pixels, width, height), 0, 0);
  return width <= SHOWN_SIDE && height <= SHOWN_SIDE
    ? encode(canvas, 'image/jpeg')
    : upright(await encode(canvas, 'image/png'));
}

function opaqueGrey(pixels: Uint8Array, width: number, height: number): ImageData {
  const image = new ImageData(width, height);
  const words = new Uint32Array(image.data.buffer);
  // Little-endian RGBA with full alpha and R = G = B: the encoder then has neutral chroma.
  for (let i = 0; i < words.length; i++) words[i] = 0xff000000 | ((pixels[i] ?? 0) * 0x010101);
  return image;
}

async function encode(canvas: OffscreenCanvas, type: 'image/jpeg' | 'image/png'): Promise<Blob> {
  const blob = await canvas.convertToBlob({ type, quality: JPEG_QUALITY });
  if (blob.type !== type) throw new AppError('jpeg-encoder-missing');
  return blob;
}

/** The 4 × 4 grid as one PNG, with a gap of one thirty-second of a tile. */
export function encodeGrid(images: Uint8Array, size: number): Promise<Blob> {
  const gap = Math.max(2, Math.round(size / 32));
  const side = 4 * size + 3 * gap;
  const canvas = new OffscreenCanvas(side, side);
  const ctx = context(canvas);
  ctx.fillStyle = '#ffffff';
  ctx.fillRect(0, 0, side, side);
  for (let tile = 0; tile < 16; tile++) {
    const pixels = images.subarray(tile * size * size, (tile + 1) * size * size);
    ctx.putImageData(opaqueGrey(pixels, size, size), (tile % 4) * (size + gap), Math.floor(tile / 4) * (size + gap));
  }
  return encode(canvas, 'image/png');
}

/** At least so many pixels a side, by a whole factor: to be read from the back of a room. */
const LEAST_SHOWN_SIDE = 1080;

/** A grid as a PNG that is large enough to be shown. */
export async function enlarged(grid: Blob): Promise<Blob> {
  const bitmap = await createImageBitmap(grid);
  try {
    const factor = Math.ceil(LEAST_SHOWN_SIDE / Math.min(bitmap.width, bitmap.height));
    if (factor <= 1) return grid;
    const canvas = new OffscreenCanvas(factor * bitmap.width, factor * bitmap.height);
    const ctx = context(canvas);
    ctx.imageSmoothingQuality = 'high';
    ctx.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    return await encode(canvas, 'image/png');
  } finally {
    bitmap.close();
  }
}

/** A picture of grey levels as a PNG, for a page that must stand alone. */
export async function pngDataUri(pixels: Uint8Array, size: number): Promise<string> {
  const canvas = new OffscreenCanvas(size, size);
  context(canvas).putImageData(opaqueGrey(pixels, size, size), 0, 0);
  const blob = await encode(canvas, 'image/png');
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => resolve(typeof reader.result === 'string' ? reader.result : ''));
    reader.addEventListener('error', () => reject(reader.error ?? new Error('a picture could not be read back')));
    reader.readAsDataURL(blob);
  });
}
