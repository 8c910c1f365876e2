/** A sheet whose place is known, straightened. */
import type { GreyImage } from '../core/dataset.ts';
import type { SheetPlace } from '../core/sheet-place.ts';
import { rectify } from './rectify.ts';
import { smallPicture } from './small-picture.ts';

export function straighten(image: GreyImage, place: SheetPlace): GreyImage {
  return rectify(image, smallPicture(image), place);
}
