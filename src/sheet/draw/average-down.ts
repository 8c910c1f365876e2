/** A picture made smaller by a whole factor: the mean of each square of pixels. Not a general resize (that is intake's). */
import type { GreyImage } from '../../core/dataset.ts';

/** What is left over at the right and lower edge, less than `factor`, is left away; 1 gives the picture itself. */
export function averageDown(image: GreyImage, factor: number): GreyImage {
  if (factor === 1) return image;
  const width = Math.floor(image.width / factor);
  const height = Math.floor(image.height / factor);
  const pixels = new Uint8Array(width * height);
  const sums = new Uint32Array(width);
  for (let y = 0; y < height; y++) {
    sums.fill(0);
    for (let dy = 0; dy < factor; dy++) {
      let at = (y * factor + dy) * image.width;
      for (let x = 0; x < width; x++) {
        let sum = 0;
        for (let dx = 0; dx < factor; dx++) sum += image.pixels[at++] ?? 0;
        sums[x] = (sums[x] ?? 0) + sum;
      }
    }
    for (let x = 0; x < width; x++) pixels[y * width + x] = Math.round((sums[x] ?? 0) / (factor * factor));
  }
  return { width, height, pixels };
}
