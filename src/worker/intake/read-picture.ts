/** One file → grey levels of each of its ECGs at every size a network can have, each reduced from the original as the method says. */
import type { PictureDamage } from '../../core/data-report.ts';
import type { GreyImage } from '../../core/dataset.ts';
import type { PictureEdit, Rectangle } from '../../core/picture-edit.ts';
import { IMAGE_SIZES, type ImageSize } from '../../core/run-config.ts';
import { editGrey } from '../../intake/pictures/edit-grey.ts';
import { type Reduced, reduceTo } from '../../intake/pictures/keep-proportions.ts';
import { jpegDamage } from '../../intake/pictures/jpeg-damage.ts';
import { sha256 } from '../../storage/hash.ts';
import type { IdKey } from '../../intake/formats/id-hash.ts';
import { type EcgSource, openEcg, type OpenedEcg, type SheetFault, type SheetRecord } from './open-ecg.ts';

/** Square grey levels, by side. */
export type Picture = Readonly<Record<ImageSize, Reduced>>;

export interface ReadPicture {
  readonly picture: Picture;
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

export function reducePicture(image: GreyImage): Picture {
  return Object.fromEntries(IMAGE_SIZES.map((size) => [size, reduceTo(image, size)])) as unknown as Picture;
}

export const readPicture: PictureReader = ({ source, edit, masks, key }) =>
  openEcg(source, key, async ({ image, record, page }) => {
    const bytes = record === null ? new Uint8Array(await source.file.arrayBuffer()) : Uint8Array.from(image.pixels);
    return {
      picture: reducePicture(editGrey(image, edit, masks)),
      sha256: await sha256(bytes),
      damage: record === null ? jpegDamage(bytes) : null,
      record,
      page,
    };
  });
