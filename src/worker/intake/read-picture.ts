/** One picture file → grey levels at every size a network can have, each reduced from the original as the method says. */
import type { PictureDamage } from '../../core/data-report.ts';
import type { GreyImage } from '../../core/dataset.ts';
import type { PictureEdit, Rectangle } from '../../core/picture-edit.ts';
import { IMAGE_SIZES, type ImageSize } from '../../core/run-config.ts';
import { editGrey } from '../../intake/pictures/edit-grey.ts';
import { type Reduced, reduceTo } from '../../intake/pictures/keep-proportions.ts';
import { jpegDamage } from '../../intake/pictures/jpeg-damage.ts';
import { sha256 } from '../../storage/hash.ts';
import { decodePicture } from '../picture-codec.ts';

/** Square grey levels, by side. */
export type Picture = Readonly<Record<ImageSize, Reduced>>;

export interface ReadPicture {
  readonly picture: Picture;
  /** Of the file's bytes. */
  readonly sha256: string;
  /** Of a JPEG whose decoder filled in what it could not read; null where nothing is known of any. */
  readonly damage: PictureDamage | null;
}

export interface PictureTask {
  readonly file: Blob;
  readonly edit: PictureEdit;
  readonly masks: readonly Rectangle[];
}

/** Rejects when the file cannot be decoded. */
export type PictureReader = (task: PictureTask) => Promise<ReadPicture | 'too-large'>;

export function reducePicture(image: GreyImage): Picture {
  return Object.fromEntries(IMAGE_SIZES.map((size) => [size, reduceTo(image, size)])) as unknown as Picture;
}

export const readPicture: PictureReader = async ({ file, edit, masks }) => {
  const image = await decodePicture(file);
  if (image === 'too-large') return image;
  const bytes = new Uint8Array(await file.arrayBuffer());
  return {
    picture: reducePicture(editGrey(image, edit, masks)),
    sha256: await sha256(bytes),
    damage: jpegDamage(bytes),
  };
};
