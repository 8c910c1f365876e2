/** Pictures with zeros around them, as filters read them. */
import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { FilterSize, Stride } from '../kernels.ts';
import { addressOf, ownModule } from './own-module.ts';

export type Padding = readonly [before: number, after: number];
export type Shape = readonly [samples: number, height: number, width: number, channels: number];
export type Place = readonly [row: number, column: number];

/** Floats behind a picture that are read and do not count. */
const BEHIND = 8;

/** A picture, and where it lies in one with zeros around it. */
export interface Padded {
  readonly picture: Shape;
  readonly shape: Shape;
  /** Of the picture's first pixel. */
  readonly begin: Place;
}

/** `same` padding before an axis of `length` that a filter of `side` with this stride turns into `outputs`. */
function paddingBefore(length: number, outputs: number, side: number, stride: Stride): number {
  return Math.max((outputs - 1) * stride + side - length, 0) >> 1;
}

/** A picture as a filter of this size reads it on its way to so many rows and columns. */
export function samePadded(
  picture: Shape,
  [height, width]: FilterSize,
  [rows, columns]: Place,
  stride: Stride,
): Padded {
  const [samples, xRows, xColumns, channels] = picture;
  return {
    picture,
    shape: [samples, (rows - 1) * stride + height, (columns - 1) * stride + width, channels],
    begin: [paddingBefore(xRows, rows, height, stride), paddingBefore(xColumns, columns, width, stride)],
  };
}

export function padded(picture: Shape, rows: Padding, columns: Padding): Padded {
  const [samples, height, width, channels] = picture;
  const shape = [samples, height + rows[0] + rows[1], width + columns[0] + columns[1], channels] as const;
  return { picture, shape, begin: [rows[0], columns[0]] };
}

export const paddedSize = ({ shape: [samples, height, width, channels] }: Padded): number =>
  samples * height * width * channels + BEHIND;

export function pad(x: Tensor4D, to: number, { picture, shape, begin }: Padded): void {
  ownModule().padPicture(addressOf(x), to, ...picture, ...begin, shape[1], shape[2]);
}

/** [B,H,1,C] under a filter [h,1] is [B,1,H,C] under [1,h], number for number, and is read in one run. */
export function lyingDown([samples, rows, columns, channels]: Shape, [height, width]: FilterSize): [Shape, FilterSize] {
  return columns === 1 && width === 1
    ? [
        [samples, 1, rows, channels],
        [1, height],
      ]
    : [
        [samples, rows, columns, channels],
        [height, width],
      ];
}
