/** Weighs greyscale pictures as JPEG files, to say how large a download will be. */
import { JPEG_QUALITY } from '../core/run-config.ts';
import { greyToRgba } from './grey.ts';

/** Mean bytes of the pictures as JPEG; null where the browser cannot say. */
export async function meanJpegBytes(images: Uint8Array, size: number, count: number): Promise<number | null> {
  const canvas = new OffscreenCanvas(size, size);
  const context = canvas.getContext('2d');
  if (context === null || count === 0) return null;
  let total = 0;
  for (let i = 0; i < count; i++) {
    const pixels = images.subarray(i * size * size, (i + 1) * size * size);
    context.putImageData(new ImageData(greyToRgba(pixels, null), size, size), 0, 0);
    const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: JPEG_QUALITY });
    total += blob.size;
  }
  return total / count;
}
