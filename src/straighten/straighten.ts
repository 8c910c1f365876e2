/** What a picture is taken for, and its sheet straightened: loaded with the first picture. */
import type { GreyImage } from '../core/dataset.ts';
import type { SheetLook } from '../core/sheet-place.ts';
import { findSheet } from './find-sheet.ts';
import { rectify } from './rectify.ts';
import { smallPicture } from './small-picture.ts';

export interface Straightened {
  readonly look: SheetLook;
  /** Null where that is not needed, not possible or not wanted. */
  readonly image: GreyImage | null;
}

export function straighten(image: GreyImage, isWanted: boolean): Straightened {
  const small = smallPicture(image);
  const look = findSheet(image, small);
  return { look, image: look.kind === 'found' && isWanted ? rectify(image, small, look.finding.place) : null };
}
