/** One file → grey levels of each of its ECGs at every size a network can have, each reduced from the original as the method says. */
import type { PictureDamage } from '../../core/data-report.ts';
import type { GreyImage } from '../../core/dataset.ts';
import type { PictureEdit, Rectangle } from '../../core/picture-edit.ts';
import { IMAGE_SIZES, type ImageSize } from '../../core/run-config.ts';
import type { SheetLook } from '../../core/sheet-place.ts';
import { type Reduced, reduceTo } from '../../intake/pictures/keep-proportions.ts';
import type { Straightened } from '../../straighten/straighten.ts';
import { editGrey } from '../../intake/pictures/edit-grey.ts';
import { jpegDamage } from '../../intake/pictures/jpeg-damage.ts';
import { loadPart } from '../../platform/load-part.ts';
import { sha256 } from '../../storage/hash.ts';
import {
  type EcgSource,
  openEcg,
  type OpenedEcg,
  type Opening,
  type SheetFault,
  type SheetRecord,
} from './open-ecg.ts';

/** Square grey levels, by side. */
export type Picture = Readonly<Record<ImageSize, Reduced>>;

export interface ReadPicture {
  readonly picture: Picture;
  /** What it was taken for. Signals are drawn as they should be. */
  readonly look: SheetLook;
  /** The sheet, straightened; null where that is not needed, not possible or not wanted. */
  readonly straight: Picture | null;
  /** The sheet before edits, where it was asked for. */
  readonly sheet?: GreyImage;
  /** Of the file's bytes; of what was drawn, where the file holds signals: it names a person, and is not hashed. */
  readonly sha256: string;
  /** Of a JPEG whose decoder filled in what it could not read; null where nothing is known of any. */
  readonly damage: PictureDamage | null;
  /** Null: a picture, which says nothing of itself. */
  readonly record: SheetRecord | null;
  /** Its place among the ECGs of its file. */
  readonly page: number;
}

export interface PictureTask extends Opening {
  readonly source: EcgSource;
  readonly edit: PictureEdit;
  readonly masks: readonly Rectangle[];
  /** Also gives the straightened sheet, to be shown. */
  readonly keepsSheet?: boolean;
}

/** Rejects when a picture cannot be decoded. */
export type PictureReader = (task: PictureTask) => Promise<OpenedEcg<ReadPicture> | SheetFault>;

export function reducePicture(image: GreyImage): Picture {
  return Object.fromEntries(IMAGE_SIZES.map((size) => [size, reduceTo(image, size)])) as unknown as Picture;
}

/** What a picture was taken for, and its sheet where it is straightened. */
async function straightened(image: GreyImage, { asItIs }: PictureEdit): Promise<Straightened> {
  // The studio worker reads no pictures itself, and does without it.
  const { straighten } = await loadPart(() => import('../../straighten/straighten.ts'));
  return straighten(image, asItIs === undefined);
}

export const readPicture: PictureReader = ({ source, edit, masks, keepsSheet = false, ...how }) =>
  openEcg(source, how, async ({ image, record, page }) => {
    const bytes = record === null ? new Uint8Array(await source.file.arrayBuffer()) : Uint8Array.from(image.pixels);
    const isDrawn = record?.isDrawn === true;
    // Nobody's name is on a sheet that was drawn here.
    const over = isDrawn ? [] : masks;
    const sheet = isDrawn ? null : await straightened(image, edit);
    return {
      picture: reducePicture(editGrey(image, edit, over)),
      look: sheet?.look ?? { kind: 'straight' },
      straight: sheet?.image == null ? null : reducePicture(editGrey(sheet.image, edit, over)),
      ...(keepsSheet && sheet?.image != null ? { sheet: sheet.image } : {}),
      sha256: await sha256(bytes),
      damage: record === null ? jpegDamage(bytes) : null,
      record,
      page,
    };
  });
