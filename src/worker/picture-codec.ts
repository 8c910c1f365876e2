/** Pictures in and out of the worker, with the browser's own decoders and encoders. */
import { AppError } from '../core/app-error.ts';
import type { GreyImage } from '../core/dataset.ts';
import { JPEG_QUALITY } from '../core/run-config.ts';
import { toGrey } from '../data/grey-image.ts';

/** A decoded picture takes 4 bytes a pixel; beyond this a browser tab is at risk. */
const MAX_PIXELS = 120e6;

function context(canvas: OffscreenCanvas): OffscreenCanvasRenderingContext2D {
  // Kept in main memory, so that pixels come back exactly as they were decoded.
  const found = canvas.getContext('2d', { willReadFrequently: true });
  if (found === null) throw new Error('no 2D canvas');
  return found;
}

/** Grey levels of an encoded picture, EXIF rotation applied, colour profiles ignored. Rejects when it cannot be decoded. */
export async function decodePicture(file: Blob): Promise<GreyImage | 'too-large'> {
  const bitmap = await createImageBitmap(file, { colorSpaceConversion: 'none', premultiplyAlpha: 'none' });
  try {
    const { width, height } = bitmap;
    if (width * height > MAX_PIXELS) return 'too-large';
    const ctx = context(new OffscreenCanvas(width, height));
    ctx.drawImage(bitmap, 0, 0);
    return toGrey(ctx.getImageData(0, 0, width, height).data, width, height);
  } finally {
    bitmap.close();
  }
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
  if (blob.type !== type) throw new AppError('jpeg-encoder-missing', { type });
  return blob;
}

/** Encodes square grey pictures one after another on one canvas. */
export class JpegEncoder {
  readonly #canvas: OffscreenCanvas;
  readonly #context: OffscreenCanvasRenderingContext2D;

  constructor(size: number) {
    this.#canvas = new OffscreenCanvas(size, size);
    this.#context = context(this.#canvas);
  }

  async encode(pixels: Uint8Array): Promise<Uint8Array> {
    this.#context.putImageData(opaqueGrey(pixels, this.#canvas.width, this.#canvas.height), 0, 0);
    return new Uint8Array(await (await encode(this.#canvas, 'image/jpeg')).arrayBuffer());
  }
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
