/** Grey levels at every size a network can have. */
import type { GreyImage } from '../../core/dataset.ts';
import { IMAGE_SIZES, type ImageSize } from '../../core/run-config.ts';
import { type Reduced, reduceTo } from '../../intake/pictures/keep-proportions.ts';

/** Square grey levels, by side. */
export type Picture = Readonly<Record<ImageSize, Reduced>>;

export function reducePicture(image: GreyImage): Picture {
  return Object.fromEntries(IMAGE_SIZES.map((size) => [size, reduceTo(image, size)])) as unknown as Picture;
}
