/** One file → grey levels of each of its ECGs at every size a network can have, each reduced from the original as the method says. */
import type { PictureDamage } from '../../core/data-report.ts';
import type { GreyImage } from '../../core/dataset.ts';
import type { PictureEdit, Rectangle } from '../../core/picture-edit.ts';
import type { SheetLook } from '../../core/sheet-place.ts';
import { editGrey } from '../../intake/pictures/edit-grey.ts';
import { jpegDamage } from '../../intake/pictures/jpeg-damage.ts';
import { findSheet } from '../../straighten/find-sheet.ts';
import { rectify } from '../../straighten/rectify.ts';
import { smallPicture } from '../../straighten/small-picture.ts';
import { sha256 } from '../../storage/hash.ts';
import type { IdKey } from '../../intake/formats/id-hash.ts';
import { type Picture, reducePicture } from './reduce-picture.ts';
import { type EcgSource, openEcg, type OpenedEcg, type SheetFault, type SheetRecord } from './open-ecg.ts';

export interface ReadPicture {
  readonly picture: Picture;
  /** What it was taken for. Signals are drawn as they should be. */
  readonly look: SheetLook;
  /** The sheet, straightened; null where that is not needed, not possible or not wanted. */
  readonly straight: Picture | null;
  /** Of the file's bytes; of what was drawn, where the file holds signals: it names a person, and is not hashed. */
  readonly sha256: string;
  /** Of a JPEG whose decoder filled in what it could not read; null where nothing is known of any. */
  readonly damage: PictureDamage | null;
  /** Null: a picture, which says nothing of itself. */
  readonly record: SheetRecord | null;
  /** Its place among the ECGs of its file. */
  readonly page: number;
}

export interface PictureTask {
  readonly source: EcgSource;
  readonly edit: PictureEdit;
  readonly masks: readonly Rectangle[];
  readonly key: IdKey;
}

/** Rejects when a picture cannot be decoded. */
export type PictureReader = (task: PictureTask) => Promise<OpenedEcg<ReadPicture> | SheetFault>;

/** What a picture was taken for, and its sheet where it is straightened. */
function straightenSheet(
  image: GreyImage,
  { asItIs }: PictureEdit,
): { readonly look: SheetLook; readonly image: GreyImage | null } {
  const small = smallPicture(image);
  const look = findSheet(image, small);
  const isWanted = look.kind === 'found' && asItIs === undefined;
  return { look, image: isWanted ? rectify(image, small, look.finding.place) : null };
}

export const readPicture: PictureReader = ({ source, edit, masks, key }) =>
  openEcg(source, key, async ({ image, record, page }) => {
    const bytes = record === null ? new Uint8Array(await source.file.arrayBuffer()) : Uint8Array.from(image.pixels);
    const sheet = record?.isDrawn === true ? null : straightenSheet(image, edit);
    return {
      picture: reducePicture(editGrey(image, edit, masks)),
      look: sheet?.look ?? { kind: 'straight' },
      straight: sheet?.image == null ? null : reducePicture(editGrey(sheet.image, edit, masks)),
      sha256: await sha256(bytes),
      damage: record === null ? jpegDamage(bytes) : null,
      record,
      page,
    };
  });
