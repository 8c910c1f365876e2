/** Patients ready for training: numbers only. Names, ids and file names never travel this far. */
import type { ImageSize } from './run-config.ts';
import type { TableSchema } from './table-schema.ts';

export interface Dataset {
  readonly count: number;
  readonly size: ImageSize;
  readonly schema: TableSchema;
  /** [count, schema.width] in [0, 1], row-major. */
  readonly rows: Float32Array;
  /** [count, schema.columns.length]: 1 where the input's cell was blank and `rows` holds the column's fill. */
  readonly blanks: Uint8Array;
  /** [count, size, size] greyscale bytes, row-major. */
  readonly images: Uint8Array;
}

/** A greyscale picture of any size, row-major bytes. */
export interface GreyImage {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}
