/** The edits under the visitor's hands, before they are applied: pure, so that it can be tested without a page. */
import {
  editOf,
  insidePicture,
  isNoEdit,
  NO_EDIT,
  type PictureEdit,
  type PictureEdits,
  type QuarterTurns,
  type Rectangle,
} from '../../../../core/picture-edit.ts';

/** For every picture, or for the one that is shown. */
export type Reach = 'all' | 'this';

/** Changes the edit of the shown picture, for it alone or for all. An own edit that equals all pictures' is none. */
export function changeEdit(
  edits: PictureEdits,
  target: { readonly sha256: string; readonly reach: Reach },
  change: Partial<PictureEdit>,
): PictureEdits {
  const { sha256, reach } = target;
  const edit = { ...editOf(edits, sha256), ...change };
  if (reach === 'this') return { ...edits, own: { ...edits.own, [sha256]: edit } };
  const { [sha256]: _, ...others } = edits.own;
  return { ...edits, all: edit, own: others };
}

export function turned(edit: PictureEdit, by: 1 | -1): Pick<PictureEdit, 'turns' | 'crop'> {
  // A rectangle of the picture before it was turned is none of the picture after.
  return { turns: ((edit.turns + by + 4) % 4) as QuarterTurns, crop: null };
}

/** The rectangle between two corners given in shares of the picture; null where it is too small to be meant. */
export function rectangleBetween(
  a: { readonly x: number; readonly y: number },
  b: { readonly x: number; readonly y: number },
): Rectangle | null {
  const clamp = (value: number): number => Math.min(1, Math.max(0, value));
  const [x0, x1] = [clamp(Math.min(a.x, b.x)), clamp(Math.max(a.x, b.x))];
  const [y0, y1] = [clamp(Math.min(a.y, b.y)), clamp(Math.max(a.y, b.y))];
  if (x1 - x0 < 0.02 || y1 - y0 < 0.02) return null;
  return insidePicture({ x: x0, y: y0, width: x1 - x0, height: y1 - y0 });
}

export function isUnedited({ all, own, masks }: PictureEdits): boolean {
  return isNoEdit(all) && masks.length === 0 && Object.values(own).every(isNoEdit);
}

/** What a cut starts from when it is set by numbers. */
export const WHOLE: Rectangle = { x: 0, y: 0, width: 1, height: 1 };
/** A band at the top, where names usually stand. */
export const FIRST_MASK: Rectangle = { x: 0, y: 0, width: 0.4, height: 0.08 };

/** What may be offered to be painted over: lines printed on a picture that lies as it was given, where no mask is yet. */
export function offeredMask(
  { all, masks }: PictureEdits,
  edit: PictureEdit,
  printed: Rectangle | null,
): Rectangle | null {
  if (printed === null || edit.turns !== 0 || edit.tilt !== 0 || all.turns !== 0) return null;
  const isCovered = masks.some(({ y, height }) => y < printed.height && y + height > printed.height / 2);
  return isCovered ? null : printed;
}

export { NO_EDIT };
